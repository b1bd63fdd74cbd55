"""The steps of shade on the map: how many activities or people each of them stands for."""

from collections.abc import Iterable
from math import floor, log10

STEPS = 5


def steps_for(values: Iterable[int]) -> tuple[int, ...]:
    """The least value of each step, at most STEPS of them, rising; a step is about as many times the one before as the next.

    Values below one, as of activities without a number, belong to the first step.
    """
    positive = [value for value in values if value > 0]
    if not positive:
        return (0,)
    least, most = min(positive), max(positive)
    if most - least < STEPS:
        return tuple(range(least, most + 1))
    bounds = [least]
    for number in range(1, STEPS):
        bound = _round(least * (most / least) ** (number / STEPS))
        if bounds[-1] < bound <= most:
            bounds.append(bound)
    return tuple(bounds)


def step_of(value: int, bounds: tuple[int, ...]) -> int:
    """The number of the step a value belongs to."""
    return max((number for number, bound in enumerate(bounds) if value >= bound), default=0)


def shade_of(step: int, bounds: tuple[int, ...]) -> int:
    """Which of STEPS shades a step has: few steps lie far apart, and the last one is always the darkest."""
    return STEPS - 1 if len(bounds) == 1 else round(step * (STEPS - 1) / (len(bounds) - 1))


def _round(number: float) -> int:
    """The nearest number of one digit and noughts."""
    unit = 10 ** floor(log10(number))
    return int(round(number / unit) * unit)
