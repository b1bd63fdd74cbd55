"""Bringing a file into the log: read, matched against what is there, stored as one step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pct_tracker.domain.activity import ActivityDraft
from pct_tracker.domain.change import Change, Edit, Revision, Step
from pct_tracker.domain.codes import Severity, Status
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.finding import Finding
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.importing.annex import read_activities, read_annex
from pct_tracker.importing.found_tables import NO_CHOICES, FoundTable, find_tables
from pct_tracker.importing.layout import Choices, Layout, layout_from_json, layout_to_json
from pct_tracker.importing.matching import Match, match_rows
from pct_tracker.importing.outcomes import CellOutcome, cell_outcomes
from pct_tracker.importing.parsing import parse_row
from pct_tracker.importing.readers import Document, read_document
from pct_tracker.importing.reading import AnnexReading, ReadRow, SkippedRow
from pct_tracker.reference.loader import load_reference, resources_folder
from pct_tracker.services.progress import Progress
from pct_tracker.services.tracker import Tracker

__all__ = [
    "AnnexReading",
    "CellOutcome",
    "Choices",
    "Document",
    "FoundTable",
    "ImportResult",
    "ImportReview",
    "Layout",
    "Match",
    "ReadRow",
    "RowFinding",
    "SkippedRow",
    "layout_from_json",
    "layout_to_json",
    "load_sample",
    "open_document",
    "outcomes_of",
    "read_document_rows",
    "read_file",
    "read_sample",
    "require_open_years",
    "review_import",
    "store_import",
    "tables_of",
    "try_import",
]


_GOOD_PART = 20
"""One row in so many of its years: from there on all of the years are judged in one pass."""


@dataclass(frozen=True, slots=True)
class RowFinding:
    """A finding on an imported row, with the row's number in its file and the source cell of its field."""

    finding: Finding
    row: int
    source_cell: str


@dataclass(frozen=True, slots=True)
class ImportReview:
    """What an import of a file would do, before anything is stored."""

    reading: AnnexReading
    matches: tuple[Match, ...]

    def count(self, outcome: str) -> int:
        """How many rows are "new", "changed" or "same"."""
        return sum(match.outcome == outcome for match in self.matches)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did. `change` is None if nothing was new; `findings` are those on its new and changed rows."""

    review: ImportReview
    change: Change | None
    findings: tuple[RowFinding, ...]

    @property
    def needs_attention(self) -> bool:
        """Whether a row could not be fully read: one of them has an error, or a row was left out."""
        skipped = any(row.reason == "row.without-date-and-title" for row in self.review.reading.skipped)
        return skipped or any(one.finding.severity is Severity.ERROR for one in self.findings)


def read_file(
    tracker: Tracker,
    path: Path,
    *,
    year: int | None = None,
    language: str | None = None,
    status: Status | None = None,
    choices: Choices = NO_CHOICES,
    progress: Progress | None = None,
) -> AnnexReading:
    """All activities a file holds. Raises UserError if it cannot be read or holds none."""
    return read_document_rows(
        tracker, open_document(tracker, path), year=year, language=language, status=status, choices=choices, progress=progress
    )


def open_document(tracker: Tracker, path: Path) -> Document:
    """The tables and the text of a file, before anything is understood. Raises UserError if it cannot be read."""
    return read_document(path, tracker.reference.vocabulary)


def tables_of(tracker: Tracker, document: Document, choices: Choices = NO_CHOICES) -> tuple[FoundTable, ...]:
    """The tables somebody can choose among, each with how it would be read."""
    return find_tables(document, tracker.reference, choices)


def read_document_rows(
    tracker: Tracker,
    document: Document,
    *,
    year: int | None = None,
    language: str | None = None,
    status: Status | None = None,
    choices: Choices = NO_CHOICES,
    progress: Progress | None = None,
) -> AnnexReading:
    """All activities of a document, its tables read as chosen. Raises UserError if it holds none."""
    report = (progress or Progress()).report
    return read_activities(
        document, tracker.reference, year=year, language=language, status=status, choices=choices, report=report
    )


def outcomes_of(tracker: Tracker, row: ReadRow) -> tuple[CellOutcome, ...]:
    """For each of the nine cells of a row whether it was understood, and as what."""
    return cell_outcomes(row, tracker.reference.vocabulary)


def review_import(tracker: Tracker, reading: AnnexReading, progress: Progress | None = None) -> ImportReview:
    """Says of each row that was read whether it is new, changed or the same as an activity of the log."""
    years = sorted({row.draft.year for row in reading.rows if row.draft.year})
    stored = [one for year in years for one in tracker.activities(ActivityQuery(year=year))]
    report = (progress or Progress()).report
    return ImportReview(reading, tuple(match_rows(reading.rows, stored, reading.languages[0], report)))


def require_open_years(tracker: Tracker, readings: Sequence[AnnexReading]) -> None:
    """Raises UserError if one of these files would change a locked year, before any of them is stored."""
    locked = {year for year, lock in tracker.locks().items() if lock.holds}
    for reading in readings if locked else ():
        changing = [match for match in review_import(tracker, reading).matches if match.outcome != "same"]
        touched = {draft.year for match in changing for draft in (match.draft, match.activity) if draft}
        if caught := sorted(year for year in touched if year in locked):
            raise UserError("year.locked", year=caught[0])


def store_import(tracker: Tracker, review: ImportReview, progress: Progress | None = None) -> ImportResult:
    """Stores the new and changed rows of a review as one step. Whoever cancels meanwhile has none of them stored."""
    new = [match for match in review.matches if match.outcome == "new"]
    changed = [(match, match.activity) for match in review.matches if match.outcome == "changed" and match.activity]
    if not new and not changed:
        return ImportResult(review, None, ())
    total = len(new) + len(changed)
    told = progress or Progress()
    step = Step("import", {"file": review.reading.file, "count": total})
    revised = tuple(Revision(stored.id, stored.version, match.draft) for match, stored in changed)
    edit = Edit(step, added=tuple(match.draft for match in new), revised=revised)
    change = tracker.do(edit, lambda done: told.report(done, total))
    row_of = dict(zip(change.added, (match.row for match in new), strict=True))
    row_of |= {stored.id: match.row for match, stored in changed}
    found = _findings_on(tracker, row_of)
    findings = [RowFinding(one, row_of[id_].number, row_of[id_].cell(one.field)) for id_ in row_of for one in found.get(id_, ())]
    return ImportResult(review, change, tuple(findings))


def _findings_on(tracker: Tracker, rows: Mapping[int, ReadRow]) -> Mapping[int, tuple[Finding, ...]]:
    """The findings on stored rows: by whole years where the rows are a good part of them, which is far quicker then."""
    years = {row.draft.year for row in rows.values()}
    in_years = sum(len(tracker.ids(ActivityQuery(year=year))) for year in years if year)
    if None in years or len(rows) * _GOOD_PART < in_years:
        return tracker.findings_on(tracker.activities_by_id(list(rows)))
    return {id_: found for year in years for id_, found in tracker.findings(year).items()}


def try_import(tracker: Tracker, review: ImportReview, progress: Progress | None = None) -> ImportResult:
    """What storing a review would find, without storing anything; its rows are judged by themselves."""
    breathe, findings = (progress or Progress()).breathe, list[RowFinding]()
    for match in (match for match in review.matches if match.outcome != "same"):
        breathe()
        found = tracker.check_alone(match.draft)
        findings += (RowFinding(one, match.row.number, match.row.cell(one.field)) for one in found)
    return ImportResult(review, None, tuple(findings))


def load_sample(tracker: Tracker) -> Change:
    """Loads the activities of 2024 into an empty log. Raises UserError if it is not empty."""
    if tracker.ids(ActivityQuery()):
        raise UserError("store.not-empty", file=tracker.store.name)
    drafts = read_sample()
    return tracker.do(Edit(Step("sample", {"count": len(drafts)}), added=drafts))


def read_sample() -> tuple[ActivityDraft, ...]:
    """The activities of 2024 with their texts in six languages."""
    path, reference = resources_folder() / "sample" / "annex-2024.json", load_reference()
    rows = read_annex(path, reference, year=2024).rows
    # The sample is worked out; the doubts are those that the printed Chinese table raises.
    printed = (parse_row(row.cells, "zh", reference, year=2024, status=Status.HELD) for row in rows)
    return tuple(row.draft.with_fields(doubts=read.doubts) for row, read in zip(rows, printed, strict=True))
