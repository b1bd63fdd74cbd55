"""What a window shows first, read by the plainest way: the database library would take longer to load than all of this."""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pct_tracker.domain.activity import NO_TEXTS, Activity, CoOrganizer, Doubt, Origin, Question, Venue
from pct_tracker.domain.codes import Modality, Review, Status, TextMark, VenueKind
from pct_tracker.domain.report import WordEdition
from pct_tracker.domain.texts import Texts
from pct_tracker.store.revisions import HEAD

_COLUMNS = (
    *("id", "version", "year", "month", "start", "end", "status", "type", "contents", "venue_kind", "venue_code", "city"),
    *("modality", "participants", "funding", "planned_participants", "review", "notes"),
)


@dataclass(frozen=True, slots=True)
class FirstPage:
    """The years of a log, the ids of the newest one in report order, and as many of its activities as there is room for.

    They are to be looked at, not to be edited: what no column of the register shows is left out. `editions` are the words
    that were edited in the log.
    """

    years: tuple[int, ...]
    ids: list[int]
    activities: list[Activity]
    editions: tuple[WordEdition, ...]


def find_first_page(path: Path, room: int) -> FirstPage | None:
    """The first page of a log; None where the file is missing, of another version or in any way strange, which is not said here.

    No store of the file may be open in this process: see `open_files`.
    """
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)) as connection:
            return _read(connection, room)
    except (sqlite3.Error, ValueError, TypeError, OSError):
        return None


def _read(connection: sqlite3.Connection, room: int) -> FirstPage | None:
    ask = connection.execute
    ask("BEGIN").close()
    if ask("SELECT version_num FROM alembic_version").fetchall() != [(HEAD,)]:
        return None
    years = tuple(year for (year,) in ask("SELECT DISTINCT year FROM activity WHERE year IS NOT NULL ORDER BY year DESC"))
    if not years:
        return None
    in_order = "SELECT id FROM activity WHERE year = ? ORDER BY month IS NULL, month, id"
    ids = [id_ for (id_,) in ask(in_order, years[:1])]
    editions = ask("SELECT key, language, text, valid_from, id FROM wording ORDER BY id").fetchall()
    return FirstPage(
        years,
        ids,
        _activities(connection, ids[:room]),
        tuple(WordEdition(key, language, text, _day(since), id_) for key, language, text, since, id_ in editions),
    )


def _activities(connection: sqlite3.Connection, ids: Sequence[int]) -> list[Activity]:
    marks = ",".join("?" * len(ids))

    def parts(table: str, *columns: str) -> dict[int, list[Any]]:
        found: dict[int, list[Any]] = defaultdict(list)
        order = f"WHERE activity_id IN ({marks}) ORDER BY activity_id, position"
        for id_, *values in connection.execute(f"SELECT activity_id, {','.join(columns)} FROM {table} {order}", ids):  # noqa: S608 - our names
            found[id_].append(values)
        return found

    texts = parts("activity_text", "part", "position", "language", "text", "mark")
    origins, organizers = parts("origin", "code", "text"), parts("co_organizer", "position", "code")
    kinds, doubts = parts("participant_type", "code"), parts("doubt", "rule", "field", "text")
    questions = parts("question", "field", "text", "author", "asked", "answer")
    names = ",".join(f'"{name}"' for name in _COLUMNS)
    rows = connection.execute(f"SELECT {names} FROM activity WHERE id IN ({marks})", ids)  # noqa: S608 - our names
    by_id: dict[int, Activity] = {}
    for values in rows:
        row = dict(zip(_COLUMNS, values, strict=True))
        id_ = row["id"]
        words = _words(texts[id_])
        by_id[id_] = _activity(
            row,
            title=words.get(("title", 0), NO_TEXTS),
            origin_note=words.get(("origin_note", 0), NO_TEXTS),
            co_organizers=tuple(CoOrganizer(words.get(("co_organizer", at), NO_TEXTS), code) for at, code in organizers[id_]),
            origins=tuple(Origin(*one) for one in origins[id_]),
            participant_types=tuple(code for (code,) in kinds[id_]),
            doubts=tuple(Doubt(*one) for one in doubts[id_]),
            questions=tuple(_question(*one) for one in questions[id_]),
        )
    return [by_id[id_] for id_ in ids]


def _activity(row: dict[str, Any], **parts: Any) -> Activity:
    """An activity from its row and what it has several of."""
    kind, code, city = (row.pop(name) for name in ("venue_kind", "venue_code", "city"))
    readers: dict[str, Callable[[Any], Any]] = {
        "start": _day,
        "end": _day,
        "status": Status,
        "review": Review,
        "contents": lambda letters: tuple(letters.split(",")) if letters else (),
        "modality": lambda one: Modality(one) if one else None,
    }
    read = {name: readers[name](value) if name in readers else value for name, value in row.items()}
    return Activity(**read, **parts, venue=Venue(VenueKind(kind), code, city))


def _question(field: str, text: str, author: str, asked: str, answer: str | None) -> Question:
    return Question(field, text, author, date.fromisoformat(asked), answer)


def _words(rows: Sequence[Sequence[Any]]) -> dict[tuple[str, int], Texts]:
    found: dict[tuple[str, int], dict[str, str | None]] = defaultdict(dict)
    marks: dict[tuple[str, int], dict[str, TextMark | None]] = defaultdict(dict)
    for part, position, language, text, mark in rows:
        found[part, position][language] = text
        marks[part, position][language] = TextMark(mark) if mark else None
    return {place: Texts(texts, marks[place]) for place, texts in found.items()}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
