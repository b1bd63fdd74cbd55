"""The document in a Word template of the user's own: words go into named places, tables in place of their paragraphs."""

import io
import re
import secrets
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from typing import Any, BinaryIO

from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from lxml import etree

from pct_tracker.domain.errors import UserError
from pct_tracker.reporting.document import Document
from pct_tracker.reporting.printable import printable
from pct_tracker.reporting.report import Report
from pct_tracker.reporting.writers.package import splice
from pct_tracker.reporting.writers.template_language import TemplateLanguage, check_closed
from pct_tracker.reporting.writers.template_outside import check_self_contained, without_origin
from pct_tracker.reporting.writers.template_places import LIST_PLACES, TABLE_PLACES, place_names, tables, values
from pct_tracker.reporting.writers.word_body import table
from pct_tracker.reporting.writers.word_shell import add_annex_styles

LARGEST_TEMPLATE, LARGEST_PART = 100 * 1024**2, 8 * 1024**2
"""Bytes that a template may unpack to, and each of its parts of XML."""

_MOST_PARTS = 2_000
_MEMBER = b"PK\x01\x02"
_TWIPS_PER_MM = 1440 / 25.4
_TEMPLATE_TYPE, _DOCUMENT_TYPE = (f"wordprocessingml.{kind}.main+xml".encode() for kind in ("template", "document"))
_HOLDS_PLACES = re.compile(r"\b(?:document\.main|header|footer|footnotes)\+xml$")
_DAMAGES = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError, KeyError)


def write_from_template(document: Document, template: bytes, stream: BinaryIO) -> None:
    """Writes the document in the layout of a template, the bytes of a .docx or .dotx file.

    Raises UserError word-template.damaged, .too-large, .not-self-contained, .unknown-place, .broken-place, .not-allowed,
    .place-not-alone, .too-much.
    """
    package = _checked_package(template)
    found = tables(document)
    # Nobody can have typed it, so that no title is taken for the place of a table.
    token = secrets.token_hex(12)
    filled = _filled(package, values(document, lambda name: f"{name}-{token}"))
    rooms = _put_marks(filled.element.body, token)
    _refuse_marks_elsewhere(filled, token)
    add_annex_styles(filled)
    filled.core_properties.title = printable(document.title)[:255]
    shell = io.BytesIO()
    filled.save(shell)
    marks = re.compile(rf"<!--(?:{'|'.join(TABLE_PLACES)})-{token}-\d+-->".encode())
    splice(shell, filled.part.partname.lstrip("/"), marks, partial(_table, found, rooms), stream)


def check_template(template: bytes) -> None:
    """Raises what `write_from_template` would raise for a template, whatever the document."""
    token = secrets.token_hex(12)
    given = dict.fromkeys(place_names(), "") | dict.fromkeys(LIST_PLACES, ())
    filled = _filled(_checked_package(template), given | {name: f"{name}-{token}" for name in TABLE_PLACES})
    _put_marks(filled.element.body, token)
    _refuse_marks_elsewhere(filled, token)


def _checked_package(template: bytes) -> io.BytesIO:
    """The package, refused if it is damaged, too large or not complete in itself; a .dotx becomes a document."""
    try:
        # Counted before the list of members is read: it may be all that the file holds.
        if template.count(_MEMBER) > _MOST_PARTS:
            raise UserError("word-template.too-large", limit=LARGEST_PART // 1024**2)
        with zipfile.ZipFile(io.BytesIO(template)) as package:
            _check_sizes(package.infolist())
            if package.testzip() is not None:
                raise UserError("word-template.damaged")
            check_self_contained(package)
            return _as_document(package)
    except _DAMAGES as trouble:
        raise UserError("word-template.damaged") from trouble


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    xml = [one.file_size for one in members if one.filename.lower().endswith((".xml", ".rels"))]
    if sum(one.file_size for one in members) > LARGEST_TEMPLATE or max(xml, default=0) > LARGEST_PART:
        raise UserError("word-template.too-large", limit=LARGEST_PART // 1024**2)


def _as_document(package: zipfile.ZipFile) -> io.BytesIO:
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as target:
        for name in dict.fromkeys(package.namelist()):
            content = without_origin(name, package.read(name))
            target.writestr(name, content.replace(_TEMPLATE_TYPE, _DOCUMENT_TYPE) if name == "[Content_Types].xml" else content)
    return copy


def _filled(package: io.BytesIO, given: dict[str, Any]) -> Any:
    """The python-docx document with its places filled."""
    try:
        template = DocxTemplate(package)
        for part in template.get_docx().part.package.iter_parts():
            if _HOLDS_PLACES.search(part.content_type):
                check_closed(part.blob.decode(errors="replace"))
        template.render(given, TemplateLanguage())
        return template.docx
    except UserError:
        raise
    except Exception as trouble:
        # What is no Word document inside makes python-docx and docxtpl fall over it in many ways.
        raise UserError("word-template.damaged") from trouble


def _put_marks(body: Any, token: str) -> dict[str, float]:
    """Puts a comment in the place of each paragraph that holds only a table's place; the width of each in millimetres."""
    rooms: dict[str, float] = {}
    waiting: list[str] = []
    for element in list(body):
        if name := _table_place(element, token):
            mark = f"{name}-{token}-{len(rooms)}"
            element.addprevious(etree.Comment(mark))
            _take_out(element, token)
            rooms[mark] = 0.0
            waiting.append(mark)
        section = element if element.tag == qn("w:sectPr") else element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
        if section is not None:
            rooms |= dict.fromkeys(waiting, _text_width(section))
            waiting.clear()
    return rooms


def _table_place(element: Any, token: str) -> str:
    """The name of the table whose place is all that the paragraph holds."""
    if element.tag != qn("w:p"):
        return ""
    words = "".join(text.text or "" for text in element.iter(qn("w:t"))).strip()
    return next((name for name in TABLE_PLACES if words == f"{name}-{token}"), "")


def _take_out(paragraph: Any, token: str) -> None:
    """Removes a paragraph, or only its words where it ends a section or keeps two tables apart."""
    following = paragraph.getnext()
    ends_section = paragraph.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None
    words_follow = following is not None and following.tag == qn("w:p") and not _table_place(following, token)
    if words_follow and not ends_section:
        paragraph.getparent().remove(paragraph)
        return
    for child in list(paragraph):
        if child.tag != qn("w:pPr"):
            paragraph.remove(child)


def _text_width(section: Any) -> float:
    """The width between the margins of a section's pages, in millimetres; 0 if it does not say."""
    page, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    if page is None or margins is None:
        return 0.0
    width, left, right = (page.get(qn("w:w")), margins.get(qn("w:left")), margins.get(qn("w:right")))
    return max(0.0, (float(width) - float(left) - float(right)) / _TWIPS_PER_MM)


def _refuse_marks_elsewhere(filled: Any, token: str) -> None:
    """Refuses places of tables inside other words, in cells, in notes, in heads and feet of pages."""
    elsewhere = re.compile(rf"(?<!<!--)\b({'|'.join(TABLE_PLACES)})-{token}".encode())
    for part in filled.part.package.iter_parts():
        if found := elsewhere.search(part.blob):
            raise UserError("word-template.place-not-alone", place=found.group(1).decode())


def _table(found: dict[str, Report], rooms: dict[str, float], mark: str) -> Iterator[str]:
    words = mark.removeprefix("<!--").removesuffix("-->")
    return table(found[words.partition("-")[0]], rooms[words] or None)
