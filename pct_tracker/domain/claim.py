"""A number that a published text gives of what was done in a year."""

from dataclasses import dataclass
from typing import Literal

Bound = Literal["over", "at-least", "exactly", "about", "under"]
ClaimedKind = Literal["activities", "participants", "states"]


@dataclass(frozen=True, slots=True)
class PublishedClaim:
    """One claim, such as "over 60 activities": what is counted, how the number bounds it, and the words it was read from.

    "Over" excludes the number itself, "under" too; "about" may be missed by the tenth part. `benefiting` says that only
    States that benefit from fee reductions are counted.
    """

    kind: ClaimedKind
    bound: Bound
    number: int
    text: str
    benefiting: bool = False

    def holds_for(self, value: int) -> bool:
        """Whether the claim is true of a value."""
        match self.bound:
            case "over":
                return value > self.number
            case "at-least":
                return value >= self.number
            case "under":
                return value < self.number
            case "about":
                return abs(value - self.number) * 10 <= self.number
            case _:
                return value == self.number

    def margin(self, value: int) -> int:
        """The smallest loss that makes the claim false, of "under" the smallest gain; 0 where it is false already."""
        if not self.holds_for(value):
            return 0
        match self.bound:
            case "over":
                return value - self.number
            case "at-least":
                return value - self.number + 1
            case "under":
                return self.number - value
            case "about":
                return value - (self.number * 9 + 9) // 10 + 1
            case _:
                return 1
