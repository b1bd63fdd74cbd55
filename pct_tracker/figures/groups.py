"""Activities in groups, each group with its figures: the subtotals of the register."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from pct_tracker.domain.figure import Figure
from pct_tracker.figures.counts import Counted, count_figures
from pct_tracker.reference.reference import Reference


class Dated(Counted, Protocol):
    """The part of an activity that grouping looks at."""

    @property
    def month(self) -> str | None: ...
    @property
    def status(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Group:
    """`key` is a month, a type, a letter or a region; empty for activities that have none.

    `ids` are all its activities in the order they were given in; `figures` count only those that count.
    """

    key: str
    ids: tuple[int, ...]
    figures: tuple[Figure, ...]

    def figure(self, name: str) -> Figure:
        """The figure of this name."""
        return next(one for one in self.figures if one.name == name)


def group_rows(rows: Iterable[Dated], by: str, reference: Reference, counts: Callable[[Dated], bool]) -> tuple[Group, ...]:
    """The groups of rows by one of GROUPINGS, in the order of their keys, those without a key last.

    A row stands in every group it belongs to. `counts` says which rows the figures count.
    """
    members: dict[str, list[Dated]] = {}
    for row in rows:
        for key in keys_of(row, by, reference):
            members.setdefault(key, []).append(row)
    order = order_of(by, reference)
    return tuple(
        Group(key, tuple(row.id for row in members[key]), count_figures((row for row in members[key] if counts(row)), reference))
        for key in sorted(members, key=lambda key: (not key, order.get(key, len(order)), key))
    )


def keys_of(row: Dated, by: str, reference: Reference) -> Sequence[str]:
    """The groups a row belongs to by one of GROUPINGS, each once; an empty key where it has none."""
    match by:
        case "month":
            return (row.month or "",)
        case "type":
            return (row.type or "",)
        case "letter":
            return tuple(dict.fromkeys(row.contents)) or ("",)
        case _:
            regions = (reference.lists.region(code) for code in row.origin_codes)
            return tuple(sorted({region for region in regions if region})) or ("",)


def order_of(by: str, reference: Reference) -> Mapping[str, int]:
    """The places of the keys that have an order of their own; the others stand in that of the alphabet."""
    keys = {"type": reference.vocabulary.types, "region": reference.lists.regions}.get(by, ())
    return {key: place for place, key in enumerate(keys)}
