"""From a query to the ids of the activities it means: their order, and those that hold its words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, select

from pct_tracker.domain.change import Newest
from pct_tracker.domain.query import ActivityQuery, SearchWord, SortKey
from pct_tracker.store.chunks import chunks
from pct_tracker.store.conditions import holds
from pct_tracker.store.dialects import Dialect
from pct_tracker.store.orders import Order, join_runs, ordered, sort_value
from pct_tracker.store.tables import ACTIVITY, ORIGIN, TEXT

_KEPT_ORDERS = 3
"""Orders that are kept, report order among them: the last ones somebody sorted by."""

_KEPT_MARKS = 8_000_000
"""Bytes of marks of words and types that are kept: some dozens of words of a usual log, a few of a huge one."""

_LARGE = 50_000
"""Activities from which on a word takes longer than a frame to be looked up in all of them."""

_LOOKS = (64, 192)
"""How many activities are looked through at once for the first that hold a word."""

_REPORT_ORDER = ActivityQuery()


class Search:
    """Answers queries. What the next question is likely to need again is kept until the log changes.

    Asked from two threads: what belongs to one state of the log is one value, of which each question takes what is there.
    """

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._known = Known(dialect, None, 0)

    def forget(self) -> None:
        """Forgets all that was kept."""
        self._known = Known(self._dialect, None, 0)

    def find(self, connection: Connection, newest: Newest, query: ActivityQuery, words: Sequence[SearchWord]) -> list[int]:
        """The ids of the activities of a query, in its order; `newest` is the newest entry of the journal."""
        known = self._known
        if known.newest != newest:
            highest = connection.execute(select(func.max(ACTIVITY.c.id))).scalar() or 0
            known = self._known = Known(self._dialect, newest, highest)
        return known.find(connection, query, words)

    def find_first(
        self,
        connection: Connection,
        newest: Newest,
        query: ActivityQuery,
        words: Sequence[SearchWord],
        room: int,
        current: int | None,
    ) -> list[int] | None:
        """The first ids of a query where they are in sight and can be told sooner than all; None otherwise."""
        known = self._known
        return known.find_first(connection, query, words, room, current) if known.newest == newest else None


class Known:
    """What is known of one state of the log: orders, and marks of words.

    Marks are one byte for each id up to the highest: 1 for an activity that holds a word. They are laid over each other as
    numbers.
    """

    def __init__(self, dialect: Dialect, newest: Newest | None, highest: int) -> None:
        self.newest = newest
        self._dialect = dialect
        self._size = highest + 1
        self._orders: dict[ActivityQuery, Order] = {}
        self.marks: dict[SearchWord | str, bytes] = {}

    def find(self, connection: Connection, query: ActivityQuery, words: Sequence[SearchWord]) -> list[int]:
        """The ids of the activities of a query, in its order."""
        order = self._order(connection, replace(query, text="", only_ids=None))
        ids = order.ids
        if words:
            together = [self._of_word(connection, word) for word in dict.fromkeys(words)]
            ids = order.marked(self._all_of(together))
        if query.only_ids is not None:
            return list(filter(query.only_ids.__contains__, ids))
        return ids if words else list(ids)

    def find_first(
        self, connection: Connection, query: ActivityQuery, words: Sequence[SearchWord], room: int, current: int | None
    ) -> list[int] | None:
        """The first ids of a query, at least as many as there is room for, of a large log in an order that is known.

        None where all of them are found as quickly, where few of the first hold the words, or where the activity in focus
        stands further below.
        """
        order = self._orders.get(replace(query, text="", only_ids=None))
        new = [word for word in words if word not in self.marks]
        if order is None or self._size < _LARGE or not new or query.only_ids is not None:
            return None
        found: list[int] = []
        start = 0
        for number in _LOOKS:
            before = len(found)
            found += self._holding(connection, order.ids[start : start + number], words)
            start += number
            if len(found) >= room:
                if current is None or current in found or not self._holding(connection, [current], words):
                    return found
                return None
            if len(found) - before < room // 4:
                return None
        return None

    def _holding(self, connection: Connection, some: list[int], words: Sequence[SearchWord]) -> list[int]:
        """Those of a few activities that hold all words, in their order."""
        if not some:
            return []
        chunk = next(chunks(some))
        texts = {id_: text for id_, text in connection.execute(self._dialect.texts_of(chunk)).fetchall()}
        for word in words:
            named: set[int] = set()
            for owner, codes in _named_by(word):
                named.update(connection.execute(select(owner).where(owner.in_(chunk), codes)).scalars().all())
            some = [id_ for id_ in some if word.word in texts.get(id_, "") or id_ in named]
        return some

    # Orders

    def _order(self, connection: Connection, query: ActivityQuery) -> Order:
        """The ids of a query in its order, whatever its text and its `only_ids` ask for."""
        order = self._orders.get(query)
        if order is None:
            order = Order(self._read_order(connection, query))
            others = [one for one in list(self._orders) if one != _REPORT_ORDER]
            if len(others) >= _KEPT_ORDERS - 1:
                self._orders.pop(others[0], None)
            self._orders[query] = order
        return order

    def _read_order(self, connection: Connection, query: ActivityQuery) -> list[int]:
        is_whole = query.year is None and query.status is None and not query.conditions
        if is_whole and len(query.sort) == 1 and query.sort[0].column != "id":
            ids = self._by_value(connection, query.sort[0], query.language)
            if ids is not None:
                return ids
        statement = select(ACTIVITY.c.id)
        if query.year is not None:
            statement = statement.where(ACTIVITY.c.year == query.year)
        if query.status is not None:
            statement = statement.where(ACTIVITY.c.status == query.status.value)
        for condition in query.conditions:
            statement = statement.where(holds(condition))
        return self._dialect.read_ids(connection, ordered(statement, query))

    def _by_value(self, connection: Connection, key: SortKey, language: str) -> list[int] | None:
        """All ids in the order of one column; None where a title in another language has to stand in.

        The database tells the ids by the value alone, from an index where there is one; those with the same value are put into
        report order here. It would look up every row for that, which takes ten times as long.
        """
        if key.column == "title":
            id_: ColumnElement[int] = TEXT.c.activity_id
            value: ColumnElement[Any] = TEXT.c.sort_key
            is_there: ColumnElement[bool] = and_(TEXT.c.part == "title", TEXT.c.language == language)
        else:
            id_, value = ACTIVITY.c.id, sort_value(key, TEXT)
            is_there = value.is_not(None)
        direction: ColumnElement[Any] = value.desc() if key.descending else value
        runs = self._dialect.read_runs(connection, select(id_).where(is_there).group_by(value).order_by(direction))
        report = self._order(connection, _REPORT_ORDER)
        ids = join_runs(runs, report.places)
        if len(ids) < len(report.ids) and key.column == "title":
            return None
        if len(ids) < len(report.ids):
            valued = set(ids)
            ids += (one for one in report.ids if one not in valued)
        return ids

    # Marks

    def _of_word(self, connection: Connection, word: SearchWord) -> bytes:
        """Marks the activities that hold a word, name a State whose name holds it, or are of a type whose label does."""
        known = self.marks.get(word)
        if known is not None:
            return known
        parts = [self._of_type(connection, code) for code in word.type_codes]
        if not parts or self._any_of(parts).count(1) < self._count(connection):
            parts.append(self._mark(self._dialect.read_ids(connection, self._dialect.containing(word.word))))
            for owner, codes in _named_by(replace(word, type_codes=())):
                parts.append(self._mark(self._dialect.read_ids(connection, select(owner).where(codes).distinct())))
        return self._keep(word, self._any_of(parts))

    def _of_type(self, connection: Connection, code: str) -> bytes:
        """Marks the activities of a type; the words of a search mean the same few types again and again."""
        known = self.marks.get(code)
        if known is None:
            ids = self._dialect.read_ids(connection, select(ACTIVITY.c.id).where(ACTIVITY.c.type == code))
            known = self._keep(code, self._mark(ids))
        return known

    def _keep(self, key: SearchWord | str, marks: bytes) -> bytes:
        """Keeps marks, and lets the oldest go where there are too many."""
        room = max(_KEPT_MARKS // self._size - 1, 0)
        for old in list(self.marks)[: max(len(self.marks) - room, 0)]:
            self.marks.pop(old, None)
        self.marks[key] = marks
        return marks

    def _count(self, connection: Connection) -> int:
        return int(connection.execute(select(func.count()).select_from(ACTIVITY)).scalar_one())

    def _mark(self, ids: Iterable[int]) -> bytes:
        marks = bytearray(self._size)
        for id_ in ids:
            marks[id_] = 1
        return bytes(marks)

    def _any_of(self, marks: Sequence[bytes]) -> bytes:
        if len(marks) == 1:
            return marks[0]
        together = 0
        for one in marks:
            together |= int.from_bytes(one, "little")
        return together.to_bytes(self._size, "little")

    def _all_of(self, marks: Sequence[bytes]) -> bytes:
        if len(marks) == 1:
            return marks[0]
        together = int.from_bytes(marks[0], "little")
        for one in marks[1:]:
            together &= int.from_bytes(one, "little")
        return together.to_bytes(self._size, "little")


def _named_by(word: SearchWord) -> Iterator[tuple[ColumnElement[int], ColumnElement[bool]]]:
    """Where the ids of activities stand whose places or type a word names, and what holds there."""
    if word.place_codes:
        yield ORIGIN.c.activity_id, ORIGIN.c.code.in_(word.place_codes)
        yield ACTIVITY.c.id, ACTIVITY.c.venue_code.in_(word.place_codes)
    if word.type_codes:
        yield ACTIVITY.c.id, ACTIVITY.c.type.in_(word.type_codes)
