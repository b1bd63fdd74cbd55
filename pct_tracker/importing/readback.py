"""What a file says that was just written: its tables and its words, to be held against what it should say."""

import json
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from pct_tracker.domain.errors import UserError
from pct_tracker.importing.readers import read_document
from pct_tracker.importing.readers.html_tables import read_html_tables
from pct_tracker.importing.readers.markup import parse_markup, walk_markup
from pct_tracker.importing.readers.package import PACKAGE_TROUBLES

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH, _TABLE, _TEXT = f"{_WORD}p", f"{_WORD}tbl", f"{_WORD}t"
_BREAKS = {f"{_WORD}tab": "\n", f"{_WORD}br": "\n"}
_PAGE_HEAD = re.compile(r"word/(?:header|footer)\d*\.xml")
_INLINE = frozenset({"span", "a", "b", "i", "em", "strong", "sub", "sup"})
_NO_LINES = frozenset({"table", "style", "script"})
_CHUNK, _LONGEST_TAG = 1 << 20, 64

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """The tables of a file, headings included, and the lines around them in their order.

    `heads` are the words over and below the pages of a Word document, `pages` those of a PDF in the order in which they were set:
    it has neither tables nor lines. `content` is all that a JSON file holds.
    """

    tables: tuple[Rows, ...] = ()
    lines: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    content: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def words(self) -> str:
        """All lines, or all pages."""
        return "\n".join(self.lines or self.pages)


def read_back(path: Path) -> WrittenFile:
    """Reads a report that was exported as docx, xlsx, csv, html, json or pdf.

    Raises UserError with a code `import.…` if the file cannot be read.
    """
    match path.suffix.lower():
        case ".pdf":
            return WrittenFile(pages=_pdf_pages(path))
        case ".html":
            return _html(path)
        case ".json":
            return _json(path)
        case ".docx":
            return _word(path)
        case _:
            return WrittenFile(_tables(path))


def read_sheets(path: Path) -> Iterator[tuple[str, Iterator[list[Any]]]]:
    """The sheets of an .xlsx file by their titles, and their rows one by one: numbers, days and texts.

    Where there is nothing, they have an empty text. Raises UserError with a code `import.…` if the file cannot be read.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with CalamineWorkbook.from_path(str(path)) as workbook:
            for title in workbook.sheet_names:
                yield title, iter(workbook.get_sheet_by_name(title).iter_rows())
    except (CalamineError, OSError) as trouble:
        raise UserError("import.damaged", file=path.name) from trouble


def read_formulas(path: Path) -> dict[tuple[str, str], str]:
    """Every formula of an .xlsx file, by the title of its sheet and the place of its cell, such as E2.

    Raises UserError with a code `import.…` if the file cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as package:
            parts = _sheet_parts(package)
            return {(title, place): text for title, part in parts.items() for place, text in _formulas(package, part)}
    except (etree.XMLSyntaxError, *PACKAGE_TROUBLES) as trouble:
        raise UserError("import.damaged", file=path.name) from trouble


def _sheet_parts(package: zipfile.ZipFile) -> dict[str, str]:
    """The part of every sheet by its title, in their order."""
    relations = parse_markup(package.read("xl/_rels/workbook.xml.rels"))
    targets = {str(one.get("Id")): str(one.get("Target")) for one in relations}
    sheets = parse_markup(package.read("xl/workbook.xml")).iter(f"{_SHEET}sheet")
    return {str(one.get("name")): posixpath.join("/xl", targets[str(one.get(_RELATION))])[1:] for one in sheets}


def _formulas(package: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str]]:
    if not _has_formulas(package, part):
        return
    with package.open(part) as stream:
        for _, row in walk_markup(stream, (f"{_SHEET}row",)):
            for formula in row.iterfind(f"{_SHEET}c/{_SHEET}f"):
                cell = formula.getparent()
                yield str(cell.get("r")) if cell is not None else "", formula.text or ""
            row.clear()


def _has_formulas(package: zipfile.ZipFile, part: str) -> bool:
    """Looked for before the XML is read as such, which takes ten times as long."""
    with package.open(part) as stream:
        rest = b""
        while chunk := stream.read(_CHUNK):
            if _FORMULA.search(rest + chunk):
                return True
            rest = chunk[-_LONGEST_TAG:]
    return False


def _tables(path: Path) -> tuple[Rows, ...]:
    try:
        return tuple(table.rows for table in read_document(path).tables)
    except UserError as error:
        if error.code != "import.no-table":
            raise
        return ()  # a template of the user's own need not have one


def _word(path: Path) -> WrittenFile:
    tables = _tables(path)
    try:
        with zipfile.ZipFile(path) as package:
            heads = sorted(name for name in package.namelist() if _PAGE_HEAD.fullmatch(name))
            lines = tuple(_word_lines(package, "word/document.xml"))
            return WrittenFile(tables, lines, tuple("\n".join(_word_lines(package, name)) for name in heads))
    except (etree.XMLSyntaxError, *PACKAGE_TROUBLES) as trouble:
        raise UserError("import.damaged", file=path.name) from trouble


def _word_lines(package: zipfile.ZipFile, part: str) -> Iterator[str]:
    """The lines of all paragraphs that stand in no table; tabs end a line as well."""
    depth = 0
    with package.open(part) as stream:
        found = walk_markup(stream, (_PARAGRAPH, _TABLE), ("start", "end"))
        for event, element in found:
            if element.tag == _TABLE:
                depth += 1 if event == "start" else -1
            elif event == "end" and not depth:
                yield from _lines("".join(_word_pieces(element)))
            if event == "end":
                element.clear()


def _word_pieces(paragraph: etree._Element) -> Iterator[str]:
    for element in paragraph.iter(_TEXT, *_BREAKS):
        is_stop = element.tag != _TEXT and (above := element.getparent()) is not None and above.tag == f"{_WORD}tabs"
        yield element.text or "" if element.tag == _TEXT else "" if is_stop else _BREAKS[str(element.tag)]


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.split("\n") if line.strip())


def _pdf_pages(path: Path) -> tuple[str, ...]:
    from pypdf import PdfReader  # 0.1 s, and only to read what was written
    from pypdf.errors import PyPdfError

    try:
        return tuple(page.extract_text() for page in PdfReader(path).pages)
    except (PyPdfError, OSError, ValueError) as trouble:
        raise UserError("import.damaged", file=path.name) from trouble


def _html(path: Path) -> WrittenFile:
    from lxml import html

    try:
        text = path.read_text("utf-8")
        body = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8", no_network=True)).find("body")
        lines = () if body is None else _lines("".join(_html_pieces(body)))
    except (etree.LxmlError, OSError, ValueError, RecursionError) as trouble:
        raise UserError("import.damaged", file=path.name) from trouble
    return WrittenFile(tuple(table.rows for table in read_html_tables(text)), lines)


def _html_pieces(element: etree._Element) -> Iterator[str]:
    """The words outside of tables; what is not inline begins and ends a line."""
    edge = "" if element.tag in _INLINE else "\n"
    yield f"{edge}{element.text or ''}"
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _NO_LINES:
            yield from _html_pieces(child)
        yield child.tail or ""
    yield edge


def _json(path: Path) -> WrittenFile:
    try:
        content = json.loads(path.read_text("utf-8"))
        columns: Sequence[str] = content["columns"]
        rows = [tuple("" if row[column] is None else str(row[column]) for column in columns) for row in content["rows"]]
        return WrittenFile(((tuple(columns), *rows),), tuple(content["title"]), content=content)
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as trouble:
        raise UserError("import.damaged", file=path.name) from trouble
