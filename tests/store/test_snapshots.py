"""The log as it stood after an earlier entry."""

from builders import DRAFTS, adding, changing, make_draft
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pct_tracker.domain.activity import Activity, ActivityDraft
from pct_tracker.domain.change import Edit, Removal, Restoration, Step
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.store.store import Store

NAME = Step("delete-many", {"count": 1})


def of_year(store: Store, year: int) -> list[Activity]:
    return store.activities(store.find_ids(ActivityQuery(year=year)))


def step(store: Store, kind: str, draft: ActivityDraft) -> None:
    """One step of work of some kind, if it can be done."""
    ids = store.find_ids(ActivityQuery())
    first = store.activities(ids[:1])
    if kind in ("undo", "redo"):
        if getattr(store.undo_state(), kind):
            store.turn(kind, "somebody")
    elif kind == "change" and first:
        store.apply(changing(first[0], **{name: getattr(draft, name) for name in ("year", "month", "title")}), "somebody")
    elif kind == "delete" and first:
        store.apply(Edit(NAME, removed=(Removal(first[0].id, first[0].version),)), "somebody")
    elif kind == "restore" and (lost := store.lost()) and lost[0][1].before:
        store.apply(Edit(NAME, restored=(Restoration(lost[0][1].activity_id, lost[0][1].before),)), "somebody")
    else:
        store.apply(adding(draft), "somebody")


KINDS = st.sampled_from(("add", "change", "delete", "restore", "undo", "redo"))
ON_ONE_LOG = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)


@ON_ONE_LOG
@given(steps=st.lists(st.tuples(KINDS, DRAFTS), max_size=8))
def test_every_state_there_was_can_be_read_again(store: Store, steps: list[tuple[str, ActivityDraft]]) -> None:
    years = range(2022, 2027)
    states = {store.last_entry(): {year: of_year(store, year) for year in years}}
    for kind, draft in steps:
        step(store, kind, draft)
        states[store.last_entry()] = {year: of_year(store, year) for year in years}
    for entry_id, state in states.items():
        assert {year: store.activities_as_of(entry_id, year) for year in years} == state


def test_before_the_first_entry_there_was_nothing(store: Store) -> None:
    store.apply(adding(make_draft(), make_draft(month=None)), "somebody")
    assert store.activities_as_of(0, 2024) == []
    assert [one.id for one in store.activities_as_of(store.last_entry(), 2024)] == [1, 2]


def test_an_activity_that_moved_to_another_year_stands_where_it_was(store: Store) -> None:
    store.apply(adding(make_draft()), "somebody")
    (one,) = store.activities([1])
    store.apply(changing(one, year=2025), "somebody")
    assert [one.id for one in store.activities_as_of(1, 2024)] == [1]
    assert store.activities_as_of(1, 2025) == store.activities_as_of(2, 2024) == []
