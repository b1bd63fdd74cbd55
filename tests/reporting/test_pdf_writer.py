"""The PDF: what typst is given and makes of it."""

import io
import json
import re
from collections.abc import Callable

import pytest
import typst

from pct_tracker.domain.errors import UserError
from pct_tracker.reporting.report import Report
from pct_tracker.reporting.writers import pdf
from pct_tracker.reporting.writers.pdf_page import PAGE

Write = Callable[[Report, str], io.BytesIO]
MakeReport = Callable[..., Report]

HOSTILE = ("#panic(1)", "*bold* _it_ $x^2$ <label> @ref", "\\ // /* [", "= title", '"; #eval("1")', "one\ntwo\x00")


@pytest.fixture
def fonts_of_all_scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if every font were installed; what is printed does not matter then, and no font need be."""
    monkeypatch.setattr(pdf, "_installed", list)


def _words(content: object) -> str:
    """All text in a piece of typst's content, line breaks included."""
    if isinstance(content, list):
        return "".join(map(_words, content))
    if not isinstance(content, dict):
        return ""
    if content.get("func") == "linebreak":
        return "\n"
    own = content.get("text")
    return own if isinstance(own, str) else "".join(_words(content.get(key)) for key in ("body", "child", "children"))


def _cells(report: Report) -> list[str]:
    compiler = typst.Compiler(PAGE.encode(), sys_inputs=pdf.page_inputs(report))
    header, *cells = json.loads(compiler.query("table"))[0]["children"]
    return [_words(cell) for cell in (*header["children"], *cells)]


@pytest.mark.usefixtures("fonts_of_all_scripts")
@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_the_page_has_the_headings_and_cells_of_the_report(language: str, annexes: dict[str, Report]) -> None:
    report = annexes[language]
    assert _cells(report) == [*report.headings, *(text for row in report.rows for text in row.texts)]


@pytest.mark.usefixtures("fonts_of_all_scripts")
@pytest.mark.parametrize("text", HOSTILE)
def test_markup_in_a_text_stays_text(text: str, make_report: MakeReport) -> None:
    assert _cells(make_report([text, text]))[9:11] == [text.removesuffix("\x00")] * 2


@pytest.mark.usefixtures("fonts_of_all_scripts")
@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_a_tagged_document_with_its_title_comes_out(language: str, annexes: dict[str, Report], written: Write) -> None:
    content = written(annexes[language], "pdf").getvalue()
    assert content.startswith(b"%PDF-")
    assert b"/MarkInfo" in content
    pages = re.search(rb"/Type/Pages/Count (\d+)", content)
    assert pages is not None
    assert int(pages.group(1)) > 3


@pytest.mark.parametrize("language", ["zh", "ar"])
def test_a_language_no_font_can_print_is_refused(
    language: str, annexes: dict[str, Report], written: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "_installed", lambda families: [one for one in families if one == "Libertinus Serif"])
    with pytest.raises(UserError) as caught:
        written(annexes[language], "pdf")
    assert (caught.value.code, caught.value.params) == ("export.no-font", {"language": language})


def test_languages_in_latin_and_cyrillic_letters_need_no_font_of_the_system(annexes: dict[str, Report]) -> None:
    own = typst.Fonts(include_system_fonts=False).families()
    assert "Libertinus Serif" in own
    assert "Libertinus Serif" in json.loads(pdf.page_inputs(annexes["ru"])["report"])["fonts"]


def test_an_arabic_page_takes_arabic_letters_from_an_arabic_font(
    monkeypatch: pytest.MonkeyPatch, make_report: MakeReport
) -> None:
    monkeypatch.setattr(pdf, "_installed", list)
    fonts = json.loads(pdf.page_inputs(make_report(language="ar"))["report"])["fonts"]
    assert fonts[:2] == ["Noto Sans Arabic", "Arial"]
