"""The first rows of a log are drawn before the log is open, and are those that it shows then."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from pct_tracker.services.first_sight import find_first_sight
from pct_tracker.services.tracker import Tracker
from pct_tracker.ui.common.theme import Theme
from pct_tracker.ui.shell.main_window import MainWindow

ROOT = Path(__file__).parent.parent.parent.parent
NOT_YET = {
    *("sqlmodel", "sqlalchemy", "alembic", "pydantic", "psycopg", "keyring"),
    *("openpyxl", "python_calamine", "docx", "docxtpl", "jinja2", "lxml", "typst", "pypdf"),
    *("pycountry", "babel", "rapidfuzz"),
}
NEVER_FOR_A_FILE = {"psycopg", "keyring"}
"""What only a log on a server needs."""

MakeWindow = Callable[..., MainWindow]

_PROGRAM = """
import json, linecache, os, sys
from pct_tracker.app import load_qt, open_window
load_qt()
from PySide6 import QtWidgets
from pct_tracker.ui.register.register_view import RegisterView
from pct_tracker.ui.shell.main_window import MainWindow

paint, take = RegisterView.paintEvent, MainWindow.take
seen = []

def painted(view, event):
    paint(view, event)
    if view.rows.ids and not seen:
        seen.append({"modules": loaded(), "titles": titles(view), "classes": list(vars(QtWidgets))})

def loaded():
    return sorted({name.partition(".")[0] for name in sys.modules})

def sources():
    return [name for name in linecache.cache if name.endswith(".py")]

def titles(view):
    lines = (view.rows.line(row) for row in range(10))
    return [line.activity.title.best("en") for line in lines if line]

def taken(window, tracker):
    take(window, tracker)
    show = window.undo.show
    window.undo.show = lambda state: shown(window, show, state)

def shown(window, show, state):
    show(state)
    seen.append({"modules": loaded(), "titles": titles(window.activities.register), "sources": sources()})
    print(json.dumps(seen), flush=True)
    window.close()

RegisterView.paintEvent, MainWindow.take = painted, taken
sys.exit(open_window(sys.argv[1]))
"""


def test_rows_are_drawn_before_anything_is_loaded_that_is_not_needed_to_draw_them(sample_file: Path, tmp_path: Path) -> None:
    homes = dict.fromkeys(("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"), str(tmp_path))
    environment = {**os.environ, **homes, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", _PROGRAM, str(sample_file)]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 0, ended.stderr
    drawn, settled = json.loads(ended.stdout)
    assert len(drawn["titles"]) == 10
    assert drawn["titles"] == settled["titles"]
    assert NOT_YET.isdisjoint(drawn["modules"])
    assert "QTableView" in drawn["classes"]
    assert "QWizard" not in drawn["classes"], "something was made in C++, and all classes of widgets were made to find its own"
    assert NEVER_FOR_A_FILE.isdisjoint(settled["modules"])
    assert "sqlalchemy" in settled["modules"], "the log was never opened"
    assert settled["sources"] == [], "the sources of modules are kept in memory"


@pytest.fixture
def make_window(qtbot: QtBot, theme: Theme, sample_file: Path, tmp_path: Path) -> Iterator[MakeWindow]:
    made: list[MainWindow] = []

    def make(*size: int) -> MainWindow:
        settings = QSettings(str(tmp_path / "first.ini"), QSettings.Format.IniFormat)
        sight = find_first_sight(str(sample_file), 40)
        assert sight is not None
        window = MainWindow(sight, theme, settings, "en")
        window.resize(*size)
        made.append(window)
        window.show()
        qtbot.waitExposed(window)
        return window

    yield make
    for window in made:
        if window.isVisible():
            window.close()
        window.deleteLater()


def settle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.workspace.is_busy)


@pytest.mark.parametrize("size", [(1280, 800), (1204, 752), (760, 700)])
def test_the_rows_and_their_place_stay_when_the_log_is_open(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path, size: tuple[int, int]
) -> None:
    window = make_window(*size)
    register = window._splitter.side.register
    ids, place = list(register.rows.ids), register.viewport().rect()
    assert len(ids) == 64
    assert window.filter.year == 2024
    assert register.horizontalScrollBar().maximum() == 0 or size[0] < 800
    window.take(Tracker.open(sample_file, "somebody"))
    settle(qtbot, window)
    assert list(window.activities.model.ids) == ids
    assert window.activities.register is register
    assert register.viewport().width() == place.width()
    assert window.activities.form.activity_id == ids[0]
    assert window.activities.register.selected_ids() == ids[:1]


def test_what_is_typed_into_the_search_before_the_log_is_open_counts_when_it_is(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path
) -> None:
    window = make_window(1280, 800)
    QTest.keyClicks(window.filter.search, "webinar")
    QTest.keyClick(window._splitter.side.register, Qt.Key.Key_Down)
    QTest.keyClick(window._splitter.side.register, Qt.Key.Key_Return)
    window.take(Tracker.open(sample_file, "somebody"))
    settle(qtbot, window)
    assert window.filter.search.text() == "webinar"
    assert 0 < len(window.activities.model.ids) < 64


def test_a_window_that_is_closed_before_its_log_is_open_goes_once_it_is(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path
) -> None:
    window = make_window(1280, 800)
    window.close()
    assert window.isVisible()
    window.take(Tracker.open(sample_file, "somebody"))
    qtbot.waitUntil(lambda: not window.isVisible())


def test_what_changed_between_the_first_sight_and_the_open_log_is_shown(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path
) -> None:
    window = make_window(1280, 800)
    tracker = Tracker.open(sample_file, "somebody")
    first = tracker.activities_by_id([window._splitter.side.model.ids[0]])[0]
    changed = f"UPDATE activity SET participants = 4321 WHERE id = {first.id}"  # noqa: S608 - a number
    other = Tracker.open(sample_file, "somebody else")
    other.store._write(lambda connection: connection.exec_driver_sql(changed))
    other.close()
    window.take(tracker)
    settle(qtbot, window)
    line = window.activities.model.line(0)
    assert line is not None
    assert line.activity.participants == 4321
