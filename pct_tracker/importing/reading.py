"""What was read from a file: its activities, what was left out, and what somebody should know of it."""

from collections.abc import Callable
from dataclasses import dataclass

from pct_tracker.domain.activity import REPORTED_FIELDS, ActivityDraft
from pct_tracker.domain.claim import PublishedClaim
from pct_tracker.importing.mapping import LeftOutColumn
from pct_tracker.importing.readers.document import ReadingNote

Report = Callable[[int, int], None]
"""Hears how many rows of how many are done; it may raise to end the work."""

_COLUMN_OF = {"start": "month", "end": "month", "modality": "venue", "origin_note": "origins"}


@dataclass(frozen=True, slots=True)
class ReadRow:
    """An activity read from a file. `number` counts from 1 over the whole file.

    `cells` are the nine cells of the row in the order of the annex, as printed; empty for a JSON record that tells none.
    `is_guessed` says that no heading told which column is which.
    """

    number: int
    draft: ActivityDraft
    cells: tuple[str, ...]
    language: str
    is_guessed: bool = False

    def cell(self, field: str) -> str:
        """The source cell a reported field was read from, for a finding to show; empty if there is none."""
        column = _COLUMN_OF.get(field, field)
        return self.cells[REPORTED_FIELDS.index(column)] if self.cells and column in REPORTED_FIELDS else ""


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that is no activity. `reason` is row.total, row.title, row.above-headings or row.without-date-and-title.

    `cells` are nine in the order of the annex; those above the headings stand as in the table.
    """

    cells: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class AnnexReading:
    """Everything a file says. `year` is the reporting year of most rows; `languages` are those of its texts.

    `left_out` are columns that no field is read from, `notes` what else was left out or guessed, and `claims` the numbers
    that the text around the table gives.
    """

    file: str
    languages: tuple[str, ...]
    year: int | None
    rows: tuple[ReadRow, ...]
    skipped: tuple[SkippedRow, ...] = ()
    left_out: tuple[LeftOutColumn, ...] = ()
    notes: tuple[ReadingNote, ...] = ()
    claims: tuple[PublishedClaim, ...] = ()
