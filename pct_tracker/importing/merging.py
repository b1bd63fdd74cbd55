"""Takes into a stored activity what a row of a file changes, and leaves alone what somebody has edited."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from pct_tracker.domain.activity import REPORTED_FIELDS, Activity, ActivityDraft, CoOrganizer
from pct_tracker.domain.codes import Status
from pct_tracker.domain.folding import fold_name, latin_digits
from pct_tracker.domain.texts import Texts
from pct_tracker.importing.reading import ReadRow

FIELDS_OF_COLUMN = {column: (column,) for column in REPORTED_FIELDS} | {
    "month": ("month", "start", "end"),
    "venue": ("venue", "modality"),
    "origins": ("origins", "origin_note"),
}
"""The fields of a draft that are read from each column."""

# Columns whose cells can be compared between languages: by their numbers, their letters, their codes in brackets.
_COMPARABLE = {
    "month": re.compile(r"\d+"),
    "participants": re.compile(r"\d+"),
    "contents": re.compile(r"[A-F]"),
    "venue": re.compile(r"[(（]\s*([A-Z]{2})\s*[)）]"),
    "origins": re.compile(r"[(（]\s*([A-Z]{2})\s*[)）]"),
}
_SPACES = re.compile("[\\s\u200b\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]+")


def squeeze(text: str) -> str:
    """The text without spaces, line breaks and direction marks, which printed annexes set as they please."""
    return _SPACES.sub("", text)


def with_texts(activity: Activity, draft: ActivityDraft, languages: Iterable[str]) -> ActivityDraft:
    """The activity with the texts of a draft in the languages in which it has no title; nothing else is touched."""
    merged = activity.content()
    for language in languages:
        if language not in activity.title:
            merged = _with_language(merged, draft, language)
    return merged


def _with_language(stored: ActivityDraft, draft: ActivityDraft, language: str) -> ActivityDraft:
    organizers = stored.co_organizers
    if len(organizers) == len(draft.co_organizers):  # otherwise nobody knows which name is whose
        pairs = zip(organizers, draft.co_organizers, strict=True)
        organizers = tuple(replace(one, name=_filled(one.name, other.name, language)) for one, other in pairs)
    return replace(
        stored,
        title=_filled(stored.title, draft.title, language),
        co_organizers=organizers,
        origin_note=_filled(stored.origin_note, draft.origin_note, language),
    )


def _filled(texts: Texts, other: Texts, language: str) -> Texts:
    return texts if language in texts else texts.replace(language, other.get(language))


def merge_changes(activity: Activity, row: ReadRow, language: str) -> ActivityDraft:
    """The activity with the fields taken over whose source cell is another one than at the import before.

    A value that differs although its cell does not was edited since, and stays. Planned activities become held when
    the file says so.
    """
    columns = [column for column in REPORTED_FIELDS if _is_changed(column, activity, row, language)]
    values = {name: value for column in columns for name, value in _new_values(column, activity, row.draft, language).items()}
    if activity.status is Status.PLANNED and row.draft.status is Status.HELD:
        values["status"] = Status.HELD
    if not values:
        return activity.content()
    if not activity.source_cells or _same_language(activity, row):
        values["source_cells"] = row.cells or activity.source_cells
    kept = [doubt for doubt in activity.doubts if doubt.field not in values]
    added = [doubt for doubt in row.draft.doubts if doubt.field in values]
    return replace(activity.content(), **values, doubts=(*kept, *added))


def count_equal_fields(row: ReadRow, activity: Activity, language: str) -> int:
    """In how many columns a row and an activity agree, in the source cell or in the value."""
    return sum(
        _equal_cells(column, activity, row) or _equal_values(column, activity, row.draft, language) for column in REPORTED_FIELDS
    )


def _is_changed(column: str, activity: Activity, row: ReadRow, language: str) -> bool:
    if _equal_values(column, activity, row.draft, language):
        return False
    if not activity.source_cells or not row.cells:
        return True
    if _same_language(activity, row):
        return not _equal_cells(column, activity, row)
    # The stored cells are in another language: only what can be compared may be taken for a change.
    pattern = _COMPARABLE.get(column)
    before, now = _cell(activity.source_cells, column), row.cell(column)
    return pattern is not None and _marks(pattern, before) != _marks(pattern, now)


def _marks(pattern: re.Pattern[str], cell: str) -> list[str]:
    return sorted(mark.lstrip("0") for mark in pattern.findall(latin_digits(cell)))


def _same_language(activity: Activity, row: ReadRow) -> bool:
    """Whether the cells of an activity come from a file in the language of the row: their descriptions agree."""
    return fold_name(_cell(activity.source_cells, "title")) == fold_name(row.cell("title"))


def _equal_cells(column: str, activity: Activity, row: ReadRow) -> bool:
    cells = bool(activity.source_cells and row.cells)
    return cells and squeeze(_cell(activity.source_cells, column)) == squeeze(row.cell(column))


def _cell(cells: tuple[str, ...], column: str) -> str:
    place = REPORTED_FIELDS.index(column)
    return cells[place] if place < len(cells) else ""


def _equal_values(column: str, activity: ActivityDraft, draft: ActivityDraft, language: str) -> bool:
    return _comparable(column, activity, language) == _comparable(column, draft, language)


def _comparable(column: str, draft: ActivityDraft, language: str) -> object:
    """The values of a column, its texts in one language only."""
    if column == "title":
        return squeeze(draft.title.get(language, ""))
    if column == "co_organizers":
        return [squeeze(one.name.get(language, "")) for one in draft.co_organizers]
    if column == "origins":
        return draft.origins, squeeze(draft.origin_note.get(language, ""))
    return [getattr(draft, name) for name in FIELDS_OF_COLUMN[column]]


def _new_values(column: str, activity: Activity, draft: ActivityDraft, language: str) -> dict[str, Any]:
    """The fields a column is read into, with texts in other languages kept."""
    if column == "title":
        return {"title": _merged_texts(activity.title, draft.title)}
    if column == "co_organizers":
        known = {squeeze(one.name.get(language, "")): one for one in activity.co_organizers}
        return {
            column: tuple(_merged_organizer(one, known.get(squeeze(one.name.get(language, "")))) for one in draft.co_organizers)
        }
    if column == "origins":
        return {column: draft.origins, "origin_note": _merged_texts(activity.origin_note, draft.origin_note)}
    return {name: getattr(draft, name) for name in FIELDS_OF_COLUMN[column]}


def _merged_organizer(organizer: CoOrganizer, known: CoOrganizer | None) -> CoOrganizer:
    """A co-organizer of the file, with the other names of one that was known under the same name."""
    return CoOrganizer(_merged_texts(known.name, organizer.name), organizer.code or known.code) if known else organizer


def _merged_texts(texts: Texts, newer: Texts) -> Texts:
    return texts.updated(newer)
