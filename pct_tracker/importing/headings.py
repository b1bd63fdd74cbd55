"""The row of headings by which a table is known as an annex."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pct_tracker.domain.folding import join_lines
from pct_tracker.reference.labels import Vocabulary

_REQUIRED = ("month", "title")
_FEWEST_COLUMNS = 5
_LONGEST_HEADING = 80


@dataclass(frozen=True, slots=True)
class Header:
    """Which column of the annex stands in which column of a table, and the language most headings are in, if known."""

    places: Mapping[str, int]
    language: str | None = None

    def cells_of(self, row: Sequence[str], columns: Sequence[str]) -> tuple[str, ...]:
        """The cells of a row in the order of these columns; a column the table does not have is empty."""
        places = (self.places.get(column, len(row)) for column in columns)
        return tuple(row[place] if place < len(row) else "" for place in places)


def find_header(row: Sequence[str], vocabulary: Vocabulary) -> Header | None:
    """The header that a row is, or None: it needs date, description and three more columns of the annex."""
    if not _may_be_header(row, vocabulary):
        return None
    places: dict[str, int] = {}
    for place, cell in enumerate(row):
        if column := _find_column(cell, vocabulary):
            places.setdefault(column, place)
    if len(places) < _FEWEST_COLUMNS or not all(column in places for column in _REQUIRED):
        return None
    return Header(places, _language_of(row, places, vocabulary))


def count_headings(row: Sequence[str], vocabulary: Vocabulary) -> int:
    """How many different columns of the annex the cells of a row name."""
    return len({_find_column(cell, vocabulary) for cell in row} - {None})


def _may_be_header(row: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether one of the first cells is a heading: spares the full look at every row of a long table."""
    first = [cell for cell in row if cell][:3]
    return any(_find_column(cell, vocabulary) for cell in first)


def _find_column(cell: str, vocabulary: Vocabulary) -> str | None:
    return vocabulary.find_column(join_lines(cell)) if 0 < len(cell) <= _LONGEST_HEADING else None


def _language_of(row: Sequence[str], places: Mapping[str, int], vocabulary: Vocabulary) -> str | None:
    votes = [vocabulary.heading_language(column, join_lines(row[place])) for column, place in places.items()]
    known = [language for language in votes if language]
    return max(known, key=known.count) if known else None
