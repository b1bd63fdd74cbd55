"""A real window on a real store, driven by keys and clicks."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pct_tracker.services.tracker import Tracker
from pct_tracker.ui.common.theme import Theme
from pct_tracker.ui.common.worker import Worker
from pct_tracker.ui.shell.main_window import MainWindow
from pct_tracker.ui.shell.start import dress

ANNEX = Path(__file__).parent.parent / "files" / "annex-2024"


@pytest.fixture(autouse=True)
def _draws_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody looks at the window, so nothing needs to wait until it is drawn."""
    monkeypatch.setattr(Worker, "drawing", 0)


class Hands:
    """What a person does: press keys, type, look, wait until the window has answered."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot = qtbot
        self.window = window

    @property
    def focus(self) -> QWidget:
        """The widget that has the focus."""
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the focus"
        return widget

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        """Presses a key where the focus is, and waits for the answer."""
        together = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            together |= modifier
        self._wake()
        QTest.keyClick(self.focus, key, together)
        self.settle()

    def _wake(self) -> None:
        """The offscreen platform leaves a closed list active, which a window manager never would."""
        active = QApplication.activeWindow()
        if active is not None and not active.isVisible():
            self.window.activateWindow()
            self.until(self.window.isActiveWindow)

    def control(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        """Presses a key together with Control."""
        self.press(key, Qt.KeyboardModifier.ControlModifier, *modifiers)

    def type(self, text: str) -> None:
        """Types a text where the focus is, key by key."""
        QTest.keyClicks(self.focus, text)
        self.settle()

    def click(self, widget: QWidget) -> None:
        """Clicks a widget in its middle, and waits for the answer."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.settle()

    def choose(self, step: str) -> None:
        """Clicks a button of the notice."""
        self.click(next(button for button in self.window.notice.buttons if button.text() == step))

    def edit(self, activity_id: int, month: str) -> None:
        """Opens an activity and types another month over its own."""
        self.window.activities.open_activity(activity_id)
        self.control(Qt.Key.Key_A)
        self.type(month)

    def settle(self) -> None:
        """Waits until every question to the log is answered."""
        self.qtbot.waitUntil(lambda: not self.window.workspace.is_busy)

    def until(self, holds: Callable[[], bool]) -> None:
        """Waits until something holds."""
        self.qtbot.waitUntil(holds)


@pytest.fixture
def theme(qapp: QApplication, tmp_path: Path) -> Iterator[Theme]:
    made = dress(qapp, QSettings(str(tmp_path / "look.ini"), QSettings.Format.IniFormat))
    yield made
    made.deleteLater()


@pytest.fixture
def open_window(qtbot: QtBot, tmp_path: Path, theme: Theme) -> Iterator[Callable[..., Hands]]:
    """Opens a window on a store below the test's folder; all are closed afterwards."""
    windows: list[MainWindow] = []

    def open_one(
        name: str = "log.db", language: str = "en", size: tuple[int, int] = (1280, 800), tracker: Tracker | None = None
    ) -> Hands:
        settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
        window = MainWindow(tracker or Tracker.open(tmp_path / name, "tester"), theme, settings, language)
        window.resize(*size)
        windows.append(window)
        qtbot.addWidget(window, before_close_func=_close)
        window.show()
        window.activateWindow()
        qtbot.waitActive(window)
        hands = Hands(qtbot, window)
        hands.settle()
        return hands

    yield open_one
    for window in windows:
        _close(window)


def _close(window: Any) -> None:
    if window.isVisible():
        window.close()
