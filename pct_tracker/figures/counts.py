"""The figures of the report, each with the rows it was counted from."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from pct_tracker.domain.codes import CONTENT_LETTERS, Modality
from pct_tracker.domain.figure import Figure
from pct_tracker.reference.reference import Reference


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
    all_rows = list(rows)

    def rows_where(name: str, holds: Callable[[Counted], bool]) -> Figure:
        ids = tuple(row.id for row in all_rows if holds(row))
        return Figure(name, len(ids), ids)

    def codes_where(name: str, holds: Callable[[Counted, str], bool]) -> Figure:
        found = [(row.id, [code for code in row.origin_codes if holds(row, code)]) for row in all_rows]
        codes = {code for _, some in found for code in some}
        return Figure(name, len(codes), tuple(id_ for id_, some in found if some))

    counted = [row for row in all_rows if row.participants is not None]
    return (
        rows_where("activities", lambda _row: True),
        Figure("participants", sum(row.participants or 0 for row in counted), tuple(row.id for row in counted)),
        rows_where("online", lambda row: row.modality == Modality.ONLINE),
        rows_where("on_site", lambda row: row.modality == Modality.ON_SITE),
        rows_where("hybrid", lambda row: row.modality == Modality.HYBRID),
        codes_where("states", lambda _row, code: reference.parties.is_state(code)),
        codes_where("organizations", lambda _row, code: reference.parties.is_organization(code)),
        codes_where("beneficiary_states", lambda row, code: _benefits(row, code, reference)),
        *(rows_where(f"contents.{letter}", _has_letter(letter)) for letter in CONTENT_LETTERS),
        *(rows_where(f"types.{type_}", _has_type(type_)) for type_ in _types(all_rows, reference)),
    )


def _has_letter(letter: str) -> Callable[[Counted], bool]:
    return lambda row: letter in row.contents


def _has_type(type_: str) -> Callable[[Counted], bool]:
    return lambda row: row.type == type_


def _types(rows: Sequence[Counted], reference: Reference) -> Sequence[str]:
    """The types of the vocabulary, then the unknown ones that occur, so that no activity is left out."""
    known = reference.vocabulary.types
    return [*known, *dict.fromkeys(row.type for row in rows if row.type and row.type not in known)]


def _benefits(row: Counted, code: str, reference: Reference) -> bool:
    return row.year is not None and reference.parties.is_state(code) and code in reference.lists.beneficiaries(row.year)
