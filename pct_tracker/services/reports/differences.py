"""What a file says otherwise than it should."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

MOST_TOLD = 20
"""How many differences of a file are told."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where a file says something else. `row` counts from 1, 0 for what is in no table; `column` is its name."""

    table: str
    row: int
    column: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What was read back from a file. `rows` and `participants`, the sum of their numbers, are those of its first table.

    `compares` is "words" where every word of the file is compared. In a PDF that runs from right to left it is "letters":
    the letters of each row and paragraph, whose words are set in the order in which they are seen. In a Word document with a
    layout of the user's own it is "tables": the tables and the places that the template names for certain.
    """

    file: str
    compares: str
    rows: int
    participants: int
    differences: tuple[Difference, ...]

    @property
    def holds(self) -> bool:
        """Whether the file says what it should."""
        return not self.differences

    def besides(self, differences: Sequence[Difference]) -> "Proof":
        """The same proof with some more differences."""
        return replace(self, differences=(*self.differences, *differences)[:MOST_TOLD]) if differences else self
