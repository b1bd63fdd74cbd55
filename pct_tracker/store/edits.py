"""The one door for writes: an edit, an undo or a redo is applied whole, journaled, and answered with a change."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from pct_tracker.domain.activity import Activity, ActivityDraft
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
    reinsert_activities,
    searchable_text,
    update_activities,
)
from pct_tracker.store.dialects import Dialect
from pct_tracker.store.locks import refuse_locked


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
    added = insert_activities(connection, dialect, [draft.content() for draft in edit.added], told)
    revised = [(one.id, one.version + 1, following(one.draft.content(), before[one.id])) for one in edit.revised]
    removed = [one.id for one in edit.removed]
    restored = _restored(connection, edit)
    lines = [JournalLine(id_, 1, None, draft.content()) for id_, draft in zip(added, edit.added, strict=True)]
    lines += [JournalLine(id_, version, before[id_].content(), draft) for id_, version, draft in revised]
    lines += [JournalLine(id_, before[id_].version, before[id_].content(), None) for id_ in removed]
    lines += [JournalLine(id_, version, None, draft) for id_, version, draft in restored]
    refuse_locked(connection, lines)
    _write(connection, dialect, added=restored, revised=(), removed=removed)
    for start in range(0, len(revised), PART):
        told(len(added))
        _write(connection, dialect, added=(), revised=revised[start : start + PART], removed=())
    for start in range(0, len(added), PART):
        told(len(added))
        some = zip(added[start : start + PART], edit.added[start : start + PART], strict=True)
        dialect.index(connection, [(id_, searchable_text(draft)) for id_, draft in some])
    entry_id = journal.write_entry(connection, edit.step, author, at, lines)
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
    _write(
        connection,
        dialect,
        added=[(line.activity_id, line.version, line.after) for line in done if line.before is None and line.after],
        revised=[(line.activity_id, line.version, line.after) for line in done if line.before and line.after],
        removed=[line.activity_id for line in done if line.after is None],
    )
    journal.set_state(connection, entry.id, "undone" if direction == "undo" else "done")
    step = Step(direction, {"entry": entry.id, "code": entry.step.code, "params": entry.step.params})
    entry_id = journal.write_entry(connection, step, author, at, done, state="note")
    return _change(entry_id, step, done)


def _read_current(connection: Connection, dialect: Dialect, targets: dict[int, int]) -> dict[int, Activity]:
    """The activities an edit turns to; refuses those that changed or went since the editor read them."""
    versions = read_versions(connection, list(targets))
    for id_, seen in targets.items():
        if id_ not in versions:
            raise StaleEditError(id_, "edit.gone")
        if versions[id_] != seen:
            raise StaleEditError(id_)
    return {one.id: one for one in read_activities(connection, dialect, list(targets))}


def _restored(connection: Connection, edit: Edit) -> list[tuple[int, int, ActivityDraft]]:
    """The deleted activities to put back, each at the version after its last one."""
    ids = [one.id for one in edit.restored]
    if there := read_versions(connection, ids):
        raise StaleEditError(next(iter(there)), "edit.not-gone")
    last = journal.read_last_versions(connection, ids)
    return [(one.id, last.get(one.id, 0) + 1, one.draft.content()) for one in edit.restored]


def _write(
    connection: Connection,
    dialect: Dialect,
    *,
    added: Sequence[tuple[int, int, ActivityDraft]],
    revised: Sequence[tuple[int, int, ActivityDraft]],
    removed: Sequence[int],
) -> None:
    dialect.unindex(connection, [*(id_ for id_, _, _ in revised), *removed])
    reinsert_activities(connection, added)
    update_activities(connection, revised)
    delete_activities(connection, removed)
    dialect.index(connection, [(id_, searchable_text(draft)) for id_, _, draft in (*added, *revised)])


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
