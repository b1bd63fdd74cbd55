"""Long work that stops for a moment again and again, so that others can go first."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")


class Breathing(list[T]):
    """Things to go through, as often as need be, with a breath before every so many of them.

    `breathe` may wait, or raise to end the work.
    """

    def __init__(self, things: Sequence[T], number: int, breathe: Callable[[], None]) -> None:
        super().__init__(things)
        self._number, self._breathe = number, breathe

    def __iter__(self) -> Iterator[T]:
        for at, one in enumerate(super().__iter__()):
            if at % self._number == 0:
                self._breathe()
            yield one
