"""The order of the lines: groups, and rows that stay although they no longer belong there."""

from hypothesis import given
from hypothesis import strategies as st

from pct_tracker.services.views import Group
from pct_tracker.ui.register.register_lines import PAGE, Sight, in_order_of, lines_of, with_staying

IDS = st.lists(st.integers(1, 30), unique=True, max_size=12)


def test_each_group_has_its_heading_over_its_rows_unless_it_is_folded() -> None:
    groups = (Group("a", (1, 2), ()), Group("b", (2, 3), ()), Group("", (4,), ()))
    assert lines_of(groups, frozenset()) == [-1, 1, 2, -2, 2, 3, -3, 4]
    assert lines_of(groups, frozenset({"b", ""})) == [-1, 1, 2, -2, -3]
    assert lines_of((), frozenset()) == []


def test_a_row_that_stays_stands_behind_the_one_it_stood_behind() -> None:
    assert with_staying([1, 3, 4], [1, 2, 3, 4], frozenset({2})) == [1, 2, 3, 4]
    assert with_staying([3, 1], [2, 1, 3], frozenset({2})) == [2, 3, 1]
    assert with_staying([], [1, 2], frozenset({1, 2})) == [1, 2]


def test_the_pages_in_sight_are_those_the_row_in_focus_scrolls_to() -> None:
    ids = list(range(1, 10 * PAGE + 1))
    assert list(Sight(0, 20, None).pages_of(ids)) == [0]
    assert list(Sight(0, PAGE - 1, None).pages_of(ids)) == [0, 1], "a little more may come into sight meanwhile"
    assert list(Sight(0, 20, current=5).pages_of(ids)) == [0]
    assert list(Sight(0, 20, current=3 * PAGE + 1).pages_of(ids)) == [2, 3]
    assert list(Sight(5 * PAGE, 20, current=3 * PAGE + 9).pages_of(ids)) == [3]
    assert list(Sight(9 * PAGE, 20, current=None).pages_of(ids[: 2 * PAGE])) == [1]
    assert list(Sight(0, 20, current=7).pages_of([])) == []


def test_rows_keep_their_order_and_new_ones_come_where_they_belong() -> None:
    assert in_order_of([1, 2, 3], [3, 2, 1]) == [1, 2, 3]
    assert in_order_of([1, 2, 3], [3, 9, 1]) == [1, 3, 9]


@given(before=IDS, ids=IDS, staying=IDS)
def test_nothing_is_lost_and_nothing_doubled(before: list[int], ids: list[int], staying: list[int]) -> None:
    kept = frozenset(staying)
    assert sorted(with_staying(ids, before, kept)) == sorted({*ids, *(kept & set(before))})
    assert sorted(in_order_of(before, ids)) == sorted(ids)
