"""Cells of the register as text: what stands there to be edited, and what a typed text makes of an activity."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from pct_tracker.domain.activity import Activity, ActivityDraft, CoOrganizer, Doubt, Origin, Venue
from pct_tracker.domain.codes import Modality, Review, Status, VenueKind
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.folding import join_lines
from pct_tracker.domain.texts import Texts
from pct_tracker.importing.dates import parse_date
from pct_tracker.importing.locations import parse_origins, parse_venue
from pct_tracker.importing.organizers import parse_co_organizers
from pct_tracker.importing.parsing import parse_contents, parse_participant_types, parse_participants, parse_type
from pct_tracker.reference.names import NameIndex
from pct_tracker.reference.reference import Reference

CHOICES: Mapping[str, type[StrEnum]] = {"status": Status, "review": Review, "modality": Modality}
"""Columns whose text is one of a closed list of codes."""

CELL_COLUMNS = (
    *("month", "type", "contents", "title", "venue", "origins", "participants", "status", "modality", "review"),
    *("co_organizers", "participant_types", "funding", "planned_participants"),
)
"""The columns that can be edited as text."""

CANNOT_BE_EMPTY = ("status", "review")
"""Columns that always have a value."""

_PARTS = {"month": ("month", "start", "end"), "venue": ("venue", "modality"), "origins": ("origins", "origin_note")}
"""Columns that stand for more than the field of their name."""

_SEPARATORS = re.compile(r"([,，、;；؛،\n])")
_GROUP_SEPARATOR = "; "
_NUMBERS = ("participants", "planned_participants")


def fields_of(column: str) -> tuple[str, ...]:
    """The fields of an activity that a column stands for."""
    return _PARTS.get(column, (column,))


def cell_text(activity: ActivityDraft, column: str, language: str, reference: Reference) -> str:
    """The text to edit in a cell. Reading it back changes nothing; what could not be read is there as it was typed."""
    return _TEXTS[column](activity, language, reference) or _unread(activity, column)


def read_cell(activity: Activity, column: str, text: str, language: str, reference: Reference) -> ActivityDraft:
    """The content of an activity with a text typed into one of its cells, read as the import reads a cell.

    What cannot be read becomes a doubt. Raises UserError `cell.…` where a choice has no such word, or cannot be empty.
    """
    content = activity.content()
    if text.strip() == cell_text(activity, column, language, reference).strip():
        return content
    if not text.strip() and column in CANNOT_BE_EMPTY:
        raise UserError("cell.not-empty", field=column)
    values, doubts = _READERS[column](activity, text.strip(), language, reference)
    fields = fields_of(column)
    kept = tuple(doubt for doubt in content.doubts if doubt.field not in fields)
    changed = content.with_fields(**values)
    return replace(changed, doubts=(*(doubt for doubt in changed.doubts if doubt in kept), *doubts))


def copy_cell(source: ActivityDraft, target: Activity, column: str, language: str) -> ActivityDraft:
    """The content of an activity with the cell of another one. Of a title only the language that is shown is taken."""
    if column == "title":
        shown = source.title.language_of_best(language) or language
        return target.with_fields(title=target.title.replace(shown, source.title.get(shown)))
    fields = fields_of(column)
    values = {name: getattr(source, name) for name in fields}
    changed = target.with_fields(**values)
    taken = tuple(doubt for doubt in source.doubts if doubt.field in fields)
    if values == {name: getattr(target, name) for name in fields} and not taken:
        return target.content()
    own = tuple(doubt for doubt in changed.doubts if doubt.field not in fields)
    return replace(changed, doubts=(*own, *taken))


# From values to text


def _unread(activity: ActivityDraft, column: str) -> str:
    """What was typed and could not be read, where there is no value in its place."""
    words = (doubt.text for doubt in activity.doubts if doubt.field == column and doubt.rule.endswith(".unreadable"))
    return next(words, "")


def _month_text(activity: ActivityDraft, _language: str, _reference: Reference) -> str:
    """The month, or the exact days where they are known."""
    if activity.start is None:
        return activity.month or ""
    last = f" – {activity.end}" if activity.end else ""
    return f"{activity.start}{last}"


def _type_text(activity: ActivityDraft, _language: str, _reference: Reference) -> str:
    return activity.type or ""


def _contents_text(activity: ActivityDraft, _language: str, _reference: Reference) -> str:
    return " ".join(activity.contents)


def _title_text(activity: ActivityDraft, language: str, _reference: Reference) -> str:
    """The title in the language itself: one in another language would be stored under the wrong one."""
    return activity.title.get(language, "")


def _venue_text(activity: ActivityDraft, language: str, reference: Reference) -> str:
    venue = activity.venue
    if venue.kind is VenueKind.ONLINE:
        return reference.vocabulary.online_label(language)
    state = _place(venue.code, language, reference) if venue.code else ""
    return ", ".join(part for part in (state, venue.city) if part)


def _place(code: str, language: str, reference: Reference) -> str:
    if code not in reference.parties:
        return code
    return reference.vocabulary.punctuation(language).with_code(reference.parties.name(code, language), code)


def _origins_text(activity: ActivityDraft, language: str, reference: Reference) -> str:
    entries = [_place(one.code, language, reference) if one.code else one.text or "" for one in activity.origins]
    separator = reference.vocabulary.punctuation(language).list_separator
    return separator.join(entry for entry in (*entries, activity.origin_note.best(language)) if entry)


def _co_organizers_text(activity: ActivityDraft, language: str, reference: Reference) -> str:
    return _GROUP_SEPARATOR.join(_co_organizer(one, language, reference) for one in activity.co_organizers)


def _co_organizer(one: CoOrganizer, language: str, reference: Reference) -> str:
    name = one.name.best(language)
    if not one.code or not name or _tells_code(name, one.code, reference.names):
        return name or one.code or ""
    return reference.vocabulary.punctuation(language).with_code(name, one.code)


def _tells_code(name: str, code: str, names: NameIndex) -> bool:
    """Whether a name is, or ends in brackets with, its code or an acronym of it."""
    told = (name, name.rpartition("(")[2].rstrip(") "))
    return any(word == code or names.is_acronym_of(word, code) for word in told)


def _participant_types_text(activity: ActivityDraft, language: str, reference: Reference) -> str:
    vocabulary = reference.vocabulary
    return _GROUP_SEPARATOR.join(vocabulary.participant_type_label(code, language) for code in activity.participant_types)


def _value_text(field: str) -> Callable[[ActivityDraft, str, Reference], str]:
    def text(activity: ActivityDraft, _language: str, _reference: Reference) -> str:
        value = getattr(activity, field)
        return "" if value is None else str(value)

    return text


_TEXTS: Mapping[str, Callable[[ActivityDraft, str, Reference], str]] = {
    "month": _month_text,
    "type": _type_text,
    "contents": _contents_text,
    "title": _title_text,
    "venue": _venue_text,
    "origins": _origins_text,
    "co_organizers": _co_organizers_text,
    "participant_types": _participant_types_text,
    **{field: _value_text(field) for field in (*_NUMBERS, *CHOICES, "funding")},
}


# From text to values

_Reading = tuple[dict[str, Any], tuple[Doubt, ...]]


def _read_month(activity: Activity, text: str, _language: str, reference: Reference) -> _Reading:
    reading = parse_date(text, reference.vocabulary, activity.year)
    return {"month": reading.month, "start": reading.start, "end": reading.end}, reading.doubts


def _read_type(_activity: Activity, text: str, _language: str, reference: Reference) -> _Reading:
    return {"type": parse_type(text, reference.vocabulary)}, ()


def _read_contents(_activity: Activity, text: str, _language: str, _reference: Reference) -> _Reading:
    return {"contents": parse_contents(text)}, ()


def _read_title(activity: Activity, text: str, language: str, _reference: Reference) -> _Reading:
    return {"title": activity.title.replace(language, join_lines(text))}, ()


def _read_venue(activity: Activity, text: str, _language: str, reference: Reference) -> _Reading:
    """The modality follows the location; one that is hybrid stays hybrid in whatever State."""
    if not text:
        return {"venue": Venue(), "modality": None}, ()
    reading = parse_venue(_in_capitals(text, reference.names), "", reference)
    hybrid = activity.modality is Modality.HYBRID and reading.venue.kind is VenueKind.STATE
    return {"venue": reading.venue, "modality": Modality.HYBRID if hybrid else reading.modality}, reading.doubts


def _read_origins(activity: Activity, text: str, language: str, reference: Reference) -> _Reading:
    reading = parse_origins(_in_capitals(text, reference.names), language, reference)
    words = reading.note.get(language, "")
    note = activity.origin_note if words and words == activity.origin_note.best(language) else Texts({language: words})
    if words and note is not activity.origin_note:
        note = activity.origin_note.replace(language, words)
    return {"origins": _known_words(reading.origins, activity), "origin_note": note}, reading.doubts


def _known_words(origins: tuple[Origin, ...], activity: Activity) -> tuple[Origin, ...]:
    """The origins as read; words that stood there before are the same entry as before."""
    before = {origin.text: origin for origin in activity.origins if origin.text}
    return tuple(before.get(origin.text or "", origin) for origin in origins)


def _in_capitals(text: str, names: NameIndex) -> str:
    """A typed list with codes in capitals, as the import knows them: somebody at a keyboard writes "ke"."""
    parts = _SEPARATORS.split(text)
    return "".join(_code_in_capitals(part, names) for part in parts)


def _code_in_capitals(part: str, names: NameIndex) -> str:
    known = len(part.strip()) in (2, 3) and names.find(part) is None and names.find_typed(part) is not None
    return part.upper() if known else part


def _read_co_organizers(activity: Activity, text: str, language: str, reference: Reference) -> _Reading:
    """Those that stay keep their names in the other languages, and one that keeps its code its other names."""
    before = {_co_organizer(one, language, reference): one for one in activity.co_organizers}
    read = parse_co_organizers(text, language, reference)
    merged = (
        before.get(_co_organizer(one, language, reference)) or _renamed(one, activity.co_organizers, language) for one in read
    )
    return {"co_organizers": tuple(merged)}, ()


def _renamed(one: CoOrganizer, before: tuple[CoOrganizer, ...], language: str) -> CoOrganizer:
    same = [other for other in before if one.code and other.code == one.code]
    return replace(same[0], name=same[0].name.replace(language, one.name.get(language))) if len(same) == 1 else one


def _read_participant_types(_activity: Activity, text: str, _language: str, reference: Reference) -> _Reading:
    return {"participant_types": parse_participant_types(text, reference.vocabulary)}, ()


def _read_number(field: str) -> Callable[[Activity, str, str, Reference], _Reading]:
    def read(_activity: Activity, text: str, _language: str, _reference: Reference) -> _Reading:
        number, doubts = parse_participants(text)
        return {field: number}, tuple(replace(doubt, field=field) for doubt in doubts)

    return read


def _read_choice(field: str) -> Callable[[Activity, str, str, Reference], _Reading]:
    def read(_activity: Activity, text: str, _language: str, _reference: Reference) -> _Reading:
        if not text:
            return {field: None}, ()
        word = next((one for one in CHOICES[field] if one.value == text.casefold()), None)
        if word is None:
            raise UserError("cell.unknown-word", field=field, text=text)
        return {field: word}, ()

    return read


def _read_funding(_activity: Activity, text: str, _language: str, _reference: Reference) -> _Reading:
    return {"funding": text or None}, ()


_READERS: Mapping[str, Callable[[Activity, str, str, Reference], _Reading]] = {
    "month": _read_month,
    "type": _read_type,
    "contents": _read_contents,
    "title": _read_title,
    "venue": _read_venue,
    "origins": _read_origins,
    "co_organizers": _read_co_organizers,
    "participant_types": _read_participant_types,
    "funding": _read_funding,
    **{field: _read_number(field) for field in _NUMBERS},
    **{field: _read_choice(field) for field in CHOICES},
}
