"""The steps of shade on the map."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pct_tracker.ui.overview.map_steps import STEPS, shade_of, step_of, steps_for


@given(st.lists(st.integers(-5, 10**12), max_size=30))
def test_steps_rise_begin_at_the_least_and_never_pass_the_most(values: list[int]) -> None:
    bounds = steps_for(values)
    assert 1 <= len(bounds) <= STEPS
    assert list(bounds) == sorted(set(bounds))
    positive = [value for value in values if value > 0]
    if positive:
        assert bounds[0] == min(positive)
        assert bounds[-1] <= max(positive)
    shades = [shade_of(step_of(value, bounds), bounds) for value in sorted(values)]
    assert shades == sorted(shades), "more is never lighter"
    assert all(0 <= shade < STEPS for shade in shades)


@pytest.mark.parametrize(
    ("values", "bounds"),
    [
        ([], (0,)),
        ([0, -3], (0,)),
        ([7], (7,)),
        ([1, 2, 3], (1, 2, 3)),
        ([1, 16], (1, 2, 3, 5, 9)),
        ([10, 2425], (10, 30, 90, 300, 800)),
    ],
)
def test_steps_are_round_numbers(values: list[int], bounds: tuple[int, ...]) -> None:
    assert steps_for(values) == bounds


def test_the_only_step_is_the_darkest_and_two_lie_far_apart() -> None:
    assert shade_of(0, (3,)) == STEPS - 1
    assert [shade_of(step, (1, 2)) for step in range(2)] == [0, STEPS - 1]
