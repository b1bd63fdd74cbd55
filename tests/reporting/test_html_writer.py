"""The page for browsers, read back with the parser of the standard library."""

import io
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.domain.texts import Texts
from pct_tracker.reference.reference import Reference
from pct_tracker.reporting.annex import build_annex
from pct_tracker.reporting.report import Report

Write = Callable[[Report, str], io.BytesIO]
MakeReport = Callable[..., Report]


class _Page(HTMLParser):
    """Collects the rows of the table and the attributes of the tags."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
        elif tag == "br" and self.rows:
            self.rows[-1][-1] += "\n"

    def handle_data(self, data: str) -> None:
        if self.lasttag in ("td", "th", "br") and self.rows and data.strip("\n"):
            self.rows[-1][-1] += data

    def attributes(self, tag: str) -> dict[str, str | None]:
        return next(attributes for name, attributes in self.tags if name == tag)


def _page(stream: io.BytesIO) -> _Page:
    return _Page(stream.getvalue().decode())


@pytest.mark.parametrize("language", LANGUAGES)
def test_reading_back_gives_headings_and_cells_of_the_report(language: str, annexes: dict[str, Report], written: Write) -> None:
    report = annexes[language]
    page = _page(written(report, "html"))
    assert page.rows == [list(report.headings), *(list(row.texts) for row in report.rows)]
    assert page.attributes("html") == {"lang": language, "dir": report.direction}


def test_the_page_needs_nothing_from_outside(annexes: dict[str, Report], written: Write) -> None:
    page = _page(written(annexes["en"], "html"))
    assert not {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe"}
    assert not any({"src", "href"} & attributes.keys() for _, attributes in page.tags)


def test_printed_headings_are_repeated_and_rows_unsplit(annexes: dict[str, Report], written: Write) -> None:
    content = written(annexes["en"], "html").getvalue()
    assert b"A4 landscape" in content
    assert b"thead { display: table-header-group; }" in content
    assert b"tr { break-inside: avoid; }" in content


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "\"><img src=x onerror='y'>", "&lt;", "one\ntwo", pytest.param("长" * 30_000, id="long")],
)
def test_a_hostile_text_stays_text(text: str, make_report: MakeReport, written: Write) -> None:
    page = _page(written(make_report(["", text]), "html"))
    assert page.rows[1][1] == text
    assert not {tag for tag, _ in page.tags} & {"script", "img"}


def test_a_text_of_another_language_finds_its_own_direction(reference: Reference, written: Write) -> None:
    report = build_annex([Activity(id=1, title=Texts({"en": "Seminar"}))], reference, language="ar", year=2024)
    cells = [attributes for tag, attributes in _page(written(report, "html")).tags if tag == "td"]
    assert [cell.get("dir") for cell in cells] == [None, None, None, "auto", None, None, None, None, None]
