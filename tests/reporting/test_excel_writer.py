"""The Excel workbook, read back with openpyxl and python-calamine."""

import io
from collections.abc import Callable
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.reporting.printable import printable
from pct_tracker.reporting.report import Cell, Report
from pct_tracker.reporting.writers.excel import LONGEST_TEXT

Write = Callable[[Report, str], io.BytesIO]
MakeReport = Callable[..., Report]


def _sheet(stream: io.BytesIO) -> Worksheet:
    sheet = openpyxl.load_workbook(stream).active
    assert isinstance(sheet, Worksheet)
    return sheet


def _value(cell: Cell) -> str | int | None:
    return cell.text or None if cell.number is None else cell.number


@pytest.mark.parametrize("language", LANGUAGES)
def test_reading_back_gives_headings_and_typed_cells_of_the_report(
    language: str, annexes: dict[str, Report], written: Write
) -> None:
    report = annexes[language]
    rows = list(_sheet(written(report, "xlsx")).iter_rows(values_only=True))
    assert rows == [report.headings, *(tuple(map(_value, row.cells)) for row in report.rows)]


def test_other_readers_find_the_same_cells(annexes: dict[str, Report], written: Write) -> None:
    report = annexes["zh"]
    rows = CalamineWorkbook.from_filelike(written(report, "xlsx")).get_sheet_by_index(0).to_python()
    assert rows == [list(report.headings), *([_value(cell) or "" for cell in row.cells] for row in report.rows)]


def test_a_reader_that_trusts_the_extent_of_the_sheet_finds_all_rows(annexes: dict[str, Report], written: Write) -> None:
    stream = written(annexes["en"], "xlsx")
    with ZipFile(stream) as package:
        assert b'<dimension ref="A1:I65"/>' in package.read("xl/worksheets/sheet1.xml")
    sheet = openpyxl.load_workbook(stream, read_only=True).worksheets[0]
    assert (sheet.max_row, sheet.max_column) == (65, 9)
    assert len(list(sheet.iter_rows())) == 65


def test_the_sheet_is_ready_for_use(annexes: dict[str, Report], written: Write) -> None:
    sheet = _sheet(written(annexes["en"], "xlsx"))
    assert (sheet.title, sheet.freeze_panes, sheet.auto_filter.ref) == ("PCT 2024", "A2", "A1:I65")
    assert (sheet.print_title_rows, sheet.page_setup.orientation) == ("$1:$1", "landscape")
    assert sheet["A1"].font.bold
    assert sheet["D2"].alignment.wrap_text
    assert sheet.row_dimensions[8].height > sheet.row_dimensions[2].height


def test_the_workbook_says_its_title_and_names_no_author(annexes: dict[str, Report], written: Write) -> None:
    stream = written(annexes["ru"], "xlsx")
    properties = openpyxl.load_workbook(stream).properties
    assert (properties.title, properties.language) == (annexes["ru"].title, "ru")
    with ZipFile(stream) as package:
        assert b"creator" not in package.read("docProps/core.xml")


@pytest.mark.parametrize(("language", "mirrored"), [("ar", True), ("en", False)])
def test_an_arabic_sheet_runs_from_right_to_left(
    language: str, mirrored: bool, annexes: dict[str, Report], written: Write
) -> None:
    sheet = _sheet(written(annexes[language], "xlsx"))
    assert bool(sheet.sheet_view.rightToLeft) is mirrored
    assert (sheet["D2"].alignment.readingOrder == 2) is mirrored


def test_a_month_is_marked_as_text_and_a_number_is_a_number(annexes: dict[str, Report], written: Write) -> None:
    sheet = _sheet(written(annexes["en"], "xlsx"))
    assert (sheet["A2"].number_format, sheet["A2"].data_type) == ("@", "s")
    assert (sheet["I2"].value, sheet["I2"].data_type) == (10, "n")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "#N/A", "1e5", "2024-01", '=HYPERLINK("x")'])
def test_text_never_becomes_a_formula_a_number_or_a_fault(text: str, make_report: MakeReport, written: Write) -> None:
    cell = _sheet(written(make_report([text, text]), "xlsx"))["B2"]
    assert (cell.value, cell.data_type) == (text, "s")


@pytest.mark.parametrize(
    "text",
    [
        "<t>&amp;\"'</t>",
        "</sheetData>",
        "a\x00b\x1bc\ud800",
        "one\ntwo\r\nthree\tfour",
        "  spaced  ",
        pytest.param("长" * 30_000, id="long"),
    ],
)
def test_a_hostile_text_comes_back_as_it_can_be_printed(text: str, make_report: MakeReport, written: Write) -> None:
    assert _sheet(written(make_report(["", text]), "xlsx"))["B2"].value == printable(text)


def test_a_text_longer_than_excel_can_hold_ends_in_an_ellipsis(make_report: MakeReport, written: Write) -> None:
    value = _sheet(written(make_report(["a" * 40_000]), "xlsx"))["A2"].value
    assert value == "a" * (LONGEST_TEXT - 1) + "…"


@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=40), number=st.none() | st.integers(-(10**9), 10**9))
def test_any_text_and_number_come_back(text: str, number: int | None, make_report: MakeReport, written: Write) -> None:
    sheet = _sheet(written(make_report([text], numbers=[number]), "xlsx"))
    assert (sheet["A2"].value, sheet["I2"].value) == (printable(text) or None, number)


def test_excel_is_told_to_keep_the_spaces_around_words(make_report: MakeReport, written: Write) -> None:
    with ZipFile(written(make_report(["  spaced  "]), "xlsx")) as package:
        assert b'<t xml:space="preserve">  spaced  </t>' in package.read("xl/worksheets/sheet1.xml")


def test_a_report_without_rows_has_its_headings(make_report: MakeReport, written: Write) -> None:
    sheet = _sheet(written(make_report(), "xlsx"))
    assert [cell.value for cell in sheet[1]] == list(make_report().headings)
    assert sheet.max_row == 1


def test_the_same_report_gives_the_same_bytes(annexes: dict[str, Report], written: Write) -> None:
    stream = written(annexes["en"], "xlsx")
    with ZipFile(stream) as package:
        assert b"dcterms" not in package.read("docProps/core.xml")
    assert written(annexes["en"], "xlsx").getvalue() == stream.getvalue()
