"""What the overview shows: bars of activities, who was reached, and two years or two states of a year side by side."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.change import JournalEntry
from pct_tracker.domain.codes import Status
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.figures.breakdown import (
    MEASURES,
    Bar,
    BarPair,
    Reach,
    beside,
    break_down,
    find_reach,
)
from pct_tracker.figures.compare import COMPARED, Comparison, Match, compare
from pct_tracker.services.progress import BREATH
from pct_tracker.services.tracker import Tracker
from pct_tracker.store.activities import Counted

__all__ = [
    "COMPARED",
    "MEASURES",
    "Bar",
    "BarPair",
    "Comparison",
    "Match",
    "Reach",
    "StateThen",
    "breakdown",
    "breakdown_beside",
    "compare_snapshots",
    "compare_years",
    "reach",
    "state_then",
    "steps_of_year",
]


@dataclass(frozen=True, slots=True)
class StateThen:
    """Activities as they stood at an earlier time, and which of them are still in the log."""

    activities: tuple[Activity, ...]
    still: frozenset[int]


def breakdown(tracker: Tracker, query: ActivityQuery, by: str, measure: str) -> tuple[Bar, ...]:
    """The activities of a query as bars. Only held ones count, unless the query asks for another status."""
    return break_down(_counting(tracker, query), by, measure, tracker.reference)


def breakdown_beside(tracker: Tracker, query: ActivityQuery, by: str, measure: str) -> tuple[BarPair, ...]:
    """The bars of the query's year beside those of the year before. Raises ValueError if the query has no year."""
    if query.year is None:
        raise ValueError("Only a year has a year before it.")
    before = breakdown(tracker, replace(query, year=query.year - 1), by, measure)
    return beside(before, breakdown(tracker, query, by, measure), by, tracker.reference)


def reach(tracker: Tracker, query: ActivityQuery, measure: str = "activities") -> Reach:
    """Who took part in the activities of a query. Only held ones count, unless the query asks for another status."""
    return find_reach(_counting(tracker, query), measure, tracker.reference)


def compare_years(tracker: Tracker, first: int, second: int) -> Comparison:
    """The held activities of the second year against those of the first. Raises UserError for a year that has none."""
    if first == second:
        raise UserError("year.same", year=first)
    known = tracker.years()
    for year in (first, second):
        if year not in known:
            years = ", ".join(map(str, known))
            raise UserError("year.unknown", year=year, years=years) if years else UserError("year.unknown-empty", year=year)
    before, now = (list(_activities(tracker, ActivityQuery(year=year, status=Status.HELD))) for year in (first, second))
    return compare(before, now, tracker.reference, by_id=False, breathe=tracker.breathe)


def compare_snapshots(tracker: Tracker, year: int, first: int, second: int) -> Comparison:
    """A year as it was after one entry of the journal against how it was after another one."""
    before, now = (tracker.store.activities_as_of(entry_id, year) for entry_id in (first, second))
    return compare(before, now, tracker.reference, by_id=True, breathe=tracker.breathe)


def state_then(tracker: Tracker, year: int, entry_id: int, ids: Collection[int]) -> StateThen:
    """These activities of a year as they stood after an entry of the journal, in report order."""
    wanted = frozenset(ids)
    then = tuple(one for one in tracker.store.activities_as_of(entry_id, year) if one.id in wanted)
    now = tracker.activities_by_id([one.id for one in then])
    return StateThen(then, frozenset(one.id for one in now))


def steps_of_year(tracker: Tracker, year: int, limit: int = 200) -> list[JournalEntry]:
    """The newest steps of work that touched activities of the year, and its last lock; newest first."""
    entries = tracker.store.entries(year=year, limit=limit)
    lock = tracker.locks().get(year)
    if lock is not None:
        entries += tracker.steps(before=lock.entry_id + 1, limit=1)
    return sorted(entries, key=lambda entry: entry.id, reverse=True)


def _counting(tracker: Tracker, query: ActivityQuery) -> Iterator[Counted]:
    """The rows of a query that count, read a few at a time."""
    wanted, ids = query.status or Status.HELD, tracker.ids(query)
    for start in range(0, len(ids), BREATH):
        tracker.breathe()
        yield from (row for row in tracker.store.counted(ids[start : start + BREATH]) if row.status == wanted)


def _activities(tracker: Tracker, query: ActivityQuery) -> Iterator[Activity]:
    ids = tracker.ids(query)
    for start in range(0, len(ids), BREATH):
        tracker.breathe()
        yield from tracker.store.activities(ids[start : start + BREATH])
