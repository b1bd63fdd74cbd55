"""The Word document around the table: page, styles, fonts, page number, properties."""

from typing import Any, Protocol

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from lxml import etree

from pct_tracker.reporting.printable import printable
from pct_tracker.reporting.report import Report
from pct_tracker.reporting.writers.layout import PAGE_HEIGHT, PAGE_WIDTH, SIDE_MARGIN, TOP_MARGIN

BODY_MARK = "body"
"""The comment in document.xml in whose place the body goes."""

TITLE_STYLE, HEADING_STYLE, CELL_STYLE = "AnnexTitle", "AnnexHeading", "AnnexCell"
NOTE_STYLE, END_STYLE = "AnnexNote", "AnnexEnd"
"""Identifiers of the paragraph styles of the annex."""

_FONT, _CHINESE_FONT = "Arial", "SimSun"
_LOCALES = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "ru": "ru-RU", "zh": "zh-CN", "ar": "ar-SA"}
_NOT_OURS = ("created", "modified", "lastModifiedBy", "creator", "description", "keywords", "revision")


class Written(Protocol):
    """What a shell has to know of what is written."""

    @property
    def language(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def is_right_to_left(self) -> bool: ...


def build_shell(report: Report) -> Any:
    """A python-docx document that is complete but for its body, which BODY_MARK stands for."""
    document = empty_shell(report)
    set_annex_page(document.sections[0], right_to_left=report.is_right_to_left)
    _add_page_number(document.sections[0], report)
    document.element.body.insert(0, etree.Comment(BODY_MARK))
    return document


def empty_shell(written: Written) -> Any:
    """A python-docx document without content, with the fonts, the styles of the annex and the properties."""
    document = docx.Document()
    _set_fonts(document, written)
    add_annex_styles(document)
    _set_properties(document, written)
    return document


def _set_fonts(document: Any, written: Written) -> None:
    """One font for all scripts, and the language of the report for spelling and for choosing glyphs."""
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for child in list(defaults):
        defaults.remove(child)
    locale = _LOCALES.get(written.language, written.language)
    defaults.append(parse_xml(f"<w:rFonts {nsdecls('w')} {_font_attributes(written)}/>"))
    defaults.append(parse_xml(f"<w:lang {nsdecls('w')} {_language_attributes(written, locale)}/>"))
    _set_theme_language(document, written, locale)
    normal = document.styles["Normal"].element
    for properties in normal.findall(qn("w:rPr")):
        normal.remove(properties)


def _set_theme_language(document: Any, written: Written, locale: str) -> None:
    """Replaces the languages of the template, which are not ours."""
    for theme in document.settings.element.findall(qn("w:themeFontLang")):
        theme.getparent().replace(theme, parse_xml(f"<w:themeFontLang {nsdecls('w')} {_language_attributes(written, locale)}/>"))


def _font_attributes(written: Written) -> str:
    # Quotation marks and dashes belong to both scripts: in Chinese they are as wide as a character.
    hint = 'w:hint="eastAsia" ' if written.language == "zh" else ""
    return f'{hint}w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:cs="{_FONT}" w:eastAsia="{_CHINESE_FONT}"'


def _language_attributes(written: Written, locale: str) -> str:
    latin = "en-GB" if written.language in ("zh", "ar") else locale
    complex_script = locale if written.is_right_to_left else "ar-SA"
    return f'w:val="{latin}" w:eastAsia="zh-CN" w:bidi="{complex_script}"'


def add_annex_styles(document: Any) -> None:
    """Adds the styles of the annex, but for those that the document has of its own."""
    add_style(document, TITLE_STYLE, 12, bold=True, centred=True)
    add_style(document, HEADING_STYLE, 8, bold=True, centred=True)
    add_style(document, CELL_STYLE, 8)
    add_style(document, NOTE_STYLE, 8, before=6)
    add_style(document, END_STYLE, 10, centred=True, before=18)


def add_style(
    document: Any, name: str, size: int, *, bold: bool = False, centred: bool = False, before: int = 0, after: int = 0
) -> Any:
    """A paragraph style, its sizes in points; one of this name that is there already is left as it is."""
    if name in document.styles:
        return document.styles[name]
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.font.size = Pt(size)
    style.font.bold = bold or None
    style.font.cs_bold = bold or None
    # Arabic letters are drawn smaller than Latin ones of the same size.
    style.element.rPr.append(parse_xml(f'<w:szCs {nsdecls("w")} w:val="{2 * size + 2}"/>'))
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.0
    if centred:
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return style


def set_annex_page(section: Any, *, right_to_left: bool) -> None:
    """Makes the pages of a section A4 landscape."""
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(PAGE_WIDTH), Mm(PAGE_HEIGHT)
    section.left_margin = section.right_margin = Mm(SIDE_MARGIN)
    section.top_margin = section.bottom_margin = Mm(TOP_MARGIN)
    section.header_distance = section.footer_distance = Mm(9)
    set_direction(section, right_to_left=right_to_left)


def set_direction(section: Any, *, right_to_left: bool) -> None:
    """Lets the pages of a section run from right to left, if it is to be so."""
    if right_to_left and section._sectPr.find(qn("w:bidi")) is None:
        _insert_before_grid(section._sectPr, OxmlElement("w:bidi"))


def _insert_before_grid(properties: Any, element: Any) -> None:
    """The schema wants w:bidi before w:docGrid, which closes the properties of a section."""
    grid = properties.find(qn("w:docGrid"))
    if grid is None:
        properties.append(element)
    else:
        grid.addprevious(element)


def _add_page_number(section: Any, report: Report) -> None:
    paragraph = section.header.paragraphs[0]
    paragraph.style = CELL_STYLE
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if report.is_right_to_left:
        paragraph._p.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), "w:jc")
    field = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    paragraph._p.append(field)


def _set_properties(document: Any, written: Written) -> None:
    """Title and language; the template's own author, dates and remarks go."""
    properties = document.core_properties
    for child in list(properties._element):
        if etree.QName(child).localname in _NOT_OURS:
            properties._element.remove(child)
    _drop_thumbnail(document)
    properties.title = printable(written.title)[:255]
    properties.language = _LOCALES.get(written.language, written.language)


def _drop_thumbnail(document: Any) -> None:
    """The template brings a picture of itself, which file browsers would show as ours."""
    relations = document.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        del relations[key]
