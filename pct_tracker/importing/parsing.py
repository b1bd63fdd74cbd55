"""Cells into values: one function for each column of the annex, and the row that puts them together."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from pct_tracker.domain.activity import ActivityDraft, Doubt
from pct_tracker.domain.codes import CONTENT_LETTERS, Status
from pct_tracker.domain.folding import join_lines, latin_digits
from pct_tracker.domain.texts import Texts
from pct_tracker.importing.dates import parse_date
from pct_tracker.importing.locations import parse_origins, parse_venue
from pct_tracker.importing.organizers import parse_co_organizers
from pct_tracker.reference.labels import Vocabulary
from pct_tracker.reference.reference import Reference

_CYRILLIC_LETTERS = str.maketrans("АВСЕ", "ABCE")
_CONJUNCTIONS = frozenset({"AND", "ET", "Y", "И", "و", "和", "及"})
_LETTER_SEPARATOR = re.compile(r"[\W_]+")
_SURE_SEPARATOR = re.compile("[/;；؛]")
_WEAK_SEPARATOR = re.compile("[,，、،\n]")
_LONGEST_NUMBER = 9

_UNSEEN = re.compile("[\u200b-\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]")
"""Marks of direction and joining, which are no part of a number."""

_GROUPED = r"\d{1,3}(?P<mark>[ ,.'’٬])\d{3}(?:(?P=mark)\d{3})*"
_PLAIN_NUMBER = re.compile(rf"(?P<sign>[-−–]\s*)?(?P<digits>{_GROUPED}|\d+)(?:[.,٫]0+)?")
_RUN_OF_DIGITS = re.compile(r"\d(?:[\d ,.'’٬٫]*\d)?")


def parse_row(cells: Sequence[str], language: str, reference: Reference, *, year: int | None, status: Status) -> ActivityDraft:
    """The draft of a row of nine cells in the order of the annex; `year` is the one it is reported in."""
    month, kind, contents, title, organizers, venue, origins, types, count = cells
    date_reading = parse_date(month, reference.vocabulary, year)
    venue_reading = parse_venue(venue, title, reference)
    origins_reading = parse_origins(origins, language, reference)
    participants, doubts = parse_participants(count)
    return ActivityDraft(
        year=year,
        month=date_reading.month,
        start=date_reading.start,
        end=date_reading.end,
        status=status,
        type=parse_type(kind, reference.vocabulary),
        contents=parse_contents(contents),
        title=parse_title(title, language),
        co_organizers=parse_co_organizers(organizers, language, reference),
        venue=venue_reading.venue,
        modality=venue_reading.modality,
        origins=origins_reading.origins,
        origin_note=origins_reading.note,
        participant_types=parse_participant_types(types, reference.vocabulary),
        participants=participants,
        source_cells=tuple(cells),
        doubts=(*date_reading.doubts, *venue_reading.doubts, *origins_reading.doubts, *doubts),
    )


def parse_type(cell: str, vocabulary: Vocabulary) -> str | None:
    """The code of the type of activity; unknown words stand for themselves, an empty cell is None."""
    text = join_lines(cell)
    return vocabulary.find_type(text) or text or None


def parse_title(cell: str, language: str) -> Texts:
    """The description on one line, otherwise as it stands."""
    return Texts({language: join_lines(cell)})


def parse_contents(cell: str) -> tuple[str, ...]:
    """The letters in their order, each once; then whatever else stands there, in upper case, for the rules to see."""
    pieces = [piece for word in _LETTER_SEPARATOR.split(_upper(cell)) if word not in _CONJUNCTIONS for piece in _letters(word)]
    known = sorted({piece for piece in pieces if piece in CONTENT_LETTERS and piece})
    return (*known, *dict.fromkeys(piece for piece in pieces if piece not in CONTENT_LETTERS))


def _upper(text: str) -> str:
    """Upper case, with full-width forms and the Cyrillic letters that look like A, B, C and E as Latin letters."""
    return unicodedata.normalize("NFKC", text).upper().translate(_CYRILLIC_LETTERS)


def _letters(word: str) -> Iterator[str]:
    """The letters of "BCD", written without separators in their order; any other word whole."""
    together = all(letter in CONTENT_LETTERS for letter in word) and list(word) == sorted(set(word))
    yield from word if together else [word]


def parse_participant_types(cell: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The codes of the types of participants, each once; unknown words stand for themselves."""
    return tuple(dict.fromkeys(_participant_types(cell, vocabulary, (_SURE_SEPARATOR, _WEAK_SEPARATOR))))


def _participant_types(text: str, vocabulary: Vocabulary, separators: tuple[re.Pattern[str], ...]) -> Iterator[str]:
    """A known label is never split, whatever stands in it; what is not known is, by the surer separators first."""
    label = join_lines(text)
    if not label:
        return
    if (code := vocabulary.find_participant_type(label)) or not separators:
        yield code or label
        return
    for part in separators[0].split(text):
        yield from _participant_types(part, vocabulary, separators[1:])


def parse_participants(cell: str) -> tuple[int | None, tuple[Doubt, ...]]:
    """The number of participants. One number among words is taken and doubted; anything else with text is only doubted."""
    text = latin_digits(_UNSEEN.sub("", unicodedata.normalize("NFKC", join_lines(cell)))).strip()
    if not text:
        return None, ()
    number = _read_number(text)
    if number is not None:
        return number, ()
    runs = _RUN_OF_DIGITS.findall(text) if not text.startswith("=") else []  # a formula that nobody worked out
    return _read_number(runs[0]) if len(runs) == 1 else None, (Doubt("participants.unreadable", "participants", cell),)


def _read_number(text: str) -> int | None:
    """A number that stands alone, with or without marks between its thousands; None if it is none, or beyond all counting."""
    match = _PLAIN_NUMBER.fullmatch(text)
    digits = re.sub(r"\D", "", match.group("digits")) if match else ""
    if match is None or len(digits) > _LONGEST_NUMBER:
        return None
    return -int(digits) if match.group("sign") else int(digits)
