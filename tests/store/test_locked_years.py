"""Locked years: the store lets nothing in or out, whoever asks and however."""

from dataclasses import replace

import pytest
from builders import adding, changing, make_draft

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.change import Edit, Removal, Restoration, Revision, Step
from pct_tracker.domain.errors import UserError
from pct_tracker.store.store import Store

IN_2023 = {"year": 2023, "month": "2023-05"}


@pytest.fixture
def stored(store: Store) -> tuple[Activity, Activity]:
    """One activity of 2023, which is locked, and one of 2024, which is not."""
    ids = store.apply(adding(make_draft(**IN_2023), make_draft()), "somebody").added
    store.lock_year(2023, "somebody")
    published, free = store.activities(ids)
    return published, free


def refused(store: Store, edit: Edit) -> str:
    before = [*store.activities(range(1, 100)), store.last_entry()]
    with pytest.raises(UserError) as trouble:
        store.apply(edit, "somebody")
    assert [*store.activities(range(1, 100)), store.last_entry()] == before
    return trouble.value.code


class TestALockHolds:
    """What would change a locked year is refused as a whole."""

    @pytest.mark.usefixtures("stored")
    def test_nothing_is_added(self, store: Store) -> None:
        assert refused(store, adding(make_draft(**IN_2023))) == "year.locked"
        assert refused(store, adding(make_draft(), make_draft(**IN_2023))) == "year.locked"

    def test_nothing_is_changed(self, store: Store, stored: tuple[Activity, Activity]) -> None:
        published, _ = stored
        assert refused(store, changing(published, participants=7)) == "year.locked"

    def test_nothing_moves_in_or_out(self, store: Store, stored: tuple[Activity, Activity]) -> None:
        published, free = stored
        assert refused(store, changing(published, year=2024)) == "year.locked"
        assert refused(store, changing(published, year=None)) == "year.locked"
        assert refused(store, changing(free, year=2023)) == "year.locked"

    def test_nothing_is_deleted(self, store: Store, stored: tuple[Activity, Activity]) -> None:
        published, free = stored
        both = tuple(Removal(one.id, one.version) for one in (free, published))
        assert refused(store, Edit(Step("delete-many"), removed=both)) == "year.locked"

    def test_many_at_once_with_one_of_the_year_are_refused_as_a_whole(
        self, store: Store, stored: tuple[Activity, Activity]
    ) -> None:
        revised = tuple(Revision(one.id, one.version, one.with_fields(participants=9)) for one in stored)
        assert refused(store, Edit(Step("bulk"), revised=revised)) == "year.locked"

    def test_nothing_deleted_before_is_put_back(self, store: Store) -> None:
        (id_,) = store.apply(adding(make_draft(**IN_2023)), "somebody").added
        store.apply(Edit(Step("delete"), removed=(Removal(id_, 1),)), "somebody")
        store.lock_year(2023, "somebody")
        assert refused(store, Edit(Step("restore"), restored=(Restoration(id_, make_draft(**IN_2023)),))) == "year.locked"

    @pytest.mark.parametrize("direction", ["undo", "redo"])
    def test_no_step_inside_it_is_taken_back_or_done_again(self, store: Store, direction: str) -> None:
        store.apply(adding(make_draft(**IN_2023)), "somebody")
        if direction == "redo":
            store.turn("undo", "somebody")
        store.lock_year(2023, "somebody")
        before = store.activities([1])
        with pytest.raises(UserError, match=r"year\.locked"):
            store.turn(direction, "somebody")
        assert store.activities([1]) == before

    def test_other_years_go_on(self, store: Store, stored: tuple[Activity, Activity]) -> None:
        _, free = stored
        assert store.apply(changing(free, participants=9), "somebody").revised == (free.id,)
        assert store.turn("undo", "somebody").revised == (free.id,)


class TestLocking:
    """Locks themselves: kept for good, with who and why."""

    @pytest.mark.usefixtures("stored")
    def test_a_lock_and_its_end_stay_in_the_journal_and_are_no_steps_to_undo(self, store: Store) -> None:
        step = store.undo_state().undo
        store.unlock_year(2023, "  A State was missing ", "somebody else")
        codes = [(entry.step.code, entry.step.params, entry.author) for entry in store.entries(limit=2)]
        assert codes == [
            ("unlock", {"year": 2023, "reason": "A State was missing"}, "somebody else"),
            ("lock", {"year": 2023}, "somebody"),
        ]
        assert store.undo_state().undo == step
        (lock,) = store.locks()
        assert (lock.holds, lock.unlocked_by, lock.reason) == (False, "somebody else", "A State was missing")

    @pytest.mark.usefixtures("stored")
    @pytest.mark.parametrize("reason", ["", "   "])
    def test_no_year_is_unlocked_without_a_reason(self, store: Store, reason: str) -> None:
        with pytest.raises(UserError, match=r"year\.no-reason"):
            store.unlock_year(2023, reason, "somebody")
        assert store.locks()[0].holds

    @pytest.mark.usefixtures("stored")
    def test_a_year_is_locked_once(self, store: Store) -> None:
        with pytest.raises(UserError, match=r"year\.already-locked"):
            store.lock_year(2023, "somebody")
        with pytest.raises(UserError, match=r"year\.not-locked"):
            store.unlock_year(2024, "why not", "somebody")

    def test_what_changed_since_is_told_with_both_ends(self, store: Store, stored: tuple[Activity, Activity]) -> None:
        published, _ = stored
        (lock,) = store.locks()
        store.unlock_year(2023, "a mistake", "somebody")
        for number in (7, 8):
            (now,) = store.activities([published.id])
            store.apply(changing(now, participants=number), "somebody")
        (added,) = store.apply(adding(make_draft(**IN_2023)), "somebody").added
        changed, new = store.since(lock.entry_id)
        assert (changed.before, changed.after) == (published.content(), replace(published.content(), participants=8))
        assert (new.activity_id, new.before, new.after) == (added, None, make_draft(**IN_2023))
