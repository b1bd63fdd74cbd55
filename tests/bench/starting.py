"""From the command to painted rows, beside other programs on the same activities.

The floor is a table of forty rows by the same toolkit and nothing else. What is not installed is said to be so.
"""

import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench.measuring import Measure
from tests.bench.screen import NEVER, Picture, Screen, has_screen, is_like
from tests.bench.sheets import made_sheet

_ROUNDS, _TRIES = 5, 4
_PART_OF_CALC = 0.4
"""At most this much of the time of LibreOffice Calc may be taken."""

_MOST_MEMORY = 150

_NO_BUS = "unix:path=/nowhere"
"""A desktop has a message bus for its programs. Where none is named, each of them would first start a program to look for it."""

_FLOOR = """
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView

app = QApplication([])
app.setStyle("Fusion")
model = QStandardItemModel(40, 8)
for row in range(40):
    for column in range(8):
        model.setItem(row, column, QStandardItem(f"row {row}, column {column}"))
view = QTableView()
view.setModel(model)
view.resize(1200, 700)
view.show()
app.exec()
"""

OURS, TABLE, BROWSER, CALC = "PCT Tracker", "an empty table", "DB Browser for SQLite", "LibreOffice Calc"


@dataclass(frozen=True, slots=True)
class Program:
    """What is started, and what the screen holds once it is."""

    command: tuple[str, ...]
    picture: Picture
    memory: float


def measure_starts(log: Path, size: int) -> Iterator[Measure]:
    """Ours first, then whoever is installed; a sentence for whoever is not."""
    if not has_screen():
        print("Starts are not measured: Xvfb is not installed.", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as home, Screen() as screen:
        # Modules stay compiled, as they are for a program that is installed.
        names = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
        environment = {"PYTHONDONTWRITEBYTECODE": "", "DBUS_SESSION_BUS_ADDRESS": _NO_BUS, **dict.fromkeys(names, home)}
        found = {name: _known(screen, command, environment) for name, command in _commands(log, size, Path(home)).items()}
        times: dict[str, list[float]] = {name: [] for name in found}
        for _ in range(_ROUNDS):
            for name, one in found.items():
                times[name].append(screen.until_drawn(one.command, environment, one.picture))
    yield from _told(found, times, size)


def _told(found: dict[str, Program], times: dict[str, list[float]], size: int) -> Iterator[Measure]:
    drawn = {name: [one for one in some if one < NEVER] for name, some in times.items()}
    medians = {name: statistics.median(some) for name, some in drawn.items() if len(some) > _ROUNDS // 2}
    for name in found.keys() - medians.keys():
        print(f"{name} hardly ever looked as it did at rest: it is left out.", file=sys.stderr)
    peers = [medians[BROWSER]] if BROWSER in medians else []
    peers += [_PART_OF_CALC * medians[CALC]] if CALC in medians else []
    for name, median in medians.items():
        ours = name == OURS
        goal = min(peers) if ours and peers else None
        yield Measure(f"start: {name}", size, median, max(drawn[name]), medians.get(TABLE) if ours else None, goal)
        most = _MOST_MEMORY if ours else None
        yield Measure(f"memory: {name}", size, found[name].memory, found[name].memory, goal=most, unit="MB")


def _commands(log: Path, size: int, home: Path) -> dict[str, tuple[str, ...]]:
    """What there is to be started. Each has a copy of its own, since a program that is killed leaves things beside its file."""
    commands = {
        OURS: (str(Path(sys.executable).with_name("pct-tracker")), "--store", str(shutil.copy(log, home / "ours.db"))),
        TABLE: (sys.executable, "-c", _FLOOR),
    }
    if shutil.which("sqlitebrowser"):
        commands[BROWSER] = ("sqlitebrowser", "--table", "activity", str(shutil.copy(log, home / "theirs.db")))
    if shutil.which("soffice"):
        profile = f"-env:UserInstallation={(home / 'office').as_uri()}"
        commands[CALC] = ("soffice", "--calc", "--norestore", "--nologo", profile, str(shutil.copy(made_sheet(size), home)))
    for name, program in ((BROWSER, "sqlitebrowser"), (CALC, "soffice")):
        if name not in commands:
            print(f"{name} is not installed ({program}).", file=sys.stderr)
    return commands


def _known(screen: Screen, command: tuple[str, ...], environment: dict[str, str]) -> Program:
    """A program at rest, as it is twice: the first time it makes its settings, and a busy machine may only look at rest."""
    picture, _ = screen.at_rest(command, environment)
    for _ in range(_TRIES):
        before = picture
        picture, memory = screen.at_rest(command, environment)
        if is_like(before, picture):
            break
    return Program(command, picture, memory)
