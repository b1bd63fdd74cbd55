"""What somebody decided and corrected, carried on to the rows of a source that is read once more."""

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable
from typing import Any

from pct_tracker.domain.activity import FIELD_NAMES, ActivityDraft
from pct_tracker.services.imports.review import ReviewedRow, amend, decide
from pct_tracker.services.tracker import Tracker


def carry_over(tracker: Tracker, before: Iterable[ReviewedRow], rows: Iterable[ReviewedRow]) -> tuple[ReviewedRow, ...]:
    """The rows as they are read now, with the work on rows of the same cells before; it is lost where the cells are others."""
    waiting: dict[Hashable, deque[ReviewedRow]] = defaultdict(deque)
    for row in before:
        waiting[_key(row)].append(row)
    return tuple(_with_work(tracker, waiting[_key(row)].popleft(), row) if waiting[_key(row)] else row for row in rows)


def _key(row: ReviewedRow) -> Hashable:
    """The cells as printed; the place in the file of a record that has none."""
    return row.match.row.cells or row.number


def _with_work(tracker: Tracker, before: ReviewedRow, row: ReviewedRow) -> ReviewedRow:
    own = _corrections(before.match.row.draft, before.own)
    merged = _corrections(before.match.draft, before.merged)
    if own or merged:
        row = amend(tracker, row, row.own.with_fields(**own), row.merged.with_fields(**(merged or own)))
    return decide(row, before.decision) if row.outcome == before.outcome else row


def _corrections(read: ActivityDraft, corrected: ActivityDraft) -> dict[str, Any]:
    """The fields that are no longer as they were read; the doubts about them go by themselves."""
    names = (name for name in FIELD_NAMES if name != "doubts")
    return {name: getattr(corrected, name) for name in names if getattr(corrected, name) != getattr(read, name)}
