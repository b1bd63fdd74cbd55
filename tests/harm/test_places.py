"""Logs in places and states in which they cannot be written: one plain sentence with what to do, and nothing is touched."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from pct_tracker.services.keeping.doctoring import examine
from pct_tracker.services.keeping.safekeeping import keep_now
from pct_tracker.services.tracker import Tracker
from pct_tracker.store.dialects import sqlite
from pct_tracker.store.revisions import HEAD, REVISIONS

ROOT = Path(__file__).parent.parent.parent
STORES = ROOT / "tests" / "files" / "stores"
SOUND = (STORES / f"{HEAD}-empty.db").read_bytes()

# Locks a year as somebody who owns nothing, waiting shortly for others.
COMMAND = """
import logging.handlers, os, sys
from pct_tracker.app import main
from pct_tracker.cli import main as line, year_locks
from pct_tracker.reference.loader import load_reference
from pct_tracker.store.dialects import sqlite
sqlite._BUSY_MILLISECONDS = 50
load_reference()  # and with it what somebody else may not read
if sys.argv.pop(1) == "nobody":
    os.setegid(65534)
    os.seteuid(65534)
main()
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that others may look into; those of pytest are private."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)
        Path(name).chmod(0o700)


def told(log: Path, *command: str, who: str = "me") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    line = [sys.executable, "-c", COMMAND, who, "--store", str(log), *command]
    return subprocess.run(line, env=environment, capture_output=True, text=True, timeout=60, check=False)


def refused(log: Path, beginning: str, who: str = "me") -> None:
    """A command that changes the log is refused in one line, and the log is as it was."""
    before = log.read_bytes() if log.is_file() else None
    done = told(log, "unlock", "--year", "2024", "--reason", "to see", who=who)
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    [line] = done.stderr.splitlines()
    assert beginning in line
    assert "Traceback" not in line
    assert before is None or log.read_bytes() == before


def write(content: bytes) -> Callable[[Path], None]:
    return lambda log: (log.write_bytes(content), None)[1]


def make_newer(log: Path) -> None:
    log.write_bytes(SOUND)
    with closing(sqlite3.connect(log)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
        connection.execute("UPDATE store_info SET value = '9.9.9' WHERE key = 'schema_made_by'")
        connection.commit()


STATES: dict[str, tuple[Callable[[Path], None], str]] = {
    "another kind": (write(b"this is no store " * 500), "is not a log of PCT Tracker"),
    "cut off in its first page": (write(SOUND[:2000]), "is damaged and was left as it is"),
    "cut off": (write(SOUND[: len(SOUND) // 3]), "is damaged and was left as it is"),
    "first pages overwritten": (write(SOUND[:100] + b"\xaa" * 8000 + SOUND[8100:]), "is damaged and was left as it is"),
    "of a newer program": (make_newer, "was made by PCT Tracker 9.9.9, which is newer"),
    "a folder": (lambda log: log.mkdir(), "is a folder, not a log"),
}


@pytest.mark.parametrize("state", STATES)
def test_a_file_in_a_state_in_which_it_cannot_be_used(state: str, folder: Path) -> None:
    make, beginning = STATES[state]
    make(folder / "log.db")
    refused(folder / "log.db", beginning)
    assert [one.name for one in folder.iterdir()] == ["log.db"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become somebody else")
@pytest.mark.parametrize(
    ("file_mode", "folder_mode", "beginning"),
    [
        (0o444, 0o555, "can be read but not written"),
        (0o644, 0o555, "can be read but not written"),
        (0o000, 0o755, "You have no permission to use"),
        (None, 0o555, "cannot be opened there"),
    ],
)
def test_a_place_in_which_nothing_may_be_written(file_mode: int | None, folder_mode: int, beginning: str, folder: Path) -> None:
    log = folder / "log.db"
    if file_mode is not None:
        shutil.copy(STORES / f"{HEAD}-filled.db", log)
        log.chmod(file_mode)
    folder.chmod(folder_mode)
    refused(log, beginning, who="nobody")


def test_a_log_that_another_program_holds_for_longer_than_anyone_waits(folder: Path) -> None:
    log = Path(shutil.copy(STORES / f"{HEAD}-filled.db", folder / "log.db"))
    Tracker.open(log).close()
    with closing(sqlite3.connect(log, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        refused(log, "is being written by another program")
        other.execute("ROLLBACK")
    assert told(log, "unlock", "--year", "2024", "--reason", "to see").returncode == 0


@pytest.mark.parametrize("is_empty", [False, True])
def test_a_log_that_is_gone_or_empty_and_has_backups(is_empty: bool, folder: Path) -> None:
    log = Path(shutil.copy(STORES / f"{HEAD}-filled.db", folder / "log.db"))
    tracker = Tracker.open(log)
    kept = keep_now(tracker)
    tracker.close()
    log.unlink()
    if is_empty:
        log.touch()
    refused(log, "but its backups are in")
    assert kept is not None
    assert told(log, "restore", str(kept.path)).returncode == 0
    assert told(log, "unlock", "--year", "2024", "--reason", "to see").returncode == 0


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_log_of_every_older_version_is_brought_up_to_date_after_a_backup(revision: str, folder: Path) -> None:
    log = Path(shutil.copy(STORES / f"{revision}-filled.db", folder / "log.db"))
    Tracker.open(log).close()
    assert examine(log).is_sound
    kept = [one.name.split("_")[-1] for one in folder.glob("log.db.backups/*")]
    assert kept == (["before-migration.db"] if revision != HEAD else [])


def test_on_a_network_drive_nothing_is_written_ahead(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pct_tracker.store.dialects.sqlite.is_on_network", lambda _path: True)
    monkeypatch.setattr("pct_tracker.store.same_file.is_on_network", lambda _path: True)
    log = Path(shutil.copy(STORES / f"{HEAD}-filled.db", folder / "log.db"))
    tracker = Tracker.open(log)
    tracker.unlock_year(2024, "to see")
    assert [one.name for one in folder.glob("log.db-*")] == []
    assert [one.name.split("_")[-1] for one in folder.glob("log.db.backups/*")] == ["before-unlock.db"]
    # Such drives may number their files anew: only a name that is gone is a sign.
    (folder / "log.db").rename(folder / "other.db")
    shutil.copy(folder / "other.db", folder / "log.db")
    dialect = tracker.store._dialect
    assert isinstance(dialect, sqlite.SQLite)
    dialect._file.require()
    tracker.close()


def test_a_clock_that_is_set_back_leaves_the_history_in_its_order(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = Path(shutil.copy(STORES / f"{HEAD}-filled.db", folder / "log.db"))
    tracker = Tracker.open(log)
    tracker.unlock_year(2024, "first")

    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) - timedelta(days=400)  # type: ignore[arg-type]

    monkeypatch.setattr("pct_tracker.store.store.datetime", Clock)
    tracker.lock_year(2024)
    newest, before, *_ = tracker.steps()
    assert (newest.step.code, before.step.code) == ("lock", "unlock")
    assert newest.at < before.at
    tracker.unlock_year(2024, "again")
    while tracker.undo_state().undo:
        tracker.undo()
    while tracker.undo_state().redo:
        tracker.redo()
    assert tracker.store.flaws() == []
    tracker.close()
