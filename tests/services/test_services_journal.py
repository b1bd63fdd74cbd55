"""The journal is never pruned, and a locked year has no holes, whichever service asks."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from builders import adding, changing, make_draft
from sqlalchemy import Connection

from pct_tracker.domain.activity import ActivityDraft
from pct_tracker.domain.change import Edit, JournalLine, Removal, Restoration, Revision, Step
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.services.imports.run import read_file, require_open_years, review_import, store_import
from pct_tracker.services.tracker import Tracker
from pct_tracker.store.dialects import Dialect
from pct_tracker.store.journal import write_entry, write_lines

ANNEX = Path(__file__).parent.parent / "files" / "annex-2024" / "annex-2024-en.docx"
EARLIER = {"year": 2023, "month": "2023-05"}


def write_many(connection: Connection, dialect: Dialect) -> None:
    """Some thousand entries, as so many edits would leave them."""
    for number in range(1, 5_000):
        before, after = (ActivityDraft(participants=value) for value in (number - 1, number))
        line = JournalLine(1, number + 1, before, after)
        entry_id = write_entry(connection, Step("change"), "somebody who left", datetime.now(UTC))
        write_lines(connection, dialect, entry_id, [line])


def test_after_five_thousand_edits_the_first_one_is_still_there(empty_tracker: Tracker) -> None:
    empty_tracker.do(adding(make_draft(participants=0)))
    store = empty_tracker.store
    store._write(lambda connection: write_many(connection, store._dialect))
    empty_tracker.do(changing(empty_tracker.activity(1), participants=7))
    history = empty_tracker.history(1)
    assert (len(history), history[0][0].step.code, history[1][0].author) == (5_001, "add", "somebody who left")
    read, page = 0, empty_tracker.steps()
    while page:
        read += len(page)
        page = empty_tracker.steps(before=page[-1].id)
    assert read == 5_001


@pytest.fixture
def tracker(empty_tracker: Tracker) -> Tracker:
    """Activity 1 of 2023 and 3 of 2024; 2 of 2023 was deleted and 1 changed after that. 2023 is locked."""
    empty_tracker.do(adding(make_draft(**EARLIER), make_draft(**EARLIER, participants=8), make_draft()))
    empty_tracker.do(Edit(Step("delete", {"title": "…"}), removed=(Removal(2, 1),)))
    empty_tracker.do(changing(empty_tracker.activity(1), participants=30))
    empty_tracker.lock_year(2023)
    return empty_tracker


def _bulk(tracker: Tracker) -> object:
    both = tracker.activities_by_id([1, 3])
    revised = tuple(Revision(one.id, one.version, one.with_fields(funding="Japan")) for one in both)
    return tracker.do(Edit(Step("bulk", {"count": 2, "field": "funding"}), revised=revised))


def _redo(tracker: Tracker) -> object:
    tracker.unlock_year(2023, "to take a step back")
    tracker.undo()
    tracker.lock_year(2023)
    return tracker.redo()


def _import(tracker: Tracker) -> object:
    return store_import(tracker, review_import(tracker, read_file(tracker, ANNEX, year=2023)))


WAYS_IN: dict[str, Callable[[Tracker], object]] = {
    "an edit in it": lambda tracker: tracker.do(changing(tracker.activity(1), participants=1)),
    "a move into it": lambda tracker: tracker.do(changing(tracker.activity(3), year=2023)),
    "a move out of it": lambda tracker: tracker.do(changing(tracker.activity(1), year=2024)),
    "a move to no year": lambda tracker: tracker.do(changing(tracker.activity(1), year=None)),
    "a duplicate": lambda tracker: tracker.do(adding(tracker.activity(1).content())),
    "a deletion": lambda tracker: tracker.do(Edit(Step("delete"), removed=(Removal(1, tracker.activity(1).version),))),
    "an undo": lambda tracker: tracker.undo(),
    "a redo": _redo,
    "a deleted one put back": lambda tracker: tracker.do(
        Edit(Step("restore"), restored=(Restoration(2, make_draft(**EARLIER)),))
    ),
    "one row of many": _bulk,
    "an import": _import,
}


@pytest.mark.parametrize("way", WAYS_IN)
def test_nothing_gets_into_a_locked_year_or_out_of_it(tracker: Tracker, way: str) -> None:
    redone = way == "a redo"
    before = [] if redone else tracker.activities(ActivityQuery())
    with pytest.raises(UserError, match=r"year\.locked"):
        WAYS_IN[way](tracker)
    if not redone:
        assert tracker.activities(ActivityQuery()) == before
        assert tracker.store.last_entry() == 4
    assert tracker.locks()[2023].holds


@pytest.mark.parametrize("way", [way for way in WAYS_IN if way != "a redo"])
def test_each_of_them_is_possible_after_unlocking_with_a_reason_and_then_listed(tracker: Tracker, way: str) -> None:
    tracker.unlock_year(2023, "Corrigendum")
    WAYS_IN[way](tracker)
    assert [entry.step for entry in tracker.steps() if entry.step.code == "unlock"] == [
        Step("unlock", {"year": 2023, "reason": "Corrigendum"})
    ]
    assert tracker.changed_since_lock(2023)


def test_files_for_a_locked_year_are_refused_before_any_is_stored_and_those_that_add_nothing_are_not(tracker: Tracker) -> None:
    into_2024 = read_file(tracker, ANNEX, year=2024)
    with pytest.raises(UserError, match=r"year\.locked"):
        require_open_years(tracker, [into_2024, read_file(tracker, ANNEX, year=2023)])
    require_open_years(tracker, [into_2024])
    store_import(tracker, review_import(tracker, into_2024))
    tracker.lock_year(2024)
    require_open_years(tracker, [into_2024])
