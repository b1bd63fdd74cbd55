"""Whole activities in one question: the statement that asks for them, and what its answer means.

An activity stands in a dozen tables. One statement hands all of them over as one piece of JSON: a row for each origin and text
would hand over the interpreter's lock as often. This module is loaded before the database library, see `first_page`.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from sys import intern
from typing import Any

from pct_tracker.domain.activity import (
    NO_TEXTS,
    Acceptance,
    Activity,
    CoOrganizer,
    Doubt,
    HeadCount,
    Origin,
    Question,
    Venue,
)
from pct_tracker.domain.codes import Modality, Review, Status, TextMark, VenueKind
from pct_tracker.domain.texts import Texts

_COLUMNS = (
    *("id", "version", "year", "month", "start", "end", "status", "type", "contents", "venue_kind", "venue_code", "city"),
    *("modality", "participants", "funding", "planned_participants", "online_participants", "status_reason", "follows"),
    *("review", "notes"),
)

_PARTS = {
    "activity_text": ("part", "position", "language", "text", "mark"),
    "co_organizer": ("position", "code"),
    "origin": ("position", "code", "text"),
    "participant_type": ("position", "code"),
    "head_count": ("position", "code", "participants"),
    "link": ("position", "target"),
    "question": ("position", "field", "text", "author", "asked", "answer", "answered_by", "answered"),
    "distinct_activity": ("position", "other_id"),
    "acceptance": ("position", "rule", "field", "subject", "reason", "author", "accepted"),
    "source_cell": ("position", "text"),
    "doubt": ("position", "rule", "field", "text"),
}
"""What an activity has several of: the tables and their columns."""


@dataclass(frozen=True, slots=True)
class Json:
    """How a database engine writes JSON: an array of values, one of rows, one within another, and ids that are given as one."""

    array: str
    group: str
    within: str
    among: str


SQLITE = Json("json_array", "json_group_array", "json({})", "IN (SELECT value FROM json_each(?))")
POSTGRESQL = Json(
    "json_build_array",
    "json_agg",
    "coalesce({}, '[]')",
    # As an array: of a list of unknown length the server would look for each id by going through all activities.
    "= ANY (ARRAY(SELECT value::integer FROM json_array_elements_text(%s::json)))",
)


def statement(words: Json) -> str:
    """The statement that gives the activities of some ids as one JSON array for `activities_of`, in any order."""
    columns = ",".join(f'activity."{name}"' for name in _COLUMNS)
    parts = (
        words.within.format(
            f"(SELECT {words.group}({words.array}({','.join(names)})) FROM {table} WHERE activity_id = activity.id)"  # noqa: S608
        )
        for table, names in _PARTS.items()
    )
    row = f"{words.array}({columns},{','.join(parts)})"
    return f"SELECT CAST({words.group}({row}) AS text) FROM activity WHERE id {words.among}"  # noqa: S608 - our names


def activities_of(answer: str | None) -> dict[int, Activity]:
    """The activities that the answer to the statement tells of, by their ids."""
    return {one.id: one for one in map(_activity_of, json.loads(answer or "[]"))}


def _activity_of(row: Sequence[Any]) -> Activity:
    """An activity from its row: the columns, then for each part the list of its rows."""
    id_, version, year, month, start, end, status, type_, contents, *rest = row
    kind, place, city, modality, participants, funding, planned, online, reason, follows, review, notes, *parts = rest
    texts, organizers, origins, kinds, heads, links, questions, others, acceptances, cells, doubts = parts
    words = _texts_by_part(texts)
    return Activity(
        id=id_,
        version=version,
        year=year,
        month=month and intern(month),
        start=_day(start),
        end=_day(end),
        status=Status(status),
        type=type_ and intern(type_),
        contents=letters_of(contents),
        title=words.get(("title", 0), NO_TEXTS),
        co_organizers=tuple(_co_organizer(words.get(("co_organizer", at), NO_TEXTS), code) for at, code in sorted(organizers)),
        venue=_venue(kind, place, city),
        modality=Modality(modality) if modality else None,
        origins=tuple(_named(code) if text is None else Origin(code, text) for _, code, text in sorted(origins)),
        origin_note=words.get(("origin_note", 0), NO_TEXTS),
        participant_types=_same(tuple(code for _, code in sorted(kinds))),
        participants=participants,
        funding=funding,
        planned_participants=planned,
        online_participants=online,
        head_counts=tuple(HeadCount(code, number) for _, code, number in sorted(heads)),
        status_reason=reason,
        follows=follows,
        review=Review(review),
        notes=notes,
        links=tuple(target for _, target in sorted(links)),
        questions=tuple(_question(*values) for _, *values in sorted(questions)),
        distinct_from=tuple(other for _, other in sorted(others)),
        acceptances=tuple(_acceptance(*values) for _, *values in sorted(acceptances)),
        source_cells=tuple(text for _, text in sorted(cells)),
        doubts=tuple(Doubt(*values) for _, *values in sorted(doubts)),
    )


@lru_cache(maxsize=64)
def letters_of(contents: str) -> tuple[str, ...]:
    """The content letters as their column holds them."""
    return tuple(contents.split(",")) if contents else ()


# A log names the same States and bodies tens of thousands of times: activities share what never changes, and years of them fit
# in memory.
_named = lru_cache(maxsize=512)(Origin)
_co_organizer = lru_cache(maxsize=512)(CoOrganizer)


@lru_cache(maxsize=512)
def _venue(kind: str, code: str | None, city: str | None) -> Venue:
    return Venue(VenueKind(kind), code, city)


@lru_cache(maxsize=512)
def _same(codes: tuple[str, ...]) -> tuple[str, ...]:
    """These codes, always the same of equal ones."""
    return codes


def _texts_by_part(rows: Sequence[Sequence[Any]]) -> dict[tuple[str, int], Texts]:
    parts: dict[tuple[str, int], dict[str, str | None]] = defaultdict(dict)
    marks: dict[tuple[str, int], dict[str, TextMark | None]] = defaultdict(dict)
    for part, position, language, text, mark in rows:
        parts[part, position][language] = text
        if mark:
            marks[part, position][language] = TextMark(mark)
    return {place: Texts(texts, marks.get(place)) for place, texts in parts.items()}


def _question(field: str, text: str, author: str, asked: str, answer: Any, answered_by: Any, answered: Any) -> Question:
    return Question(field, text, author, date.fromisoformat(asked), answer, answered_by, _day(answered))


def _acceptance(rule: str, field: str, subject: str, reason: str, author: str, accepted: str) -> Acceptance:
    return Acceptance(rule, field, subject, reason, author, date.fromisoformat(accepted))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
