"""One earlier step taken out alone, an import above all."""

import pytest
from builders import adding, changing, make_draft, removing, texts

from pct_tracker.domain.change import Edit, JournalEntry, Step
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.services.editing.taking_out import take_out
from pct_tracker.services.tracker import Tracker
from pct_tracker.services.wording import Wording


def entry(tracker: Tracker, number: int) -> JournalEntry:
    return next(one for one in tracker.steps() if one.id == number)


@pytest.fixture
def tracker(empty_tracker: Tracker) -> Tracker:
    """Activity 1, then an import that changes it and adds 2, 3 and 4, then a change of 3 and a new activity 5."""
    tracker = empty_tracker
    tracker.do(adding(make_draft(participants=1)))
    first = changing(tracker.activity(1), participants=10)
    drafts = tuple(make_draft(title=texts(f"Imported {number}")) for number in (2, 3, 4))
    tracker.do(Edit(Step("import", {"file": "annex.docx", "count": 4}), added=drafts, revised=first.revised))
    tracker.do(changing(tracker.activity(3), participants=33))
    tracker.do(adding(make_draft()))
    return tracker


def test_what_it_made_goes_what_it_changed_is_as_before_and_what_was_edited_since_is_kept(tracker: Tracker) -> None:
    taken = take_out(tracker, entry(tracker, 2))
    change = tracker.do(taken.edit)
    assert taken.kept == (3,)
    assert tracker.ids(ActivityQuery()) == [1, 3, 5]
    assert (tracker.activity(1).participants, tracker.activity(3).participants) == (1, 33)
    assert Wording(tracker.reference).step(change.step) == "Taken out alone: Import of annex.docx (4 rows)"


def test_it_is_one_step_that_undo_takes_back(tracker: Tracker) -> None:
    tracker.do(take_out(tracker, entry(tracker, 2)).edit)
    tracker.undo()
    assert tracker.ids(ActivityQuery()) == [1, 2, 3, 4, 5]
    assert tracker.activity(1).participants == 10


def test_what_a_step_deleted_comes_back(tracker: Tracker) -> None:
    change = tracker.do(removing(tracker.activity(5)))
    tracker.do(adding(make_draft()))
    tracker.do(take_out(tracker, entry(tracker, change.entry_id)).edit)
    assert tracker.ids(ActivityQuery()) == [1, 2, 3, 4, 5, 6]


def test_a_step_of_which_nothing_is_left_is_refused(tracker: Tracker) -> None:
    with pytest.raises(UserError, match=r"edit\.nothing-of-step"):
        take_out(tracker, entry(tracker, 1))
