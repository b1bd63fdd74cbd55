"""The one door for writes: an edit, an undo or a redo is applied whole, journaled, and answered with a change."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.change import Change, Edit, JournalLine, Listener, Step, nobody
from pct_tracker.domain.errors import StaleEditError, UserError
from pct_tracker.domain.following import following
from pct_tracker.store import journal
from pct_tracker.store.activities import (
    PART,
    delete_activities,
    insert_activities,
    read_activities,
    read_versions,
    searchable_text,
    update_activities,
)
from pct_tracker.store.dialects import Dialect
from pct_tracker.store.locks import refuse_locked
from pct_tracker.store.tables import ACTIVITY


def apply_edit(
    connection: Connection,
    dialect: Dialect,
    edit: Edit,
    author: str,
    at: datetime,
    told: Listener = nobody,
) -> Change:
    """Applies an edit. `told` hears now and then how many of its new activities are stored, and may raise to have none stored.

    Raises StaleEditError if an activity is no longer at the version the editor saw, UserError if a year is locked.
    """
    targets = {one.id: one.version for one in edit.revised} | {one.id: one.version for one in edit.removed}
    before = _read_current(connection, dialect, targets)
    ids = dialect.new_ids(connection, ACTIVITY, len(edit.added)) if edit.added else ()
    lines = [JournalLine(id_, 1, None, draft.content()) for id_, draft in zip(ids, edit.added, strict=True)]
    for one in edit.revised:
        after = following(one.draft.content(), before[one.id])
        lines.append(JournalLine(one.id, one.version + 1, before[one.id].content(), after))
    lines += [JournalLine(one.id, one.version, before[one.id].content(), None) for one in edit.removed]
    lines += _restored(connection, edit)
    refuse_locked(connection, lines)
    entry_id = journal.write_entry(connection, edit.step, author, at)
    _carry_out(connection, dialect, entry_id, lines, told)
    return _change(entry_id, edit.step, lines)


def apply_turn(connection: Connection, dialect: Dialect, direction: str, author: str, at: datetime) -> Change:
    """Takes the last step back ("undo") or does it again ("redo"). Raises UserError if there is none, or it was overtaken."""
    entry = journal.find_next(connection, direction)
    if entry is None:
        raise UserError(f"edit.nothing-to-{direction}")
    lines = journal.read_lines(connection, entry.id)
    turned = [_turned(line, direction) for line in lines]
    refuse_locked(connection, turned)
    current = {one.id: one for one in read_activities(connection, dialect, [line.activity_id for line in turned])}
    for line in turned:
        stored = current.get(line.activity_id)
        if (stored.content() if stored else None) != line.before:
            raise StaleEditError(line.activity_id, "edit.overtaken")
    last = journal.read_last_versions(connection, [line.activity_id for line in turned])
    done = [
        JournalLine(line.activity_id, last[line.activity_id] + (line.after is not None), line.before, line.after)
        for line in turned
    ]
    journal.set_state(connection, entry.id, "undone" if direction == "undo" else "done")
    step = Step(direction, {"entry": entry.id, "code": entry.step.code, "params": entry.step.params})
    entry_id = journal.write_entry(connection, step, author, at, state="note")
    _carry_out(connection, dialect, entry_id, done)
    return _change(entry_id, step, done)


def _read_current(connection: Connection, dialect: Dialect, targets: dict[int, int]) -> dict[int, Activity]:
    """The activities an edit turns to; refuses those that changed or went since the editor read them."""
    current = {one.id: one for one in read_activities(connection, dialect, list(targets))}
    for id_, seen in targets.items():
        if id_ not in current:
            raise StaleEditError(id_, "edit.gone")
        if current[id_].version != seen:
            raise StaleEditError(id_)
    return current


def _restored(connection: Connection, edit: Edit) -> list[JournalLine]:
    """The deleted activities to put back, each at the version after its last one."""
    ids = [one.id for one in edit.restored]
    if there := read_versions(connection, ids):
        raise StaleEditError(next(iter(there)), "edit.not-gone")
    last = journal.read_last_versions(connection, ids)
    return [JournalLine(one.id, last.get(one.id, 0) + 1, None, one.draft.content()) for one in edit.restored]


def _carry_out(
    connection: Connection, dialect: Dialect, entry_id: int, lines: Sequence[JournalLine], told: Listener = nobody
) -> None:
    """Does in the tables, in search and in the journal what the lines of an entry say; so many at once that memory is bounded."""
    stored = 0
    with dialect.loading(connection, len(lines)):
        for start in range(0, len(lines), PART):
            told(stored)
            part = lines[start : start + PART]
            stored += _write(connection, dialect, part)
            journal.write_lines(connection, dialect, entry_id, part)
    told(stored)


def _write(connection: Connection, dialect: Dialect, lines: Sequence[JournalLine]) -> int:
    """Does in the tables and in search what lines say; returns how many of their activities were not there before."""
    added = [(line.activity_id, line.version, line.after) for line in lines if line.after and line.before is None]
    revised = [(line.activity_id, line.version, line.before, line.after) for line in lines if line.before and line.after]
    removed = [line.activity_id for line in lines if line.after is None]
    renewed = [(id_, words) for id_, _, before, after in revised if (words := searchable_text(after)) != searchable_text(before)]
    dialect.unindex(connection, [*(id_ for id_, _ in renewed), *removed])
    insert_activities(connection, dialect, added)
    update_activities(connection, dialect, revised)
    delete_activities(connection, removed)
    dialect.index(connection, [*((id_, searchable_text(draft)) for id_, _, draft in added), *renewed])
    return len(added)


def _turned(line: JournalLine, direction: str) -> JournalLine:
    """What undoing a line means: its after is the state to find, its before the state to leave."""
    return line if direction == "redo" else JournalLine(line.activity_id, line.version, line.after, line.before)


def _change(entry_id: int, step: Step, lines: Sequence[JournalLine]) -> Change:
    return Change(
        entry_id,
        step,
        added=tuple(line.activity_id for line in lines if line.before is None),
        revised=tuple(line.activity_id for line in lines if line.before and line.after),
        removed=tuple(line.activity_id for line in lines if line.after is None),
        years=frozenset(draft.year for line in lines for draft in (line.before, line.after) if draft),
    )
