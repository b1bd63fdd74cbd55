"""What became of a plan, activity by activity."""

from typing import Any

import pytest
from builders import make_activity
from hypothesis import given
from hypothesis import strategies as st

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.codes import Status
from pct_tracker.figures.plan import OUTCOMES, PlanOutcome, PlanRow, judge_plan


def planned(id_: int = 1, **values: Any) -> Activity:
    return make_activity(id_, **{"year": 2025, "month": "2025-05", "status": Status.PLANNED, **values})


def judged(now: Activity | None, *, is_over: bool = False, held: list[Activity] | None = None) -> PlanOutcome:
    became = {1: now} if now else {}
    return judge_plan(2025, [planned()], became, held or [], frozenset(), is_over=is_over)


@pytest.mark.parametrize(
    ("now", "outcome", "why"),
    [
        (planned(status=Status.HELD), "held", ""),
        (planned(status=Status.HELD, month="2025-09"), "held", ""),
        (planned(2, status=Status.HELD, month="2025-09"), "held", ""),
        (planned(status=Status.HELD, year=2026, month="2026-01"), "moved", ""),
        (planned(month="2025-09"), "moved", ""),
        (planned(2), "moved", ""),
        (planned(2, year=2026, month="2026-02"), "moved", ""),
        (planned(), "open", ""),
        (planned(status=Status.CANCELLED, status_reason="no room"), "dropped", "cancelled"),
        (planned(status=Status.POSTPONED), "dropped", "postponed"),
        (None, "dropped", "deleted"),
    ],
)
def test_each_way_a_plan_can_go(now: Activity | None, outcome: str, why: str) -> None:
    (row,) = judged(now).rows
    assert (row.outcome, row.why) == (outcome, why)
    assert row.shown == (now or planned())


@pytest.mark.parametrize(("now", "outcome"), [(planned(), "dropped"), (planned(year=2026, month="2026-02"), "moved")])
def test_what_is_still_planned_when_the_year_is_over_was_dropped_unless_it_moved_on(now: Activity, outcome: str) -> None:
    (row,) = judged(now, is_over=True).rows
    assert (row.outcome, row.why) == (outcome, "overdue" if outcome == "dropped" else "")


def test_a_month_that_becomes_known_is_no_move() -> None:
    outcome = judge_plan(2025, [planned(month=None)], {1: planned()}, [], frozenset(), is_over=False)
    assert outcome.rows[0].outcome == "open"


def test_what_was_held_beside_the_plan_is_added_unless_it_was_held_before() -> None:
    held = [planned(id_, status=Status.HELD) for id_ in (1, 2, 3, 4)]
    outcome = judge_plan(2025, [planned()], {1: held[1]}, held, frozenset({3}), is_over=False)
    assert outcome.ids("held") == (2,)
    assert outcome.ids("added") == (4,)


def test_a_row_without_any_side_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="side"):
        _ = PlanRow("added", None, None).shown


ACTIVITIES = st.builds(
    planned,
    st.integers(1, 6),
    status=st.sampled_from(Status),
    year=st.sampled_from((2024, 2025, 2026)),
    month=st.sampled_from((None, "2025-05", "2025-06")),
)


@given(st.dictionaries(st.integers(1, 6), ACTIVITIES), st.lists(ACTIVITIES, max_size=6), st.booleans())
def test_every_planned_activity_has_one_outcome_and_none_held_is_counted_twice(
    became: dict[int, Activity], held: list[Activity], over: bool
) -> None:
    plan = [planned(id_) for id_ in range(1, 7)]
    outcome = judge_plan(2025, plan, became, held, frozenset(), is_over=over)
    assert [row.planned.id for row in outcome.rows if row.planned] == [1, 2, 3, 4, 5, 6]
    assert sum(len(outcome.of(name)) for name in OUTCOMES) == len(outcome.rows)
    assert not set(outcome.ids("added")) & {1, 2, 3, 4, 5, 6}
