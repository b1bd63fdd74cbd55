"""Several steps back and forth, values and versions of before, and what was deleted."""

from dataclasses import replace

import pytest
from builders import adding, changing, make_draft

from pct_tracker.domain.change import Edit, Removal, Step
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.services.editing.going_back import redo_up_to, undo_down_to, with_content, with_lost
from pct_tracker.services.tracker import Tracker


@pytest.fixture
def tracker(empty_tracker: Tracker) -> Tracker:
    """One activity whose number was changed from 1 to 2, 3, 4 and 5: entries 1 to 5 of the journal."""
    empty_tracker.do(adding(make_draft(participants=1)))
    for number in range(2, 6):
        empty_tracker.do(changing(empty_tracker.activity(1), participants=number))
    return empty_tracker


def number(tracker: Tracker) -> int | None:
    return tracker.activity(1).participants


def states(tracker: Tracker) -> list[str]:
    return [entry.state for entry in tracker.steps() if entry.state != "note"][::-1]


def test_all_steps_down_to_one_are_taken_back_newest_first(tracker: Tracker) -> None:
    turned = undo_down_to(tracker, 3)
    assert (number(tracker), len(turned.changes), turned.trouble) == (2, 3, None)
    assert states(tracker) == ["done", "done", "undone", "undone", "undone"]


def test_they_are_done_again_up_to_one(tracker: Tracker) -> None:
    undo_down_to(tracker, 2)
    turned = redo_up_to(tracker, 4)
    assert (number(tracker), len(turned.changes), turned.trouble) == (4, 3, None)
    assert states(tracker) == ["done", "done", "done", "done", "undone"]


def test_more_steps_than_a_page_are_taken_back(empty_tracker: Tracker) -> None:
    empty_tracker.do(adding(make_draft(participants=0)))
    for value in range(1, 111):
        empty_tracker.do(changing(empty_tracker.activity(1), participants=value))
    undo_down_to(empty_tracker, 2)
    redo_up_to(empty_tracker, 111)
    assert len(undo_down_to(empty_tracker, 2).changes) == 110
    assert number(empty_tracker) == 0


def test_it_stops_at_a_step_of_a_year_that_was_locked_since(tracker: Tracker) -> None:
    tracker.do(adding(make_draft(year=2023, month="2023-05")))
    tracker.lock_year(2024)
    turned = undo_down_to(tracker, 4)
    assert (number(tracker), len(turned.changes)) == (5, 1)
    assert turned.trouble is not None
    assert turned.trouble.code == "year.locked"


def test_an_earlier_content_is_put_back_as_a_step_of_its_own(tracker: Tracker) -> None:
    today = tracker.activity(1)
    change = tracker.do(with_content(today, today.with_fields(participants=2), "en"))
    assert (number(tracker), change.step.code) == (2, "take-back")
    tracker.undo()
    assert number(tracker) == 5


@pytest.mark.parametrize(("count", "code"), [(1, "restore"), (2, "restore-many")])
def test_what_was_deleted_comes_back_under_its_own_number(tracker: Tracker, count: int, code: str) -> None:
    tracker.do(adding(make_draft(participants=9)))
    before = tracker.activities(ActivityQuery())
    tracker.do(Edit(Step("delete-many", {"count": 2}), removed=tuple(Removal(one.id, one.version) for one in before)))
    lost = [line for _, line in tracker.lost()][:count]
    change = tracker.do(with_lost(lost, "en"))
    assert change.step.code == code
    back = tracker.activities_by_id(change.added)
    assert [replace(one, version=0) for one in back] == [replace(one, version=0) for one in before[:count]]
    assert len(tracker.lost()) == 2 - count
