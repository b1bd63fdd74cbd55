"""From a query to the ids of the activities it means: their order, and those that hold a word."""

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, and_, case, func, select
from sqlalchemy.sql import Select

from pct_tracker.domain.query import ActivityQuery, SearchWord, SortKey
from pct_tracker.store.conditions import holds
from pct_tracker.store.dialects import SQLite
from pct_tracker.store.tables import ACTIVITY, ORIGIN, TEXT

_INDEXED = frozenset({"title", "participants", "type"})
"""Columns whose order can be read from an index."""


def order_ids(connection: Connection, dialect: SQLite, query: ActivityQuery) -> list[int]:
    """The ids of the activities of a query in its order, whatever its text and its `only_ids` ask for."""
    is_whole = query.year is None and query.status is None and not query.conditions
    if is_whole and len(query.sort) == 1 and query.sort[0].column in _INDEXED:
        ids = _read_from_index(connection, dialect, query.sort[0], query.language)
        if ids is not None:
            return ids
    statement = select(ACTIVITY.c.id)
    if query.year is not None:
        statement = statement.where(ACTIVITY.c.year == query.year)
    if query.status is not None:
        statement = statement.where(ACTIVITY.c.status == query.status.value)
    for condition in query.conditions:
        statement = statement.where(holds(condition))
    return dialect.read_ids(connection, _ordered(statement, query))


def find_of_type(connection: Connection, dialect: SQLite, code: str) -> set[int]:
    """The ids of all activities of a type."""
    return set(dialect.read_ids(connection, select(ACTIVITY.c.id).where(ACTIVITY.c.type == code)))


def find_matches(connection: Connection, dialect: SQLite, word: SearchWord, of_types: Iterable[set[int]]) -> set[int]:
    """The ids of all activities that hold a word, name a State whose name holds it, or are `of_types` that it means."""
    found = set(dialect.read_ids(connection, dialect.containing(word.word)))
    if word.place_codes:
        origins = select(ORIGIN.c.activity_id).where(ORIGIN.c.code.in_(word.place_codes))
        venues = select(ACTIVITY.c.id).where(ACTIVITY.c.venue_code.in_(word.place_codes))
        found.update(dialect.read_ids(connection, origins), dialect.read_ids(connection, venues))
    found.update(*of_types)
    return found


def _read_from_index(connection: Connection, dialect: SQLite, key: SortKey, language: str) -> list[int] | None:
    """All ids in the order of one column that has an index; None where a title in another language has to stand in.

    The database would look up every row for the order among equal values, which takes ten times as long.
    """
    if key.column == "title":
        value = TEXT.c.sort_key
        pairs = select(TEXT.c.activity_id, value).where(TEXT.c.part == "title", TEXT.c.language == language)
    else:
        value = ACTIVITY.c[key.column]
        pairs = select(ACTIVITY.c.id, value).where(value.is_not(None))
    in_report_order = dialect.read_ids(connection, _ordered(select(ACTIVITY.c.id), ActivityQuery()))
    places = {id_: place for place, id_ in enumerate(in_report_order)}
    ids: list[int] = []
    for _, equal in groupby(connection.execute(pairs.order_by(value.desc() if key.descending else value)), itemgetter(1)):
        ids += sorted((id_ for id_, _ in equal), key=places.__getitem__)
    if len(ids) == len(in_report_order):
        return ids
    known = set(ids)
    return None if key.column == "title" else [*ids, *(id_ for id_ in in_report_order if id_ not in known)]


def _ordered(statement: Select[Any], query: ActivityQuery) -> Select[Any]:
    own = TEXT.alias("own")
    if any(key.column == "title" for key in query.sort):
        in_language = and_(own.c.activity_id == ACTIVITY.c.id, own.c.part == "title", own.c.language == query.language)
        statement = statement.outerjoin(own, and_(in_language, own.c.position == 0))
    for key in query.sort:
        value = _sort_value(key, own)
        statement = statement.order_by(value.is_(None), value.desc() if key.descending else value)
    if not any(key.column == "month" for key in query.sort):
        statement = statement.order_by(ACTIVITY.c.month.is_(None), ACTIVITY.c.month)
    return statement.order_by(ACTIVITY.c.id)


def _sort_value(key: SortKey, own: FromClause) -> ColumnElement[Any]:
    """What a column is sorted by; `own` are the titles in the language asked for, others stand in where one is missing."""
    if key.column == "title":
        other = select(func.min(TEXT.c.sort_key)).where(TEXT.c.activity_id == ACTIVITY.c.id, TEXT.c.part == "title")
        return func.coalesce(own.c.sort_key, other.scalar_subquery())
    if key.column == "origins":
        return select(func.count()).where(ORIGIN.c.activity_id == ACTIVITY.c.id).scalar_subquery()
    if key.column == "venue":
        return case((ACTIVITY.c.venue_kind == "online", "~"), else_=func.coalesce(ACTIVITY.c.venue_code, ACTIVITY.c.city))
    if key.column == "review":
        return case({"draft": 0, "complete": 1, "checked": 2}, value=ACTIVITY.c.review)
    return ACTIVITY.c[key.column]
