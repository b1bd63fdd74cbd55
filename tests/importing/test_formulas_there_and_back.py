"""What goes into a file or onto the clipboard comes back as it was, however much it looks like a formula."""

import io
from pathlib import Path

import openpyxl
import pytest
from annex_inputs import ROW, row
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pct_tracker.domain.activity import REPORTED_FIELDS
from pct_tracker.domain.codes import Status
from pct_tracker.domain.exchange import TextExchange, TextState, TextUnit
from pct_tracker.domain.folding import join_lines
from pct_tracker.domain.formulas import tabbed_cell
from pct_tracker.importing.clipboard import read_clipboard
from pct_tracker.importing.exchange import clean_text, read_exchange
from pct_tracker.importing.readers import read_document
from pct_tracker.importing.readers.document import clean_cell
from pct_tracker.reference.reference import Reference
from pct_tracker.reporting.exchange import write_exchange
from pct_tracker.reporting.printable import printable
from pct_tracker.reporting.report import Cell, Report, ReportRow
from pct_tracker.reporting.writers import write_report

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "－", "'", '"', ";", " ", "\u3000", "\u200f", "=1+1", "'=", '""')
# A line that begins with a tab begins a cell of another kind of text file.
SPICED = st.builds(
    "{}{}{}".format,
    st.lists(st.sampled_from(STARTS), max_size=4).map("".join),
    st.text(max_size=12),
    st.sampled_from(["", '"', "'", '""', "\t"]),
).filter(lambda text: "\n\t" not in printable(text))
UNHURRIED = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def report_of(text: str, number: int) -> Report:
    cells = (*(Cell(f"{text}") for _ in REPORTED_FIELDS[:-1]), Cell(str(number), number))
    return Report(
        language="en",
        direction="ltr",
        year=2024,
        title_lines=("Title",),
        columns=REPORTED_FIELDS,
        headings=REPORTED_FIELDS,
        rows=(ReportRow(1, cells),),
    )


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
@UNHURRIED
@given(text=SPICED, number=st.integers(-9_999, 9_999))
def test_a_table_comes_back_as_it_was(suffix: str, text: str, number: int, tmp_path: Path) -> None:
    path = tmp_path / f"annex.{suffix}"
    write_report(report_of(text, number), path, suffix)
    read = read_document(path).tables[0].rows[1]
    assert read == (*[clean_cell(printable(text))] * 8, str(number))


@UNHURRIED
@given(text=SPICED, number=st.integers(-9_999, 9_999))
def test_no_cell_of_a_workbook_is_a_formula_and_numbers_are_numbers(text: str, number: int, tmp_path: Path) -> None:
    path = tmp_path / "annex.xlsx"
    write_report(report_of(text, number), path, "xlsx")
    cells = openpyxl.load_workbook(path).worksheets[0][2]
    assert {cell.data_type for cell in cells[:-1]} <= {"s", "n", "inlineStr"}
    assert all(cell.value is None or isinstance(cell.value, str) for cell in cells[:-1])
    assert cells[-1].value == number


@UNHURRIED
@given(text=SPICED)
def test_copied_rows_are_pasted_as_they_were(text: str, reference: Reference) -> None:
    cells = row(title=f"{text}x")
    pasted = read_clipboard("\t".join(map(tabbed_cell, cells)), "", reference, year=2024, status=Status.HELD)
    assert pasted.reading.rows[0].cells[3] == clean_cell(join_lines(f"{text}x").replace("\t", " "))
    assert pasted.reading.rows[0].cells[8] == ROW[8]


@UNHURRIED
@given(text=SPICED)
def test_a_table_for_translators_comes_back_as_it_was(text: str, tmp_path: Path) -> None:
    path = tmp_path / "texts.xlsx"
    unit = TextUnit(key="k", field="title", source=f"{text}x", target=f"{text}y", state=TextState.DRAFT, used_in=(1,))
    write_exchange(TextExchange(2024, "en", "fr", (unit,)), path, "xlsx")
    read = read_exchange(path).units[0]
    assert (read.source, read.target) == (clean_text(printable(f"{text}x")), clean_text(printable(f"{text}y")))
    assert {cell.data_type for cell in openpyxl.load_workbook(io.BytesIO(path.read_bytes())).worksheets[0][2]} <= {"s", "n"}


def test_a_text_stays_text_after_somebody_goes_into_its_cell(tmp_path: Path) -> None:
    path = tmp_path / "texts.xlsx"
    units = (TextUnit("k", "title", "=1+1", "-5", TextState.DRAFT, ()),)
    write_exchange(TextExchange(2024, "en", "fr", units), path, "xlsx")
    assert [cell.quotePrefix for cell in openpyxl.load_workbook(path).worksheets[0][2]][:3] == [False, True, False]
