"""Logs in places and states in which they cannot be written: one plain sentence with what to do, and nothing is touched."""

import json
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
from typing import IO

import pytest

from pct_tracker.domain.change import Edit, Revision, Step
from pct_tracker.services.keeping.doctoring import examine
from pct_tracker.services.keeping.safekeeping import keep_now
from pct_tracker.services.tracker import Tracker
from pct_tracker.store.dialects import sqlite
from pct_tracker.store.revisions import HEAD, REVISIONS
from tests.harm.unprivileged import IS_POSSIBLE

held_by_modes = pytest.mark.skipif(
    not IS_POSSIBLE, reason="only Linux lets root give up that it may pass over the modes of files"
)

ROOT = Path(__file__).parent.parent.parent
STORES = ROOT / "tests" / "files" / "stores"
SOUND = (STORES / f"{HEAD}-empty.db").read_bytes()

# A command, waiting shortly for others, by somebody to whom modes of files mean something.
COMMAND = """
import sys
from pct_tracker.app import main
from pct_tracker.store.dialects import sqlite
from tests.harm.unprivileged import give_up_privileges
sqlite._BUSY_MILLISECONDS = 50
if sys.argv.pop(1) == "no root":
    give_up_privileges()
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


@held_by_modes
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
    refused(log, beginning, who="no root")


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


@held_by_modes
@pytest.mark.parametrize("file_mode", [0o444, 0o644])
@pytest.mark.parametrize("mode", ["WAL", "DELETE"])
def test_a_log_in_a_folder_where_nothing_may_be_written_can_be_read(file_mode: int, mode: str, folder: Path) -> None:
    log = Path(shutil.copy(STORES / f"{HEAD}-filled.db", folder / "log.db"))
    commands = (("list",), ("totals", "--year", "2024"), ("history",), ("doctor",), ("check", "--year", "2024"))
    log.chmod(file_mode)
    by_owner = [told(log, *command) for command in commands]
    with closing(sqlite3.connect(log)) as connection:
        connection.execute(f"PRAGMA journal_mode={mode}")
    before = log.read_bytes()
    folder.chmod(0o555)
    for command, expected in zip(commands, by_owner, strict=True):
        done = told(log, *command, who="no root")
        assert (done.stdout, done.stderr, done.returncode) == (expected.stdout, expected.stderr, expected.returncode), command
    with tempfile.TemporaryDirectory() as name:
        annex, copy = Path(name) / "annex.csv", Path(name) / "copy.db"
        written = told(log, "export", "--year", "2024", "--format", "csv", "--output", str(annex), who="no root")
        assert (written.returncode, annex.exists()) in {(0, True), (1, True)}, written.stderr
        whole = told(log, "report", "--year", "2024", "--formats", "csv", "--output", f"{name}/report", who="no root")
        assert whole.returncode in (0, 1)
        assert "so this export is not kept among the earlier ones" in whole.stderr
        assert told(log, "backup", str(copy), who="no root").returncode == 0
        assert examine(copy).is_sound
    assert log.read_bytes() == before
    assert [one.name for one in folder.iterdir()] == ["log.db"]


def _leave(log: Path, folder: Path, *ends: str) -> None:
    """Leaves a log as a program does that was killed: a change is in one of these files beside it."""
    source = log.with_name("source.db")
    shutil.copy(STORES / f"{HEAD}-filled.db", source)
    with closing(sqlite3.connect(source, isolation_level=None)) as connection:
        if "-wal" in ends:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("UPDATE activity SET month = '2024-12' WHERE id = 2")
        else:
            connection.execute("PRAGMA journal_mode=DELETE")
            connection.execute("PRAGMA cache_spill=1")
            connection.execute("PRAGMA cache_size=1")
            connection.execute("BEGIN")
            connection.execute("UPDATE activity SET month = '2024-12'")
            connection.execute("CREATE TABLE much AS SELECT randomblob(500000) AS noise")
        for end in ("", *ends):
            shutil.copy(f"{source}{end}", f"{log}{end}")
            Path(f"{log}{end}").chmod(0o444)
    for one in log.parent.glob("source.db*"):
        one.unlink()
    folder.chmod(0o555)


@held_by_modes
@pytest.mark.parametrize("ends", [("-wal",), ("-journal",)])
def test_changes_that_cannot_be_read_where_nothing_may_be_written_are_not_left_out_in_silence(
    ends: tuple[str, ...], folder: Path
) -> None:
    log = folder / "log.db"
    _leave(log, folder, *ends)
    done = told(log, "list", who="no root")
    assert (done.returncode, done.stdout) == (2, "")
    [line] = done.stderr.splitlines()
    assert line.startswith("The latest changes of the log log.db are in a file beside it")


@held_by_modes
def test_changes_beside_the_log_are_read_where_that_can_be(folder: Path) -> None:
    log = folder / "log.db"
    _leave(log, folder, "-wal", "-shm")
    done = told(log, "list", "--json", who="no root")
    assert done.returncode == 0, done.stderr
    assert {one["id"]: one["month"] for one in json.loads(done.stdout)}[2] == "2024-12"


FOLLOWING = """
import sys
from pct_tracker.services.tracker import Tracker
from tests.harm.unprivileged import give_up_privileges
give_up_privileges()
tracker = Tracker.open(sys.argv[1])
for _line in sys.stdin:
    print(tracker.catch_up(), tracker.activity(2).month, tracker.store.role(), flush=True)
"""


@held_by_modes
def test_a_reader_where_nothing_may_be_written_sees_what_others_change(folder: Path) -> None:
    log = Path(shutil.copy(STORES / f"{HEAD}-filled.db", folder / "log.db"))
    Tracker.open(log).close()
    folder.chmod(0o555)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    line = [sys.executable, "-c", FOLLOWING, str(log)]
    with subprocess.Popen(line, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reader:
        asked, told_back = reader.stdin, reader.stdout
        assert asked is not None
        assert told_back is not None

        def seen(asked: IO[str] = asked, told_back: IO[str] = told_back) -> str:
            asked.write("look\n")
            asked.flush()
            return told_back.readline().strip()

        before = seen()
        assert before.startswith("False 2024-")
        other = Tracker.open(log)
        other.unlock_year(2024, "to change")
        change_month(other, 2, "2024-11")
        while_open = seen()
        change_month(other, 2, "2024-10")
        again = seen()
        other.close()
        other = Tracker.open(log)
        change_month(other, 2, "2024-09")
        other.close()
        closed = seen()
        asked.close()
    assert [while_open, again, closed] == [f"True 2024-{month} reader" for month in ("11", "10", "09")]


def change_month(tracker: Tracker, activity_id: int, month: str) -> None:
    activity = tracker.activity(activity_id)
    revision = Revision(activity.id, activity.version, activity.with_fields(month=month))
    tracker.do(Edit(Step("change", {"title": "…"}), revised=(revision,)))
