"""A plan against what became of it: what was held, moved, dropped, is still open, and what was added."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.codes import Status

OUTCOMES = ("held", "moved", "dropped", "open", "added")
"""What can become of an activity of the plan, and "added" for one that was not in it."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """An activity as it was planned and as it is today: itself, or the last of those that followed it at a new date.

    `planned` is None for one that was added, `now` for one that was deleted. `why` says of a dropped one whether it was
    "cancelled", "deleted", "postponed" without a new date, or is "overdue": still planned in a year that is over.
    """

    outcome: str
    planned: Activity | None
    now: Activity | None
    why: str = ""

    @property
    def shown(self) -> Activity:
        """The activity as it is known best."""
        for known in (self.now, self.planned):
            if known is not None:
                return known
        raise ValueError("A row of a plan has at least one side.")


@dataclass(frozen=True, slots=True)
class PlanOutcome:
    """What became of the plan of a year, its rows in the order of the plan, those added at the end."""

    year: int
    rows: tuple[PlanRow, ...]

    def of(self, outcome: str) -> tuple[PlanRow, ...]:
        """The rows of one outcome."""
        return tuple(row for row in self.rows if row.outcome == outcome)

    def ids(self, outcome: str) -> tuple[int, ...]:
        """The ids of the activities of one outcome that are in the log today, so that their rows can be opened."""
        return tuple(dict.fromkeys(row.now.id for row in self.of(outcome) if row.now))


def judge_plan(
    year: int,
    planned: Iterable[Activity],
    became: Mapping[int, Activity],
    held: Iterable[Activity],
    known: frozenset[int],
    *,
    is_over: bool,
) -> PlanOutcome:
    """What became of the planned activities of a year.

    `became` has, by the id of a planned one, the last of those that follow it, or itself; a deleted one that none follows
    is not in it.
    `held` are the activities of the year that are held today; those in `known` were held before the plan was made, so that
    they were not added. `is_over` is whether the year is.
    """
    rows = [_judge(one, became.get(one.id), year, is_over=is_over) for one in planned]
    accounted = known | {one.id for row in rows for one in (row.planned, row.now) if one}
    return PlanOutcome(year, (*rows, *_added(held, accounted)))


def _judge(planned: Activity, now: Activity | None, year: int, *, is_over: bool) -> PlanRow:
    outcome, why = _outcome(planned, now, year, is_over=is_over)
    return PlanRow(outcome, planned, now, why)


def _outcome(planned: Activity, now: Activity | None, year: int, *, is_over: bool) -> tuple[str, str]:
    if now is None:
        return "dropped", "deleted"
    if now.status is Status.CANCELLED:
        return "dropped", "cancelled"
    if now.status is Status.POSTPONED:
        return "dropped", "postponed"
    if now.year != year:
        return "moved", ""
    if now.status is Status.HELD:
        return "held", ""
    if is_over:
        return "dropped", "overdue"
    # A month that was not known when it was planned is no move.
    moved = now.id != planned.id or (planned.month is not None and now.month != planned.month)
    return "moved" if moved else "open", ""


def _added(held: Iterable[Activity], accounted: frozenset[int]) -> Iterator[PlanRow]:
    return (PlanRow("added", None, one) for one in held if one.id not in accounted)
