"""Writing: one durable save in a log of some size, and many activities at once; the floor is plain SQL into plain tables."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

from pct_tracker.domain.activity import ActivityDraft
from pct_tracker.domain.change import Edit, Revision, Step
from pct_tracker.services.tracker import Tracker
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


def measure_load() -> Measure:
    """Many new activities as one step, searchable and journaled; the floor stores their rows and no more."""
    drafts = tuple(make_drafts(_LOADED))
    with tempfile.TemporaryDirectory() as folder:
        with closing(Tracker.open(Path(folder) / "log.db")) as tracker:
            edit = Edit(Step("import", {"file": "…", "count": _LOADED}), added=drafts)
            value, worst = timed(lambda: tracker.do(edit), runs=1)
        with closing(_plain_tables(Path(folder) / "floor.db")) as plain:
            floor, _ = timed(lambda: _plain_insert(plain, drafts), runs=1)
    return Measure("activities stored as one step", _LOADED, value, worst, floor)


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
