"""Starts the window: style, settings, the log, and one plain dialog if the log cannot be used."""

import gc
import sys
from collections.abc import Callable

from PySide6.QtCore import QEvent, QEventLoop, QObject, QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from pct_tracker.domain.errors import UserError
from pct_tracker.paths import settings_file
from pct_tracker.reference.loader import load_reference
from pct_tracker.services.first_sight import FirstSight, find_first_sight
from pct_tracker.services.tracker import Tracker
from pct_tracker.services.wording import Wording
from pct_tracker.ui.common.theme import Theme
from pct_tracker.ui.common.translation import speak, system_language
from pct_tracker.ui.shell.main_window import MainWindow
from pct_tracker.ui.shell.mistakes import catch_mistakes

_LOWEST_ROW = 16
"""Pixels that a row of the register has at least."""

_LONGEST_DRAWING = 2_000
"""Milliseconds after which a window that is not drawn, on another desktop perhaps, is waited for no longer."""

_TURN = 0.001
"""Seconds a worker may go on while the window waits for its turn. Python's own 0.005, for each cell drawn, can be seen."""


def run_window(location: str) -> int:
    """Shows the window on a log until it is closed; returns the exit status."""
    app = QApplication(sys.argv[:1])
    catch_mistakes()
    settings = QSettings(str(settings_file()), QSettings.Format.IniFormat)
    starter = Starter(dress(app, settings), settings)
    opened = starter.open(location)
    gc.freeze()
    gc.enable()
    if not opened:
        return 2
    return app.exec()


def dress(app: QApplication, settings: QSettings) -> Theme:
    """Gives the application its name, its language, its look, and quick turns between window and workers."""
    sys.setswitchinterval(_TURN)
    app.setApplicationName("PCT Tracker")
    speak(app, interface_of(settings))
    return Theme(app, str(settings.value("look/scheme", "system")))


def interface_of(settings: QSettings) -> str:
    """The language of the window: the one chosen, else the system's."""
    return str(settings.value("look/interface", system_language()))


class Starter:
    """Opens logs one after the other, each in its window. `ask` says a sentence and returns another place to try, or ""."""

    def __init__(self, theme: Theme, settings: QSettings, ask: Callable[[str], str] | None = None) -> None:
        self._theme = theme
        self._settings = settings
        self._ask = ask or ask_for_another
        self.window: MainWindow | None = None

    def open(self, location: str) -> bool:
        """Shows a window on a log; where it cannot be used, says why and asks for another. False if the user gives up.

        The first window shows its first rows before anything is loaded that is not needed to draw them.
        """
        place = location
        first = self._show_first(location) if self.window is None else None
        while place:
            try:
                tracker = Tracker.open(place)
            except UserError as error:
                if first is not None:
                    first.give_up()
                    first = None
                place = self._ask(Wording(load_reference(), interface_of(self._settings)).error(error))
                continue
            if first is not None:
                self.window = first
                first.take(tracker)
            else:
                self._replace_window(tracker)
            return True
        return self.window is not None

    def _show_first(self, location: str) -> MainWindow | None:
        """A window with the first rows of a log, drawn; None where the log has to be opened first to have any."""
        sight = find_first_sight(location, QApplication.primaryScreen().size().height() // _LOWEST_ROW)
        if sight is None:
            return None
        window = self._make_window(sight)
        window.show()
        FirstDrawing(window.rows_viewport).wait()
        return window

    def _replace_window(self, tracker: Tracker) -> None:
        """The window before keeps its drafts and its layout first, because both may be for the one that follows."""
        QApplication.setQuitOnLastWindowClosed(False)
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
        self.window = self._make_window(tracker)
        self.window.show()
        QApplication.setQuitOnLastWindowClosed(True)

    def _make_window(self, log: Tracker | FirstSight) -> MainWindow:
        window = MainWindow(log, self._theme, self._settings, self._language(), interface_of(self._settings))
        window.interface_requested.connect(lambda language: QTimer.singleShot(0, lambda: self._change_interface(language)))
        window.other_log_requested.connect(lambda other: QTimer.singleShot(0, lambda: self._change_to(other)))
        return window

    def _change_to(self, location: str) -> None:
        self.open(location)

    def _change_interface(self, language: str) -> None:
        """Makes the window anew in another language, on the same log."""
        app = QApplication.instance()
        if self.window is not None and isinstance(app, QApplication):
            self._settings.setValue("look/interface", language)
            speak(app, language)
            self._change_to(str(self.window.workspace.tracker.store.path))

    def _language(self) -> str:
        """The language of titles and names: the one chosen, else that of the window."""
        return str(self._settings.value("look/language", interface_of(self._settings)))


class FirstDrawing(QEventLoop):
    """Lets a widget be drawn for the first time. Keys and clicks wait meanwhile, and lose nothing: they come afterwards."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        widget.installEventFilter(self)

    def wait(self) -> None:
        """Returns when the widget is drawn, or soon if it never is."""
        QTimer.singleShot(_LONGEST_DRAWING, self, self.quit)
        self.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self, self.quit)  # then it has gone to the screen
        return super().eventFilter(watched, event)


def ask_for_another(sentence: str) -> str:
    """Says why a log cannot be used, and returns the place of another one; empty if the user gives up."""
    from pct_tracker.ui.common.file_choice import choose_target

    box = QMessageBox()
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("PCT Tracker")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(sentence)
    another = box.addButton(QApplication.translate("Start", "Choose another log…"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Close)
    box.exec()
    if box.clickedButton() is not another:
        return ""
    chosen, _ = choose_target(
        None,
        QApplication.translate("Start", "Open a log, or name a new one"),
        "",
        "*.db",
        confirm=False,
    )
    return chosen
