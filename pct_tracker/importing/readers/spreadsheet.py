"""Sheets of .xlsx, .xls and .ods files, every value as the text a reader of the sheet would write down."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any
from zipfile import ZipFile

from lxml import etree

from pct_tracker.domain.errors import UserError
from pct_tracker.importing.readers.document import Document, ReadingNote, Source, Table, clean_cell, clean_cells
from pct_tracker.importing.readers.extents import extent
from pct_tracker.importing.readers.limits import (
    LARGEST_SHEET,
    MARKS_OF_CELL,
    MOST_FORMULAS,
    MOST_MARKS_OF_PARTS,
    MOST_MARKS_OF_SHEETS,
    MOST_MERGED,
)
from pct_tracker.importing.readers.old_excel import checked_workbook
from pct_tracker.importing.readers.package import (
    OLD_OFFICE,
    PACKAGE_TROUBLES,
    check_size,
    chunks_of,
    copy_of,
    count_marks,
    is_package,
    open_package,
)
from pct_tracker.importing.readers.sheet_facts import SheetFacts, facts_of, sheet_parts

_READ_PARTS = re.compile(
    r"\[content_types\]\.xml|_rels/\.rels|xl/_rels/workbook\.xml\.rels|xl/(workbook|styles|sharedstrings)\.xml|xl/chartsheets/.+\.xml"
    r"|mimetype|meta-inf/manifest\.xml|content\.xml",
    re.IGNORECASE,
)
"""What the library looks for beside the sheets of an Excel workbook."""

_CELL_PARTS = re.compile(r"xl/sharedstrings\.xml|content\.xml", re.IGNORECASE)
_CELL = re.compile(rb"<(?:\w+:)?(?:c|si|table-cell|covered-table-cell)[\s/>]")
_NO_FACTS = SheetFacts(0, {})


def read_spreadsheet(source: Source) -> Document:
    """The sheets in their order, the hidden ones too. Dates become YYYY-MM-DD, or YYYY-MM where a column has months only.

    Nothing is worked out: a formula without a stored value stays as its text.
    """
    facts, checked = _check_package(source)
    notes = [ReadingNote("hidden-cells", {"name": name, "count": one.hidden}) for name, one in facts.items() if one.hidden]
    notes += [ReadingNote("formulas", {"name": name, "count": len(one.formulas)}) for name, one in facts.items() if one.formulas]
    try:
        tables = tuple(_tables(source, checked, facts, notes))
    except UserError:
        raise
    except BaseException as trouble:
        # A panic of the library arrives as an exception that is no Exception, of a class that cannot be imported.
        if isinstance(trouble, Exception) or type(trouble).__name__ == "PanicException":
            code = "import.protected" if type(trouble).__name__ == "PasswordError" else "import.damaged"
            raise source.trouble(code) from trouble
        raise
    return Document(source.path, tables, notes=tuple(notes))


def _check_package(source: Source) -> tuple[Mapping[str, SheetFacts], io.BytesIO]:
    """What the package tells of its sheets, and what of it is read. Raises UserError if it is none, damaged or too large."""
    if source.path.suffix.lower() == ".xls" and not is_package(source.data):
        if not source.data.startswith(OLD_OFFICE):
            raise source.trouble("import.other-content", suffix=".xls")
        return {}, io.BytesIO(checked_workbook(source))
    package = open_package(source)
    try:
        copy = _unpacked(source, package)
        with ZipFile(copy) as unpacked:
            sheets = sheet_parts(unpacked)
            for part in sheets:
                _check_markup(source, unpacked, part, has_cells=True)
            if extent(unpacked, sheets).is_too_large:
                raise source.trouble("import.sheet-too-large", limit=LARGEST_SHEET)
            facts = facts_of(unpacked)
    except (etree.XMLSyntaxError, *PACKAGE_TROUBLES) as trouble:
        raise source.trouble("import.damaged") from trouble
    if any(len(one.formulas) > MOST_FORMULAS for one in facts.values()):
        raise source.trouble("import.too-much-markup")
    copy.seek(0)
    return facts, copy


def _unpacked(source: Source, package: ZipFile) -> io.BytesIO:
    """The members that are read, once each is known to be of a size that can be: to unpack them takes longer than to look."""
    others = list(filter(_READ_PARTS.fullmatch, package.namelist()))
    for part in others:
        check_size(source, package, part)
        _check_markup(source, package, part, has_cells=bool(_CELL_PARTS.fullmatch(part)))
    sheets = sheet_parts(package)
    for part in sheets:
        check_size(source, package, part)
    return copy_of(package, [*others, *sheets])


def _check_markup(source: Source, package: ZipFile, part: str, *, has_cells: bool) -> None:
    """Raises UserError for more markup than can be read. Cells are forgotten one by one, all else is held in memory."""
    marks = count_marks(package, part)
    if marks <= MOST_MARKS_OF_PARTS:
        return
    cells = sum(len(_CELL.findall(chunk)) for chunk in chunks_of(package, part)) if has_cells else 0
    if marks > min(MOST_MARKS_OF_SHEETS, MOST_MARKS_OF_PARTS + MARKS_OF_CELL * cells):
        raise source.trouble("import.too-much-markup")


def _tables(source: Source, checked: io.BytesIO, facts: Mapping[str, SheetFacts], notes: list[ReadingNote]) -> Iterator[Table]:
    """The sheets with text; `notes` takes those of them that are hidden."""
    from python_calamine import CalamineWorkbook, SheetVisibleEnum  # read only when a sheet is

    with CalamineWorkbook.from_filelike(checked) as workbook:
        shown = {one.name: one.visible == SheetVisibleEnum.Visible for one in workbook.sheets_metadata}
        for name in workbook.sheet_names:
            try:
                sheet = workbook.get_sheet_by_name(name)
            except ValueError:
                continue  # a sheet that holds a chart only
            if sheet.total_height * sheet.total_width > LARGEST_SHEET:
                raise source.trouble("import.sheet-too-large", limit=LARGEST_SHEET)
            grid = sheet.to_python(skip_empty_area=False)
            if grid:
                if not shown.get(name, True):
                    notes.append(ReadingNote("hidden-sheet", {"name": name}))
                told = facts.get(name, _NO_FACTS)
                merged = _merged(sheet.merged_cell_ranges or [], len(grid)) | told.merged
                yield Table(name, "", _as_text(grid, told.formulas), merged)


def _merged(ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]], height: int) -> frozenset[tuple[int, int]]:
    """The places under the first cell of each range, in its first column."""
    places = ((row, left) for (top, left), (bottom, _) in ranges for row in range(top + 1, min(bottom, height - 1) + 1))
    return frozenset(islice(places, MOST_MERGED))


def _as_text(grid: Sequence[Sequence[Any]], formulas: Mapping[tuple[int, int], str]) -> tuple[tuple[str, ...], ...]:
    """The rows as clean text: column by column, since the cells of one are mostly of one kind."""
    columns = [clean_cells(_column_as_text(column)) for column in zip(*grid, strict=True)]
    for (row, index), formula in formulas.items():
        if index < len(columns) and row < len(grid) and not columns[index][row]:
            columns[index][row] = clean_cell(formula)
    return tuple(zip(*columns, strict=True))


def _column_as_text(column: Sequence[Any]) -> Iterable[str]:
    """A sheet turns a typed "2024-02" into 1 February 2024: dates that are all first days are months."""
    kinds = set(map(type, column))
    if kinds == {str}:
        return column
    dates = [value for value in column if isinstance(value, date)] if any(issubclass(kind, date) for kind in kinds) else []
    are_months = all(value.day == 1 for value in dates)
    return (value if isinstance(value, str) else _format_value(value, month_only=are_months) for value in column)


def _format_value(value: Any, *, month_only: bool) -> str:
    if isinstance(value, date):  # datetime too
        day = value.date() if isinstance(value, datetime) else value
        return f"{day:%Y-%m}" if month_only else day.isoformat()
    if isinstance(value, float):
        return _format_number(value)
    return str(value) if isinstance(value, int | time | timedelta) else ""


def _format_number(value: float) -> str:
    """The number as it would be typed. A fraction of three digits gets a fourth: 1.234 would be read as thousands."""
    if value.is_integer():
        return str(int(value))
    text = str(value)
    return f"{text}0" if len(text.rpartition(".")[2]) == 3 else text
