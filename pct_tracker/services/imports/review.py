"""The rows of an import while somebody decides about them: compared, judged, corrected, and stored as one step."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pct_tracker.domain.activity import FIELD_NAMES, REPORTED_FIELDS, Activity, ActivityDraft
from pct_tracker.domain.change import Change, Edit, Revision, Step
from pct_tracker.domain.codes import Severity
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.finding import Finding, Fix
from pct_tracker.domain.folding import fold_name
from pct_tracker.importing.languages import find_language
from pct_tracker.importing.matching import Match
from pct_tracker.importing.merging import merge_changes
from pct_tracker.importing.outcomes import CellOutcome
from pct_tracker.importing.reading import ReadRow
from pct_tracker.reference.reference import Reference
from pct_tracker.services.editing.cells import cell_text, read_cell
from pct_tracker.services.imports.doubts import DoubtKind, doubts_about
from pct_tracker.services.imports.run import ImportReview, outcomes_of
from pct_tracker.services.progress import Progress
from pct_tracker.services.tracker import Tracker

Decision = Literal["add", "update", "leave-out"]
RowOutcome = Literal["new", "changed", "same", "doubtful"]

_BREATH = 100
"""Rows between two reports: some ten milliseconds."""

_OF_THE_ROW = ("title", "co_organizers")
"""Columns whose words are in the language of the row, whatever language its reader speaks."""


@dataclass(frozen=True, slots=True)
class ImportDone:
    """A step that brought rows in, from a file or, where `file` is empty, from the clipboard; most are of a `year`."""

    file: str
    year: int | None
    change: Change


@dataclass(frozen=True, slots=True)
class ReviewedRow:
    """A row with what becomes of it. `own` is its content as an activity of its own, `merged` the stored one with its changes.

    `doubt` says why it is not sure which stored activity it is; `findings` are those on what was suggested, or corrected last.
    """

    match: Match
    own: ActivityDraft
    merged: ActivityDraft
    decision: Decision
    doubt: DoubtKind | None
    findings: tuple[Finding, ...]
    cells: tuple[CellOutcome, ...]

    @property
    def number(self) -> int:
        """Where it stands in the file, counted from 1."""
        return self.match.row.number

    @property
    def outcome(self) -> RowOutcome:
        """What it is against the log."""
        return "doubtful" if self.doubt else self.match.outcome

    @property
    def draft(self) -> ActivityDraft:
        """What would be stored; of a row that is left out, what would have been."""
        is_own = self.decision == "add" or (self.decision == "leave-out" and self.match.outcome == "new")
        return self.own if is_own else self.merged

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """What can be decided about it."""
        if self.match.activity is None:
            return "add", "leave-out"
        if self.match.outcome == "new":  # alike, but not known to be the same
            return "add", "update", "leave-out"
        is_changed = self.merged != self.match.activity.content()
        return ("update", "add", "leave-out") if is_changed else ("add", "leave-out")

    @property
    def worst(self) -> Finding | None:
        """The gravest finding that is worth a look."""
        weights = list(Severity)
        seen = (one for one in self.findings if one.draws_attention)
        return min(seen, key=lambda one: weights.index(one.severity), default=None)


def review_rows(tracker: Tracker, review: ImportReview, progress: Progress | None = None) -> tuple[ReviewedRow, ...]:
    """Every row with the decision that suggests itself: new ones are added, changed ones updated, the same left out."""
    report, total = (progress or Progress()).report, len(review.matches)
    doubts, rows = doubts_about(tracker, review), []
    for done, found in enumerate(review.matches):
        match = found
        if done % _BREATH == 0:
            report(done, total)
        decision: Decision = {"new": "add", "changed": "update", "same": "leave-out"}[match.outcome]  # type: ignore[assignment]
        doubt = doubts.get(match.row.number)
        if doubt and doubt.alike:
            match = replace(match, activity=doubt.alike, draft=merge_changes(doubt.alike, match.row, match.row.language))
        row = ReviewedRow(match, match.row.draft, match.draft, decision, doubt.kind if doubt else None, (), ())
        rows.append(_judged(tracker, row) if match.outcome != "same" else replace(row, cells=outcomes_of(tracker, match.row)))
    return tuple(rows)


def imported_row(tracker: Tracker, activity: Activity) -> ReviewedRow | None:
    """The row an activity was imported from, beside the activity as it is now; None for one that was typed."""
    if not activity.source_cells:
        return None
    content, title = activity.content(), activity.source_cells[REPORTED_FIELDS.index("title")]
    known = (language for language, text in activity.title.items() if fold_name(text) == fold_name(title))
    language = next(known, None) or find_language([activity.source_cells], tracker.reference.vocabulary)
    match = Match(ReadRow(0, content, activity.source_cells, language), "same", activity, content)
    return ReviewedRow(match, content, content, "leave-out", None, (), outcomes_of(tracker, match.row))


def decide(row: ReviewedRow, decision: Decision) -> ReviewedRow:
    """The row with another decision; as it was if it cannot be decided so."""
    return replace(row, decision=decision) if decision in row.decisions else row


def correct_cell(tracker: Tracker, row: ReviewedRow, column: str, text: str, language: str) -> ReviewedRow:
    """The row with a text typed into a cell that was shown in a language. Raises UserError `cell.…` as the register does."""
    if text.strip() == cell_words(row, row.draft, column, tracker.reference, language).strip():
        return row
    own, merged = (
        read_cell(_as_activity(draft), column, text, row.match.row.language, tracker.reference) for draft in (row.own, row.merged)
    )
    return amend(tracker, row, own, merged)


def apply_fix(tracker: Tracker, row: ReviewedRow, fix: Fix) -> ReviewedRow:
    """The row with what settles a finding on it."""
    return amend(tracker, row, row.own.with_fields(**fix.values), row.merged.with_fields(**fix.values))


def cell_words(row: ReviewedRow, draft: ActivityDraft, column: str, reference: Reference, language: str) -> str:
    """A cell of a row, or of the activity it meets, as text to read and to edit; names in a language where there is a choice."""
    is_own = column in _OF_THE_ROW or (column == "origins" and bool(draft.origin_note))
    return cell_text(draft, column, row.match.row.language if is_own else language, reference)


def build_import(rows: Iterable[ReviewedRow], file: str) -> Edit:
    """The step that stores the rows as decided; an empty name of a file means the clipboard."""
    chosen = [row for row in rows if row.decision != "leave-out"]
    added = tuple(row.own for row in chosen if row.decision == "add")
    met = ((row.match.activity, row.merged) for row in chosen if row.decision == "update")
    revised = tuple(Revision(stored.id, stored.version, merged) for stored, merged in met if stored)
    count = len(added) + len(revised)
    step = Step("import", {"file": file, "count": count}) if file else Step("paste", {"count": count})
    return Edit(step, added=added, revised=revised)


def store_rows(tracker: Tracker, rows: Sequence[ReviewedRow], file: str, progress: Progress | None = None) -> Change:
    """Stores the rows as decided, as one step. Raises UserError "import.year-locked" before anything is stored.

    Whoever cancels meanwhile has none of them stored.
    """
    if locked := rows_in_locked_years(tracker, rows):
        year, count = next(iter(sorted(locked.items())))
        raise UserError("import.year-locked", year=year, count=count)
    edit, report = build_import(rows, file), (progress or Progress()).report
    total = len(edit.added) + len(edit.revised)
    report(0, total)
    return tracker.do(edit, lambda done: report(done, total))


def rows_in_locked_years(tracker: Tracker, rows: Iterable[ReviewedRow]) -> dict[int, int]:
    """How many rows would change each year that is locked."""
    locked = _locked_years(tracker)
    return dict(Counter(year for row in rows for year in _years_of(row) & locked)) if locked else {}


def leave_locked_out(tracker: Tracker, rows: Iterable[ReviewedRow]) -> tuple[ReviewedRow, ...]:
    """The rows with those left out that would change a locked year."""
    locked = _locked_years(tracker)
    return tuple(replace(row, decision="leave-out") if _years_of(row) & locked else row for row in rows)


def _locked_years(tracker: Tracker) -> set[int]:
    return {year for year, lock in tracker.locks().items() if lock.holds}


def _years_of(row: ReviewedRow) -> set[int]:
    """The reporting years a row would change."""
    if row.decision == "leave-out":
        return set()
    stored = row.match.activity if row.decision == "update" else None
    return {draft.year for draft in (row.draft, stored) if draft and draft.year}


def amend(tracker: Tracker, row: ReviewedRow, own: ActivityDraft, merged: ActivityDraft) -> ReviewedRow:
    """The row with other contents; one that was left out only because nothing differed is taken in again."""
    changed = replace(row, own=own, merged=merged)
    if row.decision == "leave-out" and row.decisions[0] != "update" and changed.decisions[0] == "update":
        changed = replace(changed, decision="update")
    return _judged(tracker, changed)


def _judged(tracker: Tracker, row: ReviewedRow) -> ReviewedRow:
    read = replace(row.match.row, draft=row.own)
    return replace(row, findings=tracker.check_alone(row.draft), cells=outcomes_of(tracker, read))


def _as_activity(draft: ActivityDraft) -> Activity:
    """A draft for a reader that asks for an activity."""
    return Activity(id=0, **{name: getattr(draft, name) for name in FIELD_NAMES})
