"""The lines of the register: activities, and over them the headings of their groups where it is grouped."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from pct_tracker.domain.activity import Activity
from pct_tracker.services.views import Group

Pages = Mapping[int, list[Activity]]
"""Activities by the number of their page."""

PAGE = 32
"""Rows read at once."""

_SLACK = 3
"""Rows by which the table may become smaller or larger meanwhile: what is shown is told in a line above it."""

NO_PAGES: Pages = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Listing:
    """What a question for the register answers: ids in their order, and their groups if it is grouped `by` something.

    `alive` are those of the activities asked about that still are in the log. `pages` are those that will be in view.
    """

    ids: list[int]
    by: str = ""
    groups: tuple[Group, ...] = ()
    alive: frozenset[int] = frozenset()
    pages: Pages = field(default_factory=dict)


def lines_of(groups: Sequence[Group], folded: frozenset[str]) -> list[int]:
    """The headings as negative numbers, the first group as -1, each followed by its ids unless it is folded."""
    lines: list[int] = []
    for number, group in enumerate(groups, 1):
        lines.append(-number)
        if group.key not in folded:
            lines.extend(group.ids)
    return lines


@dataclass(frozen=True, slots=True)
class Sight:
    """What a table has in sight: the row at its top, how many rows it has room for, and the id in focus."""

    top: int
    room: int
    current: int | None

    def pages_of(self, ids: Sequence[int]) -> range:
        """The pages in sight once these ids are shown: it scrolls no further than the one in focus needs."""
        place = place_in(ids, self.current) if self.current is not None else None
        row = self.top if place is None else place
        top = min(max(self.top, row - self.room + 1), row, max(len(ids) - self.room, 0))
        first, last = max(top - _SLACK, 0), min(top + self.room + _SLACK, len(ids) - 1)
        return range(first // PAGE, last // PAGE + 1)


def place_in(ids: Sequence[int], id_: int) -> int | None:
    """The place of an id, the first if it stands in several groups; None where it is not there."""
    # No map of all places: it would take longer to make than all looks into it.
    try:
        return ids.index(id_)
    except ValueError:
        return None


def with_staying(ids: Sequence[int], before: Sequence[int], staying: frozenset[int]) -> list[int]:
    """The ids with those that stay although they no longer belong there, each behind the one it stood behind before."""
    if not staying:
        return list(ids)
    followers: dict[int | None, list[int]] = {}
    last: int | None = None
    known = set(ids)
    for id_ in before:
        if id_ in staying and id_ not in known:
            followers.setdefault(last, []).append(id_)
        elif id_ in known:
            last = id_
    return list(_woven(ids, followers))


def in_order_of(before: Sequence[int], ids: Sequence[int]) -> list[int]:
    """The ids in the order in which they stood before; new ones follow the one they follow now."""
    places = set(ids)
    kept = [id_ for id_ in before if id_ in places]
    return with_staying(kept, ids, frozenset(places.difference(kept)))


def _woven(ids: Iterable[int], followers: dict[int | None, list[int]]) -> Iterator[int]:
    yield from followers.get(None, ())
    for id_ in ids:
        yield id_
        yield from followers.get(id_, ())
