"""What must be true of a log besides a sound file: its tables, its journal and its search agree."""

from collections.abc import Callable, Iterable, Iterator

from sqlalchemy import Connection, exists, func, select

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.change import JournalLine
from pct_tracker.domain.health import Flaw
from pct_tracker.store.activities import PART, read_activities, searchable_text, sort_key_of
from pct_tracker.store.dialects import Dialect
from pct_tracker.store.journal import read_last_lines
from pct_tracker.store.tables import ACTIVITY, ENTRY, LINE, PARTS, TEXT

_STATES = ("done", "undone", "dropped", "note")


def find_flaws(connection: Connection, dialect: Dialect) -> Iterator[Flaw]:
    """All that is amiss in a log, kind by kind; each flaw has the ids it concerns."""
    for code, look in _LOOKS.items():
        ids = tuple(sorted(set(look(connection, dialect))))
        if ids:
            yield Flaw(code, ids)


def stray_states(connection: Connection, _dialect: Dialect) -> Iterator[int]:
    """Entries that undo and redo cannot make sense of: of an unknown state, or undone although a later one is done."""
    newest_done = select(func.max(ENTRY.c.id)).where(ENTRY.c.state == "done").scalar_subquery()
    unknown = ENTRY.c.state.not_in(_STATES)
    passed = (ENTRY.c.state == "undone") & (ENTRY.c.id < newest_done)
    yield from connection.execute(select(ENTRY.c.id).where(unknown | passed)).scalars()


def orphans(connection: Connection, _dialect: Dialect) -> Iterator[int]:
    """Ids of activities that are not there, under which parts of activities stand."""
    for part in PARTS:
        owner = exists().where(ACTIVITY.c.id == part.c.activity_id)
        yield from connection.execute(select(part.c.activity_id).where(~owner).distinct()).scalars()


def stale_sort_keys(connection: Connection, _dialect: Dialect) -> Iterator[int]:
    """Activities with a text that is sorted by something else than its letters."""
    for id_, part, words, key in connection.execute(select(TEXT.c.activity_id, TEXT.c.part, TEXT.c.text, TEXT.c.sort_key)):
        if key != sort_key_of(part, words):
            yield id_


def wrongly_indexed(connection: Connection, dialect: Dialect) -> Iterator[int]:
    """Activities that search does not find by all their words, or finds although they are gone."""
    indexed, paired = dialect.indexed(connection)
    stored = set[int]()
    for activity in _all_activities(connection, dialect):
        stored.add(activity.id)
        if indexed.get(activity.id) != searchable_text(activity):
            yield activity.id
    yield from (indexed.keys() ^ stored) | (paired ^ stored)


def unlike_journal(connection: Connection, dialect: Dialect) -> Iterator[int]:
    """Activities that are not what the last line of their history says."""
    return (id_ for id_, stored, last in beside_journal(connection, dialect) if not agree(stored, last))


def lines_without_entry(connection: Connection, _dialect: Dialect) -> Iterator[int]:
    """Numbers of entries that are gone from the history although it tells what they did."""
    entry = exists().where(ENTRY.c.id == LINE.c.entry_id)
    yield from connection.execute(select(LINE.c.entry_id).where(~entry).distinct()).scalars()


_LOOKS: dict[str, Callable[[Connection, Dialect], Iterable[int]]] = {
    "content": unlike_journal,
    "lines": lines_without_entry,
    "orphans": orphans,
    "sort-keys": stale_sort_keys,
    "search": wrongly_indexed,
    "states": stray_states,
}


def beside_journal(connection: Connection, dialect: Dialect) -> Iterator[tuple[int, Activity | None, JournalLine | None]]:
    """Every activity there is or was, with its last line."""
    known = connection.execute(select(ACTIVITY.c.id).union(select(LINE.c.activity_id))).scalars().all()
    for start in range(0, len(known), PART):
        ids = list(known[start : start + PART])
        stored = {one.id: one for one in read_activities(connection, dialect, ids)}
        last = read_last_lines(connection, ids)
        yield from ((id_, stored.get(id_), last.get(id_)) for id_ in ids)


def agree(stored: Activity | None, last: JournalLine | None) -> bool:
    """Whether an activity is what its last line says."""
    if stored is None or last is None:
        return stored is None and (last is None or last.after is None)
    return stored.content() == last.after and stored.version == last.version


def _all_activities(connection: Connection, dialect: Dialect) -> Iterator[Activity]:
    ids = connection.execute(select(ACTIVITY.c.id)).scalars().all()
    for start in range(0, len(ids), PART):
        yield from read_activities(connection, dialect, ids[start : start + PART])
