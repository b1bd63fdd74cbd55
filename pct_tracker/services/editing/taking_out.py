"""One earlier step taken out, whatever came after it: what it made goes, what it changed is as it was before."""

from collections.abc import Sequence
from dataclasses import dataclass

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.change import Edit, JournalEntry, JournalLine, Removal, Restoration, Revision, Step
from pct_tracker.domain.errors import UserError
from pct_tracker.services.tracker import Tracker


@dataclass(frozen=True, slots=True)
class TakenOut:
    """The edit that takes a step out. `kept` are the activities of the step that were edited since, and stay as they are."""

    edit: Edit
    kept: tuple[int, ...]


def take_out(tracker: Tracker, entry: JournalEntry) -> TakenOut:
    """Takes out one step alone. Raises UserError if everything that it did was changed since, or is gone already."""
    lines = tracker.lines(entry.id)
    now = {one.id: one for one in tracker.activities_by_id([line.activity_id for line in lines])}
    untouched = [line for line in lines if _is_as_left(line, now.get(line.activity_id))]
    kept = tuple(line.activity_id for line in lines if line.activity_id in now and line not in untouched)
    edit = _reverse(untouched, now, Step("take-out", {"code": entry.step.code, "params": entry.step.params}))
    if edit.is_empty:
        raise UserError("edit.nothing-of-step")
    return TakenOut(edit, kept)


def _is_as_left(line: JournalLine, now: Activity | None) -> bool:
    return (now.content() if now else None) == line.after


def _reverse(lines: Sequence[JournalLine], now: dict[int, Activity], step: Step) -> Edit:
    made = [line.activity_id for line in lines if line.before is None and line.after]
    changed = [(line.activity_id, line.before) for line in lines if line.before and line.after]
    deleted = [(line.activity_id, line.before) for line in lines if line.before and line.after is None]
    return Edit(
        step,
        removed=tuple(Removal(id_, now[id_].version) for id_ in made),
        revised=tuple(Revision(id_, now[id_].version, before) for id_, before in changed),
        restored=tuple(Restoration(id_, before) for id_, before in deleted),
    )
