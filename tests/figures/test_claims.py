"""What is said of the figures is true, and the margin tells how far it is from being false."""

from collections.abc import Sequence

import pytest
from builders import ONLINE, make_activity
from hypothesis import given
from hypothesis import strategies as st

from pct_tracker.domain.activity import NO_TEXTS, Activity, Origin
from pct_tracker.domain.codes import Modality
from pct_tracker.domain.figure import Figure
from pct_tracker.domain.texts import Texts
from pct_tracker.figures.claims import Claim, make_claims, rounded_below
from pct_tracker.figures.counts import count_figures
from pct_tracker.figures.gaps import Gaps, find_gaps
from pct_tracker.reference.reference import Reference

NAMES = ("activities", "participants", "states", "beneficiary_states", "hybrid", "online", "on_site")


def figures(**values: int) -> list[Figure]:
    """Figures with these values; every one is counted from some row, but for those that are nought."""
    return [Figure(name, values.get(name, 0), tuple(range(values.get(name, 0)))) for name in NAMES]


def claims_of(activities: Sequence[Activity], reference: Reference, doubtful: frozenset[int] = frozenset()) -> dict[str, Claim]:
    sure = count_figures((one for one in activities if one.id not in doubtful), reference)
    gaps = find_gaps(activities, reference)
    return {one.name: one for one in make_claims(count_figures(activities, reference), sure, gaps)}


def claim(name: str, **values: int) -> Claim:
    made = figures(**values)
    return next(one for one in make_claims(made, made, Gaps()) if one.name == name)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        *[(0, 0), (1, 1), (20, 20), (21, 20), (60, 60), (64, 60), (100, 100), (101, 100), (122, 120), (999, 990)],
        *[(6_400, 6_400), (6_401, 6_400), (6_465, 6_400), (12_345, 12_000), (1_000_000, 1_000_000), (-5, -5)],
    ],
)
def test_a_number_is_rounded_down_to_two_digits(value: int, said: int) -> None:
    assert rounded_below(value) == said


@given(st.integers(0, 10**9))
def test_what_is_said_is_never_more_than_what_was_counted(value: int) -> None:
    assert value * 2 // 3 <= rounded_below(value) <= value


@given(st.integers(0, 10**5), st.integers(0, 10**5))
def test_a_counted_claim_is_true_and_its_margin_makes_it_false(value: int, activities: int) -> None:
    made = figures(activities=activities, states=value)
    states = next(one for one in make_claims(made, made, Gaps()) if one.name == "states")
    assert states.holds
    if states.kind == "over":
        assert states.said < value
        assert value - states.margin == states.said
    else:
        assert states.said == value


@given(st.integers(0, 300), st.integers(0, 300), st.integers(0, 3))
def test_a_comparison_is_true_and_is_false_after_a_loss_of_its_margin(online: int, on_site: int, hybrid: int) -> None:
    made = claim("delivery", activities=online + on_site + hybrid, online=online, on_site=on_site)
    assert made.holds
    if made.kind == "about-equal":
        smaller, larger = sorted((online, on_site))
        assert (larger - smaller) * 10 <= larger + smaller
        lost = smaller - made.margin
        assert lost <= 0 or (larger - lost) * 10 > larger + lost
        kept = lost + 1
        assert kept <= 0 or (larger - kept) * 10 <= larger + kept
    elif made.kind.startswith("more"):
        assert made.margin == abs(online - on_site)


@pytest.mark.parametrize(
    ("online", "on_site", "others", "kind"),
    [
        *[(33, 30, 1, "about-equal"), (5, 5, 0, "about-equal"), (50, 10, 0, "more-online"), (1, 3, 0, "more-on-site")],
        *[(4, 0, 0, "only-online"), (0, 1, 0, "only-on-site"), (4, 0, 2, "more-online"), (0, 0, 0, "none"), (0, 0, 3, "none")],
    ],
)
def test_the_comparison_counts_hybrid_activities_on_neither_side(online: int, on_site: int, others: int, kind: str) -> None:
    assert claim("delivery", activities=online + on_site + others, online=online, on_site=on_site).kind == kind


def test_the_round_number_itself_is_said_exactly() -> None:
    assert (claim("participants", activities=5, participants=6_400).kind, claim("activities").kind) == ("exactly", "none")


def test_what_is_left_without_doubtful_activities_is_told_with_its_margin(reference: Reference) -> None:
    activities = [make_activity(number, participants=101) for number in range(1, 3)]
    made = claims_of(activities, reference, frozenset({2}))["participants"]
    assert (made.value, made.said, made.margin, made.without_doubtful) == (202, 200, 2, 101)
    assert (made.holds, made.margin_without_doubtful) == (False, 0)


def test_missing_numbers_make_a_lower_bound_of_what_is_known(reference: Reference) -> None:
    known = [make_activity(1, participants=7), make_activity(2, participants=None)]
    assert claims_of(known, reference)["participants"].kind == "at-least"
    assert claims_of([make_activity(1, participants=None)], reference)["participants"].kind == "unknown"
    assert claims_of([make_activity(1, participants=0)], reference)["participants"].kind == "exactly"


def test_an_activity_without_states_says_nothing_of_states(reference: Reference) -> None:
    made = claims_of([make_activity(1, origins=(Origin("EP"),), venue=ONLINE, modality=Modality.ONLINE)], reference)
    assert (made["states"].kind, made["beneficiary_states"].kind, made["delivery"].kind) == ("none", "none", "only-online")


@pytest.mark.parametrize(
    ("origins", "note"),
    [
        ((), NO_TEXTS),
        ((), Texts({"en": "Various African States"})),
        ((Origin("KE"),), Texts({"en": "and others"})),
        ((Origin("KE"), Origin(text="Narnia")), NO_TEXTS),
        ((Origin("QQ"),), NO_TEXTS),
    ],
)
def test_origins_that_are_not_all_known_make_a_lower_bound_of_the_states(
    origins: tuple[Origin, ...], note: Texts, reference: Reference
) -> None:
    known = make_activity(1, origins=(Origin("KE"),))
    assert [claims_of([known], reference)[name].kind for name in ("states", "beneficiary_states")] == ["exactly", "exactly"]
    made = claims_of([known, make_activity(2, origins=origins, origin_note=note)], reference)
    assert [(made[name].kind, made[name].said) for name in ("states", "beneficiary_states")] == [("at-least", 1), ("at-least", 1)]
    assert made["activities"].kind == "exactly"


def test_where_no_origin_is_known_nothing_is_said_of_states(reference: Reference) -> None:
    assert claims_of([make_activity(1, origins=())], reference)["states"].kind == "unknown"


@pytest.mark.parametrize("others", [(), (50,), (50, None)])
def test_a_number_below_nought_says_nothing_of_participants(others: tuple[int | None, ...], reference: Reference) -> None:
    activities = [make_activity(number, participants=one) for number, one in enumerate((-20, *others), 1)]
    assert claims_of(activities, reference)["participants"].kind == "unknown"
