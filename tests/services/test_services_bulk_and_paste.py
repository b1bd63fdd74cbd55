"""Many activities changed at once, rows of the clipboard, and views."""

from dataclasses import replace

import pytest
from builders import adding, make_activity, make_draft

from pct_tracker.domain.codes import Review, Status
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.query import ActivityQuery, Condition, Operator, SavedView, SortKey
from pct_tracker.reference.reference import Reference
from pct_tracker.services.editing.bulk import build_bulk, fill_down, preview_bulk
from pct_tracker.services.imports.paste import build_paste, try_paste
from pct_tracker.services.tracker import Tracker
from pct_tracker.services.views import READY_VIEWS, is_changed


def test_only_what_differs_is_changed_and_as_one_step(reference: Reference) -> None:
    rows = [make_activity(1), make_activity(2, review=Review.CHECKED), make_activity(3)]
    edit = build_bulk("bulk", "review", preview_bulk(rows, "review", "checked", "en", reference))
    assert [one.id for one in edit.revised] == [1, 3]
    assert (edit.step.code, edit.step.params) == ("bulk", {"field": "review", "count": 2})


def test_filling_down_gives_the_others_what_the_first_has() -> None:
    first, second = make_activity(1, participants=7), make_activity(2)
    [line] = fill_down([first, second], "participants", "en")
    assert (line.activity.id, line.draft.participants, line.changes) == (2, 7, True)
    assert build_bulk("fill-down", "type", fill_down([first, second], "type", "en")).is_empty


ROWS = "2024-06\tPCT Seminar\tA, B\tSeminar on filing\t\tKenya (KE)\tKenya (KE)\tOffices\t20"


def test_rows_that_were_copied_are_known_again_and_new_ones_are_added(sample_tracker: Tracker) -> None:
    first, *_ = sample_tracker.activities(ActivityQuery(year=2024))
    printed = "\t".join(sample_tracker.preview(first, "en"))
    pasted = try_paste(sample_tracker, f"{printed}\n{ROWS}\n", "", year=2024, status=Status.HELD)
    assert [match.outcome for match in pasted.result.review.matches] == ["same", "new"]
    edit = build_paste(pasted.result, {1, 2})
    assert (len(edit.added), edit.revised, edit.step.params) == (1, (), {"count": 1})
    sample_tracker.do(edit)
    assert len(sample_tracker.ids(ActivityQuery(year=2024))) == 65


def test_a_row_that_is_not_chosen_is_not_stored(empty_tracker: Tracker) -> None:
    pasted = try_paste(empty_tracker, f"{ROWS}\n{ROWS}", "", year=2024, status=Status.HELD)
    assert len(build_paste(pasted.result, {2}).added) == 1
    assert build_paste(pasted.result, set()).is_empty


@pytest.mark.parametrize("text", ["", "   \n", "hello", "a\tb\nc\td"])
def test_a_clipboard_without_activities_is_refused(empty_tracker: Tracker, text: str) -> None:
    with pytest.raises(UserError) as refused:
        try_paste(empty_tracker, text, "", year=2024, status=Status.HELD)
    assert refused.value.code == "paste.nothing"


def test_every_ready_view_can_be_asked_for(empty_tracker: Tracker) -> None:
    empty_tracker.do(adding(make_draft(review=Review.DRAFT), make_draft()))
    found = {view.name: empty_tracker.ids(ActivityQuery(conditions=view.conditions)) for view in READY_VIEWS}
    assert len(found["to-complete"]) == 1
    assert found["overdue"] == []


def test_a_view_is_changed_when_what_is_shown_differs() -> None:
    kept = SavedView("Mine", text="oman", sort=(SortKey("type"),))
    assert not is_changed(kept, replace(kept, name="", columns=("month", "title")))
    assert is_changed(kept, replace(kept, text=""))
    assert is_changed(kept, replace(kept, conditions=(Condition("title", Operator.EMPTY),)))
    assert is_changed(replace(kept, columns=("month",)), replace(kept, columns=("title",)))
