"""Activities in and out of the tables: columns in, frozen values out."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, Table, bindparam, delete, func, insert, select, update

from pct_tracker.domain.activity import (
    Acceptance,
    Activity,
    ActivityDraft,
    Question,
)
from pct_tracker.domain.change import Listener, nobody
from pct_tracker.domain.codes import Status
from pct_tracker.domain.folding import fold
from pct_tracker.store.chunks import CHUNK, chunks
from pct_tracker.store.dialects import Dialect
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
    PARTS,
    QUESTION,
    SOURCE_CELL,
    TEXT,
)
from pct_tracker.store.whole import activities_of, letters_of

PART = 1_000
"""Activities that are stored at once."""

SORT_KEY = 80
"""Folded letters of a text by which it is sorted and found by its beginning."""

_QUESTION_COLUMNS = tuple(field.name for field in fields(Question))
_ACCEPTANCE_COLUMNS = tuple(field.name for field in fields(Acceptance))


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


def insert_activities(
    connection: Connection, dialect: Dialect, drafts: Sequence[ActivityDraft], told: Listener = nobody
) -> list[int]:
    """Stores new activities and returns their ids in the same order. `told` hears now and then how many are stored."""
    ids: list[int] = []
    for start in range(0, len(drafts), PART):
        told(start)
        part = drafts[start : start + PART]
        new = dialect.new_ids(connection, ACTIVITY, len(part))
        reinsert_activities(connection, [(id_, 1, draft) for id_, draft in zip(new, part, strict=True)])
        ids.extend(new)
    return ids


def reinsert_activities(connection: Connection, records: Sequence[tuple[int, int, ActivityDraft]]) -> None:
    """Stores deleted activities again under their own ids, at the given versions."""
    if records:
        connection.execute(
            insert(ACTIVITY), [{**_columns(draft), "id": id_, "version": version} for id_, version, draft in records]
        )
        _insert_parts(connection, ((id_, draft) for id_, _, draft in records))


def update_activities(connection: Connection, records: Sequence[tuple[int, int, ActivityDraft]]) -> None:
    """Gives stored activities a new content and version."""
    if not records:
        return
    values = [{"key": id_, **_columns(draft), "version": version} for id_, version, draft in records]
    names = [name for name in values[0] if name != "key"]
    statement = update(ACTIVITY).where(ACTIVITY.c.id == bindparam("key")).values({name: bindparam(name) for name in names})
    connection.execute(statement, values)
    _delete_parts(connection, [id_ for id_, _, _ in records])
    _insert_parts(connection, ((id_, draft) for id_, _, draft in records))


def delete_activities(connection: Connection, ids: Sequence[int]) -> None:
    """Takes activities out of the tables; the journal keeps what they were."""
    _delete_parts(connection, ids)
    if ids:
        connection.execute(delete(ACTIVITY).where(ACTIVITY.c.id == bindparam("key")), [{"key": id_} for id_ in ids])


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


def _insert_parts(connection: Connection, records: Iterable[tuple[int, ActivityDraft]]) -> None:
    rows: dict[Table, list[dict[str, Any]]] = {part: [] for part in PARTS}
    for id_, draft in records:
        rows[TEXT].extend(_text_rows(id_, draft))
        for part, entries in _part_values(draft).items():
            rows[part].extend({"activity_id": id_, "position": at, **values} for at, values in enumerate(entries))
    for part, values in rows.items():
        if values:
            connection.execute(insert(part), values)


def _part_values(draft: ActivityDraft) -> dict[Table, list[dict[str, Any]]]:
    """What an activity has several of, by the table it stands in, in its order."""
    return {
        ORIGIN: [{"code": one.code, "text": one.text} for one in draft.origins],
        CO_ORGANIZER: [{"code": one.code} for one in draft.co_organizers],
        PARTICIPANT_TYPE: [{"code": code} for code in draft.participant_types],
        SOURCE_CELL: [{"text": cell} for cell in draft.source_cells],
        DOUBT: [{"rule": one.rule, "field": one.field, "text": one.text} for one in draft.doubts],
        HEAD_COUNT: [{"code": one.code, "participants": one.participants} for one in draft.head_counts],
        LINK: [{"target": target} for target in draft.links],
        QUESTION: [{name: getattr(one, name) for name in _QUESTION_COLUMNS} for one in draft.questions],
        DISTINCT: [{"other_id": other} for other in draft.distinct_from],
        ACCEPTANCE: [{name: getattr(one, name) for name in _ACCEPTANCE_COLUMNS} for one in draft.acceptances],
    }


def _text_rows(id_: int, draft: ActivityDraft) -> Iterator[dict[str, Any]]:
    named = [("title", 0, draft.title), ("origin_note", 0, draft.origin_note)]
    named += [("co_organizer", at, one.name) for at, one in enumerate(draft.co_organizers)]
    for part, position, texts in named:
        for language, text in texts.items():
            mark = texts.mark(language)
            yield {
                "activity_id": id_,
                "part": part,
                "position": position,
                "language": language,
                "text": text,
                "sort_key": sort_key_of(part, text),
                "mark": mark.value if mark else None,
            }


def _delete_parts(connection: Connection, ids: Sequence[int]) -> None:
    if ids:
        for part in PARTS:
            connection.execute(delete(part).where(part.c.activity_id == bindparam("key")), [{"key": id_} for id_ in ids])
