"""What a reader should find in a workbook: sheet by sheet the values of its cells, and the formulas behind them."""

from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from pct_tracker.reporting.report import Report
from pct_tracker.reporting.workbook.cells import is_told_as_day
from pct_tracker.reporting.workbook.sheets import Formula, Row, Sheet, Value, Workbook
from pct_tracker.reporting.workbook.tabs import tab_titles, table_headings
from pct_tracker.reporting.writers.excel import shown_text


@dataclass(frozen=True, slots=True)
class ExpectedSheet:
    """A sheet under its title. `rows` can be read once: headings first, then numbers, days and texts as Excel shows them.

    Where there is nothing, they have an empty text.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    rows: Iterator[Row]


def expected_sheets(workbook: Workbook) -> Iterator[ExpectedSheet]:
    """The annexes and the tables in the order of their tabs."""
    titles = iter(_titles(workbook))
    for _, report in workbook.annexes:
        yield ExpectedSheet(report.kind, next(titles), report.columns, _annex_rows(report))
    for sheet in workbook.sheets:
        columns = tuple(column.name for column in sheet.columns)
        yield ExpectedSheet(sheet.name, next(titles), columns, _table_rows(sheet))


def expected_formulas(workbook: Workbook) -> dict[tuple[str, str], str]:
    """Every formula by the title of its sheet and its place, such as E2."""
    titles = _titles(workbook)[len(workbook.annexes) :]
    return {
        (title, f"{get_column_letter(place + 1)}{line}"): formula.text
        for title, sheet in zip(titles, workbook.sheets, strict=True)
        for line, place, formula in sheet.formulas()
    }


def _titles(workbook: Workbook) -> tuple[str, ...]:
    return tab_titles((*(title for title, _ in workbook.annexes), *(sheet.title for sheet in workbook.sheets)))


def _annex_rows(report: Report) -> Iterator[Row]:
    yield tuple(map(shown_text, report.headings))
    for row in report.rows:
        yield tuple(shown_text(cell.text) if cell.number is None else cell.number for cell in row.cells)


def _table_rows(sheet: Sheet) -> Iterator[Row]:
    yield table_headings(column.heading for column in sheet.columns)
    for row in sheet.rows:
        yield tuple(map(_shown, row))


def _shown(value: Value) -> Value:
    match value:
        case Formula():
            return value.value
        case int():
            return value
        case None:
            return ""
        case str():
            return shown_text(value)
        case day:
            return day if is_told_as_day(day) else day.isoformat()
