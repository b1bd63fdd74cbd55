"""What is to be charted, as a question to the log."""

from dataclasses import dataclass, replace

from pct_tracker.domain.query import ActivityQuery
from pct_tracker.services.overview import Bar, BarPair, Reach, breakdown, breakdown_beside, reach
from pct_tracker.services.tracker import Tracker

MAP = "map"
"""The chart that is a map; the others are named as the breakdowns are."""


@dataclass(frozen=True, slots=True)
class ChartAnswer:
    """What the log said: the reach for the map, pairs where a year has the one before beside it, else bars."""

    bars: tuple[Bar, ...] = ()
    pairs: tuple[BarPair, ...] = ()
    reach: Reach | None = None


@dataclass(frozen=True, slots=True)
class ChartQuestion:
    """`by` is MAP or a breakdown, `wants_beside` whether the year before is wanted where there is one."""

    by: str
    measure: str
    query: ActivityQuery
    wants_beside: bool = False

    @property
    def can_be_beside(self) -> bool:
        """Whether it makes sense to put the year before beside it."""
        return self.query.year is not None and self.by not in (MAP, "year")

    @property
    def is_beside(self) -> bool:
        """Whether the year before stands beside it."""
        return self.wants_beside and self.can_be_beside

    def ask(self, tracker: Tracker) -> ChartAnswer:
        """The answer of the log; years are charted over the whole log."""
        if self.by == MAP:
            return ChartAnswer(reach=reach(tracker, self.query, self.measure))
        if self.is_beside:
            return ChartAnswer(pairs=breakdown_beside(tracker, self.query, self.by, self.measure))
        query = replace(self.query, year=None) if self.by == "year" else self.query
        return ChartAnswer(breakdown(tracker, query, self.by, self.measure))
