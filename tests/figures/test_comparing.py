"""Two years, or one year at two times, side by side."""

import pytest
from builders import DRAFTS, make_activity, texts
from hypothesis import given, settings
from hypothesis import strategies as st

from pct_tracker.domain.activity import FIELD_NAMES, Activity, ActivityDraft, Origin
from pct_tracker.domain.codes import Status
from pct_tracker.figures.compare import Comparison, compare
from pct_tracker.reference.loader import load_reference
from pct_tracker.reference.reference import Reference


def origins(*codes: str) -> tuple[Origin, ...]:
    return tuple(Origin(code) for code in codes)


def seminar(id_: int, title: str, *codes: str, **values: object) -> Activity:
    return make_activity(id_, title=texts(title, "en"), origins=origins(*codes or ("KE",)), **values)


def ways(comparison: Comparison) -> list[tuple[int, int, str]]:
    return [(match.first.id, match.second.id, match.way) for match in comparison.matched]


def ids(activities: tuple[Activity, ...]) -> list[int]:
    return [one.id for one in activities]


def test_totals_states_and_organizations_of_both_years(reference: Reference) -> None:
    first = [seminar(1, "One", "KE", "OM", "EP", participants=10), seminar(2, "Two", "OM", participants=5)]
    second = [seminar(3, "Three", "OM", "BR", "AR", "XN", participants=40)]
    told = compare(first, second, reference, by_id=False)
    totals = {total.name: (total.first.value, total.second.value, total.difference) for total in told.totals}
    assert totals["activities"] == (2, 1, -1)
    assert totals["participants"] == (15, 40, 25)
    assert totals["states"] == (2, 3, 1)
    assert [(bar.key, bar.activity_ids) for bar in told.new_states] == [("AR", (3,)), ("BR", (3,))]
    assert [(bar.key, bar.activity_ids) for bar in told.dropped_states] == [("KE", (1,))]
    assert [bar.key for bar in told.new_others] == ["XN"]
    assert [bar.key for bar in told.dropped_others] == ["EP"]


def test_activities_of_two_years_are_matched_in_the_surest_way(reference: Reference) -> None:
    first = [
        seminar(1, "Filing by ePCT"),
        seminar(2, "Roving seminar 2023 (session 2)"),
        seminar(3, "Something about patents", "OM", "BR"),
        seminar(4, "Never again", "CU"),
    ]
    second = [
        seminar(11, "Something else about patents", "BR", "OM"),
        seminar(12, "FILING by ePCT", "MN"),
        seminar(13, "Roving seminar 2024 (session 5)", "MN"),
        seminar(14, "Quite new", "PE"),
    ]
    told = compare(first, second, reference, by_id=False)
    assert ways(told) == [(1, 12, "title"), (2, 13, "series"), (3, 11, "like")]
    assert (ids(told.added), ids(told.removed)) == ([14], [4])
    assert told.changed == ()


def test_an_activity_belongs_to_one_other_only(reference: Reference) -> None:
    first = [seminar(1, "ePCT for Offices"), seminar(2, "ePCT for Offices")]
    second = [seminar(id_, "ePCT for Offices") for id_ in (11, 12, 13)]
    told = compare(first, second, reference, by_id=False)
    assert ways(told) == [(1, 11, "title"), (2, 12, "title")]
    assert ids(told.added) == [13]


def test_the_same_title_of_another_type_is_no_repetition(reference: Reference) -> None:
    first, second = [seminar(1, "PCT", type="pct-webinar")], [seminar(2, "PCT", "BR", type="pct-seminar")]
    assert compare(first, second, reference, by_id=False).matched == ()


def test_a_title_of_numbers_only_says_nothing_about_a_series(reference: Reference) -> None:
    first, second = [seminar(1, "2023", "KE")], [seminar(2, "2024", "OM")]
    assert compare(first, second, reference, by_id=False).matched == ()


def test_the_same_activity_at_two_times_is_known_by_its_id(reference: Reference) -> None:
    first = [seminar(1, "One"), seminar(2, "Two"), seminar(3, "Three")]
    second = [seminar(1, "One", participants=99), seminar(2, "Two"), seminar(4, "Four")]
    told = compare(first, second, reference, by_id=True)
    assert ways(told) == [(1, 1, "id"), (2, 2, "id")]
    assert [(match.second.id, match.fields) for match in told.changed] == [(1, ("participants",))]
    assert (ids(told.added), ids(told.removed)) == ([4], [3])


def test_only_held_activities_are_compared(reference: Reference) -> None:
    first, second = [seminar(1, "One")], [seminar(1, "One", status=Status.CANCELLED), seminar(2, "Two", status=Status.PLANNED)]
    told = compare(first, second, reference, by_id=True)
    assert (ids(told.added), ids(told.removed), told.totals[0].second.value) == ([], [1], 0)


def test_work_nobody_waits_for_any_more_ends(reference: Reference) -> None:
    def end() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        compare([seminar(1, "One")], [seminar(2, "One")], reference, by_id=False, breathe=end)


@settings(deadline=None, max_examples=25)
@given(st.lists(DRAFTS, max_size=8), st.lists(DRAFTS, max_size=8), st.booleans())
def test_every_held_activity_is_on_one_side_or_on_both(
    before: list[ActivityDraft], now: list[ActivityDraft], by_id: bool
) -> None:
    sides = [
        [
            Activity(id=at + start, version=1, **{name: getattr(draft, name) for name in FIELD_NAMES})
            for at, draft in enumerate(drafts)
        ]
        for drafts, start in ((before, 1), (now, 1 if by_id else 100))
    ]
    told = compare(sides[0], sides[1], load_reference(), by_id=by_id)
    held = [sorted(one.id for one in side if one.status == Status.HELD) for side in sides]
    assert sorted([match.first.id for match in told.matched] + ids(told.removed)) == held[0]
    assert sorted([match.second.id for match in told.matched] + ids(told.added)) == held[1]
    for pairs in told.lines.values():
        assert {id_ for pair in pairs for id_ in pair.now.activity_ids} == set(held[1])
    new, dropped = ({bar.key for bar in bars} for bars in (told.new_states, told.dropped_states))
    assert not new & dropped
