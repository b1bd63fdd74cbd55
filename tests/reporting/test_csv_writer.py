"""Comma-separated values, read back with the standard library."""

import csv
import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.reporting.printable import printable
from pct_tracker.reporting.report import Report

Write = Callable[[Report, str], io.BytesIO]
MakeReport = Callable[..., Report]
HEADINGS = ["month", "type", "contents", "title", "co_organizers", "venue", "origins", "participant_types", "participants"]


def _rows(stream: io.BytesIO) -> list[list[str]]:
    return list(csv.reader(io.TextIOWrapper(stream, "utf-8-sig", newline="")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_reading_back_gives_stable_headings_and_the_cells(language: str, annexes: dict[str, Report], written: Write) -> None:
    report = annexes[language]
    assert _rows(written(report, "csv")) == [HEADINGS, *(list(row.texts) for row in report.rows)]


def test_the_file_begins_with_a_byte_order_mark_and_ends_its_lines_as_spreadsheets_do(
    annexes: dict[str, Report], written: Write
) -> None:
    content = written(annexes["en"], "csv").getvalue()
    assert content.startswith(b"\xef\xbb\xbfmonth,type,")
    assert content.count(b"\r\n") == 65
    assert content.endswith(b"\r\n")


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd", "'+cmd"),
        ("-cmd", "'-cmd"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\n=1"),
        ("-12", "-12"),
        ("+3.5", "+3.5"),
        ("a=1", "a=1"),
        ("'quoted", "'quoted"),
        ('say "x", y', 'say "x", y'),
        ("one\ntwo", "one\ntwo"),
        ("a\x00b\ud800", "ab"),
        pytest.param("长" * 30_000, "长" * 30_000, id="long"),
    ],
)
def test_text_is_stored_so_that_it_stays_text(text: str, stored: str, make_report: MakeReport, written: Write) -> None:
    assert _rows(written(make_report(["", text]), "csv"))[1][1] == stored


@given(text=st.text(alphabet=st.characters(), max_size=30))
def test_no_cell_begins_like_a_formula(text: str, make_report: MakeReport, written: Write) -> None:
    stored = _rows(written(make_report(["", text]), "csv"))[1][1]
    assert stored.removeprefix("'") == printable(text).removeprefix("'")
    assert not stored.startswith(("=", "@", "\t", "\r"))
