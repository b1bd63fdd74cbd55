"""The window on a log of some size, in a process of its own: keys in the search box, sorting, scrolling, memory."""

import json
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject, QSettings, Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView

from pct_tracker.domain.query import SearchWord, SortKey
from pct_tracker.services.tracker import Tracker
from pct_tracker.store.search import Known
from pct_tracker.ui.register.register_view import RegisterView
from pct_tracker.ui.shell.main_window import MainWindow
from pct_tracker.ui.shell.start import dress
from tests.bench.measuring import Measure, peak_memory, timed

_WORDS = ("e", "w", "wi", "wom", "women", "seminar", "pct", "线")
"""From the most frequent letter to a rare word."""

_SORTS = ("month", "title", "participants")
_FRAMES = 60


class Eye(QObject):
    """Sees whether the rows that a register shows are painted, none of them as an empty line."""

    def __init__(self, register: RegisterView) -> None:
        super().__init__()
        self.is_behind = False
        self._rows = register.rows
        self._viewport = register.viewport()
        register.model().modelReset.connect(self.look_away)
        self._viewport.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lets the register draw, and takes note when it has."""
        if event.type() != QEvent.Type.Paint or not self.is_behind:
            return False
        self._viewport.removeEventFilter(self)
        QApplication.sendEvent(watched, event)
        self._viewport.installEventFilter(self)
        self.is_behind = self._rows.is_behind
        return True

    def look_away(self) -> None:
        """From now on the rows are not painted."""
        self.is_behind = True


class Bench:
    """One window, asked as a person asks it."""

    def __init__(self, app: QApplication, log: Path, size: int) -> None:
        self._app, self._log, self._size = app, log, size
        settings = QSettings(str(Path(tempfile.mkdtemp()) / "settings.ini"), QSettings.Format.IniFormat)
        self.window = MainWindow(Tracker.open(log), dress(app, settings), settings, "en")
        self.window.resize(1280, 800)
        self.window.show()
        self.settle()
        self.window.filter.choose_year(None)
        self.settle()
        self.window.activities.register.select_first()
        self._eye = Eye(self.window.activities.register)

    def settle(self) -> None:
        """Waits until no question about rows is open; findings and figures may still be worked out, as they are for a person."""
        quiet = 0
        while quiet < 3:
            self._app.processEvents()
            quiet = quiet + 1 if not self.window.workspace.worker.is_busy else 0
            time.sleep(0.005)

    def until_shown(self, asked: Callable[[], object]) -> None:
        """Does something that asks for other rows, and waits until they are painted; figures may come later."""
        asked()
        while self.window.filter.is_waiting or self._is_asking() or self._eye.is_behind:
            # Asleep until something happens, as a window is: one that asks again and again keeps the workers from working.
            self._app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def _is_asking(self) -> bool:
        """Whether the register shows something else than it was asked for; rows out of sight may still be counted."""
        side = self.window.activities.side
        return side.in_view != side.asked(self.window.filter.query())

    def keys(self) -> list[Measure]:
        """From a key in the search box to the painted answer, for words from one letter on."""
        search = self.window.filter.search
        measures = []
        with closing(sqlite3.connect(self._log)) as plain:
            for word in _WORDS:
                value, worst = timed(
                    lambda word=word: self.until_shown(lambda: _type(search, word[-1])),
                    runs=5,
                    before=lambda word=word: self._begin(word[:-1]),
                )
                floor, _ = timed(lambda word=word: _plain_search(plain, word), runs=3)
                measures.append(Measure(f"key to painted rows: {word}", self._size, value, worst, floor, self._goal(50, 150)))
        self._begin("")
        return measures

    def _begin(self, text: str) -> None:
        """What is to be looked up is forgotten, since a key that was pressed before takes no time at all."""
        self.window.filter.search.setText(text)
        self.settle()
        for word in [one for one in self._known.marks if isinstance(one, SearchWord) and one.word != text]:
            del self._known.marks[word]

    @property
    def _known(self) -> Known:
        return self.window.workspace.tracker.store._search._known

    def sorting(self) -> list[Measure]:
        """From a click on a heading to the painted order, each time as a person meets it first."""
        measures = []
        with closing(sqlite3.connect(self._log)) as plain:
            for column in _SORTS:
                key = SortKey(column, descending=True)
                value, worst = timed(
                    lambda key=key: self.until_shown(lambda: self.window.activities.sort_by((key,))),
                    runs=5,
                    before=self._begin_in_report_order,
                )
                floor, _ = timed(lambda column=column: _plain_sort(plain, column), runs=3)
                measures.append(Measure(f"sorted by {column}", self._size, value, worst, floor, self._goal(100, None)))
        self._begin_in_report_order()
        return measures

    def _begin_in_report_order(self) -> None:
        """Other orders are forgotten, since one that is known takes no time at all."""
        self.window.activities.sort_by((SortKey("month"),))
        self.settle()
        orders = self._known._orders
        for query in [one for one in orders if one.sort]:
            del orders[query]

    def scrolling(self) -> list[Measure]:
        """One frame of a full page: three rows on, as a wheel scrolls, and at quite another place, as the bar is dragged.

        The floor is a table that holds no words. Far away the first frame may hold empty lines: the last measure is until
        they are filled.
        """
        register = self.window.activities.register
        empty = QTableView()
        empty.setModel(QStandardItemModel(min(self._size, 10_000), 8))
        empty.resize(register.size())
        empty.show()
        measures = []
        for name, step in (("a frame while scrolling", 3 * register.rowHeight(0)), ("a frame at another place", 0)):
            value, worst = _scroll(register, self._app, step)
            self.settle()
            measures.append(Measure(name, self._size, value, worst, _scroll(empty, self._app, step)[0], goal=16))
        value, worst = timed(lambda: self.until_shown(self._jump), runs=15, before=self.settle)
        return [*measures, Measure("rows at another place", self._size, value, worst, goal=None)]

    def _jump(self) -> None:
        bar = self.window.activities.register.verticalScrollBar()
        bar.setValue((bar.value() + bar.maximum() // 3) % max(1, bar.maximum()))
        self._eye.look_away()

    def memory(self) -> Measure:
        """All that the process ever needed."""
        return Measure("memory of the window", self._size, peak_memory(), peak_memory(), goal=None, unit="MB")

    def _goal(self, small: float, large: float | None) -> float | None:
        return small if self._size <= 100_000 else large


def _type(search: QLineEdit, letter: str) -> None:
    """A key, or a character that an input method brings."""
    QTest.keyClick(search, letter) if letter.isascii() else search.insert(letter)


def _scroll(table: QTableView, app: QApplication, step: int) -> tuple[float, float]:
    """Frames one after the other, as a screen of 60 a second asks for them; with no step, far apart through all rows.

    Between two of them what was asked for meanwhile may arrive; that pause is not measured.
    """
    bar = table.verticalScrollBar()
    by = step or max(1, (bar.maximum() - bar.minimum()) // (_FRAMES + 1))
    bar.setValue(bar.minimum())

    def frame() -> None:
        bar.setValue(bar.value() + by)
        table.viewport().repaint()

    def pause() -> None:
        app.processEvents()
        time.sleep(0.016)
        app.processEvents()

    return timed(frame, runs=_FRAMES, before=pause)


def _plain_search(connection: sqlite3.Connection, word: str) -> None:
    """The ids whose words hold a word, in report order, by the quickest statement for its length."""
    table = "search_trigram" if len(word) >= 3 else "search_gram"
    found = f"SELECT rowid FROM {table} WHERE {table} MATCH ?"  # noqa: S608 - one of two names
    order = "ORDER BY month IS NULL, month, id"
    connection.execute(f"SELECT id FROM activity WHERE id IN ({found}) {order}", (f'"{word}"',)).fetchall()  # noqa: S608 - our names


def _plain_sort(connection: sqlite3.Connection, column: str) -> None:
    if column == "title":
        connection.execute(
            "SELECT activity_id FROM activity_text WHERE part = 'title' AND language = 'en' ORDER BY sort_key DESC"
        ).fetchall()
    else:
        connection.execute(f"SELECT id FROM activity ORDER BY {column} DESC, id").fetchall()  # noqa: S608 - one of our names


def main(log: Path, size: int) -> None:
    """Prints the measures as JSON."""
    app = QApplication([])
    app.setAttribute(Qt.ApplicationAttribute.AA_DontShowIconsInMenus)
    bench = Bench(app, log, size)
    measures = [*bench.keys(), *bench.sorting(), *bench.scrolling(), bench.memory()]
    bench.window.close()
    print(json.dumps([one.as_json() for one in measures]))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
