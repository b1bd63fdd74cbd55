"""Rows from the clipboard."""

from typing import Protocol

import pytest

from pct_tracker.domain.activity import Origin, Venue
from pct_tracker.domain.codes import Status, VenueKind
from pct_tracker.domain.errors import UserError
from pct_tracker.importing.annex import read_annex
from pct_tracker.importing.clipboard import LARGEST_PASTE, Pasted, read_clipboard
from pct_tracker.importing.readers.html_tables import read_html_tables
from pct_tracker.reference.reference import Reference
from tests.files.facts import FACTS
from tests.files.make_inputs import INPUTS

HEADINGS = "Month\tType of activity\tContent\tDescription of activity\tCo-organizer\tLocation\tOrigin\tTypes\tNumber"
ROW = "2024-06\tPCT Seminar\tA, B\tSeminar on filing\t\tKenya (KE)\tKenya (KE), Uganda (UG)\tOffices\t20"


class Paste(Protocol):
    """Reads a clipboard."""

    def __call__(self, text: str = "", html: str = "", year: int | None = 2024) -> Pasted: ...


@pytest.fixture
def paste(reference: Reference) -> Paste:
    def read(text: str = "", html: str = "", year: int | None = 2024) -> Pasted:
        return read_clipboard(text, html, reference, year=year, status=Status.HELD)

    return read


def test_nine_columns_without_headings_are_taken_in_the_order_of_the_annex(paste: Paste) -> None:
    [row] = paste(ROW).reading.rows
    assert (row.draft.month, row.draft.type, row.draft.contents) == ("2024-06", "pct-seminar", ("A", "B"))
    assert row.draft.origins == (Origin("KE"), Origin("UG"))
    assert (row.draft.participants, row.draft.year) == (20, 2024)


def test_a_row_of_headings_is_not_an_activity_and_puts_the_columns_in_order(paste: Paste) -> None:
    headed = paste("Number\tDescription\tMonth\n31\tSeminar\t2024-03")
    [row] = headed.reading.rows
    assert (row.draft.participants, row.draft.month, row.draft.title["en"]) == (31, "2024-03", "Seminar")
    assert len(paste(f"{HEADINGS}\n{ROW}").reading.rows) == 1


def test_fewer_columns_are_known_by_what_stands_in_them_and_the_rest_is_named(paste: Paste) -> None:
    text = "\n".join(
        f"2024-0{month}\tA seminar on the filing of applications number {month}\t{month}0\txyz{month}\tKE; UG; OM"
        for month in range(1, 6)
    )
    pasted = paste(text)
    first = pasted.reading.rows[0].draft
    assert (first.month, first.participants, len(first.origins)) == ("2024-01", 10, 3)
    assert first.title["en"].startswith("A seminar")
    assert pasted.left_out == ("4",)


def test_a_quoted_cell_may_hold_line_breaks_tabs_and_quotes(paste: Paste) -> None:
    cells = ROW.split("\t")
    cells[3] = '"Seminar on ""filing""\nand\tfees"'
    [row] = paste("\r\n".join(["\t".join(cells)])).reading.rows
    assert row.draft.title["en"] == 'Seminar on "filing" and fees'
    cells[3] = '"Filing" and fees'
    assert paste("\t".join(cells)).reading.rows[0].draft.title["en"] == '"Filing" and fees'


def test_text_with_other_separators_is_read_as_well(paste: Paste) -> None:
    [row] = paste(ROW.replace(", ", " ").replace("\t", ";")).reading.rows
    assert row.draft.venue == Venue(VenueKind.STATE, "KE")


def test_a_table_of_a_document_counts_before_its_text(paste: Paste) -> None:
    cells = "".join(f"<td><p>{cell}</p></td>" for cell in ROW.split("\t"))
    pasted = paste("nothing of this", f"<html><style>td {{}}</style><table><tbody><tr>{cells}</tr></tbody></table></html>")
    assert pasted.reading.rows[0].draft.title["en"] == "Seminar on filing"
    assert len(paste(ROW, "<table><tr><td>one cell</td></tr></table>").reading.rows) == 1


def test_tables_are_read_with_breaks_and_merged_cells() -> None:
    [table] = read_html_tables(
        "<table><tr><td rowspan=2>2024-01</td><td colspan=2>one<br>two &amp; <b>three</b></td></tr>"
        "<tr><td>x</td><td><p>a</p><p>b</p><table><tr><td>inner</td></tr></table></td></tr></table>"
    )
    assert table.rows == (("2024-01", "one\ntwo & three", ""), ("", "x", "a\nb\ninner"))
    assert table.merged == {(1, 0)}
    assert read_html_tables("") == ()


def test_each_row_is_reported_in_the_year_that_nearly_all_lie_in_or_in_its_own(paste: Paste) -> None:
    other = ROW.replace("2024-06", "2022-06")
    assert [row.draft.year for row in paste(f"{ROW}\n{other}").reading.rows] == [2024, 2022]
    assert {row.draft.year for row in paste("\n".join([ROW] * 9 + [other])).reading.rows} == {2024}
    assert paste(ROW, year=None).reading.rows[0].draft.year == 2024


def test_the_mark_against_formulas_is_taken_off(paste: Paste) -> None:
    assert paste(ROW.replace("Seminar on filing", "'=Seminar")).reading.rows[0].draft.title["en"] == "=Seminar"


def test_too_much_is_refused_before_it_is_read(paste: Paste) -> None:
    with pytest.raises(UserError) as refused:
        paste("x" * (LARGEST_PASTE + 1))
    assert refused.value.code == "paste.too-large"
    with pytest.raises(UserError):
        paste("\n".join([ROW] * 6_000))


def test_a_table_copied_from_a_pdf_is_read(reference: Reference) -> None:
    text = (INPUTS / "pdf-en.txt").read_text("utf-8")
    reading = read_clipboard(text, "", reference, year=2019, status=Status.HELD).reading
    assert [(row.draft.month, row.draft.participants, len(row.draft.origins)) for row in reading.rows] == [
        (f"2019-{fact.month:02}", fact.participants, len(fact.origins)) for fact in FACTS[:4]
    ]


@pytest.mark.parametrize("name", ["web-en.html", "from-word-fr.html"])
def test_a_page_on_the_clipboard_is_read_as_its_file_is(name: str, reference: Reference) -> None:
    html = (INPUTS / name).read_bytes().decode("cp1252" if "word" in name else "utf-8")
    reading = read_clipboard("", html, reference, year=None, status=Status.HELD).reading
    assert [row.cells for row in reading.rows] == [row.cells for row in read_annex(INPUTS / name, reference).rows]


def test_a_column_that_nobody_knows_is_told_under_whole_headings(reference: Reference) -> None:
    text = f"{HEADINGS}\tRemarks\n{ROW}\tlate"
    assert read_clipboard(text, "", reference, year=2024, status=Status.HELD).left_out == ("Types", "Remarks")


class TestLinesOverTheTable:
    """A whole page is copied with what stands over its table."""

    def test_they_tell_status_and_year_where_nobody_else_does(self, reference: Reference) -> None:
        html = (INPUTS / "from-word-fr.html").read_text("cp1252")
        told = read_clipboard("", html, reference, year=None, status=None).reading
        assert (told.year, {row.draft.status for row in told.rows}) == (2017, {Status.PLANNED})
        asked = read_clipboard("", html, reference, year=None, status=Status.HELD).reading
        assert {row.draft.status for row in asked.rows} == {Status.HELD}

    def test_a_cell_a_line_is_read_with_lines_that_begin_no_cell(self, reference: Reference) -> None:
        text = (INPUTS.parent / "annex-2024" / "annex-2024-zh.txt").read_text("utf-8")
        assert any(line and not line.startswith("\t") for line in text.splitlines())
        reading = read_clipboard(text, "", reference, year=None, status=None).reading
        assert (len(reading.rows), reading.year) == (64, 2024)
