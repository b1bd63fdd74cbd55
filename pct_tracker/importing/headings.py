"""The rows of headings by which a table is known as an annex."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pct_tracker.domain.folding import join_lines
from pct_tracker.reference.labels import Vocabulary

FEWEST_COLUMNS = 5
"""Columns of the annex that a table needs to be known as one."""

_REQUIRED = ("month", "title")
_LONGEST_HEADING = 80


@dataclass(frozen=True, slots=True)
class Header:
    """Which column of the annex stands in which column of a table, and the language most headings are in, if known.

    `names` are the headings as written; `height` is the number of rows they stand in.
    """

    places: Mapping[str, int]
    language: str | None = None
    names: tuple[str, ...] = ()
    height: int = 1

    def cells_of(self, row: Sequence[str], columns: Sequence[str]) -> tuple[str, ...]:
        """The cells of a row in the order of these columns; a column the table does not have is empty."""
        width = len(row)
        places = [self.places.get(column, width) for column in columns]
        return tuple([row[place] if place < width else "" for place in places])


def find_header(row: Sequence[str], vocabulary: Vocabulary, below: Sequence[str] = ()) -> Header | None:
    """The header that a row is, or None: it needs date, description and three more columns of the annex.

    `below` is the row under it: where that has nothing but headings, the two are one header.
    """
    if below and _is_second_line(row, below, vocabulary):
        return _header([_Heading(*pair) for pair in _pairs(row, below)], 2, vocabulary) or _single(row, vocabulary)
    return _single(row, vocabulary) if _may_be_header(row, vocabulary) else None


def count_headings(row: Sequence[str], vocabulary: Vocabulary) -> int:
    """How many different columns of the annex the cells of a row name."""
    return len({_find_column(cell, vocabulary) for cell in row} - {None})


@dataclass(frozen=True, slots=True)
class _Heading:
    """The heading of one column: in one cell, or a group and a word below it."""

    upper: str
    lower: str = ""

    @property
    def text(self) -> str:
        return f"{self.upper} {self.lower}".strip()

    def column(self, vocabulary: Vocabulary) -> str | None:
        """The column it names: the two together, or each by itself; a type of participants is no type of activity."""
        if not self.lower:
            return _find_column(self.upper, vocabulary)
        words = (self.text, f"{self.lower} {self.upper}", self.lower)
        found = next((column for word in words if (column := _find_column(word, vocabulary))), None)
        return "participant_types" if found == "type" and self.upper else found


def _single(row: Sequence[str], vocabulary: Vocabulary) -> Header | None:
    return _header([_Heading(cell) for cell in row], 1, vocabulary)


def _header(headings: Sequence[_Heading], height: int, vocabulary: Vocabulary) -> Header | None:
    places: dict[str, int] = {}
    for place, heading in enumerate(headings):
        column = heading.column(vocabulary)
        if column == "type" and column in places:
            column = "participant_types"  # the second "Type" is that of participants, under a heading of their own
        if column:
            places.setdefault(column, place)
    if len(places) < FEWEST_COLUMNS or not all(column in places for column in _REQUIRED):
        return None
    names = tuple(join_lines(heading.text) for heading in headings)
    return Header(places, _language_of(headings, places, vocabulary), names, height)


def _is_second_line(row: Sequence[str], below: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a row has headings only, and the row above it leaves them a place or is no header without them."""
    filled = [place for place, cell in enumerate(below) if cell]
    if len(filled) < 2 or not all(_find_column(below[place], vocabulary) for place in filled) or _single(below, vocabulary):
        return False
    above = [place for place, cell in enumerate(row) if cell]
    return len(above) >= 2 and any(place >= len(row) or not row[place] for place in filled)


def _pairs(row: Sequence[str], below: Sequence[str]) -> list[tuple[str, str]]:
    """The upper and the lower cell of each column; a group stands over all the words to its right that have none of their own."""
    pairs: list[tuple[str, str]] = []
    group = ""
    for place in range(max(len(row), len(below))):
        upper = row[place] if place < len(row) else ""
        lower = below[place] if place < len(below) else ""
        group = upper or (group if lower else "")
        pairs.append((group, lower))
    return pairs


def _may_be_header(row: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether one of the first cells is a heading: spares the full look at every row of a long table."""
    first = [cell for cell in row if cell][:3]
    return any(_find_column(cell, vocabulary) for cell in first)


@lru_cache(maxsize=4_096)
def _find_column(cell: str, vocabulary: Vocabulary) -> str | None:
    return vocabulary.find_column(join_lines(cell)) if 0 < len(cell) <= _LONGEST_HEADING else None


def _language_of(headings: Sequence[_Heading], places: Mapping[str, int], vocabulary: Vocabulary) -> str | None:
    votes = [vocabulary.heading_language(column, join_lines(headings[place].text)) for column, place in places.items()]
    known = [language for language in votes if language]
    return max(known, key=known.count) if known else None
