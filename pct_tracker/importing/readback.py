"""What a file says that was just written: its tables and its words, to be held against what it should say."""

import json
import posixpath
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from pct_tracker.domain.errors import UserError
from pct_tracker.importing.html_tables import read_html_tables
from pct_tracker.importing.readers import read_document
from pct_tracker.importing.readers.package import PACKAGE_TROUBLES

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_CHUNK, _LONGEST_TAG = 1 << 20, 64

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """The tables of a file, headings included, and all its words before and between them.

    A PDF has no tables: there, `words` are all words in the order in which they were set.
    """

    tables: tuple[Rows, ...]
    words: str


def read_back(path: Path) -> WrittenFile:
    """Reads a report that was exported as docx, xlsx, csv, html, json or pdf.

    Raises UserError with a code `import.…` if the file cannot be read.
    """
    match path.suffix.lower():
        case ".pdf":
            return WrittenFile((), _pdf_words(path))
        case ".html":
            return _html(path)
        case ".json":
            return _json(path)
        case _:
            return _tables(path)


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
    relations = etree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    targets = {str(one.get("Id")): str(one.get("Target")) for one in relations}
    sheets = etree.fromstring(package.read("xl/workbook.xml")).iter(f"{_SHEET}sheet")
    return {str(one.get("name")): posixpath.join("/xl", targets[str(one.get(_RELATION))])[1:] for one in sheets}


def _formulas(package: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str]]:
    if not _has_formulas(package, part):
        return
    with package.open(part) as stream:
        for _, row in etree.iterparse(stream, tag=f"{_SHEET}row", resolve_entities=False, no_network=True):
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


def _tables(path: Path) -> WrittenFile:
    try:
        tables = read_document(path).tables
    except UserError as error:
        if error.code != "import.no-table":
            raise
        tables = ()  # a template of the user's own need not have one
    return WrittenFile(tuple(table.rows for table in tables), "\n".join(table.before for table in tables))


def _pdf_words(path: Path) -> str:
    from pypdf import PdfReader  # 0.1 s, and only to read what was written
    from pypdf.errors import PyPdfError

    try:
        return "\n".join(page.extract_text() for page in PdfReader(path).pages)
    except (PyPdfError, OSError, ValueError) as trouble:
        raise UserError("import.damaged", file=path.name) from trouble


def _html(path: Path) -> WrittenFile:
    from lxml import html

    text = path.read_text("utf-8")
    tables = read_html_tables(text)
    body = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8", no_network=True)).find("body")
    return WrittenFile(tuple(table.rows for table in tables), " ".join(map(str, body.itertext())) if body is not None else "")


def _json(path: Path) -> WrittenFile:
    content = json.loads(path.read_text("utf-8"))
    columns: Sequence[str] = content["columns"]
    rows = (tuple("" if row[column] is None else str(row[column]) for column in columns) for row in content["rows"])
    return WrittenFile(((tuple(columns), *rows),), "\n".join(content["title"]))
