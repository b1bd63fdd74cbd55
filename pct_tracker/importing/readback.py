"""What a file says that was just written: its tables and its words, to be held against what it should say."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pct_tracker.domain.errors import UserError
from pct_tracker.importing.html_tables import read_html_tables
from pct_tracker.importing.readers import read_document

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
            tables = read_document(path).tables
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
