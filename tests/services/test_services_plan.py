"""A frozen plan against what became of it, in a real log."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from builders import adding, changing, make_draft

from pct_tracker.domain.activity import ActivityDraft
from pct_tracker.domain.change import Edit, Removal, Step
from pct_tracker.domain.codes import Status
from pct_tracker.domain.errors import UserError
from pct_tracker.services.editing.life import NewDate, cancel, hold, postpone
from pct_tracker.services.reports.choices import DocumentChoices, ReportChoices
from pct_tracker.services.reports.plan import PlanOutcome, frozen_plan, plan_outcome
from pct_tracker.services.reports.publishing import freeze_plan, publish
from pct_tracker.services.reports.run import export_report
from pct_tracker.services.tracker import Tracker

PLANNED = ReportChoices(languages=("en",), formats=("json",), document=DocumentChoices(planned=True))


def plan_for(month: str, **values: Any) -> ActivityDraft:
    return make_draft(year=int(month[:4]), month=month, status=Status.PLANNED, participants=None, **values)


@pytest.fixture
def tracker(empty_tracker: Tracker) -> Tracker:
    """Six planned activities of 2025 (ids 1 to 6) and one that was held already (id 7)."""
    empty_tracker.today = lambda: date(2025, 8, 1)
    drafts = [plan_for(f"2025-{month:02}") for month in range(5, 11)]
    empty_tracker.do(adding(*drafts, make_draft(year=2025, month="2025-02")))
    return empty_tracker


def outcome_of(tracker: Tracker, year: int = 2025) -> PlanOutcome:
    outcome = plan_outcome(tracker, year)
    assert outcome is not None
    return outcome


def test_a_plan_that_was_never_frozen_has_no_outcome(tracker: Tracker, tmp_path: Path) -> None:
    export_report(tracker, 2025, PLANNED, tmp_path)
    assert plan_outcome(tracker, 2025) is None


def test_held_moved_dropped_and_added_are_told_apart(tracker: Tracker, tmp_path: Path) -> None:
    result = freeze_plan(tracker, 2025, PLANNED, tmp_path)
    assert frozen_plan(tracker, 2025) == result.record
    of = tracker.activity
    tracker.do(hold([of(1)]))
    later = tracker.do(postpone(of(2), NewDate("2025-12"), "no room")).added[0]
    again = tracker.do(postpone(of(3), NewDate("2025-07"), None)).added[0]
    tracker.do(hold([of(again)]))
    tracker.do(cancel([of(4)], "no funds"))
    tracker.do(Edit(Step("delete", {"title": "…"}), removed=(Removal(5, of(5).version),)))
    beside = tracker.do(adding(make_draft(year=2025, month="2025-06"))).added[0]
    outcome = outcome_of(tracker)
    told = {name: [row.shown.id for row in outcome.of(name)] for name in ("held", "moved", "dropped", "open", "added")}
    assert told == {"held": [1, again], "moved": [later], "dropped": [4, 5], "open": [6], "added": [beside]}
    assert outcome.ids("dropped") == (4,)
    assert [row.why for row in outcome.of("dropped")] == ["cancelled", "deleted"]


def test_what_is_postponed_twice_is_followed_to_its_end_and_into_another_year(tracker: Tracker, tmp_path: Path) -> None:
    freeze_plan(tracker, 2025, PLANNED, tmp_path)
    second = tracker.do(postpone(tracker.activity(1), NewDate("2025-11"), None)).added[0]
    third = tracker.do(postpone(tracker.activity(second), NewDate("2026-01"), None)).added[0]
    assert outcome_of(tracker).ids("moved") == (third,)


def delete(tracker: Tracker, activity_id: int) -> None:
    removal = Removal(activity_id, tracker.activity(activity_id).version)
    tracker.do(Edit(Step("delete", {"title": "…"}), removed=(removal,)))


def test_the_follower_of_a_deleted_one_tells_what_became_of_it(tracker: Tracker, tmp_path: Path) -> None:
    freeze_plan(tracker, 2025, PLANNED, tmp_path)
    second = tracker.do(postpone(tracker.activity(1), NewDate("2025-07"), None)).added[0]
    tracker.do(hold([tracker.activity(second)]))
    delete(tracker, 1)
    outcome = outcome_of(tracker)
    assert [(row.planned.id, row.now.id) for row in outcome.of("held") if row.planned and row.now] == [(1, second)]
    assert (outcome.of("dropped"), outcome.of("added")) == ((), ())


def test_a_deleted_one_between_two_dates_does_not_break_the_chain(tracker: Tracker, tmp_path: Path) -> None:
    freeze_plan(tracker, 2025, PLANNED, tmp_path)
    second = tracker.do(postpone(tracker.activity(1), NewDate("2025-06"), None)).added[0]
    third = tracker.do(postpone(tracker.activity(second), NewDate("2025-07"), None)).added[0]
    tracker.do(hold([tracker.activity(third)]))
    delete(tracker, second)
    assert (outcome_of(tracker).ids("held"), outcome_of(tracker).of("added")) == ((third,), ())


def test_activities_that_follow_each_other_in_a_ring_come_to_an_end(tracker: Tracker, tmp_path: Path) -> None:
    freeze_plan(tracker, 2025, PLANNED, tmp_path)
    tracker.do(changing(tracker.activity(1), status=Status.POSTPONED, follows=2))
    tracker.do(changing(tracker.activity(2), status=Status.POSTPONED, follows=1))
    assert {row.why for row in outcome_of(tracker).of("dropped")} == {"postponed"}


def test_when_the_year_is_over_what_has_no_outcome_was_dropped(tracker: Tracker, tmp_path: Path) -> None:
    freeze_plan(tracker, 2025, PLANNED, tmp_path)
    tracker.today = lambda: date(2026, 1, 1)
    assert {row.why for row in outcome_of(tracker).of("dropped")} == {"overdue"}


def test_the_plan_of_the_next_year_is_frozen_by_the_report_on_this_one(tracker: Tracker, tmp_path: Path) -> None:
    tracker.do(adding(plan_for("2026-03")))
    document = DocumentChoices(planned=True, planned_year=2026)
    publish(tracker, 2025, ReportChoices(languages=("en",), formats=("json",), document=document), tmp_path)
    assert len(outcome_of(tracker, 2026).of("open")) == 1
    assert plan_outcome(tracker, 2025) is None


def test_a_report_that_says_nothing_is_planned_any_more_does_not_replace_the_plan(tracker: Tracker, tmp_path: Path) -> None:
    plan = freeze_plan(tracker, 2025, PLANNED, tmp_path).record
    tracker.do(hold([tracker.activity(id_) for id_ in range(1, 7)]))
    publish(tracker, 2025, PLANNED, tmp_path)
    assert frozen_plan(tracker, 2025) == plan
    assert len(outcome_of(tracker).of("held")) == 6


def test_a_plan_that_is_not_printed_or_empty_is_not_frozen(tracker: Tracker, tmp_path: Path) -> None:
    without = ReportChoices(languages=("en",), formats=("json",))
    with pytest.raises(UserError, match="left-out"):
        freeze_plan(tracker, 2025, without, tmp_path)
    tracker.do(hold([tracker.activity(id_) for id_ in range(1, 7)]))
    with pytest.raises(UserError, match="empty"):
        freeze_plan(tracker, 2025, PLANNED, tmp_path)
    assert not tracker.store.export_records()
