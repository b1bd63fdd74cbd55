"""What numbers of participants are usual for a type of activity."""

from collections.abc import Mapping
from functools import cached_property
from statistics import quantiles


class Usual:
    """How often held activities of a type had each number of participants; what is worked out from it is kept."""

    def __init__(self, times: Mapping[int, int]) -> None:
        self._times = {number: count for number, count in times.items() if count > 0}
        self._total = sum(self._times.values())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Usual) and self._times == other._times

    def __hash__(self) -> int:
        return hash(frozenset(self._times.items()))

    def others(self, number: int) -> int:
        """How many activities there are beside one with this number; one that is not stored yet is none of them."""
        return self._total - (number in self._times)

    def range_beside(self, number: int) -> tuple[int, int] | None:
        """The least and the most of the others, where one activity has this number itself; None if there are no others."""
        is_alone = self._times.get(number) == 1
        ends = [one for one in (*self._sorted[:2], *self._sorted[-2:]) if not (is_alone and one == number)]
        return (min(ends), max(ends)) if ends else None

    @cached_property
    def quarters(self) -> tuple[float, float, float]:
        """Below which number a quarter, a half and three quarters of the positive numbers lie; at least two are needed."""
        numbers = (number for number, count in self._times.items() if number > 0 for _ in range(count))
        low, middle, high = quantiles(numbers, n=4)
        return low, middle, high

    @cached_property
    def _sorted(self) -> list[int]:
        return sorted(self._times)
