"""What a window shows first, read by the plainest way: the database library would take longer to load than all of this."""

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.word_edition import WordEdition
from pct_tracker.store.revisions import HEAD
from pct_tracker.store.whole import SQLITE, activities_of, statement


@dataclass(frozen=True, slots=True)
class FirstPage:
    """The years of a log, the ids of the newest one in report order, and as many of its activities as there is room for.

    `editions` are the words that were edited in the log.
    """

    years: tuple[int, ...]
    ids: list[int]
    activities: list[Activity]
    editions: tuple[WordEdition, ...]


_YEARS = """
WITH RECURSIVE known(year) AS (
    SELECT max(year) FROM activity
    UNION ALL
    SELECT (SELECT max(year) FROM activity WHERE year < known.year) FROM known WHERE year IS NOT NULL
)
SELECT year FROM known WHERE year IS NOT NULL
"""
"""The reporting years, newest first, each found from the one after it: DISTINCT would go through all activities."""


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
    years = tuple(year for (year,) in ask(_YEARS))
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
    (answer,) = connection.execute(statement(SQLITE), (json.dumps(ids),)).fetchone()
    by_id = activities_of(answer)
    return [by_id[id_] for id_ in ids]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
