"""The figures of the report, each counted again from its rows."""

from collections.abc import Sequence
from typing import Any

import pytest
from builders import DRAFTS, make_activity
from hypothesis import given, settings
from hypothesis import strategies as st

from pct_tracker.domain.activity import FIELD_NAMES, Activity, ActivityDraft, Origin
from pct_tracker.domain.codes import CONTENT_LETTERS, Modality
from pct_tracker.domain.figure import Figure
from pct_tracker.figures.counts import count_figures
from pct_tracker.reference.loader import load_reference
from pct_tracker.reference.reference import Reference
from pct_tracker.services.imports.run import read_sample

TOTALS = {
    "activities": 64,
    "participants": 6465,
    "online": 33,
    "on_site": 30,
    "hybrid": 1,
    "states": 122,
    "organizations": 3,
    "beneficiary_states": 93,
    "contents.A": 16,
    "contents.B": 36,
    "contents.C": 44,
    "contents.D": 20,
    "contents.E": 5,
    "contents.F": 1,
    "types.epct-training": 17,
    "types.pct-webinar": 13,
    "types.pct-seminar": 9,
    "types.pct-training": 9,
    "types.pct-workshop": 8,
    "types.pct-project": 5,
    "types.pct-meeting": 3,
}


def stored(drafts: Sequence[ActivityDraft]) -> list[Activity]:
    return [
        Activity(id=at, version=1, **{name: getattr(draft, name) for name in FIELD_NAMES}) for at, draft in enumerate(drafts, 1)
    ]


def figures_of(activities: Sequence[Activity], reference: Reference) -> dict[str, Figure]:
    return {one.name: one for one in count_figures(activities, reference)}


def test_the_figures_of_2024_are_those_of_the_report(reference: Reference) -> None:
    figures = figures_of(stored(read_sample()), reference)
    assert {name: one.value for name, one in figures.items()} == TOTALS


def recount(name: str, behind: Sequence[Activity], reference: Reference) -> int:
    """The figure once more, from nothing but the rows it names."""
    states = {code for one in behind for code in one.origin_codes if reference.parties.is_state(code)}
    if name == "participants":
        return sum(one.participants or 0 for one in behind)
    if name == "states":
        return len(states)
    if name == "organizations":
        return len({code for one in behind for code in one.origin_codes if reference.parties.is_organization(code)})
    if name == "beneficiary_states":
        benefits = [reference.lists.beneficiaries(one.year) & set(one.origin_codes) for one in behind if one.year]
        return len(set().union(*benefits) & states)
    return len(behind)


@settings(deadline=None, max_examples=40)
@given(st.lists(DRAFTS, max_size=12))
def test_every_figure_equals_what_is_counted_again_from_its_rows(drafts: list[ActivityDraft]) -> None:
    reference = load_reference()
    activities = {one.id: one for one in stored(drafts)}
    for figure in count_figures(activities.values(), reference):
        assert len(set(figure.activity_ids)) == len(figure.activity_ids)
        assert figure.value == recount(figure.name, [activities[id_] for id_ in figure.activity_ids], reference), figure.name


@settings(deadline=None, max_examples=40)
@given(st.lists(DRAFTS, max_size=12))
def test_no_activity_with_a_type_or_modality_is_lost(drafts: list[ActivityDraft]) -> None:
    figures = figures_of(stored(drafts), load_reference())
    typed = sum(one.value for name, one in figures.items() if name.startswith("types."))
    delivered = sum(figures[name].value for name in ("online", "on_site", "hybrid"))
    assert typed == sum(bool(draft.type) for draft in drafts)
    assert delivered == sum(draft.modality is not None for draft in drafts)


def test_the_rows_behind_a_figure_are_in_report_order(reference: Reference) -> None:
    figures = figures_of(stored(read_sample()), reference)
    assert figures["activities"].activity_ids == tuple(range(1, 65))
    assert list(figures["states"].activity_ids) == sorted(figures["states"].activity_ids)


def test_organizations_and_territories_are_not_counted_as_states(reference: Reference) -> None:
    figures = figures_of([make_activity(1, origins=tuple(map(Origin, ("KE", "EP", "XN", "HK", "QQ"))))], reference)
    assert {name: figures[name].value for name in ("states", "organizations")} == {"states": 1, "organizations": 2}


def test_a_state_is_counted_once_however_often_it_is_named(reference: Reference) -> None:
    one, other = make_activity(1, origins=(Origin("KE"), Origin("KE"))), make_activity(2, origins=(Origin("KE"),))
    assert figures_of([one, other], reference)["states"] == Figure("states", 1, (1, 2))


def test_words_that_name_no_state_are_not_counted(reference: Reference) -> None:
    figure = figures_of([make_activity(1, origins=(Origin(text="Atlantis"),))], reference)["states"]
    assert figure == Figure("states", 0, ())


@pytest.mark.parametrize(("fields", "count"), [({}, 1), ({"year": None}, 0), ({"origins": (Origin("CH"),)}, 0)])
def test_only_states_on_the_fee_list_of_a_known_year_benefit(reference: Reference, fields: dict[str, Any], count: int) -> None:
    assert figures_of([make_activity(1, **fields)], reference)["beneficiary_states"].value == count


def test_a_state_that_lost_the_reduction_benefits_in_the_year_before(reference: Reference) -> None:
    before, after = (reference.lists.beneficiaries(year) for year in (2013, 2024))
    code = sorted(before - after)[0]
    activities = [make_activity(1, year=2013, origins=(Origin(code),)), make_activity(2, year=2024, origins=(Origin(code),))]
    assert figures_of(activities, reference)["beneficiary_states"] == Figure("beneficiary_states", 1, (1,))


def test_types_nobody_knows_have_a_figure_of_their_own(reference: Reference) -> None:
    figures = figures_of([make_activity(1, type="PCT Picnic"), make_activity(2, type="pct-seminar")], reference)
    assert figures["types.PCT Picnic"] == Figure("types.PCT Picnic", 1, (1,))
    assert sum(one.value for name, one in figures.items() if name.startswith("types.")) == 2


def test_an_activity_counts_under_each_of_its_letters(reference: Reference) -> None:
    figures = figures_of([make_activity(1, contents=tuple(CONTENT_LETTERS))], reference)
    assert [figures[f"contents.{letter}"].value for letter in CONTENT_LETTERS] == [1] * 6


def test_hybrid_activities_told_apart_by_place_and_those_with_one_number_meet_in_one_total(reference: Reference) -> None:
    apart = make_activity(1, modality=Modality.HYBRID, participants=50, online_participants=30)
    together = make_activity(2, modality=Modality.HYBRID, participants=40)
    figures = {one.name: one for one in count_figures([apart, together], reference)}
    assert (figures["participants"].value, figures["hybrid"].activity_ids) == (90, (1, 2))
    assert (apart.on_site_participants, together.on_site_participants) == (20, None)


def test_hybrid_from_the_title_and_hybrid_entered_by_hand_meet_in_one_total(reference: Reference) -> None:
    imported = next(draft for draft in read_sample() if draft.modality is Modality.HYBRID)
    entered = make_activity(2, modality=Modality.HYBRID)
    figures = figures_of([stored([imported])[0], entered], reference)
    assert (figures["hybrid"].value, figures["online"].value, figures["on_site"].value) == (2, 0, 0)


def test_a_missing_number_is_no_row_behind_the_participants(reference: Reference) -> None:
    figures = figures_of([make_activity(1, participants=None), make_activity(2, participants=0)], reference)
    assert figures["participants"] == Figure("participants", 0, (2,))


def test_figures_of_nothing_are_all_nought(reference: Reference) -> None:
    figures = figures_of([], reference)
    assert set(figures) == set(TOTALS)
    assert {(one.value, one.activity_ids) for one in figures.values()} == {(0, ())}


def test_a_letter_is_one_of_the_six_and_not_a_part_of_their_row(reference: Reference) -> None:
    figures = {one.name: one.value for one in count_figures([make_activity(1, contents=("AB", "", "C"))], reference)}
    assert {name: value for name, value in figures.items() if name.startswith("contents.") and value} == {"contents.C": 1}
    assert "contents.AB" not in figures
