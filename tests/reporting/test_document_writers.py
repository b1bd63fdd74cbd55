"""The document as Word, PDF and HTML."""

import io
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
import typst
from builders import seen
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.texts import Texts
from pct_tracker.reporting.document import Document
from pct_tracker.reporting.front import FrontBlock
from pct_tracker.reporting.printable import printable
from pct_tracker.reporting.writers import DOCUMENT_WRITERS, pdf, write_document
from pct_tracker.reporting.writers.pdf_page import DOCUMENT
from pct_tracker.reporting.writers.word_styles import PARAGRAPH_STYLE

MakeDocument = Callable[..., Document]
FULL: dict[str, Any] = {"planned": True, "trace": True, "sensitivity": True, "planned_year": 2025}
HOSTILE = (
    "#panic(1)",
    "*bold* <label> @ref $x$",
    "</w:t>&amp;<!--part0-->",
    "<script>",
    "{{ symbol }}",
    "a\x00b\ud800c",
    "{page}",
)


@pytest.fixture
def fonts_of_all_scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if every font were installed; what is printed does not matter then, and no font need be."""
    monkeypatch.setattr(pdf, "_installed", list)


def _written(document: Document, suffix: str) -> io.BytesIO:
    stream = io.BytesIO()
    DOCUMENT_WRITERS[suffix](document, stream)
    stream.seek(0)
    return stream


def _numbered(word: Any) -> list[str]:
    return [one.text for one in word.paragraphs if one.style.style_id == PARAGRAPH_STYLE]


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_reads_back_paragraphs_and_tables(make_document: MakeDocument, language: str) -> None:
    document = make_document(language=language, **FULL)
    word = docx.Document(_written(document, "docx"))
    assert _numbered(word) == [one.text for one in document.paragraphs]
    read = [[tuple(seen(cell.text) for cell in row.cells) for row in table.rows] for table in word.tables]
    assert read == [[part.report.headings, *(row.texts for row in part.report.rows)] for part in document.parts]


def test_word_splits_no_row_of_any_table(make_document: MakeDocument) -> None:
    word: Any = docx.Document(_written(make_document(**FULL), "docx"))
    rows = [row._tr for table in word.tables for row in table.rows]
    assert len(word.tables) == 3
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)


def test_word_numbers_the_paragraphs_itself(make_document: MakeDocument) -> None:
    word: Any = docx.Document(_written(make_document(), "docx"))
    number = word.styles[PARAGRAPH_STYLE].element.pPr.numPr.numId.val
    numbering = word.part.numbering_part.element
    list_id = numbering.num_having_numId(number).abstractNumId.val
    level = next(one for one in numbering.findall(qn("w:abstractNum")) if one.get(qn("w:abstractNumId")) == str(list_id))
    assert level.find(f".//{qn('w:numFmt')}").get(qn("w:val")) == "decimal"


def test_each_annex_has_landscape_pages_numbered_from_one(make_document: MakeDocument) -> None:
    document = make_document(**FULL)
    sections: Any = docx.Document(_written(document, "docx")).sections
    landscape = WD_ORIENT.LANDSCAPE
    assert [one.orientation for one in sections] == [WD_ORIENT.PORTRAIT, landscape, landscape, landscape]
    starts = [one._sectPr.find(qn("w:pgNumType")) for one in sections]
    assert [one is not None and one.get(qn("w:start")) for one in starts] == [False, "1", "1", "1"]
    heads = [[line.text for line in one.first_page_header.paragraphs] for one in sections]
    assert heads == [[""], *([document.front.symbol, part.heading] for part in document.parts)]
    assert [one.text for one in sections[1].header.paragraphs] == ["PCT/WG/19/5", "Annex I, page "]
    assert sections[1].header._element.find(f".//{qn('w:fldSimple')}").get(qn("w:instr")).strip() == "PAGE"


def test_no_empty_paragraph_ends_a_section(make_document: MakeDocument) -> None:
    word = docx.Document(_written(make_document(**FULL), "docx"))
    ends = [one.text for one in word.paragraphs if one._p.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None]
    assert ends == ["[Annexes follow]", "[Annex II follows]", "[Appendix follows]"]


def test_an_arabic_document_runs_from_right_to_left_throughout(make_document: MakeDocument) -> None:
    word: Any = docx.Document(_written(make_document(language="ar", **FULL), "docx"))
    assert all(one._sectPr.find(qn("w:bidi")) is not None for one in word.sections)
    assert all(table._tbl.find(f"{qn('w:tblPr')}/{qn('w:bidiVisual')}") is not None for table in word.tables)
    heads = [one for section in word.sections[1:] for one in section.header._element.iter(qn("w:p"))]
    assert all(one.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None for one in [*word.element.body.iter(qn("w:p")), *heads])


def test_the_same_document_gives_the_same_bytes(make_document: MakeDocument) -> None:
    document = make_document(**FULL)
    for suffix in DOCUMENT_WRITERS:
        assert _written(document, suffix).getvalue() == _written(document, suffix).getvalue()


def test_a_document_without_a_symbol_has_no_empty_line_in_its_page_heads(make_document: MakeDocument) -> None:
    sections: Any = docx.Document(_written(make_document(front=FrontBlock()), "docx")).sections
    assert [one.text for one in sections[1].first_page_header.paragraphs] == ["ANNEX"]


@settings(max_examples=15)
@given(text=st.sampled_from(HOSTILE) | st.text(max_size=20), language=st.sampled_from(["en", "ar"]))
def test_word_gives_any_text_back(make_document: MakeDocument, text: str, language: str) -> None:
    front = FrontBlock(symbol=text, title=Texts({language: text}))
    document = make_document([], language=language, front=front)
    paragraphs = docx.Document(_written(document, "docx")).paragraphs
    shown = [seen(one.text) for one in paragraphs if one.style.style_id == "FrontTitle"]
    assert shown == [seen(printable(document.front.title))]


@pytest.mark.usefixtures("fonts_of_all_scripts")
@pytest.mark.parametrize("language", ["en", "zh", "ar"])
def test_a_tagged_pdf_comes_out(make_document: MakeDocument, language: str) -> None:
    content = _written(make_document(language=language, **FULL), "pdf").getvalue()
    assert content.startswith(b"%PDF-")
    assert b"/MarkInfo" in content


@pytest.mark.usefixtures("fonts_of_all_scripts")
def test_the_pdf_has_every_row_of_every_table(make_document: MakeDocument) -> None:
    document = make_document(**FULL)
    compiler = typst.Compiler(DOCUMENT.encode(), sys_inputs=pdf.document_inputs(document))
    tables = json.loads(compiler.query("table"))
    cells = [len(table["children"]) - 1 for table in tables]
    assert cells == [len(part.report.rows) * len(part.report.columns) for part in document.parts]


@pytest.mark.usefixtures("fonts_of_all_scripts")
@pytest.mark.parametrize("text", HOSTILE)
def test_markup_in_a_front_block_stays_text_in_pdf(make_document: MakeDocument, text: str) -> None:
    front = FrontBlock(symbol=text, title=Texts({"en": text}))
    assert _written(make_document([], front=front), "pdf").getvalue().startswith(b"%PDF-")


@pytest.mark.usefixtures("fonts_of_all_scripts")
def test_pages_are_rendered_as_pictures_and_fewer_rows_make_fewer(make_document: MakeDocument) -> None:
    document = make_document()
    pages, few = pdf.render_pages(document, dpi=20), pdf.render_pages(document, dpi=20, rows=3)
    assert all(page.startswith(b"\x89PNG") for page in pages)
    assert (len(few), len(pages) > 2) == (2, True)


def test_a_language_no_font_can_print_is_refused(make_document: MakeDocument, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_installed", lambda _: [])
    with pytest.raises(UserError, match="no-font"):
        pdf.render_pages(make_document())


class _Page(HTMLParser):
    """The tags of a page and whether they are closed in order."""

    VOID = ("meta", "br")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.counts: dict[str, int] = {}

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        self.counts[tag] = self.counts.get(tag, 0) + 1
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_html_page_is_well_formed_and_has_all_rows(make_document: MakeDocument, language: str) -> None:
    document = make_document(language=language, **FULL)
    text = _written(document, "html").getvalue().decode()
    page = _Page()
    page.feed(text)
    assert page.open == []
    assert page.counts["table"] == 3
    assert page.counts["tr"] == sum(len(part.report.rows) + 1 for part in document.parts)
    assert f'dir="{document.direction}"' in text


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_stays_text_in_html(make_document: MakeDocument, text: str) -> None:
    shown = _written(make_document([], front=FrontBlock(symbol=text)), "html").getvalue().decode()
    assert "<script>" not in shown
    assert re.search(r'<p class="symbol">[^<]+</p>', shown)


def test_a_document_is_written_to_its_file_and_other_kinds_are_refused(make_document: MakeDocument, tmp_path: Path) -> None:
    write_document(make_document([]), tmp_path / "report.docx", "docx")
    with ZipFile(tmp_path / "report.docx") as package:
        assert package.testzip() is None
    with pytest.raises(UserError, match="format-unknown"):
        write_document(make_document([]), tmp_path / "report.csv", "csv")
