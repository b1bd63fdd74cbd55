"""Orders of activities: what a query is sorted by, and ids in an order of which some are marked."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import compress
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, case, func, select
from sqlalchemy.sql import Select

from pct_tracker.domain.query import ActivityQuery, SortKey
from pct_tracker.store.tables import ACTIVITY, ORIGIN, TEXT

_FEW = 8
"""One activity in so many is few: to look each up takes no longer than to sweep over all."""

_NOWHERE = -1


class Order:
    """Ids in an order, and how to tell which of them are marked."""

    def __init__(self, ids: list[int]) -> None:
        self.ids = ids

    @cached_property
    def places(self) -> "array[int]":
        """The place of each id, by the id; -1 for an id that is not in this order."""
        places = array("q", (_NOWHERE,)) * (max(self.ids, default=0) + 1)
        for place, id_ in enumerate(self.ids):
            places[id_] = place
        return places

    def marked(self, marks: bytes) -> list[int]:
        """The ids that are marked, in this order: few are looked up one by one, many in one sweep, which runs in C."""
        if marks.count(1) * _FEW > len(self.ids):
            return list(compress(self.ids, self._pick(marks)))
        ids, places = self.ids, self.places
        there = [places[id_] for id_ in _marked_ids(marks[: len(places)])]
        there.sort()  # plain numbers, which takes a third of the time that sorting by a key does
        return [ids[place] for place in there[bisect_left(there, 0) :]]

    @cached_property
    def _pick(self) -> Callable[[bytes], Iterable[int]]:
        # Two more that nobody looks at: of a single id an itemgetter would give no row.
        return itemgetter(*self.ids, 0, 0)


def join_runs(runs: Iterable[list[int]], places: Sequence[int]) -> list[int]:
    """The ids of all runs, those of each in the order of their places."""
    found: list[int] = []
    for run in runs:
        if len(run) > 1:
            run.sort(key=places.__getitem__)
        found += run
    return found


def _marked_ids(marks: bytes) -> Iterator[int]:
    at = marks.find(1)
    while at >= 0:
        yield at
        at = marks.find(1, at + 1)


def ordered(statement: Select[Any], query: ActivityQuery) -> Select[Any]:
    """A statement over activities in the order of a query."""
    own = TEXT.alias("own")
    if any(key.column == "title" for key in query.sort):
        in_language = and_(own.c.activity_id == ACTIVITY.c.id, own.c.part == "title", own.c.language == query.language)
        statement = statement.outerjoin(own, and_(in_language, own.c.position == 0))
    for key in query.sort:
        value = sort_value(key, own)
        if key.column == "id":  # nothing can come behind it
            return statement.order_by(value.desc() if key.descending else value)
        statement = statement.order_by(value.is_(None), value.desc() if key.descending else value)
    if not any(key.column == "month" for key in query.sort):
        statement = statement.order_by(ACTIVITY.c.month.is_(None), ACTIVITY.c.month)
    return statement.order_by(ACTIVITY.c.id)


def sort_value(key: SortKey, own: FromClause) -> ColumnElement[Any]:
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
