"""Starts the window: style, settings, the log, and one plain dialog if the log cannot be used."""

import contextlib
import gc
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QEventLoop, QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from pct_tracker.domain.errors import UserError
from pct_tracker.paths import make_private_file, make_private_folder, settings_file
from pct_tracker.reference.loader import load_reference
from pct_tracker.services.first_sight import FirstSight, find_first_sight
from pct_tracker.services.wording import Wording
from pct_tracker.ui.common.garbage import GarbageCollector
from pct_tracker.ui.common.theme import Theme
from pct_tracker.ui.common.translation import speak, system_language
from pct_tracker.ui.shell.main_window import MainWindow
from pct_tracker.ui.shell.mistakes import catch_mistakes

if TYPE_CHECKING:  # loaded once the window shows its first rows
    from pct_tracker.services.tracker import Tracker

_AT_THE_DOOR = ("server.password-needed", "server.refused")
"""Troubles that another password, or another name, may end."""

_LOST = ("store.damaged", "store.gone")
"""Troubles with a log that a backup of it is there for."""

_LOWEST_ROW = 24
"""Pixels that a row of the register has at least."""

_LONGEST_DRAWING = 2_000
"""Milliseconds after which a window that is not drawn, on another desktop perhaps, is waited for no longer."""

_TURN = 0.001
"""Seconds a worker may go on while the window waits for its turn. Python's own 0.005, for each cell drawn, can be seen."""


def run_window(location: str) -> int:
    """Shows the window on a log until it is closed; returns the exit status."""
    app = QApplication(sys.argv[:1])
    catch_mistakes()
    settings = QSettings(str(own_settings_file()), QSettings.Format.IniFormat)
    starter = Starter(dress(app, settings), settings)
    opened = starter.open(location)
    gc.freeze()
    GarbageCollector(app)
    if not opened:
        return 2
    return app.exec()


def own_settings_file() -> Path:
    """The file of the settings, made for its owner alone if it is not there yet; Qt keeps its mode."""
    file = settings_file()
    with contextlib.suppress(OSError):  # the window works without a memory
        make_private_folder(file.parent)
        make_private_file(file)
    return file


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
    """Opens logs one after the other, each in its window.

    `ask` says a sentence and returns another place to try, or ""; `ask_server` does the same with the place of a log on a
    server, whose password may be missing. `offer` says one and when the newest sound backup was made, and returns whether it is
    to be put back.
    """

    def __init__(
        self,
        theme: Theme,
        settings: QSettings,
        ask: Callable[[str], str] | None = None,
        ask_server: Callable[[str, str], str] | None = None,
        offer: Callable[[str, str], bool] | None = None,
    ) -> None:
        self._theme = theme
        self._settings = settings
        self._ask, self._ask_server, self._offer = ask, ask_server, offer
        self.window: MainWindow | None = None

    def open(self, location: str) -> bool:
        """Shows a window on a log; where it cannot be used, says why and asks for another. False if the user gives up.

        The first window shows its first rows before anything is loaded that is not needed to draw them.
        """
        place = location
        first = self._show_first(location) if self.window is None else None
        from pct_tracker.services.tracker import Tracker

        while place:
            try:
                tracker = Tracker.open(place)
            except UserError as error:
                if first is not None:
                    first.give_up()
                    first = None
                place = self._after(error, place)
                continue
            if first is not None:
                self.window = first
                first.take(tracker)
            else:
                self._replace_window(tracker)
            return True
        return self.window is not None

    def _after(self, error: UserError, place: str) -> str:
        """Where to go on: at a log that is lost or damaged and has a backup, with that; else somewhere else."""
        from pct_tracker.services.keeping.safekeeping import as_utc, find_sound, restore
        from pct_tracker.ui.common.moments import local_moment
        from pct_tracker.ui.shell.lost_log import ask_at_the_door, ask_for_another, offer_backup

        ask = self._ask or ask_for_another
        sentence = Wording(load_reference(), interface_of(self._settings)).error(error)
        if error.code in _AT_THE_DOOR:
            return (self._ask_server or ask_at_the_door)(place, sentence)
        backup = find_sound(Path(place)) if error.code in _LOST else None
        if backup is None or not (self._offer or offer_backup)(sentence, local_moment(as_utc(backup.at))):
            return ask(sentence)
        try:
            restore(Path(place), backup.path)
        except UserError as trouble:
            return ask(Wording(load_reference(), interface_of(self._settings)).error(trouble))
        return place

    def _show_first(self, location: str) -> MainWindow | None:
        """A window with the first rows of a log, drawn; None where the log has to be opened first to have any."""
        sight = find_first_sight(location, QApplication.primaryScreen().size().height() // _LOWEST_ROW)
        if sight is None:
            return None
        window = self._make_window(sight)
        window.show()
        FirstDrawing(window.rows_viewport).wait()
        return window

    def _replace_window(self, tracker: "Tracker") -> None:
        """The window before keeps its drafts and its layout first, because both may be for the one that follows."""
        QApplication.setQuitOnLastWindowClosed(False)
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
        self.window = self._make_window(tracker)
        self.window.show()
        QApplication.setQuitOnLastWindowClosed(True)

    def _make_window(self, log: "Tracker | FirstSight") -> MainWindow:
        window = MainWindow(log, self._theme, self._settings, self._language(), interface_of(self._settings))
        window.interface_requested.connect(lambda language: QTimer.singleShot(0, lambda: self._change_interface(language)))
        window.other_log_requested.connect(lambda other: QTimer.singleShot(0, lambda: self._change_to(other)))
        window.restored.connect(lambda kept: QTimer.singleShot(0, lambda: self._show_restored(kept)))
        return window

    def _change_to(self, location: str) -> None:
        self.open(location)

    def _show_restored(self, kept: Path | None) -> None:
        """Makes the window anew on the same log: everything it shows may have changed."""
        if self.window is not None and self.open(self.window.workspace.tracker.store.location):
            self.window.tell_restored(kept)

    def _change_interface(self, language: str) -> None:
        """Makes the window anew in another language, on the same log."""
        app = QApplication.instance()
        if self.window is not None and isinstance(app, QApplication):
            self._settings.setValue("look/interface", language)
            speak(app, language)
            self._change_to(self.window.workspace.tracker.store.location)

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
