"""Bars of charts, each counted again from the rows it names."""

from collections.abc import Sequence

import pytest
from builders import DRAFTS, make_activity
from hypothesis import given, settings
from hypothesis import strategies as st

from pct_tracker.domain.activity import FIELD_NAMES, Activity, ActivityDraft, Origin
from pct_tracker.domain.codes import Modality
from pct_tracker.figures.breakdown import BREAKDOWNS, MEASURES, Bar, beside, break_down, find_reach
from pct_tracker.reference.loader import load_reference
from pct_tracker.reference.reference import Reference
from pct_tracker.services.imports.run import read_sample


def stored(drafts: Sequence[ActivityDraft]) -> list[Activity]:
    return [
        Activity(id=at, version=1, **{name: getattr(draft, name) for name in FIELD_NAMES}) for at, draft in enumerate(drafts, 1)
    ]


def origins(*codes: str) -> tuple[Origin, ...]:
    return tuple(Origin(code) for code in codes)


def values(bars: Sequence[Bar]) -> dict[str, int]:
    return {bar.key: bar.value for bar in bars}


def recount(bar: Bar, by: str, measure: str, behind: Sequence[Activity], reference: Reference) -> int:
    """A bar once more, from nothing but the rows it names."""
    if measure == "activities":
        return len(behind)
    if measure == "participants":
        return sum(one.participants or 0 for one in behind)
    states = {code for one in behind for code in one.origin_codes if reference.parties.is_state(code)}
    if by == "region":
        states = {code for code in states if reference.lists.region(code) == bar.key}
    return len(states & {bar.key}) if by == "state" else len(states)


@settings(deadline=None, max_examples=25)
@given(st.lists(DRAFTS, max_size=10), st.sampled_from(BREAKDOWNS), st.sampled_from(MEASURES))
def test_every_bar_equals_what_is_counted_again_from_its_rows(drafts: list[ActivityDraft], by: str, measure: str) -> None:
    reference = load_reference()
    activities = {one.id: one for one in stored(drafts)}
    bars = break_down(activities.values(), by, measure, reference)
    for bar in bars:
        behind = [activities[id_] for id_ in bar.activity_ids]
        assert len(set(bar.activity_ids)) == len(bar.activity_ids)
        assert bar.value == recount(bar, by, measure, behind, reference)
    assert {id_ for bar in bars for id_ in bar.activity_ids} == set(activities), "no activity is left out"
    assert len({bar.key for bar in bars}) == len(bars)


def test_the_sample_by_letter_and_by_region_is_what_the_report_says(reference: Reference) -> None:
    rows = stored(read_sample())
    letters = values(break_down(rows, "letter", "activities", reference))
    assert letters == {"A": 16, "B": 36, "C": 44, "D": 20, "E": 5, "F": 1}
    states = break_down(rows, "region", "states", reference)
    assert sum(bar.value for bar in states) == 122, "each State belongs to one region"


def test_states_come_by_size_and_those_of_a_size_by_the_alphabet(reference: Reference) -> None:
    rows = [make_activity(1, origins=origins("OM", "KE", "EP")), make_activity(2, origins=origins("OM", "BR"))]
    assert [(bar.key, bar.value) for bar in break_down(rows, "state", "activities", reference)] == [
        ("OM", 2),
        ("BR", 1),
        ("KE", 1),
    ]


def test_months_without_activities_are_there_and_what_has_none_comes_last(reference: Reference) -> None:
    rows = [make_activity(1, month="2024-05"), make_activity(2, month="2023-05"), make_activity(3, month=None)]
    bars = break_down(rows, "month", "activities", reference)
    assert [bar.key for bar in bars] == [*(f"{number:02}" for number in range(1, 13)), ""]
    assert values(bars)["05"] == 2
    assert values(bars)["01"] == 0
    assert break_down([], "month", "activities", reference) == ()


def test_years_stand_in_their_order_and_no_gap_is_filled(reference: Reference) -> None:
    rows = [make_activity(at, year=year) for at, year in enumerate((2024, 999, 2021, None), 1)]
    assert [bar.key for bar in break_down(rows, "year", "activities", reference)] == ["999", "2021", "2024", ""]


def test_types_that_the_vocabulary_does_not_know_follow_the_known_ones(reference: Reference) -> None:
    rows = [make_activity(1, type="a walk"), make_activity(2, type="pct-webinar"), make_activity(3, type=None)]
    assert [bar.key for bar in break_down(rows, "type", "activities", reference)] == ["pct-webinar", "a walk", ""]


def test_an_activity_counts_with_all_its_people_under_each_letter(reference: Reference) -> None:
    rows = [make_activity(1, contents=("A", "B"), participants=20), make_activity(2, contents=("B",), participants=None)]
    assert values(break_down(rows, "letter", "participants", reference))["B"] == 20
    assert values(break_down(rows, "letter", "activities", reference))["B"] == 2


@pytest.mark.parametrize("by", ["type", "state", "region", "modality"])
def test_bars_of_two_years_side_by_side_leave_none_out(reference: Reference, by: str) -> None:
    before = [make_activity(1, type="pct-webinar", origins=origins("OM"), modality=Modality.ONLINE)]
    now = [make_activity(2, type="pct-seminar", origins=origins("BR")), make_activity(3, type=None, origins=())]
    pairs = beside(*(break_down(rows, by, "activities", reference) for rows in (before, now)), by, reference)
    assert sum(pair.before.value for pair in pairs) == 1
    assert sum(pair.now.value for pair in pairs) == 2
    assert sum(pair.difference for pair in pairs) == 1
    assert [pair for pair in pairs[:-1] if not pair.key] == []


def test_types_of_both_years_stand_in_the_order_of_the_vocabulary(reference: Reference) -> None:
    before, now = [make_activity(1, type="pct-seminar")], [make_activity(2, type="pct-meeting")]
    pairs = beside(*(break_down(rows, "type", "activities", reference) for rows in (before, now)), "type", reference)
    assert [pair.key for pair in pairs] == ["pct-seminar", "pct-meeting"]


def test_the_reach_keeps_states_apart_from_organizations_territories_and_prose(reference: Reference) -> None:
    rows = [
        make_activity(1, origins=origins("KE", "EP", "HK")),
        make_activity(2, origins=(Origin(text="several African States"),)),
        make_activity(3, origins=origins("KE", "ZZ")),
    ]
    reach = find_reach(rows, "activities", reference)
    assert [(bar.key, bar.activity_ids) for bar in reach.states] == [("KE", (1, 3))]
    assert {bar.key for bar in reach.others} == {"EP", "HK", "ZZ"}
    assert reach.unnamed.activity_ids == (2,)
