"""Columns known by what their cells can be read as, where no heading tells them."""

import re
from collections.abc import Callable, Mapping, Sequence

from pct_tracker.domain.activity import REPORTED_FIELDS
from pct_tracker.domain.codes import CONTENT_LETTERS
from pct_tracker.domain.folding import join_lines
from pct_tracker.importing.dates import parse_date
from pct_tracker.importing.parsing import parse_contents, parse_participant_types, parse_participants
from pct_tracker.reference.places import read_places
from pct_tracker.reference.reference import Reference

NEARLY_ALL = 0.8
"""The share of filled cells that have to fit a column."""

_LONG = 25
"""Letters that descriptions have on average, at least, and other columns seldom."""

_SAMPLE = 50
"""Rows that are looked at: more tell nothing new."""


def recognise_columns(rows: Sequence[Sequence[str]], width: int, reference: Reference, year: int | None) -> Mapping[str, int]:
    """Field to the column that nearly every cell of can be read as it; what is not sure is left out."""
    rows = rows[:_SAMPLE]
    places: dict[str, int] = {}
    for column, fits in _tests(reference, year).items():
        free = (place for place in range(width) if place not in places.values())
        found = next((place for place in free if _fits(rows, place, fits)), None)
        if found is not None:
            places[column] = found
    rest = [place for place in range(width) if place not in places.values()]
    lengths = {place: _mean_length(rows, place) for place in rest}
    longest = max(rest, key=lambda place: lengths[place], default=None)
    if longest is not None and (lengths[longest] >= _LONG or (len(rest) == 1 and "month" in places)):
        places["title"] = longest
    return _whole_order(places) if width == len(REPORTED_FIELDS) else places


def _whole_order(places: Mapping[str, int]) -> Mapping[str, int]:
    """The order of the annex where nothing that was recognised is against it; else what was recognised."""
    order = {column: place for place, column in enumerate(REPORTED_FIELDS)}
    return order if all(order[column] == place for column, place in places.items()) and len(places) > len(order) / 2 else places


def _fits(rows: Sequence[Sequence[str]], place: int, fits: Callable[[str], bool]) -> bool:
    cells = [row[place] for row in rows if len(row) > place and row[place]]
    return bool(cells) and sum(map(fits, cells)) >= NEARLY_ALL * len(cells)


def _tests(reference: Reference, year: int | None) -> dict[str, Callable[[str], bool]]:
    """What a cell of a column is surely known by; those that others could be taken for come last."""
    vocabulary = reference.vocabulary

    def is_venue(cell: str) -> bool:
        places = read_places(cell, reference.names)
        return vocabulary.says_online(cell) or (len(places) <= 2 and places[0].origin.code is not None)

    return {
        "participants": lambda cell: len(cell) < 8 and parse_participants(cell)[0] is not None and not _is_year(cell),
        "month": lambda cell: parse_date(cell, vocabulary, year).month is not None,
        "type": lambda cell: vocabulary.find_type(join_lines(cell)) is not None,
        "contents": lambda cell: all(letter in CONTENT_LETTERS for letter in parse_contents(cell)),
        "participant_types": lambda cell: all(
            kind in vocabulary.participant_types for kind in parse_participant_types(cell, vocabulary)
        ),
        "venue": is_venue,
        "origins": lambda cell: all(place.origin.code for place in read_places(cell, reference.names)),
    }


def _is_year(cell: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", cell.strip()))


def _mean_length(rows: Sequence[Sequence[str]], place: int) -> float:
    return sum(len(row[place]) for row in rows if len(row) > place) / max(len(rows), 1)
