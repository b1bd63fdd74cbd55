"""The log as a file: a copy of it, a copy put back, another log."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from pct_tracker.domain.errors import UserError
from pct_tracker.services.keeping.safekeeping import back_up, restore
from pct_tracker.services.keeping.sharing import ServerPlace
from pct_tracker.ui.common.file_choice import choose_file, choose_target
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.shell.server_dialog import ServerAnswer, ServerDialog, location_of


class LogFiles(QObject):
    """Asks for files and acts on them.

    `told` carries a sentence, `opened` the place of a log to show instead. `restoring` says that the log is about to be
    replaced, `restored` that it was; it carries where the state before is kept, or None.
    """

    told = Signal(str)
    opened = Signal(str)
    restoring = Signal()
    restored = Signal(object)

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._window = window
        self.question: QMessageBox | None = None
        self.server: ServerDialog | None = None

    @property
    def _folder(self) -> Path:
        """Where files are looked for first."""
        return Path.home() if self._workspace.tracker.store.is_on_server else self._workspace.tracker.store.path.parent

    def back_up(self) -> None:
        """Asks for a name and writes a copy there."""
        suggested = str(self._folder / f"{self._workspace.tracker.store.stem}.backup.db")
        chosen, _ = choose_target(self._window, self.tr("Back up the log"), suggested, self.tr("Logs (*.db)"))
        if chosen:
            self.back_up_to(Path(chosen))

    def back_up_to(self, target: Path) -> None:
        """Writes a copy of the log."""
        told = self.tr("The log was copied to {file}.").format(file=target)
        self._workspace.ask(_backing_up(self._workspace.tracker.store.location, target), lambda _done: self.told.emit(told))

    def restore(self) -> None:
        """Asks for a backup and, because it changes everything at once, whether it is meant."""
        chosen = choose_file(self._window, self.tr("Restore a backup"), str(self._folder), self.tr("Logs (*.db);;All files (*)"))
        if chosen:
            self.ask_to_restore(Path(chosen))

    def ask_to_restore(self, backup: Path) -> None:
        """Asks whether the log is to become what the backup holds."""
        self.question = box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Restore a backup"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        log = self._workspace.tracker.store.name
        box.setText(self.tr("Put {backup} in the place of {log}?").format(backup=backup.name, log=log))
        box.setInformativeText(self.tr("What the log holds now is kept among its backups."))
        put_back = box.addButton(self.tr("Restore"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(self.tr("Keep the log as it is"), QMessageBox.ButtonRole.RejectRole))
        box.buttonClicked.connect(lambda button: self.restore_from(backup) if button is put_back else None)
        box.open()

    def open_other(self) -> None:
        """Asks for another log, or the name of a new one."""
        chosen, _ = choose_target(
            self._window,
            self.tr("Open a log, or name a new one"),
            str(self._folder),
            self.tr("Logs (*.db)"),
            confirm=False,
        )
        if chosen:
            self.opened.emit(chosen)

    def open_on_server(self) -> None:
        """Asks for a log on a server."""
        known = ServerPlace.of(self._workspace.tracker.store.location) if self._workspace.tracker.store.is_on_server else None
        self.server = dialog = ServerDialog(known, parent=self._window)
        dialog.answered.connect(self._open_answered)
        dialog.show_on(self._window)

    def _open_answered(self, answer: ServerAnswer) -> None:
        try:
            self.opened.emit(location_of(answer))
        except UserError as error:
            self._workspace.refuse(error)

    def restore_from(self, backup: Path) -> None:
        """Puts a backup in the place of the log; the state before it is kept."""
        self.restoring.emit()
        self._workspace.ask(_restoring(self._workspace.tracker.store.location, backup), self.restored.emit)


def _backing_up(log: str, target: Path) -> Callable[[object], Path]:
    def copy(_tracker: object) -> Path:
        if target.exists() and Path(log).exists() and target.samefile(log):
            raise UserError("backup.exists", file=str(target))
        # The dialog has asked whether an earlier copy may go; it goes only when the new one is there.
        made = back_up(log, target.with_name(f"{target.name}.new"))
        return made.replace(target)

    return copy


def _restoring(log: str, backup: Path) -> Callable[[object], Path | None]:
    return lambda _tracker: restore(log, backup)
