"""The journal: every edit with what was before and after. Undo, redo and history are read from it."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, func, insert, or_, select, update

from pct_tracker.domain.activity import ActivityDraft
from pct_tracker.domain.change import JournalEntry, JournalLine, Newest, Step, UndoState
from pct_tracker.store.chunks import chunks
from pct_tracker.store.dialects import Dialect
from pct_tracker.store.records import draft_from_json, draft_to_json
from pct_tracker.store.tables import ACTIVITY, ENTRY, LINE


def write_entry(connection: Connection, step: Step, author: str, at: datetime, state: str = "done") -> int:
    """Adds an entry and returns its id. A done entry ends what could be redone."""
    if state == "done":
        connection.execute(update(ENTRY).where(ENTRY.c.state == "undone").values(state="dropped"))
    values = {
        "at": at,
        "author": author,
        "code": step.code,
        "params": json.dumps(step.params, ensure_ascii=False),
        "state": state,
    }
    return int(connection.execute(insert(ENTRY).values(values).returning(ENTRY.c.id)).scalar_one())


def write_lines(connection: Connection, dialect: Dialect, entry_id: int, lines: Sequence[JournalLine]) -> None:
    """Adds to an entry what it did, activity by activity."""
    rows = [(entry_id, line.activity_id, line.version, _content(line.before), _content(line.after)) for line in lines]
    dialect.insert_rows(connection, LINE, ("entry_id", "activity_id", "version", "before", "after"), rows)


def read_lines(connection: Connection, entry_id: int) -> list[JournalLine]:
    """What an entry did, activity by activity."""
    rows = connection.execute(select(LINE).where(LINE.c.entry_id == entry_id).order_by(LINE.c.activity_id)).mappings()
    return [_line(row) for row in rows]


def read_entries(
    connection: Connection, *, before: int | None = None, year: int | None = None, limit: int = 200
) -> list[JournalEntry]:
    """The newest entries, or those before an entry or that touched a year, newest first; each with the number of its lines."""
    lines = select(func.count()).where(LINE.c.entry_id == ENTRY.c.id).scalar_subquery()
    statement = select(ENTRY, lines.label("activities")).order_by(ENTRY.c.id.desc()).limit(limit)
    if before is not None:
        statement = statement.where(ENTRY.c.id < before)
    if year is not None:
        touched = or_(is_of_year(LINE.c.before, year), is_of_year(LINE.c.after, year))
        statement = statement.where(exists().where(LINE.c.entry_id == ENTRY.c.id, touched))
    return [_entry(row) for row in connection.execute(statement).mappings()]


def is_of_year(content: ColumnElement[str], year: int) -> ColumnElement[bool]:
    """Whether a content in the journal is of a reporting year; it comes first in it, so that nothing has to be read."""
    return content.startswith(f'{{"year": {year}, ', autoescape=True)


def read_history(connection: Connection, activity_id: int) -> list[tuple[JournalEntry, JournalLine]]:
    """All that ever happened to an activity, oldest first; undone entries and the undos themselves included."""
    joined = select(ENTRY, LINE.c.activity_id, LINE.c.version, LINE.c.before, LINE.c.after).join(
        LINE, LINE.c.entry_id == ENTRY.c.id
    )
    rows = connection.execute(joined.where(LINE.c.activity_id == activity_id).order_by(ENTRY.c.id)).mappings()
    return [(_entry(row), _line(row)) for row in rows]


def read_last_versions(connection: Connection, ids: Sequence[int]) -> dict[int, int]:
    """The last version each of these activities ever had, deleted ones included."""
    last: dict[int, int] = {}
    for chunk in chunks(ids):
        newest = select(LINE.c.activity_id, func.max(LINE.c.version)).where(LINE.c.activity_id.in_(chunk))
        last.update({id_: version for id_, version in connection.execute(newest.group_by(LINE.c.activity_id))})
    return last


def read_last_lines(connection: Connection, ids: Sequence[int]) -> dict[int, JournalLine]:
    """The last line of each of these activities, deleted ones included."""
    last: dict[int, JournalLine] = {}
    for chunk in chunks(ids):
        ends = select(LINE.c.activity_id, func.max(LINE.c.entry_id).label("entry_id")).where(LINE.c.activity_id.in_(chunk))
        newest = ends.group_by(LINE.c.activity_id).subquery()
        is_newest = and_(newest.c.activity_id == LINE.c.activity_id, newest.c.entry_id == LINE.c.entry_id)
        rows = connection.execute(select(LINE).join(newest, is_newest)).mappings()
        last.update({row["activity_id"]: _line(row) for row in rows})
    return last


def read_moments(connection: Connection) -> dict[int, datetime]:
    """When each entry was made."""
    return {id_: at for id_, at in connection.execute(select(ENTRY.c.id, ENTRY.c.at))}


def read_newest_entries(connection: Connection) -> dict[int, int]:
    """The newest entry of each activity that there is or was."""
    newest = select(LINE.c.activity_id, func.max(LINE.c.entry_id)).group_by(LINE.c.activity_id)
    return {id_: entry_id for id_, entry_id in connection.execute(newest)}


def read_lost(connection: Connection) -> list[tuple[JournalEntry, JournalLine]]:
    """The activities that were deleted and are still gone, each with the entry that took it out; the last one first.

    Activities that are gone because an entry was undone are not among them as long as redo would bring them back.
    """
    last = select(LINE.c.activity_id, func.max(LINE.c.entry_id).label("entry_id")).group_by(LINE.c.activity_id).subquery()
    joined = (
        select(ENTRY, LINE.c.activity_id, LINE.c.version, LINE.c.before, LINE.c.after)
        .join(LINE, LINE.c.entry_id == ENTRY.c.id)
        .join(last, and_(last.c.activity_id == LINE.c.activity_id, last.c.entry_id == LINE.c.entry_id))
    )
    gone = joined.where(LINE.c.after.is_(None), ~exists().where(ACTIVITY.c.id == LINE.c.activity_id))
    rows = connection.execute(gone.order_by(ENTRY.c.id.desc(), LINE.c.activity_id)).mappings()
    lost = [(_entry(row), _line(row)) for row in rows]
    to_redo = set(connection.execute(select(ENTRY.c.id).where(ENTRY.c.state == "undone")).scalars())
    return [(entry, line) for entry, line in lost if entry.step.code != "undo" or entry.step.params["entry"] not in to_redo]


def read_since(connection: Connection, entry_id: int) -> list[JournalLine]:
    """What was done to each activity after an entry: its content then and its last content, None where there was none."""
    span = select(LINE.c.activity_id, func.min(LINE.c.entry_id).label("first"), func.max(LINE.c.entry_id).label("last"))
    ends = span.where(LINE.c.entry_id > entry_id).group_by(LINE.c.activity_id).subquery()
    first, final = LINE.alias("first"), LINE.alias("final")
    statement = (
        select(ends.c.activity_id, final.c.version, first.c.before, final.c.after)
        .join(first, and_(first.c.activity_id == ends.c.activity_id, first.c.entry_id == ends.c.first))
        .join(final, and_(final.c.activity_id == ends.c.activity_id, final.c.entry_id == ends.c.last))
    )
    return [_line(row) for row in connection.execute(statement.order_by(ends.c.activity_id)).mappings()]


def find_next(connection: Connection, direction: str) -> JournalEntry | None:
    """The entry that "undo" or "redo" would turn to next."""
    wanted, order = ("done", ENTRY.c.id.desc()) if direction == "undo" else ("undone", ENTRY.c.id)
    row = connection.execute(select(ENTRY).where(ENTRY.c.state == wanted).order_by(order).limit(1)).mappings().first()
    return _entry(row) if row else None


def read_newest(connection: Connection) -> Newest:
    """The newest entry; (0, None) while there is none."""
    row = connection.execute(select(ENTRY.c.id, ENTRY.c.at).order_by(ENTRY.c.id.desc()).limit(1)).first()
    return (row.id, row.at) if row else (0, None)


def set_state(connection: Connection, entry_id: int, state: str) -> None:
    """Marks an entry as done or undone."""
    connection.execute(update(ENTRY).where(ENTRY.c.id == entry_id).values(state=state))


def undo_state(connection: Connection) -> UndoState:
    """The names of the steps that undo and redo would turn to."""
    undo, redo = find_next(connection, "undo"), find_next(connection, "redo")
    return UndoState(undo.step if undo else None, redo.step if redo else None)


def _content(draft: ActivityDraft | None) -> str | None:
    return draft_to_json(draft) if draft else None


def _line(row: Any) -> JournalLine:
    before, after = (draft_from_json(text) if text else None for text in (row["before"], row["after"]))
    return JournalLine(row["activity_id"], row["version"], before, after)


def _entry(row: Any) -> JournalEntry:
    step = Step(row["code"], json.loads(row["params"]))
    return JournalEntry(row["id"], row["at"], row["author"], step, row["state"], row.get("activities", 0))
