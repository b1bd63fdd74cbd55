"""Sheets of .xlsx, .xls and .ods files, every value as the text a reader of the sheet would write down."""

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from lxml import etree

from pct_tracker.importing.readers.document import Document, Source, Table, clean_rows
from pct_tracker.importing.readers.extents import largest_extent
from pct_tracker.importing.readers.package import OLD_OFFICE, PACKAGE_TROUBLES, is_package, open_package

LARGEST_SHEET = 5_000_000
"""Cells between the first and the last one used: the library lays out all of them in memory."""


def read_spreadsheet(source: Source) -> Document:
    """The sheets in their order, the hidden ones too. Dates become YYYY-MM-DD, or YYYY-MM where a column has months only."""
    _check_package(source)
    try:
        return Document(source.path, tuple(_tables(source.data)))
    except BaseException as trouble:
        # A panic of the library arrives as an exception that is no Exception, of a class that cannot be imported.
        if isinstance(trouble, Exception) or type(trouble).__name__ == "PanicException":
            code = "import.protected" if type(trouble).__name__ == "PasswordError" else "import.damaged"
            raise source.trouble(code) from trouble
        raise


def _check_package(source: Source) -> None:
    if source.path.suffix.lower() == ".xls" and not is_package(source.data):
        if not source.data.startswith(OLD_OFFICE):
            raise source.trouble("import.other-content", suffix=".xls")
        return
    package = open_package(source)
    try:
        largest = largest_extent(package)
    except (etree.XMLSyntaxError, *PACKAGE_TROUBLES) as trouble:
        raise source.trouble("import.damaged") from trouble
    if largest > LARGEST_SHEET:
        raise source.trouble("import.sheet-too-large", limit=LARGEST_SHEET)


def _tables(data: bytes) -> Iterator[Table]:
    from python_calamine import CalamineWorkbook  # read only when a sheet is

    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
        for name in workbook.sheet_names:
            try:
                sheet = workbook.get_sheet_by_name(name)
            except ValueError:
                continue  # a sheet that holds a chart only
            grid = sheet.to_python(skip_empty_area=False)
            if grid:
                yield Table(name, "", clean_rows(_as_text(grid)), _merged(sheet.merged_cell_ranges or [], len(grid)))


def _merged(ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]], height: int) -> frozenset[tuple[int, int]]:
    """The places under the first cell of each range, in its first column."""
    return frozenset((row, left) for (top, left), (bottom, _) in ranges for row in range(top + 1, min(bottom, height - 1) + 1))


def _as_text(grid: Sequence[Sequence[Any]]) -> Iterator[list[str]]:
    months = _columns_of_months(grid)
    for row in grid:
        yield [_format_value(value, month_only=index in months) for index, value in enumerate(row)]


def _columns_of_months(grid: Sequence[Sequence[Any]]) -> set[int]:
    """Columns whose dates are all first days: a sheet turns a typed "2024-02" into 1 February 2024."""
    first_days: dict[int, bool] = {}
    for row in grid:
        for index, value in enumerate(row):
            if isinstance(value, date):
                first_days[index] = first_days.get(index, True) and value.day == 1
    return {index for index, only in first_days.items() if only}


def _format_value(value: Any, *, month_only: bool) -> str:
    if isinstance(value, date):  # datetime too
        day = value.date() if isinstance(value, datetime) else value
        return f"{day:%Y-%m}" if month_only else day.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value) if isinstance(value, str | int | float | time | timedelta) else ""
