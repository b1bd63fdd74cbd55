"""The workbook as one file: a library makes sheets, styles, tables, names and charts, and the rows are spliced in."""

from collections.abc import Iterator
from typing import Any, BinaryIO

import openpyxl
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

from pct_tracker.reporting.workbook.cells import table_rows
from pct_tracker.reporting.workbook.charts import add_charts
from pct_tracker.reporting.workbook.counted import WRONG
from pct_tracker.reporting.workbook.sheets import Sheet, Workbook
from pct_tracker.reporting.workbook.styles import KINDS, style_name, table_styles
from pct_tracker.reporting.workbook.tabs import tab_titles, table_headings
from pct_tracker.reporting.writers.excel import annex_rows, save
from pct_tracker.reporting.writers.excel_shell import add_styles, annex_styles, set_properties, set_up_annex, set_up_printing

_ALARM = DifferentialStyle(fill=PatternFill("solid", bgColor="FFF8CBAD"), font=Font(bold=True, color="FF9C0006"))


def write_workbook(workbook: Workbook, stream: BinaryIO) -> None:
    """Writes an .xlsx file; the same workbook gives the same bytes."""
    shell = _Shell(workbook)
    rows = (*shell.annexes(), *shell.tables())
    set_properties(shell.book, workbook.annexes[0][1])
    save(shell.book, {f"xl/worksheets/sheet{number}.xml": some for number, some in enumerate(rows, 1)}, stream)


class _Shell:
    """Everything but the rows, which are handed out as XML sheet by sheet."""

    def __init__(self, workbook: Workbook) -> None:
        self.book = openpyxl.Workbook()
        self._workbook, self._mirrored = workbook, workbook.is_right_to_left
        self._targets: list[Any] = [self.book.active]
        titles = tab_titles((*(title for title, _ in workbook.annexes), *(one.title for one in workbook.sheets)))
        self._targets[0].title = titles[0]
        self._targets.extend(map(self.book.create_sheet, titles[1:]))
        styles = (*annex_styles(self._mirrored), *table_styles(workbook.flags, right_to_left=self._mirrored))
        self._style_ids = add_styles(self.book, styles)

    def annexes(self) -> Iterator[Iterator[str]]:
        """The rows of the annexes."""
        for target, (_, report) in zip(self._targets, self._workbook.annexes, strict=False):
            set_up_annex(target, report, target.title)
            yield annex_rows(report, self._style_ids)

    def tables(self) -> Iterator[Iterator[str]]:
        """The rows of the tables."""
        kinds = {kind: self._style_ids[style_name(kind)] for kind in KINDS}
        for target, sheet in zip(self._targets[len(self._workbook.annexes) :], self._workbook.sheets, strict=True):
            headings = table_headings(column.heading for column in sheet.columns)
            self._set_up(target, sheet, headings)
            yield table_rows(sheet, headings, kinds)

    def _set_up(self, target: Any, sheet: Sheet, headings: tuple[str, ...]) -> None:
        # The cell in the last corner, whose row is replaced, tells the extent of the sheet to those who read it row by row.
        corner = target.cell(sheet.last_line, len(sheet.columns), " ").coordinate
        target["A1"] = " "
        target.sheet_view.rightToLeft = self._mirrored
        target.freeze_panes = "B2"
        target.add_table(_table(sheet.name, f"A1:{corner}", headings))
        for number, column in enumerate(sheet.columns, 1):
            target.column_dimensions[get_column_letter(number)].width = column.width
            self._name(target, sheet, number)
            if column.kind == "check":
                _mark_differences(target, number, sheet.last_line)
        set_up_printing(target)
        add_charts(target, sheet, right_to_left=self._mirrored)

    def _name(self, target: Any, sheet: Sheet, number: int) -> None:
        """Gives the cells of a column their name in formulas."""
        letter, name = get_column_letter(number), f"{sheet.name}_{sheet.columns[number - 1].name}"
        place = f"{quote_sheetname(target.title)}!${letter}$2:${letter}${sheet.last_line}"
        self.book.defined_names[name] = DefinedName(name, attr_text=place)


def _table(name: str, place: str, headings: tuple[str, ...]) -> Table:
    table = Table(displayName=name, ref=place, autoFilter=AutoFilter(ref=place))
    table.tableColumns = [TableColumn(id=number, name=heading) for number, heading in enumerate(headings, 1)]
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    return table


def _mark_differences(target: Any, number: int, last_line: int) -> None:
    letter = get_column_letter(number)
    rule = Rule(type="cellIs", operator="equal", formula=[f'"{WRONG}"'], dxf=_ALARM)
    target.conditional_formatting.add(f"{letter}2:{letter}{last_line}", rule)
