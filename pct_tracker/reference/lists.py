"""Lists of States that change with time: fee reductions, PCT Contracting States, least developed countries, regions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Membership:
    """A State on a list from a day to a day, both included; None is open."""

    code: str
    first: date | None = None
    last: date | None = None

    def holds_on(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


class DatedLists:
    """Who is on which list on which day. The fee-reduction list is a reconstruction: verify it against WIPO's own."""

    def __init__(self, memberships: Mapping[str, Iterable[Membership]], regions: Mapping[str, str]) -> None:
        self._memberships = {name: tuple(members) for name, members in memberships.items()}
        self._regions = dict(regions)
        self._cache: dict[tuple[str, date], frozenset[str]] = {}

    def members(self, name: str, day: date) -> frozenset[str]:
        """The codes on the list "fee-reduction", "contracting" or "least-developed" on a day."""
        key = (name, day)
        if key not in self._cache:
            self._cache[key] = frozenset(member.code for member in self._memberships[name] if member.holds_on(day))
        return self._cache[key]

    def beneficiaries(self, year: int) -> frozenset[str]:
        """The States that benefit from fee reductions for the activities of a year.

        The list in force on 1 January of the following year, when the report is submitted, decides.
        """
        following = min(max(year + 1, date.min.year), date.max.year)  # a year from a file may be any number
        return self.members("fee-reduction", date(following, 1, 1))

    @property
    def regions(self) -> tuple[str, ...]:
        """The regional groups, in alphabetical order."""
        return tuple(sorted(set(self._regions.values())))

    def states_in(self, region: str) -> frozenset[str]:
        """The States of a regional group."""
        return frozenset(code for code, one in self._regions.items() if one == region)

    def region(self, code: str) -> str:
        """The regional group of a State as WIPO's bureaus divide the world; empty if unknown."""
        return self._regions.get(code, "")


def parse_date(text: str, edge: str) -> date | None:
    """A date written "YYYY-MM-DD", "YYYY-MM" or "YYYY"; `edge` "start" or "end" completes it. Empty text is None."""
    if not text:
        return None
    numbers = [int(part) for part in text.split("-")]
    if len(numbers) == 3:
        return date(*numbers)
    year, month = numbers[0], numbers[1] if len(numbers) == 2 else (1 if edge == "start" else 12)
    if edge == "start":
        return date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)
