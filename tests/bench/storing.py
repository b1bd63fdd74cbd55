"""Writing: one durable save in a log of some size, and many activities at once; the floors are plain SQL."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

from pct_tracker.domain.activity import ActivityDraft
from pct_tracker.domain.change import Edit, Revision, Step
from pct_tracker.services.tracker import Tracker
from pct_tracker.store.dialects.dialect import grams
from pct_tracker.store.dialects.sqlite import PRAGMAS
from pct_tracker.store.tables import INFO, METADATA
from tests.bench.made_up import make_drafts
from tests.bench.measuring import Measure, timed

_LOADED = 10_000


def measure_save(log: Path, size: int) -> Measure:
    """A changed number, with its journal entry, on the disk."""
    with tempfile.TemporaryDirectory() as folder, closing(Tracker.open(log)) as tracker:
        numbers = count(1)

        def save() -> None:
            activity = tracker.activity(size // 2)
            draft = activity.with_fields(participants=next(numbers))
            tracker.do(Edit(Step("change", {"title": "…"}), revised=(Revision(activity.id, activity.version, draft),)))

        save()
        value, worst = timed(save, runs=30)
        floor, _ = timed(_plain_save(Path(folder) / "floor.db", tracker.activity(size // 2)), runs=30)
    return Measure("one activity saved", size, value, worst, floor, goal=20)


def measure_load() -> Iterator[Measure]:
    """Many new activities as one step, searchable and journaled.

    The floor stores the very same rows in the same tables, search and journal included; its own one stores what an activity has
    to have, in tables that nobody can search.
    """
    drafts = tuple(make_drafts(_LOADED))
    with tempfile.TemporaryDirectory() as folder:
        log, same = Path(folder) / "log.db", Path(folder) / "same.db"
        with closing(Tracker.open(log)) as tracker:
            edit = Edit(Step("import", {"file": "…", "count": _LOADED}), added=drafts)
            value, worst = timed(lambda: tracker.do(edit), runs=1)
        Tracker.open(same).close()
        with closing(_as_the_program_does(same)) as plain:
            rows = _rows_of(log)
            fair, _ = timed(lambda: _insert_all(plain, rows), runs=1)
        with closing(_plain_tables(Path(folder) / "floor.db")) as plain:
            floor, _ = timed(lambda: _plain_insert(plain, drafts), runs=1)
    yield Measure("activities stored as one step", _LOADED, value, worst, fair, goal=2 * fair)
    yield Measure("the same rows by plain SQL", _LOADED, fair, fair, floor)


def _rows_of(log: Path) -> list[tuple[str, list[tuple[Any, ...]]]]:
    """Statements with their rows that make an empty log what this one is."""
    with closing(sqlite3.connect(log)) as connection:
        words = connection.execute("SELECT rowid, words FROM search_trigram").fetchall()
        tables = [one for one in METADATA.sorted_tables if one is not INFO]
        rows = [(table, connection.execute(f"SELECT * FROM {table.name}").fetchall()) for table in tables]  # noqa: S608 - our names
    places = {table: ", ".join("?" * len(table.columns)) for table in tables}
    stored = [(f"INSERT INTO {table.name} VALUES ({places[table]})", some) for table, some in rows]  # noqa: S608 - our names
    return [
        *stored,
        ("INSERT INTO search_trigram(rowid, words) VALUES (?, ?)", words),
        ("INSERT INTO search_gram(rowid, grams) VALUES (?, ?)", [(id_, " ".join(grams(text))) for id_, text in words]),
    ]


def _as_the_program_does(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()
    return connection


def _insert_all(connection: sqlite3.Connection, rows: list[tuple[str, list[tuple[Any, ...]]]]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    for statement, some in rows:
        connection.executemany(statement, some)
    connection.execute("COMMIT")


def _plain_tables(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in (
        "PRAGMA journal_mode=WAL",
        "PRAGMA synchronous=FULL",
        "CREATE TABLE activity (id INTEGER PRIMARY KEY, year, month, status, type, contents, participants)",
        "CREATE TABLE title (activity_id, language, text, PRIMARY KEY (activity_id, language)) WITHOUT ROWID",
        "CREATE TABLE origin (activity_id, position, code, PRIMARY KEY (activity_id, position)) WITHOUT ROWID",
    ):
        connection.execute(statement).close()
    return connection


def _plain_insert(connection: sqlite3.Connection, drafts: tuple[ActivityDraft, ...]) -> None:
    connection.execute("BEGIN")
    rows = ((at, one.year, one.month, one.status, one.type, "".join(one.contents), one.participants) for at, one in _each(drafts))
    connection.executemany("INSERT INTO activity VALUES (?,?,?,?,?,?,?)", rows)
    titles = ((at, language, text) for at, one in _each(drafts) for language, text in one.title.items())
    connection.executemany("INSERT INTO title VALUES (?,?,?)", titles)
    origins = ((at, place, code) for at, one in _each(drafts) for place, code in enumerate(one.origin_codes))
    connection.executemany("INSERT INTO origin VALUES (?,?,?)", origins)
    connection.execute("COMMIT")


def _each(drafts: tuple[ActivityDraft, ...]) -> Iterator[tuple[int, ActivityDraft]]:
    return enumerate(drafts, 1)


def _plain_save(path: Path, draft: ActivityDraft) -> "_PlainSave":
    return _PlainSave(_plain_tables(path), draft)


class _PlainSave:
    """An update of one row and its origins, on the disk."""

    def __init__(self, connection: sqlite3.Connection, draft: ActivityDraft) -> None:
        self._connection = connection
        self._codes = draft.origin_codes
        _plain_insert(connection, (draft,))
        self._numbers = count(1)

    def __call__(self) -> None:
        run = self._connection.execute
        run("BEGIN")
        run("UPDATE activity SET participants = ? WHERE id = 1", (next(self._numbers),))
        run("DELETE FROM origin WHERE activity_id = 1")
        self._connection.executemany("INSERT INTO origin VALUES (1,?,?)", list(enumerate(self._codes)))
        run("COMMIT")
