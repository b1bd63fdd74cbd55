"""Mends what can be worked out anew: indexes, search, sort keys, states of undo, parts of activities that are gone."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, select, text, update

from pct_tracker.store.activities import PART, read_activities, searchable_text, sort_key_of
from pct_tracker.store.chunks import chunks
from pct_tracker.store.dialects.sqlite import SQLite
from pct_tracker.store.invariants import orphans, stale_sort_keys, stray_states
from pct_tracker.store.tables import ACTIVITY, ENTRY, PARTS, TEXT


def repair(connection: Connection, dialect: SQLite) -> None:
    """Mends all that can be mended; what people have entered is not touched."""
    # What is looked at next would be looked up in an index.
    connection.execute(text("REINDEX"))
    _drop_orphans(connection, list(set(orphans(connection, dialect))))
    _renew_sort_keys(connection, list(set(stale_sort_keys(connection, dialect))))
    for chunk in chunks(list(stray_states(connection, dialect))):
        connection.execute(update(ENTRY).where(ENTRY.c.id.in_(chunk)).values(state="dropped"))
    rebuild_search(connection, dialect)


def rebuild_search(connection: Connection, dialect: SQLite) -> None:
    """Makes the search tables anew from the activities."""
    for name in ("search_trigram", "search_gram"):
        connection.execute(text(f"DROP TABLE IF EXISTS {name}"))
    dialect.create_search_tables(connection)
    ids: Sequence[int] = connection.execute(select(ACTIVITY.c.id)).scalars().all()
    with dialect.loading(connection, len(ids)):
        for start in range(0, len(ids), PART):
            activities = read_activities(connection, dialect, ids[start : start + PART])
            dialect.index(connection, [(one.id, searchable_text(one)) for one in activities])


def _drop_orphans(connection: Connection, ids: Sequence[int]) -> None:
    for chunk in chunks(ids):
        for part in PARTS:
            connection.execute(delete(part).where(part.c.activity_id.in_(chunk)))


def _renew_sort_keys(connection: Connection, ids: Sequence[int]) -> None:
    for chunk in chunks(ids):
        columns = (TEXT.c.activity_id, TEXT.c.part, TEXT.c.position, TEXT.c.language)
        for *place, words, key in connection.execute(
            select(*columns, TEXT.c.text, TEXT.c.sort_key).where(TEXT.c.activity_id.in_(chunk))
        ):
            if key != sort_key_of(place[1], words):
                here = [column == value for column, value in zip(columns, place, strict=True)]
                connection.execute(update(TEXT).where(*here).values(sort_key=sort_key_of(place[1], words)))
