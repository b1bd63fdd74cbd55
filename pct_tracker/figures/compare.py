"""Two years, or two states of one year, side by side: what is counted, who is reached, and which activities there are."""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pct_tracker.domain.activity import FIELD_NAMES, Activity
from pct_tracker.domain.breathing import Breathing
from pct_tracker.domain.codes import Status
from pct_tracker.domain.figure import Figure
from pct_tracker.domain.folding import fold
from pct_tracker.figures.breakdown import Bar, BarPair, beside, break_down, find_reach
from pct_tracker.figures.counts import count_figures
from pct_tracker.reference.reference import Reference

COMPARED = ("letter", "type", "region", "modality", "month")
"""By what the numbers of activities are compared."""

TOTALS = ("activities", "participants", "states", "organizations", "beneficiary_states", "online", "on_site", "hybrid")
"""The figures that are compared, in their order."""


@dataclass(frozen=True, slots=True)
class Total:
    """One figure on both sides."""

    name: str
    first: Figure
    second: Figure

    @property
    def difference(self) -> int:
        """How much more the second one is."""
        return self.second.value - self.first.value


@dataclass(frozen=True, slots=True)
class Match:
    """Two activities that belong together. `fields` are those that differ; they are told only of one found by its id.

    `way` says how sure that is: "id": it is the same activity of the log. "title": same type and same title in some
    language. "series": the same but for the numbers in the title, as a year or a session. "like": same type, same modality
    and exactly the same origins.
    """

    first: Activity
    second: Activity
    way: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """The second side against the first. Bars of `new` have the ids of the second side, bars of `dropped` those of the first.

    `others` are organizations, territories and codes nobody knows, which are not counted as States.
    `matched` are activities that are on both sides; `added` only on the second, `removed` only on the first.
    """

    totals: tuple[Total, ...]
    lines: dict[str, tuple[BarPair, ...]]
    new_states: tuple[Bar, ...]
    dropped_states: tuple[Bar, ...]
    new_others: tuple[Bar, ...]
    dropped_others: tuple[Bar, ...]
    matched: tuple[Match, ...]
    added: tuple[Activity, ...]
    removed: tuple[Activity, ...]

    @property
    def changed(self) -> tuple[Match, ...]:
        """The activities that are on both sides and differ."""
        return tuple(match for match in self.matched if match.fields)


def compare(
    first: Sequence[Activity],
    second: Sequence[Activity],
    reference: Reference,
    *,
    by_id: bool,
    breathe: Callable[[], None] = lambda: None,
) -> Comparison:
    """Compares two sets of activities; only held ones are counted and matched.

    `by_id` matches the activities of one log at two times by their ids; otherwise two years are matched in the other ways.
    `breathe` is called again and again; it may wait, or raise to end the work.
    """
    before, now = ([one for one in side if one.status == Status.HELD] for side in (first, second))
    was, is_now = (find_reach(Breathing(side, _BREATH, breathe), "activities", reference) for side in (before, now))
    matched = tuple(_matches(before, now, (_WAYS[0],) if by_id else _WAYS[1:], breathe))
    known = {match.first.id for match in matched}, {match.second.id for match in matched}
    return Comparison(
        _totals(before, now, reference),
        {by: _beside(before, now, by, reference) for by in COMPARED},
        _lacking(is_now.states, was.states, reference),
        _lacking(was.states, is_now.states, reference),
        _lacking(is_now.others, was.others, reference),
        _lacking(was.others, is_now.others, reference),
        matched,
        tuple(one for one in now if one.id not in known[1]),
        tuple(one for one in before if one.id not in known[0]),
    )


def _totals(before: Iterable[Activity], now: Iterable[Activity], reference: Reference) -> tuple[Total, ...]:
    was, is_now = ({figure.name: figure for figure in count_figures(side, reference)} for side in (before, now))
    return tuple(Total(name, was[name], is_now[name]) for name in TOTALS)


def _beside(before: Iterable[Activity], now: Iterable[Activity], by: str, reference: Reference) -> tuple[BarPair, ...]:
    was, is_now = (break_down(side, by, "activities", reference) for side in (before, now))
    return beside(was, is_now, by, reference)


def _lacking(bars: Iterable[Bar], others: Iterable[Bar], reference: Reference) -> tuple[Bar, ...]:
    """The bars whose key the others do not have, in the alphabetical order of the English names."""
    known = {bar.key for bar in others}
    lacking = (bar for bar in bars if bar.key not in known)
    return tuple(sorted(lacking, key=lambda bar: (reference.parties.rank(bar.key, "en"), bar.key)))


Ways = Sequence[tuple[str, Callable[[Activity], Iterable[Hashable]]]]


def _matches(before: Sequence[Activity], now: Sequence[Activity], ways: Ways, breathe: Callable[[], None]) -> Iterator[Match]:
    """Pairs, each activity once, the surest way first; of several that would do, the earliest of both sides belong together."""
    left_before, left_now = dict.fromkeys(one.id for one in before), dict.fromkeys(one.id for one in now)
    for way, marks_of in ways:
        waiting: dict[Hashable, list[Activity]] = defaultdict(list)
        for one in Breathing([one for one in reversed(before) if one.id in left_before], _BREATH, breathe):
            for mark in marks_of(one):
                waiting[mark].append(one)
        for second in Breathing([one for one in now if one.id in left_now], _BREATH, breathe):
            first = _next_of(marks_of(second), waiting, left_before)
            if first is not None:
                del left_before[first.id], left_now[second.id]
                yield Match(first, second, way, _differing(first, second) if way == "id" else ())


def _next_of(marks: Iterable[Hashable], waiting: dict[Hashable, list[Activity]], left: dict[int, None]) -> Activity | None:
    """The first activity that waits under one of these marks and is not taken yet."""
    for mark in marks:
        some = waiting.get(mark, [])
        while some:
            one = some.pop()
            if one.id in left:
                return one
    return None


def _differing(first: Activity, second: Activity) -> tuple[str, ...]:
    return tuple(name for name in FIELD_NAMES if getattr(first, name) != getattr(second, name))


def _titles(activity: Activity) -> list[Hashable]:
    return [(activity.type, language, fold(title)) for language, title in activity.title.items()]


def _stems(activity: Activity) -> list[Hashable]:
    """The titles without their numbers; a title of little more than numbers is no mark."""
    folded = ((language, " ".join(_NUMBER.sub(" ", fold(title)).split())) for language, title in activity.title.items())
    return [(activity.type, language, stem) for language, stem in folded if len(stem) >= _SHORTEST_STEM]


def _likeness(activity: Activity) -> list[Hashable]:
    codes = frozenset(activity.origin_codes)
    return [(activity.type, activity.modality, codes)] if codes and activity.type else []


_BREATH = 500
"""Activities that are worked on between two breaths: some milliseconds."""

_NUMBER = re.compile(r"\d+")

_SHORTEST_STEM = 4

_WAYS: Ways = (("id", lambda activity: [activity.id]), ("title", _titles), ("series", _stems), ("like", _likeness))
