"""Files into tables of plain text: one reader for each family of file types, chosen by the suffix."""

import errno
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from pct_tracker.domain.errors import UserError
from pct_tracker.importing.readers import html_file, json_file, spreadsheet, text, word
from pct_tracker.importing.readers.document import Document, Source, Table
from pct_tracker.importing.readers.limits import LARGEST_FILE, LARGEST_TEXT, LONGEST_CELL
from pct_tracker.reference.labels import Vocabulary
from pct_tracker.reference.loader import load_reference

__all__ = ["LARGEST_FILE", "READERS", "Document", "Table", "read_bytes", "read_document"]

READERS: Mapping[str, Callable[[Source], Document]] = {
    ".docx": word.read_word,
    ".xlsx": spreadsheet.read_spreadsheet,
    ".xls": spreadsheet.read_spreadsheet,
    ".ods": spreadsheet.read_spreadsheet,
    ".csv": text.read_text,
    ".tsv": text.read_text,
    ".txt": text.read_text,
    ".html": html_file.read_html,
    ".htm": html_file.read_html,
    ".json": json_file.read_json,
}
"""The reader of each suffix."""

_TEXTS = frozenset({".csv", ".tsv", ".txt", ".html", ".htm", ".json"})


def read_document(path: Path, vocabulary: Vocabulary | None = None, *, needs_table: bool = True) -> Document:
    """The tables of a file. Raises UserError with a code `import.…` and the name of the file if it cannot be used.

    A file without any table cannot be used either, unless only its text is wanted.
    """
    data = read_bytes(path)
    source = Source(path, data, vocabulary or load_reference().vocabulary)
    document = READERS[path.suffix.lower()](source)
    if needs_table and not document.records and not any(table.rows for table in document.tables):
        raise source.trouble("import.no-table")
    if any(max(map(len, row), default=0) > LONGEST_CELL for table in document.tables for row in table.rows):
        raise source.trouble("import.cell-too-long", limit=LONGEST_CELL)
    return document


def read_bytes(path: Path, kinds: Collection[str] = READERS.keys()) -> bytes:
    """What a file of one of these kinds holds. Raises UserError with a code `import.…` and the name of the file."""
    try:
        _check_usable(path, kinds)
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as trouble:
        raise UserError("import.missing", file=path.name) from trouble
    except PermissionError as trouble:
        raise UserError("import.no-permission", file=path.name) from trouble
    except (OSError, ValueError) as trouble:
        code = "import.missing" if getattr(trouble, "errno", None) in (None, errno.ENAMETOOLONG) else "import.unreadable"
        raise UserError(code, file=path.name) from trouble
    if not data.strip(b"\x00\t\r\n \xef\xbb\xbf"):
        raise UserError("import.empty", file=path.name)
    return data


def _check_usable(path: Path, kinds: Collection[str]) -> None:
    size = path.stat().st_size
    if not path.is_file():
        raise UserError("import.folder", file=path.name)
    if path.suffix.lower() not in kinds:
        raise UserError("import.kind", file=path.name, kinds=" ".join(kinds))
    limit = LARGEST_TEXT if path.suffix.lower() in _TEXTS else LARGEST_FILE
    if size > limit:
        raise UserError("import.too-large", file=path.name, limit=limit // 1024**2)
