"""What became of each cell of a row that was read: understood, understood with a guess, or kept as text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pct_tracker.domain.activity import REPORTED_FIELDS, ActivityDraft
from pct_tracker.domain.codes import CONTENT_LETTERS, VenueKind
from pct_tracker.importing.merging import FIELDS_OF_COLUMN
from pct_tracker.importing.reading import ReadRow
from pct_tracker.reference.labels import Vocabulary

Outcome = Literal["empty", "understood", "guessed", "kept-as-text"]


@dataclass(frozen=True, slots=True)
class CellOutcome:
    """`value` is what was understood, as codes and words; `words` those that were kept because nobody knows them.

    `doubts` are the rules that say why something was only guessed.
    """

    column: str
    cell: str
    outcome: Outcome
    value: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def cell_outcomes(row: ReadRow, vocabulary: Vocabulary) -> tuple[CellOutcome, ...]:
    """The outcomes of the nine cells in the order of the columns; none for a record that tells no cells."""
    return tuple(
        _outcome(column, cell, row, vocabulary) for column, cell in zip(REPORTED_FIELDS, row.cells, strict=True) if row.cells
    )


def _outcome(column: str, cell: str, row: ReadRow, vocabulary: Vocabulary) -> CellOutcome:
    if not cell:
        return CellOutcome(column, cell, "empty")
    known, unknown = _value(column, row.draft, vocabulary)
    doubts = tuple(doubt.rule for doubt in row.draft.doubts if doubt.field in FIELDS_OF_COLUMN[column])
    if unknown or not known:
        return CellOutcome(column, cell, "kept-as-text", known, unknown or (cell,), doubts)
    return CellOutcome(column, cell, "guessed" if doubts or row.is_guessed else "understood", known, (), doubts)


def _value(column: str, draft: ActivityDraft, vocabulary: Vocabulary) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a column became: values that the program knows, and words that it only keeps."""
    match column:
        case "month":
            days = (day.isoformat() for day in (draft.start, draft.end) if day)
            return (draft.month, *days) if draft.month else (), ()
        case "type":
            return _sorted_out([draft.type] if draft.type else [], vocabulary.types)
        case "contents":
            return _sorted_out(draft.contents, CONTENT_LETTERS)
        case "title":
            return tuple(draft.title.values()), ()
        case "co_organizers":
            return tuple(part for one in draft.co_organizers for part in (*one.name.values(), one.code or "") if part), ()
        case "venue":
            return _venue(draft)
        case "origins":
            words = tuple(origin.text for origin in draft.origins if origin.text)
            return draft.origin_codes, (*words, *draft.origin_note.values())
        case "participant_types":
            return _sorted_out(draft.participant_types, vocabulary.participant_types)
        case _:
            return () if draft.participants is None else (str(draft.participants),), ()


def _sorted_out(words: Sequence[str], known: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(word for word in words if word in known), tuple(word for word in words if word not in known)


def _venue(draft: ActivityDraft) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if draft.venue.kind is VenueKind.UNKNOWN:
        return (), (draft.venue.city,) if draft.venue.city else ()
    parts = (draft.venue.kind.value, draft.venue.code, draft.venue.city, draft.modality and draft.modality.value)
    return tuple(part for part in parts if part), ()
