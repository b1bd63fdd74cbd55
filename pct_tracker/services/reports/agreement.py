"""Whether the annexes of all languages say the same: their printed cells, read back as codes and numbers, row by row."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import zip_longest

from pct_tracker.reference.reference import Reference
from pct_tracker.reporting.document import Annex
from pct_tracker.reporting.months import format_month
from pct_tracker.reporting.report import Report, ReportRow
from pct_tracker.services.reports.differences import Difference

_CODE = re.compile(r"[(（]([A-Z]{2})[)）]")
_YEAR = re.compile(r"\d{4}")

Fact = tuple[frozenset[str], ...]
"""What a cell says in no language: for each of its entries what it may mean."""

_NO_FACTS: dict[str, Fact] = {}


class Agreement:
    """Holds the annexes of one language after the other against those of the first."""

    def __init__(self, reference: Reference) -> None:
        self._reference = reference
        self._first: list[list[dict[str, Fact]]] | None = None

    def differences(self, annexes: Sequence[Annex]) -> tuple[Difference, ...]:
        """Where these annexes say something else than those that were asked about first."""
        facts = [list(self._facts(one.report)) for one in annexes]
        if self._first is None:
            self._first = facts
        told = (_differing(one.report.kind, right, is_) for one, right, is_ in zip(annexes, self._first, facts, strict=True))
        return tuple(difference for some in told for difference in some)

    def _facts(self, report: Report) -> Iterator[dict[str, Fact]]:
        reader = _CellReader(self._reference, report.language)
        return map(reader.facts, report.rows)


class _CellReader:
    """Reads what the cells of a row say in one language."""

    def __init__(self, reference: Reference, language: str) -> None:
        vocabulary = reference.vocabulary
        self._language, self._marks = language, vocabulary.punctuation(language)
        self._online = vocabulary.online_label(language)
        self._types = _inverted((code, vocabulary.type_label(code, language)) for code in vocabulary.types)
        self._kinds = _inverted(
            (code, vocabulary.participant_type_label(code, language)) for code in vocabulary.participant_types
        )
        # A wording may hold what stands between two kinds; then they cannot be told apart.
        self._can_split = not any(self._marks.group_separator in label for label in self._kinds)

    def facts(self, row: ReportRow) -> dict[str, Fact]:
        """By column, what each cell of a row of nine says; texts that are translated say nothing here."""
        month, type_, contents, _, _, venue, origins, kinds, participants = row.texts
        said = {
            "month": (frozenset({_month(month, self._language)}),),
            "type": (self._types.get(type_, frozenset({type_})),),
            "contents": _each(contents.split(self._marks.contents_separator)),
            "venue": _each(["online"] if venue.startswith(self._online) else sorted(_CODE.findall(venue))),
            "origins": _each(sorted(_CODE.findall(_without_note(origins, row)))),
            "participants": _each([participants]),
        }
        if self._can_split:
            split = kinds.split(self._marks.group_separator)
            said["participant_types"] = tuple(self._kinds.get(one, frozenset({one})) for one in split)
        return said


@cache
def _month(text: str, language: str) -> str:
    """The month that prints so, as 2024-05; other words stand for themselves."""
    year = _YEAR.search(text)
    months = [f"{year.group()}-{number:02}" for number in range(1, 13)] if year else []
    return next((one for one in months if format_month(one, language) == text), text)


def _without_note(text: str, row: ReportRow) -> str:
    """The words of a note are translated, and with them the letters in its brackets."""
    notes = row.activity.origin_note.values() if row.activity else ()
    for note in sorted(notes, key=len, reverse=True):
        text = text.replace(note, "")
    return text


def _inverted(labels: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """The codes by their labels: two may be called the same."""
    found: dict[str, frozenset[str]] = {}
    for code, label in labels:
        found[label] = found.get(label, frozenset()) | {code}
    return found


def _each(entries: Iterable[str]) -> Fact:
    return tuple(frozenset({one}) for one in entries)


def _differing(table: str, right: Sequence[dict[str, Fact]], is_: Sequence[dict[str, Fact]]) -> Iterator[Difference]:
    for number, (first, second) in enumerate(zip_longest(right, is_, fillvalue=_NO_FACTS), 1):
        if not first or not second:
            yield Difference(table, number, "", _told(first), _told(second))
            continue
        for column in first.keys() & second.keys():
            if not _may_be_same(first[column], second[column]):
                yield Difference(table, number, column, *(_told({column: one[column]}) for one in (first, second)))


def _may_be_same(one: Fact, other: Fact) -> bool:
    return len(one) == len(other) and all(first & second for first, second in zip(one, other, strict=True))


def _told(facts: dict[str, Fact]) -> str:
    return " | ".join(", ".join("/".join(sorted(entry)) for entry in fact) for fact in facts.values())
