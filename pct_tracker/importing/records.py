"""Objects in the shape of `list --json` into drafts, with their texts in all languages."""

import re
from collections.abc import Mapping
from typing import Any, TypeVar

from pct_tracker.domain.activity import ActivityDraft, CoOrganizer, Doubt, HeadCount, Origin, Venue
from pct_tracker.domain.codes import LANGUAGES, Modality, Review, Status, VenueKind
from pct_tracker.domain.period import is_month, year_of
from pct_tracker.domain.texts import Texts
from pct_tracker.importing.dates import DateReading, parse_date
from pct_tracker.importing.locations import VenueReading, parse_origins, parse_venue
from pct_tracker.importing.organizers import parse_co_organizers
from pct_tracker.importing.parsing import parse_contents, parse_participant_types, parse_participants, parse_type
from pct_tracker.reference.reference import Reference

_Word = TypeVar("_Word", Modality, Review, Status, VenueKind)
_LARGEST_NUMBER = 999_999_999


def read_record(
    record: Mapping[str, Any], language: str, reference: Reference, *, year: int | None = None, status: Status | None = None
) -> ActivityDraft:
    """The draft an object describes. What is written as a cell of the annex is read like one, in the given language.

    `year` and `status` count before those of the object. Values of another shape than expected are left out.
    """
    dates = _read_dates(record, reference)
    venue = _read_venue(record, language, reference)
    origins = _text(record.get("origins"))
    origins_reading = parse_origins(origins, language, reference)
    participants, doubts = parse_participants(_text(record.get("participants")))
    return ActivityDraft(
        year=year or _whole_number(record.get("year")) or year_of(dates.month),
        month=dates.month,
        start=dates.start,
        end=dates.end,
        status=status or _word(Status, record.get("status")) or Status.HELD,
        type=parse_type(_text(record.get("type")), reference.vocabulary),
        contents=parse_contents(_joined(record.get("contents"))),
        title=_texts(record.get("title"), language),
        co_organizers=_read_organizers(record.get("co_organizers"), language, reference),
        venue=venue.venue,
        modality=_word(Modality, record.get("modality")) or venue.modality,
        origins=_read_origins(record.get("origins"), reference) or origins_reading.origins,
        origin_note=_texts(record.get("origin_note"), language) or origins_reading.note,
        participant_types=parse_participant_types(_joined(record.get("participant_types")), reference.vocabulary),
        participants=participants,
        funding=_text(record.get("funding")) or None,
        planned_participants=_whole_number(record.get("planned_participants")),
        online_participants=_whole_number(record.get("online_participants")),
        head_counts=_read_head_counts(record.get("head_counts")),
        status_reason=_text(record.get("status_reason")) or None,
        review=_word(Review, record.get("review")) or Review.COMPLETE,
        source_cells=source_cells(record),
        doubts=(*dates.doubts, *venue.doubts, *origins_reading.doubts, *doubts),
    )


def source_cells(record: Mapping[str, Any]) -> tuple[str, ...]:
    """The nine cells an object was itself imported from; empty if it does not tell them."""
    cells = record.get("source_cells")
    return tuple(map(_text, cells)) if isinstance(cells, list) and len(cells) == 9 else ()


def languages_of(record: Mapping[str, Any]) -> tuple[str, ...]:
    """The languages in which an object has its title."""
    title = record.get("title")
    return tuple(language for language in LANGUAGES if _text(title.get(language))) if isinstance(title, dict) else ()


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _joined(value: Any) -> str:
    return ";".join(map(_text, value)) if isinstance(value, list) else _text(value)


def _texts(value: Any, language: str) -> Texts:
    if isinstance(value, dict):
        return Texts({key: text for key, text in value.items() if isinstance(text, str)})
    return Texts({language: _text(value)})


def _word(words: type[_Word], value: Any) -> _Word | None:
    return next((word for word in words if word.value == value), None)


def _whole_number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _LARGEST_NUMBER else None


def _read_dates(record: Mapping[str, Any], reference: Reference) -> DateReading:
    """The month as written; days count only where the object gives them as dates."""
    month = _text(record.get("month"))
    dates = DateReading(month) if is_month(month) else parse_date(month, reference.vocabulary)
    start = parse_date(_text(record.get("start")), reference.vocabulary)
    end = parse_date(_text(record.get("end")), reference.vocabulary)
    return DateReading(dates.month or start.month, start.start or dates.start, end.start or dates.end, dates.doubts)


def _read_venue(record: Mapping[str, Any], language: str, reference: Reference) -> VenueReading:
    value, title = record.get("venue"), _texts(record.get("title"), language).best(language)
    if not isinstance(value, dict):
        return parse_venue(_text(value), title, reference)
    kind, code, city = _word(VenueKind, value.get("kind")), _text(value.get("code")), _text(value.get("city")) or None
    if kind is VenueKind.STATE and reference.parties.find(code) is None:
        doubt = Doubt("place.unknown", "venue", code or city or "")
        return VenueReading(Venue(VenueKind.UNKNOWN, city=city or code or None), None, (doubt,))
    modality = {VenueKind.ONLINE: Modality.ONLINE, VenueKind.STATE: Modality.ON_SITE}.get(kind) if kind else None
    return VenueReading(Venue(kind or VenueKind.UNKNOWN, code if kind is VenueKind.STATE else None, city), modality)


def _read_organizers(value: Any, language: str, reference: Reference) -> tuple[CoOrganizer, ...]:
    if not isinstance(value, list):
        return parse_co_organizers(_text(value), language, reference)
    entries = (_read_organizer(entry, language, reference) for entry in value)
    return tuple(entry for entry in entries if entry.name or entry.code)


def _read_organizer(value: Any, language: str, reference: Reference) -> CoOrganizer:
    if not isinstance(value, dict):
        return next(iter(parse_co_organizers(_text(value), language, reference)), CoOrganizer())
    code = _text(value.get("code"))
    return CoOrganizer(_texts(value.get("name", value), language), code if re.fullmatch("[A-Z]{2}", code) else None)


def _read_head_counts(value: Any) -> tuple[HeadCount, ...]:
    """Numbers by the code of the origin; `follows` is not read: ids belong to the log they come from."""
    counted = value.items() if isinstance(value, dict) else ()
    return tuple(
        HeadCount(code, number)
        for code, one in counted
        if (number := _whole_number(one)) is not None and re.fullmatch("[A-Z]{2}", code)
    )


def _read_origins(value: Any, reference: Reference) -> tuple[Origin, ...]:
    """Codes as such, everything else as words."""
    entries = [text for entry in value if (text := _text(entry).strip())] if isinstance(value, list) else []
    return tuple(dict.fromkeys(Origin(code=text) if text in reference.parties else Origin(text=text) for text in entries))
