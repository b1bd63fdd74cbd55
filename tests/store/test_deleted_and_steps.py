"""The journal as people read it: steps, what was deleted and put back, nothing ever pruned."""

import pytest
from builders import adding, changing, make_draft

from pct_tracker.domain.change import Edit, Removal, Restoration, Step
from pct_tracker.domain.errors import StaleEditError
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.store.store import Store


def deleting(*ids: int) -> Edit:
    return Edit(Step("delete"), removed=tuple(Removal(id_, 1) for id_ in ids))


def test_steps_come_newest_first_with_the_number_of_their_activities_page_by_page(store: Store) -> None:
    store.apply(adding(make_draft(), make_draft()), "somebody")
    for number in range(4):
        store.apply(changing(store.activities([1])[0], participants=number), "somebody")
    entries = store.entries(limit=3)
    assert [(entry.id, entry.activities) for entry in entries] == [(5, 1), (4, 1), (3, 1)]
    assert [(entry.id, entry.activities) for entry in store.entries(before=3)] == [(2, 1), (1, 2)]


def test_what_was_deleted_is_told_with_its_content_and_who_did_it(store: Store) -> None:
    store.apply(adding(make_draft(), make_draft(participants=7)), "somebody")
    store.apply(deleting(2), "somebody else")
    ((entry, line),) = store.lost()
    assert (entry.author, line.activity_id, line.before) == ("somebody else", 2, make_draft(participants=7))


def test_what_an_undo_took_out_is_not_called_deleted(store: Store) -> None:
    store.apply(adding(make_draft()), "somebody")
    store.turn("undo", "somebody")
    assert store.lost() == []


def test_what_was_deleted_undone_and_deleted_again_is_told_once(store: Store) -> None:
    store.apply(adding(make_draft()), "somebody")
    store.apply(deleting(1), "somebody")
    store.turn("undo", "somebody")
    assert store.lost() == []
    store.turn("redo", "somebody")
    assert [line.activity_id for _, line in store.lost()] == [1]


def test_a_deleted_activity_comes_back_under_its_own_number_with_a_new_version(store: Store) -> None:
    store.apply(adding(make_draft()), "somebody")
    store.apply(deleting(1), "somebody")
    change = store.apply(Edit(Step("restore"), restored=(Restoration(1, make_draft()),)), "somebody")
    (back,) = store.activities([1])
    assert (change.added, back.content(), back.version) == ((1,), make_draft(), 2)
    assert store.find_ids(ActivityQuery(year=2024)) == [1]
    assert store.lost() == []
    assert store.turn("undo", "somebody").removed == (1,)


def test_what_is_there_is_not_put_back_a_second_time(store: Store) -> None:
    store.apply(adding(make_draft()), "somebody")
    with pytest.raises(StaleEditError, match=r"edit\.not-gone"):
        store.apply(Edit(Step("restore"), restored=(Restoration(1, make_draft()),)), "somebody")


def test_what_was_put_back_and_taken_out_again_by_undo_is_not_lost_once_redo_is_over(store: Store) -> None:
    store.apply(adding(make_draft(), make_draft(participants=7)), "somebody")
    store.apply(deleting(2), "somebody")
    store.apply(Edit(Step("restore"), restored=(Restoration(2, make_draft(participants=7)),)), "somebody")
    store.turn("undo", "somebody")
    assert store.lost() == [], "redo brings it back"
    store.apply(changing(store.activities([1])[0], participants=9), "somebody")
    assert [line.activity_id for _, line in store.lost()] == [2]
