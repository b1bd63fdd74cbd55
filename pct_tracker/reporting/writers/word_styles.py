"""The styles of the document around the annex: front block, numbered paragraphs, entries, page heads."""

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from pct_tracker.reporting.writers.word_shell import add_style

PARAGRAPH_STYLE, ENTRY_STYLE, CLOSING_STYLE, HEAD_STYLE = "DocumentParagraph", "DocumentEntry", "DocumentClosing", "PageHead"
"""Identifiers of the paragraph styles of the text and of the head of a page."""

FRONT_STYLES = {
    "letter": "FrontLetter",
    "symbol": "FrontSymbol",
    "original": "FrontOriginal",
    "date": "FrontDate",
    "body": "FrontBody",
    "session": "FrontSession",
    "place_and_dates": "FrontPlace",
    "title": "FrontTitle",
    "prepared": "FrontPrepared",
}
"""The lines of the front block in their order, each with its paragraph style."""

_INDENT = Mm(10)
_BORDER = '<w:pBdr %s><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
_LEVEL = (
    '<w:abstractNum %s w:abstractNumId="%d"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%%1."/>%s'
    '<w:pPr><w:tabs><w:tab w:val="num" w:pos="567"/></w:tabs><w:ind w:left="0" w:firstLine="%d"/></w:pPr></w:lvl></w:abstractNum>'
)


def add_document_styles(document: Any, *, slanted: bool, right_to_left: bool) -> None:
    """Adds the styles of the document; `slanted` is whether its script has italics."""
    _add_front_styles(document, slanted=slanted)
    number_id = _add_numbering(document, right_to_left=right_to_left)
    paragraph = add_style(document, PARAGRAPH_STYLE, 11, before=11, after=6)
    paragraph.element.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number_id
    entry = add_style(document, ENTRY_STYLE, 11, after=6)
    entry.paragraph_format.left_indent, entry.paragraph_format.first_line_indent = 2 * _INDENT, -_INDENT
    closing = add_style(document, CLOSING_STYLE, 11, before=11)
    head = add_style(document, HEAD_STYLE, 10)
    for style in (closing, head):
        _set_trailing(style)


def _add_front_styles(document: Any, *, slanted: bool) -> None:
    letter = add_style(document, FRONT_STYLES["letter"], 20, bold=True, after=4)
    letter.element.get_or_add_pPr().insert_element_before(
        parse_xml(_BORDER % nsdecls("w")), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc"
    )
    for line, after in (("symbol", 0), ("original", 0), ("date", 40)):
        _set_trailing(add_style(document, FRONT_STYLES[line], 10, bold=True, after=after))
    _set_trailing(letter)
    add_style(document, FRONT_STYLES["body"], 14, bold=True, before=24, after=14)
    add_style(document, FRONT_STYLES["session"], 12, bold=True)
    add_style(document, FRONT_STYLES["place_and_dates"], 12, bold=True)
    title = add_style(document, FRONT_STYLES["title"], 12, before=36, after=14)
    title.font.all_caps = True
    prepared = add_style(document, FRONT_STYLES["prepared"], 11, after=28)
    prepared.font.italic = slanted or None


def _set_trailing(style: Any) -> None:
    """Lets lines end where the page does: on its left side in a right-to-left paragraph, which Word calls right as well."""
    style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _add_numbering(document: Any, *, right_to_left: bool) -> int:
    """Adds a list of numbered paragraphs of its own and returns its number."""
    # Programs disagree on which side is left in a right-to-left paragraph: there the number is centred 3 mm from its edge.
    justification, first_line = ('<w:lvlJc w:val="center"/>', 170) if right_to_left else ("", 0)
    numbering = document.part.numbering_part.element
    lists = numbering.findall(qn("w:abstractNum"))
    list_id = 1 + max((int(one.get(qn("w:abstractNumId"))) for one in lists), default=0)
    # The schema wants all lists before the numbers that refer to them.
    numbering.insert(len(lists), parse_xml(_LEVEL % (nsdecls("w"), list_id, justification, first_line)))
    return int(numbering.add_num(list_id).numId)
