"""From a query to the ids of the activities it means, filtered and ordered by the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, case, func, or_, select
from sqlalchemy.sql import Select

from pct_tracker.domain.query import ActivityQuery, SortKey
from pct_tracker.store.dialects import SQLite
from pct_tracker.store.tables import ACTIVITY, ORIGIN, TEXT


@dataclass(frozen=True, slots=True)
class SearchWord:
    """One folded word of a search, with the codes of States and organizations and of types whose names contain it."""

    word: str
    place_codes: tuple[str, ...] = ()
    type_codes: tuple[str, ...] = ()


def find_ids(connection: Connection, dialect: SQLite, query: ActivityQuery, words: Sequence[SearchWord]) -> list[int]:
    """The ids of the activities of a query, in its order."""
    statement = select(ACTIVITY.c.id)
    if query.year is not None:
        statement = statement.where(ACTIVITY.c.year == query.year)
    if query.status is not None:
        statement = statement.where(ACTIVITY.c.status == query.status.value)
    for word in words:
        statement = statement.where(_says(dialect, word))
    if query.only_ids is not None and len(query.only_ids) <= 500:
        statement = statement.where(ACTIVITY.c.id.in_(bindparam("only", list(query.only_ids), expanding=True)))
    ids = list(connection.execute(_ordered(statement, query)).scalars())
    if query.only_ids is not None and len(query.only_ids) > 500:
        return [id_ for id_ in ids if id_ in query.only_ids]
    return ids


def _says(dialect: SQLite, word: SearchWord) -> ColumnElement[bool]:
    conditions = [dialect.contains(ACTIVITY.c.id, word.word)]
    if word.place_codes:
        conditions.append(ACTIVITY.c.id.in_(select(ORIGIN.c.activity_id).where(ORIGIN.c.code.in_(word.place_codes))))
        conditions.append(ACTIVITY.c.venue_code.in_(word.place_codes))
    if word.type_codes:
        conditions.append(ACTIVITY.c.type.in_(word.type_codes))
    return or_(*conditions)


def _ordered(statement: Select[Any], query: ActivityQuery) -> Select[Any]:
    for key in query.sort:
        value = _sort_value(key, query.language)
        statement = statement.order_by(value.is_(None), value.desc() if key.descending else value)
    if not any(key.column == "month" for key in query.sort):
        statement = statement.order_by(ACTIVITY.c.month.is_(None), ACTIVITY.c.month)
    return statement.order_by(ACTIVITY.c.id)


def _sort_value(key: SortKey, language: str) -> ColumnElement[Any]:
    if key.column == "title":
        own = select(TEXT.c.sort_key).where(TEXT.c.activity_id == ACTIVITY.c.id, TEXT.c.part == "title")
        other = own.with_only_columns(func.min(TEXT.c.sort_key))
        return func.coalesce(own.where(TEXT.c.language == language).scalar_subquery(), other.scalar_subquery())
    if key.column == "origins":
        return select(func.count()).where(ORIGIN.c.activity_id == ACTIVITY.c.id).scalar_subquery()
    if key.column == "venue":
        return case((ACTIVITY.c.venue_kind == "online", "~"), else_=func.coalesce(ACTIVITY.c.venue_code, ACTIVITY.c.city))
    return ACTIVITY.c[key.column]
