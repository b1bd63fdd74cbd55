"""The log file of mistakes: it says where and what kind, never what stood in an activity; and it is its owner's alone."""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import adding, make_draft, texts
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from pct_tracker import logs
from pct_tracker.cli import list_activities
from pct_tracker.cli.main import run
from pct_tracker.domain.errors import UserError
from pct_tracker.logs import LOGGER, start_logging, trace_of
from pct_tracker.services.tracker import Tracker

ROOT = Path(__file__).parent.parent
MARK = "a-title-that-nobody-may-read"


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], str]:
    """All that stands in the log file, which is one of its own."""
    file = tmp_path / "logs" / "pct-tracker.log"
    monkeypatch.setattr(logs, "log_file", lambda: file)
    start_logging()
    return lambda: "".join(one.read_text("utf-8") for one in file.parent.iterdir()) if file.parent.exists() else ""


def trouble_of(kind: str, tracker: Tracker) -> BaseException:
    """A trouble that has the mark in it, as it was caught."""
    try:
        match kind:
            case "value":
                int(MARK)
            case "key":
                {}[MARK]
            case "user":
                raise UserError("export.not-writable", file=MARK)
            case "chain":
                try:
                    json.loads(f'{{"{MARK}": ')
                except ValueError as first:
                    raise RuntimeError(MARK) from first
            case "note":
                noted = ZeroDivisionError(MARK)
                noted.add_note(MARK)
                raise noted
            case "group":
                raise ExceptionGroup(MARK, [ValueError(MARK)])
            case "file":
                open(f"/nowhere/{MARK}")  # noqa: SIM115
            case "draft":
                raise AssertionError(make_draft(title=texts(MARK)))
            case "statement":
                with tracker.store._engine.connect() as connection:
                    connection.execute(text("INSERT INTO store_info (key, value) VALUES (:key, NULL)"), {"key": MARK})
    except BaseException as trouble:
        return trouble
    raise AssertionError(kind)


KINDS = ("value", "key", "user", "chain", "note", "group", "file", "draft", "statement")


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_that_a_trouble_says_of_the_log_is_written(kind: str, written: Callable[[], str], empty_tracker: Tracker) -> None:
    trouble = trouble_of(kind, empty_tracker)
    LOGGER.error("Unforeseen trouble", exc_info=trouble)
    assert MARK not in written()
    assert type(trouble).__name__ in written()
    assert "tests/test_logs.py" in written()
    assert MARK not in trace_of(trouble)


def test_statements_never_show_their_parameters(empty_tracker: Tracker) -> None:
    trouble = trouble_of("statement", empty_tracker)
    assert isinstance(trouble, IntegrityError)
    assert MARK not in str(trouble)


def test_what_python_says_of_the_program_itself_is_written(written: Callable[[], str]) -> None:
    try:
        None.title  # type: ignore[attr-defined]  # noqa: B018
    except AttributeError as trouble:
        LOGGER.error("Unforeseen trouble", exc_info=trouble)
    assert "'NoneType' object has no attribute 'title'" in written()


def test_a_mistake_in_a_command_leaves_no_text_of_an_activity(
    written: Callable[[], str], empty_tracker: Tracker, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stumble(_given: object) -> int:
        raise ValueError(empty_tracker.activities_by_id([1])[0])

    empty_tracker.do(adding(make_draft(title=texts(MARK), notes=MARK, links=(MARK,))))
    monkeypatch.setattr(list_activities, "run", stumble)
    assert run(["list"], lambda _place: 0) == 2
    assert "builtins.ValueError" in written()
    assert MARK not in written() + "".join(capsys.readouterr())


def test_every_place_that_logs_is_known() -> None:
    """A new one has to be tried with a marked text, here or in the flows."""
    found = {path.name for path in (ROOT / "pct_tracker").rglob("*.py") if "LOGGER." in path.read_text("utf-8")}
    assert found == {"logs.py", "main.py", "workspace.py", "mistakes.py"}


CHILD = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QSettings
os.umask(0o022)
from pct_tracker.logs import LOGGER, start_logging
from pct_tracker.paths import default_store, log_file, settings_file
from pct_tracker.services.keeping.safekeeping import back_up, restore
from pct_tracker.services.tracker import Tracker
from pct_tracker.ui.shell.start import own_settings_file

seen = {}
def watch(event, arguments):
    "Every file is looked at as soon as something opens it: there is no moment in which it is open to others."
    if event in ("open", "sqlite3.connect", "os.rename"):
        for folder, _, files in os.walk(os.environ["HOME"]):
            for name in files:
                seen.setdefault(os.path.join(folder, name), set()).add(os.stat(os.path.join(folder, name)).st_mode & 0o777)
sys.addaudithook(watch)
start_logging()
LOGGER.error("once")
LOGGER.handlers[0].file.doRollover()
LOGGER.error("twice")
store = Path(default_store())
tracker = Tracker.open(store, author="somebody")
backup = back_up(store, store.parent / "backup.db")
tracker.close()
restore(store, backup)
tracker = Tracker.open(store, author="somebody")
settings = QSettings(str(own_settings_file()), QSettings.Format.IniFormat)
settings.setValue("a", 1)
settings.sync()
for folder, _, files in os.walk(os.environ["HOME"]):
    print(oct(os.stat(folder).st_mode & 0o777), "folder")
    for name in files:
        mode = os.stat(os.path.join(folder, name)).st_mode & 0o777
        print(oct(mode | max(seen.get(os.path.join(folder, name), {0}))), name)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there the folders of a user are closed to others by access lists")
def test_what_the_program_keeps_is_its_owners_alone(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    places = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"), str(home))
    environment = {**os.environ, **places, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PCT_TRACKER_STORE", None)
    done = subprocess.run([sys.executable, "-c", CHILD], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = [line.split(maxsplit=1) for line in done.stdout.splitlines()]
    names = {name for _, name in told}
    assert {"activities.db", "activities.db-wal", "activities.db-shm", "backup.db", "window.ini", "pct-tracker.log"} <= names
    assert any("before-restore" in name for name in names)
    assert "pct-tracker.log.1" in names
    assert {mode for mode, name in told if name != "folder"} == {"0o600"}, told
    assert {mode for mode, name in told if name == "folder"} == {"0o700"}, told


@pytest.mark.skipif(sys.platform == "win32", reason="there the folders of a user are closed to others by access lists")
def test_a_log_that_others_may_read_stays_as_it_is(sample_file: Path) -> None:
    sample_file.chmod(0o664)
    Tracker.open(sample_file, author="somebody").close()
    assert sample_file.stat().st_mode & 0o777 == 0o664


def test_the_handler_gives_up_quietly_where_nothing_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setattr(logs, "log_file", lambda: tmp_path / "file" / "below" / "pct-tracker.log")
    start_logging()
    assert [type(one) for one in LOGGER.handlers] == [logging.NullHandler]
