"""The Word document, read back with python-docx and as XML."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from builders import seen
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.reporting.printable import printable
from pct_tracker.reporting.report import Report
from pct_tracker.reporting.writers.word_body import runs_printer

Write = Callable[[Report, str], io.BytesIO]
MakeReport = Callable[..., Report]


def _cells(document: Any) -> list[tuple[str, ...]]:
    return [tuple(seen(cell.text) for cell in row.cells) for row in document.tables[0].rows]


def _xml_of_table(document: Any) -> Any:
    return document.tables[0]._tbl


@pytest.mark.parametrize("language", LANGUAGES)
def test_reading_back_gives_headings_and_cells_of_the_report(language: str, annexes: dict[str, Report], written: Write) -> None:
    report = annexes[language]
    document = docx.Document(written(report, "docx"))
    assert _cells(document) == [report.headings, *(row.texts for row in report.rows)]
    paragraphs = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert paragraphs == [*report.title_lines, report.end_mark]


def test_the_headings_are_repeated_and_no_row_is_split(annexes: dict[str, Report], written: Write) -> None:
    rows = _xml_of_table(docx.Document(written(annexes["en"], "docx"))).findall(qn("w:tr"))
    repeated = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows]
    assert repeated == [True, *[False] * 64]
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)


def test_the_page_is_a4_landscape_and_the_table_fills_it(annexes: dict[str, Report], written: Write) -> None:
    document = docx.Document(written(annexes["en"], "docx"))
    section: Any = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    room = section.page_width - section.left_margin - section.right_margin
    assert sum(column.width for column in document.tables[0].columns) == pytest.approx(room, rel=0.01)


def test_numbers_stand_on_the_right(annexes: dict[str, Report], written: Write) -> None:
    row = _xml_of_table(docx.Document(written(annexes["en"], "docx"))).findall(qn("w:tr"))[1]
    aligned = [cell.find(f".//{qn('w:jc')}") for cell in row.findall(qn("w:tc"))]
    assert aligned[:8] == [None] * 8
    assert aligned[8].get(qn("w:val")) == "right"


def test_an_arabic_document_runs_from_right_to_left_throughout(annexes: dict[str, Report], written: Write) -> None:
    document = docx.Document(written(annexes["ar"], "docx"))
    assert document.sections[0]._sectPr.find(qn("w:bidi")) is not None
    assert _xml_of_table(document).find(f"{qn('w:tblPr')}/{qn('w:bidiVisual')}") is not None
    paragraphs = [*document.element.body.iter(qn("w:p")), document.sections[0].header.paragraphs[0]._p]
    assert all(paragraph.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None for paragraph in paragraphs)


def test_arabic_words_and_latin_codes_stand_in_runs_of_their_own(annexes: dict[str, Report], written: Write) -> None:
    document = docx.Document(written(annexes["ar"], "docx"))
    runs = document.tables[0].rows[1].cells[5].paragraphs[0].runs
    assert [(run.text, bool(run.font.rtl)) for run in runs] == [("عمان ", True), ("\u200e(OM)\u200e", False)]


def test_brackets_that_follow_each_other_keep_the_order_of_arabic() -> None:
    runs = runs_printer(right_to_left=True)("الفكرية (JIPO) (JM)")
    assert "\u200e(JIPO)\u200e\u200f \u200e(JM)\u200e" in runs


@pytest.mark.parametrize("language", ["en", "zh"])
def test_other_languages_have_no_marks_of_direction(language: str, annexes: dict[str, Report], written: Write) -> None:
    with ZipFile(written(annexes[language], "docx")) as package:
        content = package.read("word/document.xml")
    assert b"w:bidi" not in content
    assert b"w:rtl" not in content


def test_fonts_are_named_for_all_scripts(annexes: dict[str, Report], written: Write) -> None:
    defaults = docx.Document(written(annexes["zh"], "docx")).styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    fonts, language = defaults.find(qn("w:rFonts")), defaults.find(qn("w:lang"))
    assert [fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "cs", "eastAsia")] == ["Arial"] * 3 + ["SimSun"]
    assert (fonts.get(qn("w:hint")), language.get(qn("w:eastAsia"))) == ("eastAsia", "zh-CN")


def test_the_document_says_its_title_and_language_and_names_no_author(annexes: dict[str, Report], written: Write) -> None:
    stream = written(annexes["fr"], "docx")
    properties = docx.Document(stream).core_properties
    assert properties.title == annexes["fr"].title
    assert (properties.language, properties.author, properties.comments) == ("fr-FR", "", "")
    with ZipFile(stream) as package:
        assert not any("thumbnail" in name for name in package.namelist())


def test_every_page_has_its_number(annexes: dict[str, Report], written: Write) -> None:
    header = docx.Document(written(annexes["en"], "docx")).sections[0].header.paragraphs[0]
    field = header._p.find(qn("w:fldSimple"))
    assert field.get(qn("w:instr")).strip() == "PAGE"


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(
    "text",
    [
        "<w:t>&amp;</w:t> \"'",
        "]]><!--body-->",
        "a\x00b\x1b[31mc\ud800",
        "one\ntwo\r\nthree\tfour",
        "  spaced  ",
        "=1+1",
        pytest.param("长" * 30_000, id="long"),
        "ع\n(OM)",
    ],
)
def test_a_hostile_text_comes_back_as_it_can_be_printed(
    text: str, language: str, make_report: MakeReport, written: Write
) -> None:
    report = make_report(["2024-01", text, "", text], language=language)
    assert _cells(docx.Document(written(report, "docx")))[1][:4] == ("2024-01", seen(printable(text)), "", seen(printable(text)))


@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=40), language=st.sampled_from(["en", "ar"]))
def test_any_text_comes_back(text: str, language: str, make_report: MakeReport, written: Write) -> None:
    document = docx.Document(written(make_report([text], language=language), "docx"))
    assert _cells(document)[1][0] == seen(printable(text))


def test_word_is_told_to_keep_the_spaces_around_words(make_report: MakeReport, written: Write) -> None:
    with ZipFile(written(make_report(["  spaced  "]), "docx")) as package:
        assert b'<w:t xml:space="preserve">  spaced  </w:t>' in package.read("word/document.xml")


def test_notes_stand_between_table_and_end_mark(make_report: MakeReport, written: Write) -> None:
    document = docx.Document(written(replace(make_report(["x"]), notes=("A note.", "Another.")), "docx"))
    blocks = [block.tag.rpartition("}")[2] for block in document.element.body]
    assert blocks == ["p", "p", "p", "tbl", "p", "p", "p", "sectPr"]
    assert [paragraph.text for paragraph in document.paragraphs][-3:] == ["A note.", "Another.", "[End]"]


def test_a_report_without_rows_has_its_headings(make_report: MakeReport, written: Write) -> None:
    assert len(_cells(docx.Document(written(make_report(), "docx")))) == 1
