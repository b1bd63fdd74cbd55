"""The figures of the report, each with the rows it was counted from."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from pct_tracker.domain.codes import CONTENT_LETTERS, Modality
from pct_tracker.domain.figure import Figure
from pct_tracker.reference.reference import Reference

_LETTERS = frozenset(CONTENT_LETTERS)


class Counted(Protocol):
    """The part of an activity that figures look at."""

    @property
    def id(self) -> int: ...
    @property
    def year(self) -> int | None: ...
    @property
    def type(self) -> str | None: ...
    @property
    def contents(self) -> Sequence[str]: ...
    @property
    def modality(self) -> str | None: ...
    @property
    def participants(self) -> int | None: ...
    @property
    def origin_codes(self) -> Sequence[str]: ...


def count_figures(rows: Iterable[Counted], reference: Reference) -> tuple[Figure, ...]:
    """All figures over these activities. Which ones count (the held ones of a year) is for the caller to say."""
    tally = _Tally(reference)
    for row in rows:
        tally.add(row)
    return tally.figures()


class _Tally:
    """Counts in one pass: under each name the ids of the activities, and under some the codes that are counted instead."""

    def __init__(self, reference: Reference) -> None:
        self._reference = reference
        self._states, self._organizations = reference.parties.states, reference.parties.organizations
        self._benefiting: dict[int | None, frozenset[str]] = {}
        self._plain: dict[tuple[str | None, str | None, tuple[str, ...]], tuple[str, ...]] = {}
        names = ("activities", "participants", "online", "on_site", "hybrid", "states", "organizations", "beneficiary_states")
        letters, types = (
            (f"contents.{letter}" for letter in CONTENT_LETTERS),
            (f"types.{type_}" for type_ in reference.vocabulary.types),
        )
        self._ids: dict[str, list[int]] = {name: [] for name in (*names, *letters, *types)}
        self._codes: dict[str, set[str]] = {name: set() for name in ("states", "organizations", "beneficiary_states")}
        self._participants = 0

    def add(self, row: Counted) -> None:
        """Counts one activity under every name it belongs to."""
        names = list(self._plain_names(row.modality, row.type, tuple(row.contents)))
        if row.participants is not None:
            self._participants += row.participants
            names.append("participants")
        codes = frozenset(row.origin_codes)
        for name, kind in (
            ("states", self._states),
            ("organizations", self._organizations),
            ("beneficiary_states", self._beneficiaries(row.year)),
        ):
            if of_kind := codes & kind:
                self._codes[name] |= of_kind
                names.append(name)
        for name in names:
            self._ids.setdefault(name, []).append(row.id)

    def _plain_names(self, modality: str | None, type_: str | None, contents: tuple[str, ...]) -> tuple[str, ...]:
        """The names that follow from a few words, which are the same in very many activities."""
        key = (modality, type_, contents)
        if key not in self._plain:
            letters = {f"contents.{letter}" for letter in contents if letter in _LETTERS}
            types = {f"types.{type_}"} if type_ else set()
            self._plain[key] = ("activities", *_MODALITIES.get(modality or "", ()), *letters, *types)
        return self._plain[key]

    def figures(self) -> tuple[Figure, ...]:
        """The figures, the unknown types that occur at the end, so that no activity is left out."""
        values = {name: len(ids) for name, ids in self._ids.items()}
        values |= {name: len(codes) for name, codes in self._codes.items()} | {"participants": self._participants}
        return tuple(Figure(name, values[name], tuple(ids)) for name, ids in self._ids.items())

    def _beneficiaries(self, year: int | None) -> frozenset[str]:
        """The States that benefit for the activities of a year."""
        if year not in self._benefiting:
            lists = self._reference.lists
            self._benefiting[year] = self._states & lists.beneficiaries(year) if year is not None else frozenset()
        return self._benefiting[year]


_MODALITIES: dict[str, tuple[str, ...]] = {
    Modality.ONLINE: ("online",),
    Modality.ON_SITE: ("on_site",),
    Modality.HYBRID: ("hybrid",),
}
