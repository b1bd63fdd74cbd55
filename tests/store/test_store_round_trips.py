"""What goes into the store comes out of it."""

import json
from datetime import date
from pathlib import Path

import pytest
from builders import DRAFTS, adding, changing, make_draft, texts
from hypothesis import given, settings
from hypothesis import strategies as st

from pct_tracker.domain.activity import Activity, ActivityDraft, CoOrganizer, Origin, Venue
from pct_tracker.domain.change import KeptDraft
from pct_tracker.domain.codes import Status, VenueKind
from pct_tracker.domain.following import following
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.services.imports.run import read_sample
from pct_tracker.store.records import draft_from_json, draft_to_json
from pct_tracker.store.store import Store


@pytest.fixture(scope="module")
def shared_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """One log for many drafts; tests look only at what they put in."""
    return Store.open(tmp_path_factory.mktemp("shared") / "log.db")


@settings(deadline=None, max_examples=40)
@given(st.lists(DRAFTS, min_size=1, max_size=4))
def test_any_draft_comes_back_as_it_was_stored(shared_store: Store, drafts: list[ActivityDraft]) -> None:
    change = shared_store.apply(adding(*drafts), "somebody")
    assert [one.content() for one in shared_store.activities(change.added)] == drafts


@settings(deadline=None, max_examples=40)
@given(DRAFTS, DRAFTS)
def test_any_change_can_be_undone_and_done_again(shared_store: Store, before: ActivityDraft, after: ActivityDraft) -> None:
    (id_,) = shared_store.apply(adding(before), "somebody").added
    (activity,) = shared_store.activities([id_])
    shared_store.apply(changing(activity, **{name: getattr(after, name) for name in after.__dataclass_fields__}), "somebody")
    stored = following(after, before)
    for direction, expected in (("undo", before), ("redo", stored), ("undo", before)):
        shared_store.turn(direction, "somebody")
        assert [one.content() for one in shared_store.activities([id_])] == [expected]


@given(DRAFTS)
def test_the_journal_form_of_a_draft_reads_back(draft: ActivityDraft) -> None:
    assert draft_from_json(draft_to_json(draft)) == draft


def test_the_journal_form_leaves_out_what_is_not_there() -> None:
    assert json.loads(draft_to_json(ActivityDraft())) == {"status": "held", "venue": ["unknown", None, None]}


def test_a_record_written_long_ago_is_still_read() -> None:
    text = """{"year": 2024, "month": "2024-02", "start": "2024-02-05", "status": "planned", "type": "pct-seminar",
        "contents": ["A"], "title": {"en": "Seminar"}, "co_organizers": [{"name": {"en": "Office"}, "code": "OM"}],
        "venue": ["state", "OM", null], "origins": ["OM", {"text": "Atlantis"}], "participants": 0}"""
    assert draft_from_json(text) == ActivityDraft(
        year=2024,
        month="2024-02",
        start=date(2024, 2, 5),
        status=Status.PLANNED,
        type="pct-seminar",
        contents=("A",),
        title=texts("Seminar", "en"),
        co_organizers=(CoOrganizer(texts("Office", "en"), "OM"),),
        venue=Venue(VenueKind.STATE, "OM"),
        origins=(Origin("OM"), Origin(text="Atlantis")),
        participants=0,
    )


def test_the_sample_is_stored_whole(store: Store) -> None:
    sample = read_sample()
    ids = store.apply(adding(*sample), "somebody").added
    assert [one.content() for one in store.activities(ids)] == list(sample)


def test_activities_come_in_the_order_they_are_asked_for_and_missing_ones_are_left_out(store: Store) -> None:
    ids = store.apply(adding(*(make_draft(participants=at) for at in range(1203))), "somebody").added
    wanted = [9_999, *reversed(ids), 0]
    assert [one.id for one in store.activities(wanted)] == list(reversed(ids))
    assert [one.participants for one in store.activities(ids)] == list(range(1203))


def test_a_page_of_activities_is_a_part_of_them_all(store: Store) -> None:
    store.apply(adding(*(make_draft(participants=at) for at in range(70))), "somebody")
    ids = store.find_ids(ActivityQuery())
    pages = [store.activities(ids[at : at + 25]) for at in range(0, len(ids), 25)]
    assert [len(page) for page in pages] == [25, 25, 20]
    assert [one for page in pages for one in page] == store.activities(ids)


def test_figures_read_the_same_facts_as_activities(store: Store) -> None:
    store.apply(adding(*read_sample(), make_draft(month=None), *(make_draft(participants=at) for at in range(500))), "somebody")
    ids = store.find_ids(ActivityQuery())
    for some in (ids, ids[:3], []):
        counted = store.counted(some)
        assert [one.id for one in counted] == some
        assert [
            (one.year, one.status, one.type, one.contents, one.modality, one.participants, one.origin_codes) for one in counted
        ] == [
            (one.year, one.status, one.type, one.contents, one.modality, one.participants, one.origin_codes)
            for one in store.activities(some)
        ]


def test_years_are_told_newest_first_and_the_ones_without_apart(store: Store) -> None:
    ids = store.apply(adding(*(make_draft(year=year) for year in (2023, None, 2025, 2023))), "somebody").added
    assert store.years() == [2025, 2023]
    assert store.ids_without_year() == [ids[1]]


def test_usual_numbers_are_those_of_held_activities_with_people(store: Store) -> None:
    numbers = [(20, Status.HELD), (20, Status.HELD), (30, Status.PLANNED), (0, Status.HELD), (None, Status.HELD)]
    store.apply(adding(*(make_draft(participants=number, status=status) for number, status in numbers)), "somebody")
    assert store.usual_numbers() == [("pct-seminar", 20, 2)]


class TestKeptDrafts:
    """What somebody was typing."""

    def test_what_is_typed_is_kept_and_counts_nowhere(self, store: Store) -> None:
        kept = [KeptDraft(None, 0, make_draft(month=None)), KeptDraft(7, 3, make_draft())]
        for draft in reversed(kept):
            store.keep_draft(draft)
        assert store.drafts() == kept
        assert store.find_ids(ActivityQuery()) == []
        assert store.undo_state().undo is None

    def test_the_last_one_typed_takes_the_place_of_the_one_before(self, store: Store) -> None:
        store.keep_draft(KeptDraft(None, 0, make_draft()))
        store.keep_draft(KeptDraft(None, 0, make_draft(participants=99)))
        assert [one.draft.participants for one in store.drafts()] == [99]

    def test_forgetting_one_keeps_the_others(self, store: Store) -> None:
        store.keep_draft(KeptDraft(None, 0, make_draft()))
        store.keep_draft(KeptDraft(7, 1, make_draft()))
        store.drop_draft(None)
        assert [one.activity_id for one in store.drafts()] == [7]
        store.drop_draft(7)
        store.drop_draft(7)
        assert store.drafts() == []

    def test_they_are_still_there_after_the_program_went_down(self, tmp_path: Path) -> None:
        first = Store.open(tmp_path / "log.db")
        first.keep_draft(KeptDraft(None, 0, make_draft()))
        second = Store.open(tmp_path / "log.db")
        assert len(second.drafts()) == 1
        first.close()
        second.close()


def test_stored_activities_are_values_of_the_domain(store: Store) -> None:
    ids = store.apply(adding(make_draft()), "somebody").added
    (activity,) = store.activities(ids)
    assert type(activity) is Activity
    assert activity.version == 1
