"""Activities in and out of the tables: columns in, frozen values out."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, fields
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, Table, delete, func, select

from pct_tracker.domain.activity import (
    Acceptance,
    Activity,
    ActivityDraft,
    Question,
)
from pct_tracker.domain.codes import Status
from pct_tracker.domain.folding import fold
from pct_tracker.store.chunks import CHUNK, chunks
from pct_tracker.store.dialects import Dialect, Row
from pct_tracker.store.tables import (
    ACCEPTANCE,
    ACTIVITY,
    CO_ORGANIZER,
    DISTINCT,
    DOUBT,
    HEAD_COUNT,
    LINK,
    ORIGIN,
    PARTICIPANT_TYPE,
    QUESTION,
    SOURCE_CELL,
    TEXT,
)
from pct_tracker.store.whole import activities_of, letters_of

PART = 1_000
"""Activities that are stored at once."""

SORT_KEY = 80
"""Folded letters of a text by which it is sorted and found by its beginning."""


class Counted(NamedTuple):
    """The few columns of an activity that figures are counted from."""

    id: int
    year: int | None
    month: str | None
    status: str
    type: str | None
    contents: tuple[str, ...]
    modality: str | None
    participants: int | None
    origin_codes: tuple[str, ...]


def read_activities(connection: Connection, dialect: Dialect, ids: Sequence[int]) -> list[Activity]:
    """The activities with these ids, in the order of the ids; ids that are not there are left out."""
    found: dict[int, Activity] = {}
    for start in range(0, len(ids), CHUNK):
        asked = json.dumps(list(ids[start : start + CHUNK]))
        found.update(activities_of(connection.exec_driver_sql(dialect.whole, (asked,)).scalar_one()))
    return [found[id_] for id_ in ids if id_ in found]


def read_counted(connection: Connection, dialect: Dialect, ids: Sequence[int]) -> list[Counted]:
    """What figures need of these activities, in the order of the ids."""
    joined = select(func.aggregate_strings(ORIGIN.c.code, " ")).where(ORIGIN.c.activity_id == ACTIVITY.c.id)
    columns: Select[Any] = select(*(ACTIVITY.c[name] for name in Counted._fields[:-1]), joined.scalar_subquery())
    found: dict[int, Counted] = {}
    for chunk in chunks(ids):
        for row in dialect.read_rows(connection, columns.where(ACTIVITY.c.id.in_(chunk))):
            id_, year, month, status, type_, contents, modality, number, codes = row
            origin_codes = tuple(codes.split()) if codes else ()
            found[id_] = Counted(id_, year, month, status, type_, letters_of(contents), modality, number, origin_codes)
    return [found[id_] for id_ in ids if id_ in found]


def insert_activities(connection: Connection, dialect: Dialect, records: Sequence[tuple[int, int, ActivityDraft]]) -> None:
    """Stores activities that are not there, each under its id and at its version."""
    rows = [(id_, version, *_columns(draft).values()) for id_, version, draft in records]
    dialect.insert_rows(connection, ACTIVITY, ("id", "version", *_COLUMNS), rows)
    for part in _PARTS:
        _insert_part(connection, dialect, part, ((id_, draft) for id_, _, draft in records))


def update_activities(
    connection: Connection, dialect: Dialect, records: Sequence[tuple[int, int, ActivityDraft, ActivityDraft]]
) -> None:
    """Gives stored activities a new version, and in the place of the content that they had the one that comes after it.

    What an activity has several of is written anew only where it differs: most edits change one field.
    """
    rows = [(version, *_columns(after).values(), id_) for id_, version, _, after in records]
    dialect.update_rows(connection, ACTIVITY, ("version", *_COLUMNS), rows)
    for part in _PARTS:
        changed = [(id_, after) for id_, _, before, after in records if list(part.rows(before)) != list(part.rows(after))]
        _delete_from(connection, part.table, part.table.c.activity_id, [id_ for id_, _ in changed])
        _insert_part(connection, dialect, part, changed)


def delete_activities(connection: Connection, ids: Sequence[int]) -> None:
    """Takes activities out of the tables, and with them all that they have several of; the journal keeps what they were."""
    _delete_from(connection, ACTIVITY, ACTIVITY.c.id, ids)


def read_versions(connection: Connection, ids: Sequence[int]) -> dict[int, int]:
    """The versions of the activities that are there."""
    versions: dict[int, int] = {}
    for chunk in chunks(ids):
        rows = connection.execute(select(ACTIVITY.c.id, ACTIVITY.c.version).where(ACTIVITY.c.id.in_(chunk)))
        versions.update({id_: version for id_, version in rows})
    return versions


def read_years(connection: Connection) -> list[int]:
    """The reporting years that have activities, newest first."""
    rows = connection.execute(select(ACTIVITY.c.year).where(ACTIVITY.c.year.is_not(None)).group_by(ACTIVITY.c.year))
    return sorted((int(row[0]) for row in rows), reverse=True)


def read_ids_without_year(connection: Connection) -> list[int]:
    """The ids of the activities that are not assigned to a report."""
    return list(connection.execute(select(ACTIVITY.c.id).where(ACTIVITY.c.year.is_(None)).order_by(ACTIVITY.c.id)).scalars())


def read_followed(connection: Connection) -> frozenset[int]:
    """The ids of the postponed activities that another one follows."""
    return frozenset(connection.execute(select(ACTIVITY.c.follows).where(ACTIVITY.c.follows.is_not(None)).distinct()).scalars())


def read_followers(connection: Connection, activity_id: int) -> list[int]:
    """The ids of the activities that are the new date of a postponed one."""
    return list(connection.execute(select(ACTIVITY.c.id).where(ACTIVITY.c.follows == activity_id)).scalars())


def read_usual_numbers(connection: Connection) -> list[tuple[str, int, int]]:
    """Activity type, number of participants, and how often a held activity of that type had that number."""
    held = select(ACTIVITY.c.type, ACTIVITY.c.participants, func.count()).where(
        ACTIVITY.c.status == Status.HELD.value, ACTIVITY.c.type.is_not(None), ACTIVITY.c.participants > 0
    )
    return [
        (type_, number, times)
        for type_, number, times in connection.execute(held.group_by(ACTIVITY.c.type, ACTIVITY.c.participants))
    ]


def searchable_text(draft: ActivityDraft) -> str:
    """The folded words of an activity that search looks through. Names of States are looked up by their codes instead."""
    words = [
        draft.month,
        *draft.title.values(),
        *draft.origin_note.values(),
        draft.venue.city,
        draft.venue.code,
        draft.funding,
        draft.type,
        draft.status_reason,
        draft.notes,
        *draft.links,
    ]
    words += [word for one in draft.questions for word in (one.text, one.answer)]
    for one in draft.co_organizers:
        words += [*one.name.values(), one.code]
    for origin in draft.origins:
        words.append(origin.code or origin.text)
    words += [*draft.participant_types, None if draft.participants is None else str(draft.participants)]
    # Each by itself: a title is folded for its order as well, and many activities have the same one.
    return " ".join(folded for word in words if word and (folded := fold(word)))


def sort_key_of(part: str, text: str) -> str:
    """What a text is sorted by and found by its beginning; a note on origins is neither."""
    return "" if part == "origin_note" else fold(text)[:SORT_KEY]


def _columns(draft: ActivityDraft) -> dict[str, Any]:
    return {
        "year": draft.year,
        "month": draft.month,
        "start": draft.start,
        "end": draft.end,
        "status": draft.status.value,
        "type": draft.type,
        "contents": ",".join(draft.contents),
        "venue_kind": draft.venue.kind.value,
        "venue_code": draft.venue.code,
        "city": draft.venue.city,
        "modality": draft.modality.value if draft.modality else None,
        "participants": draft.participants,
        "funding": draft.funding,
        "planned_participants": draft.planned_participants,
        "online_participants": draft.online_participants,
        "status_reason": draft.status_reason,
        "follows": draft.follows,
        "review": draft.review.value,
        "notes": draft.notes,
    }


_COLUMNS = tuple(_columns(ActivityDraft()))


def _text_rows(draft: ActivityDraft) -> Iterator[Row]:
    named = [("title", 0, draft.title), ("origin_note", 0, draft.origin_note)]
    named += [("co_organizer", at, one.name) for at, one in enumerate(draft.co_organizers)]
    for part, position, texts in named:
        marks = texts.marks
        for language, text in texts.items():
            mark = marks.get(language)
            yield part, position, language, text, sort_key_of(part, text), mark.value if mark else None


class _Part(NamedTuple):
    """What an activity has several of: its table, the names of the columns after the activity's id, and its rows in a draft."""

    table: Table
    names: tuple[str, ...]
    rows: Callable[[ActivityDraft], Iterable[Row]]


def _numbered(table: Table, names: tuple[str, ...], rows: Callable[[ActivityDraft], Iterable[Row]]) -> _Part:
    """A part whose rows are numbered in their order."""
    return _Part(table, ("position", *names), lambda draft: ((at, *row) for at, row in enumerate(rows(draft))))


_PARTS = (
    _Part(TEXT, ("part", "position", "language", "text", "sort_key", "mark"), _text_rows),
    _numbered(ORIGIN, ("code", "text"), lambda draft: ((one.code, one.text) for one in draft.origins)),
    _numbered(CO_ORGANIZER, ("code",), lambda draft: ((one.code,) for one in draft.co_organizers)),
    _numbered(PARTICIPANT_TYPE, ("code",), lambda draft: zip(draft.participant_types)),
    _numbered(SOURCE_CELL, ("text",), lambda draft: zip(draft.source_cells)),
    _numbered(DOUBT, ("rule", "field", "text"), lambda draft: ((one.rule, one.field, one.text) for one in draft.doubts)),
    _numbered(HEAD_COUNT, ("code", "participants"), lambda draft: ((one.code, one.participants) for one in draft.head_counts)),
    _numbered(LINK, ("target",), lambda draft: zip(draft.links)),
    _numbered(QUESTION, tuple(field.name for field in fields(Question)), lambda draft: map(astuple, draft.questions)),
    _numbered(DISTINCT, ("other_id",), lambda draft: zip(draft.distinct_from)),
    _numbered(ACCEPTANCE, tuple(field.name for field in fields(Acceptance)), lambda draft: map(astuple, draft.acceptances)),
)


def _insert_part(connection: Connection, dialect: Dialect, part: _Part, records: Iterable[tuple[int, ActivityDraft]]) -> None:
    rows = [(id_, *row) for id_, draft in records for row in part.rows(draft)]
    dialect.insert_rows(connection, part.table, ("activity_id", *part.names), rows)


def _delete_from(connection: Connection, table: Table, owner: ColumnElement[int], ids: Sequence[int]) -> None:
    for chunk in chunks(ids):
        connection.execute(delete(table).where(owner.in_(chunk)))
