"""The life of an activity: what becomes of it, as edits."""

from datetime import date

import pytest
from builders import adding, make_activity, make_draft, rules_of, texts
from hypothesis import given
from hypothesis import strategies as st

from pct_tracker.domain.activity import Activity, Doubt, HeadCount, Question
from pct_tracker.domain.codes import Review, Status
from pct_tracker.services.editing.life import NewDate, cancel, hold, pattern_of, postpone, set_review
from pct_tracker.services.tracker import Tracker
from pct_tracker.services.wording import Wording

NEW_DATE = NewDate("2025-02", date(2025, 2, 10), date(2025, 2, 12))


def stored(tracker: Tracker, **values: object) -> Activity:
    return tracker.activity(tracker.do(adding(make_draft(**values))).added[0])


def test_what_is_true_of_one_activity_alone_is_not_part_of_its_pattern() -> None:
    activity = make_activity(
        7,
        start=date(2024, 5, 2),
        end=date(2024, 5, 3),
        online_participants=4,
        head_counts=(HeadCount("KE", 20),),
        status_reason="flood",
        follows=3,
        distinct_from=(4,),
        questions=(Question("month", "Really?", "ann", date(2024, 5, 1)),),
        source_cells=("2024-05",),
        doubts=(Doubt("place.unknown", "origins", "X"),),
        planned_participants=30,
        notes="Bring copies.",
    )
    pattern = pattern_of(activity)
    assert pattern == make_draft(
        month=None, participants=None, review=Review.DRAFT, planned_participants=30, notes="Bring copies."
    )


def test_only_planned_activities_are_held() -> None:
    planned, held = make_activity(1, status=Status.PLANNED), make_activity(2)
    edit = hold([planned, held])
    assert [(one.id, one.draft.status) for one in edit.revised] == [(1, Status.HELD)]
    assert edit.step.code == "hold"


def test_several_activities_are_one_step_with_their_number() -> None:
    edit = hold([make_activity(id_, status=Status.PLANNED) for id_ in (1, 2, 3)])
    assert (edit.step.code, edit.step.params) == ("hold-many", {"count": 3})


@pytest.mark.parametrize(
    ("status", "changes"), [(Status.PLANNED, 1), (Status.HELD, 1), (Status.POSTPONED, 0), (Status.CANCELLED, 0)]
)
def test_what_is_planned_or_held_can_be_cancelled_with_a_reason(status: Status, changes: int) -> None:
    edit = cancel([make_activity(1, status=status)], "The host withdrew.")
    assert [(one.draft.status, one.draft.status_reason) for one in edit.revised] == [
        (Status.CANCELLED, "The host withdrew.")
    ] * changes


def test_a_review_leaves_out_those_that_are_there_already() -> None:
    edit = set_review([make_activity(1, review=Review.CHECKED), make_activity(2)], Review.CHECKED)
    assert [one.id for one in edit.revised] == [2]
    assert edit.step.params == {"title": "Seminar on the Patent Cooperation Treaty", "review": "checked"}


def test_a_postponed_activity_is_followed_by_a_planned_one_in_one_step(empty_tracker: Tracker) -> None:
    first = stored(empty_tracker, status=Status.PLANNED, head_counts=(HeadCount("KE", 20),))
    change = empty_tracker.do(postpone(first, NEW_DATE, "The venue was flooded."))
    before, after = empty_tracker.activity(first.id), empty_tracker.activity(change.added[0])
    assert (before.status, before.status_reason) == (Status.POSTPONED, "The venue was flooded.")
    assert (before.month, before.participants) == ("2024-05", 20)
    assert (after.status, after.follows, after.year, after.month) == (Status.PLANNED, first.id, 2025, "2025-02")
    assert (after.start, after.end, after.title) == (NEW_DATE.start, NEW_DATE.end, first.title)
    assert (after.participants, after.head_counts, after.review) == (None, (), Review.DRAFT)
    assert "status.no-new-date" not in rules_of(empty_tracker.check(before, before.id))
    empty_tracker.undo()
    assert empty_tracker.activity(first.id).status is Status.PLANNED
    assert empty_tracker.activities_by_id([after.id]) == []


def test_every_step_of_life_has_its_words(empty_tracker: Tracker) -> None:
    words = Wording(empty_tracker.reference)
    one, two = make_activity(1, status=Status.PLANNED), make_activity(2, status=Status.PLANNED)
    told = [
        words.step(edit.step)
        for edit in (
            hold([one]),
            hold([one, two]),
            cancel([one], "…"),
            cancel([one, two], "…"),
            set_review([one], Review.CHECKED),
            set_review([one, two], Review.CHECKED),
            postpone(one, NEW_DATE, None),
        )
    ]
    title = "“Seminar on the Patent Cooperation Treaty”"
    assert told == [
        f"{title} held",
        "2 activities held",
        f"{title} cancelled",
        "2 activities cancelled",
        f"{title}: checked",
        "2 activities: checked",
        f"{title} postponed to 2025-02",
    ]


@given(st.lists(st.sampled_from(Status), max_size=5))
def test_an_edit_of_life_never_touches_an_activity_twice_and_never_changes_its_content(statuses: list[Status]) -> None:
    activities = [make_activity(id_, status=status, title=texts(f"Title {id_}")) for id_, status in enumerate(statuses, 1)]
    for edit in (hold(activities), cancel(activities, "…"), set_review(activities, Review.CHECKED)):
        ids = [one.id for one in edit.revised]
        assert len(ids) == len(set(ids))
        by_id = {one.id: one for one in activities}
        for one in edit.revised:
            before = by_id[one.id]
            assert one.draft.with_fields(status=before.status, status_reason=None, review=before.review) == before.content()
