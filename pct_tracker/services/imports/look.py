"""Looks at a file or a clipboard before it is brought in: its tables, its rows, and what would become of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pct_tracker.domain.codes import Status
from pct_tracker.domain.errors import UserError
from pct_tracker.importing.clipboard import read_clipboard
from pct_tracker.importing.found_tables import FoundTable
from pct_tracker.importing.layout import Choices, Layout
from pct_tracker.importing.readers import Document
from pct_tracker.importing.reading import AnnexReading
from pct_tracker.services.imports.layouts import remembered_layouts
from pct_tracker.services.imports.review import ReviewedRow, review_rows
from pct_tracker.services.imports.run import open_document, read_document_rows, review_import, tables_of
from pct_tracker.services.progress import Progress
from pct_tracker.services.tracker import Tracker


@dataclass(frozen=True, slots=True)
class ImportWish:
    """What somebody wants to bring in, and what they said about it. Without a path it is the text of a clipboard."""

    path: Path | None = None
    text: str = ""
    html: str = ""
    language: str | None = None
    status: Status | None = None
    year: int | None = None
    layouts: Mapping[str, Layout] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class LookedAt:
    """What was found. Without a reading `trouble` says why; the tables are there all the same, for somebody to say what they are.

    `is_understood` says that headings, or somebody, told every column; `unknown` are the columns of a clipboard that nobody
    could recognise.
    """

    wish: ImportWish
    document: Document | None
    tables: tuple[FoundTable, ...]
    reading: AnnexReading | None
    rows: tuple[ReviewedRow, ...] = ()
    trouble: UserError | None = None
    unknown: tuple[str, ...] = ()
    is_understood: bool = False


def look_at(tracker: Tracker, wish: ImportWish, progress: Progress | None = None, document: Document | None = None) -> LookedAt:
    """Reads and compares everything, and stores nothing. A document that was opened before is not opened again.

    Raises UserError if the file or the clipboard cannot be read at all.
    """
    if wish.path is None:
        return _look_at_clipboard(tracker, wish, progress)
    document = document or open_document(tracker, wish.path)
    choices = Choices(remembered_layouts(tracker) | dict(wish.layouts), wish.left_out)
    tables = tables_of(tracker, document, choices)
    try:
        reading = read_document_rows(
            tracker, document, year=wish.year, language=wish.language, status=wish.status, choices=choices, progress=progress
        )
    except UserError as trouble:
        if trouble.code == "work.cancelled" or not tables:
            raise
        return LookedAt(wish, document, tables, None, trouble=trouble)
    understood = _is_understood(tables, reading, choices)
    return LookedAt(wish, document, tables, reading, _rows(tracker, reading, progress), is_understood=understood)


def _is_understood(tables: Sequence[FoundTable], reading: AnnexReading, choices: Choices) -> bool:
    """Whether headings told all columns of the tables that are read, or somebody did, who may have left some out."""
    open_ = [table for table in tables if table.is_annex and table.fingerprint not in choices.layouts]
    guessed = any(table.layout is None or table.layout.by_content for table in open_)
    return not guessed and not (open_ and reading.left_out)


def _look_at_clipboard(tracker: Tracker, wish: ImportWish, progress: Progress | None) -> LookedAt:
    pasted = read_clipboard(wish.text, wish.html, tracker.reference, year=wish.year, status=wish.status)
    return LookedAt(
        wish, None, (), pasted.reading, _rows(tracker, pasted.reading, progress), unknown=pasted.left_out, is_understood=True
    )


def _rows(tracker: Tracker, reading: AnnexReading, progress: Progress | None) -> tuple[ReviewedRow, ...]:
    return review_rows(tracker, review_import(tracker, reading, progress), progress)
