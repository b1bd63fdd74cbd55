"""The Word document around texts and tables: one section of upright pages, then one of landscape pages for each annex."""

from typing import Any

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from lxml import etree

from pct_tracker.reporting.document import Annex, Document
from pct_tracker.reporting.writers.layout import HEAD_MARGIN, PAGE_HEIGHT, PAGE_WIDTH, TEXT_MARGIN
from pct_tracker.reporting.writers.word_body import paragraph_printer, runs_printer
from pct_tracker.reporting.writers.word_shell import END_STYLE, empty_shell, set_annex_page, set_direction
from pct_tracker.reporting.writers.word_styles import CLOSING_STYLE, HEAD_STYLE, add_document_styles

TEXT_MARK, PART_MARK = "text", "part"
"""The comments in document.xml in whose places the text and, with its number, each annex go."""

_PAGE_FIELD = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def build_shell(document: Document) -> Any:
    """A python-docx document that is complete but for the text and the tables, which marks stand for."""
    shell = empty_shell(document)
    add_document_styles(shell, slanted=document.language not in ("zh", "ar"), right_to_left=document.is_right_to_left)
    body, closing, style = shell.element.body, document.closing, CLOSING_STYLE
    body.insert(0, etree.Comment(TEXT_MARK))
    _set_text_pages(shell.sections[0], document)
    for number, part in enumerate(document.parts):
        shell.add_section(WD_SECTION.NEW_PAGE)
        _put_into_break(body[-2], _paragraph(style, closing, document))
        body[-1].addprevious(etree.Comment(f"{PART_MARK}{number}"))
        _set_annex_pages(shell.sections[-1], part, document)
        closing, style = part.report.end_mark, END_STYLE
    body[-1].addprevious(_paragraph(style, closing, document))
    return shell


def _put_into_break(section_break: Any, paragraph: Any) -> None:
    """Puts a section to its end in a paragraph with words: an empty one could fall on a page of its own."""
    paragraph.find(qn("w:pPr")).append(section_break.find(f"{qn('w:pPr')}/{qn('w:sectPr')}"))
    section_break.getparent().replace(section_break, paragraph)


def _set_text_pages(section: Any, document: Document) -> None:
    """A4 upright; symbol and page number stand on all pages but the first."""
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(PAGE_HEIGHT), Mm(PAGE_WIDTH)
    section.left_margin = section.right_margin = Mm(TEXT_MARGIN)
    section.top_margin = section.bottom_margin = Mm(TEXT_MARGIN)
    section.header_distance = section.footer_distance = Mm(12)
    set_direction(section, right_to_left=document.is_right_to_left)
    section.different_first_page_header_footer = True
    _set_head(section.first_page_header, [])
    _set_head(section.header, _head(document, _page_words(document.page_words, document)))


def _set_annex_pages(section: Any, part: Annex, document: Document) -> None:
    """A4 landscape, numbered from 1; the first page is headed with the name of the annex."""
    set_annex_page(section, right_to_left=document.is_right_to_left)
    section.top_margin = Mm(HEAD_MARGIN)
    properties = section._sectPr
    for numbering in properties.findall(qn("w:pgNumType")):
        properties.remove(numbering)
    properties.find(qn("w:cols")).addprevious(parse_xml(f'<w:pgNumType {nsdecls("w")} w:start="1"/>'))
    section.different_first_page_header_footer = True
    _set_head(section.first_page_header, _head(document, _words(part.heading, document)))
    _set_head(section.header, _head(document, _page_words(part.page_words, document)))


def _head(document: Document, words: str) -> list[Any]:
    """The paragraphs of a page head: the symbol of the document, if it has one, and the words below it."""
    lines = [_words(document.front.symbol, document)] if document.front.symbol else []
    return [_with_runs(_paragraph(HEAD_STYLE, "", document), runs) for runs in (*lines, words)]


def _set_head(header: Any, paragraphs: list[Any]) -> None:
    header.is_linked_to_previous = False
    element = header._element
    for empty in element.findall(qn("w:p")):
        element.remove(empty)
    for paragraph in paragraphs or [OxmlElement("w:p")]:
        element.append(paragraph)


def _page_words(words: str, document: Document) -> str:
    """The runs of words such as "Annex, page {page}", the place filled by Word."""
    before, _, after = words.partition("{page}")
    return f"{_words(before, document)}{_PAGE_FIELD}{_words(after, document)}"


def _words(text: str, document: Document) -> str:
    return runs_printer(right_to_left=document.is_right_to_left)(text)


def _paragraph(style: str, text: str, document: Document) -> Any:
    return _parsed(paragraph_printer(right_to_left=document.is_right_to_left)(style, text))


def _with_runs(paragraph: Any, runs: str) -> Any:
    for run in _parsed(f"<w:p>{runs}</w:p>"):
        paragraph.append(run)
    return paragraph


def _parsed(paragraph: str) -> Any:
    return parse_xml(paragraph.replace("<w:p>", f"<w:p {nsdecls('w')}>", 1))
