"""Bars of a chart: the activities of a log by one of their facts, each bar with the rows it was counted from."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pct_tracker.domain.codes import CONTENT_LETTERS, Modality
from pct_tracker.figures.groups import Dated, keys_of, order_of
from pct_tracker.reference.reference import Reference

BREAKDOWNS = ("year", "month", "region", "letter", "type", "modality", "state")
"""By what activities can be broken down. One that has several keys, as two letters or ten States, counts under each."""

MEASURES = ("activities", "participants", "states")
"""What a bar measures: how many activities, how many people took part in them, how many States they came from."""

MONTHS = tuple(f"{number:02}" for number in range(1, 13))


@dataclass(frozen=True, slots=True)
class Bar:
    """`value` is always what is counted again from `activity_ids`; `key` is empty for activities that have none."""

    key: str
    value: int
    activity_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BarPair:
    """The same bar twice: as it was `before` and as it is now. Both have the key."""

    key: str
    before: Bar
    now: Bar

    @property
    def difference(self) -> int:
        """How much more it is now."""
        return self.now.value - self.before.value


@dataclass(frozen=True, slots=True)
class Reach:
    """Who was reached: States, the other parties among the origins, and the activities that name no party at all."""

    states: tuple[Bar, ...]
    others: tuple[Bar, ...]
    unnamed: Bar


def break_down(rows: Iterable[Dated], by: str, measure: str, reference: Reference) -> tuple[Bar, ...]:
    """The bars of these rows by one of BREAKDOWNS, those without a key last. Which rows count is for the caller to say.

    Months, letters and modalities are all there as soon as there is any row; States come by size, the greatest first.
    """
    members: dict[str, list[Dated]] = {}
    for row in rows:
        for key in _keys(row, by, reference):
            members.setdefault(key, []).append(row)
    if members:
        for key in _WHOLE.get(by, ()):
            members.setdefault(key, [])
    bars = [count_bar(key, some, by, measure, reference) for key, some in members.items()]
    return tuple(sorted(bars, key=_order(by, reference)))


def count_bar(key: str, rows: Sequence[Dated], by: str, measure: str, reference: Reference) -> Bar:
    """One bar over the rows that belong to it. Of a region or a State only its own States are counted, not their neighbours."""
    ids = tuple(row.id for row in rows)
    if measure == "activities":
        return Bar(key, len(ids), ids)
    if measure == "participants":
        return Bar(key, sum(row.participants or 0 for row in rows), ids)
    states = frozenset(code for row in rows for code in row.origin_codes) & reference.parties.states
    if by in ("region", "state"):
        states = frozenset(code for code in states if key in (code, reference.lists.region(code)))
    return Bar(key, len(states), ids)


def beside(before: Iterable[Bar], now: Iterable[Bar], by: str, reference: Reference) -> tuple[BarPair, ...]:
    """The bars of two sets of rows side by side. Where the keys have no order of their own, what is no longer there follows."""
    was, is_now = {bar.key: bar for bar in before}, {bar.key: bar for bar in now}
    places = order_of(by, reference)
    keys = sorted(dict.fromkeys((*is_now, *was)), key=lambda key: (not key, places.get(key, len(places))))
    return tuple(BarPair(key, was.get(key, Bar(key, 0, ())), is_now.get(key, Bar(key, 0, ()))) for key in keys)


def find_reach(rows: Iterable[Dated], measure: str, reference: Reference) -> Reach:
    """Who took part in these activities: every party among the origins with the activities it took part in."""
    parties: dict[str, list[Dated]] = {}
    unnamed: list[Dated] = []
    for row in rows:
        for code in dict.fromkeys(row.origin_codes):
            parties.setdefault(code, []).append(row)
        if not row.origin_codes:
            unnamed.append(row)
    bars = sorted((count_bar(code, some, "state", measure, reference) for code, some in parties.items()), key=_by_size(reference))
    return Reach(
        tuple(bar for bar in bars if reference.parties.is_state(bar.key)),
        tuple(bar for bar in bars if not reference.parties.is_state(bar.key)),
        count_bar("", unnamed, "", measure, reference),
    )


def _keys(row: Dated, by: str, reference: Reference) -> Sequence[str]:
    match by:
        case "year":
            return (str(row.year) if row.year is not None else "",)
        case "month":
            number = (row.month or "")[5:]
            return (number if number in MONTHS else "",)
        case "modality":
            return (row.modality or "",)
        case "state":
            states = reference.parties.states
            return tuple(code for code in dict.fromkeys(row.origin_codes) if code in states) or ("",)
    return keys_of(row, by, reference)


def _order(by: str, reference: Reference) -> Callable[[Bar], tuple[Any, ...]]:
    if by == "state":
        return _by_size(reference)
    places = {key: place for place, key in enumerate(_WHOLE[by])} if by in _WHOLE else order_of(by, reference)
    return lambda bar: (not bar.key, places.get(bar.key, len(places)), len(bar.key) if by == "year" else 0, bar.key)


def _by_size(reference: Reference) -> Callable[[Bar], tuple[Any, ...]]:
    return lambda bar: (not bar.key, -bar.value, reference.parties.rank(bar.key, "en"), bar.key)


_WHOLE: dict[str, tuple[str, ...]] = {
    "month": MONTHS,
    "letter": tuple(CONTENT_LETTERS),
    "modality": tuple(modality.value for modality in Modality),
}
"""Keys that are shown even where nothing belongs to them, so that what is missing is seen."""
