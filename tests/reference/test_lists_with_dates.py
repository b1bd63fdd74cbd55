"""Lists of States that change with time."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pct_tracker.reference.lists import DatedLists, Membership, parse_date
from pct_tracker.reference.reference import Reference


def lists(*members: Membership) -> DatedLists:
    return DatedLists({"fee-reduction": members, "contracting": (), "least-developed": ()}, {"KE": "Africa"})


@pytest.mark.parametrize(
    ("day", "on_the_list"),
    [(date(2014, 12, 31), False), (date(2015, 1, 1), True), (date(2019, 12, 31), True), (date(2020, 1, 1), False)],
)
def test_both_edges_of_a_membership_belong_to_it(day: date, on_the_list: bool) -> None:
    member = Membership("KE", date(2015, 1, 1), date(2019, 12, 31))
    assert (lists(member).members("fee-reduction", day) == {"KE"}) == on_the_list


@given(st.dates(date(1980, 1, 1), date(2060, 1, 1)))
def test_an_open_membership_holds_on_every_day(day: date) -> None:
    assert lists(Membership("KE")).members("fee-reduction", day) == {"KE"}


def test_the_list_of_the_following_first_of_january_decides_for_a_year() -> None:
    joined = lists(Membership("KE", date(2025, 1, 1)))
    assert [joined.beneficiaries(year) for year in (2023, 2024)] == [frozenset(), frozenset({"KE"})]


@pytest.mark.parametrize("year", [-5, 0, 9999, 999_999_999])
def test_a_year_beyond_the_calendar_has_its_list_too(reference: Reference, year: int) -> None:
    assert isinstance(reference.lists.beneficiaries(year), frozenset)


def test_a_state_nobody_assigned_has_no_region() -> None:
    assert (lists().region("KE"), lists().region("QQ")) == ("Africa", "")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2015-07-01", date(2015, 7, 1), date(2015, 7, 1)),
        ("2015-02", date(2015, 2, 1), date(2015, 2, 28)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2015-12", date(2015, 12, 1), date(2015, 12, 31)),
        ("2015", date(2015, 1, 1), date(2015, 12, 31)),
    ],
)
def test_incomplete_dates_are_completed_at_their_edge(text: str, start: date, end: date) -> None:
    assert (parse_date(text, "start"), parse_date(text, "end")) == (start, end)


def test_no_date_is_an_open_edge() -> None:
    assert (parse_date("", "start"), parse_date("", "end")) == (None, None)


def test_no_state_is_on_the_fee_list_twice_on_one_day(reference: Reference) -> None:
    for name in ("fee-reduction", "contracting", "least-developed"):
        members = reference.lists._memberships[name]
        edges = sorted((one.code, one.first or date.min, one.last or date.max) for one in members)
        for (code, _, last), (following, first, _) in pairwise(edges):
            assert code != following or last < first, (name, code)


def test_memberships_on_the_fee_list_follow_each_other_without_a_gap_of_days(reference: Reference) -> None:
    edges = sorted(
        (one.code, one.first or date.min, one.last or date.max) for one in reference.lists._memberships["fee-reduction"]
    )
    gaps = {
        (code, last)
        for (code, _, last), (following, first, _) in pairwise(edges)
        if code == following and timedelta(0) < first - last - timedelta(1) < timedelta(31)
    }
    assert gaps == set()


def test_the_lists_name_known_states_only(reference: Reference) -> None:
    for name in ("fee-reduction", "contracting", "least-developed"):
        unknown = {one.code for one in reference.lists._memberships[name] if one.code not in reference.parties}
        assert unknown == set(), name
