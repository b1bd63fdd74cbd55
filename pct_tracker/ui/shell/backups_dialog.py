"""The backups of the log: what there is, what putting one back would change, and putting it back."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QLocale, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from pct_tracker.domain.backup import Backup
from pct_tracker.domain.errors import UserError
from pct_tracker.services.keeping.backup_look import BackupLook, look_into
from pct_tracker.services.keeping.safekeeping import KeptBackup, backup_folder, check_backup, keep_now, list_backups
from pct_tracker.services.tracker import Tracker
from pct_tracker.ui.common.buttons import ChangeButton, push_button
from pct_tracker.ui.common.moments import apart, local_moment
from pct_tracker.ui.common.row_table import RowTable
from pct_tracker.ui.common.theme import SPACE, SPACE_LARGE, fit_screen, set_look
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.shell.backups_model import CHANGES, COLUMNS, BackupsModel, ChangesModel, is_damaged


class BackupsDialog(QDialog):
    """`restore_requested` carries the backup to put back; the dialog is gone by then."""

    restore_requested = Signal(object)

    def __init__(self, workspace: Workspace, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._log = workspace.tracker.store.path
        self.setWindowTitle(self.tr("Backups"))
        self.model, self.changes = BackupsModel(), ChangesModel(language)
        self.where = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.table = RowTable(self.model, self.tr("Backups, newest first"))
        self.told = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.list = RowTable(self.changes, self.tr("What putting it back would change"))
        self.restore = ChangeButton(workspace, self.tr("Put it back"), role="primary")
        self.now = push_button(self.tr("Back up now"))
        self.folder = push_button(self.tr("Open the folder"))
        self._lay_out()
        self._connect()
        self.reload()

    def reload(self) -> None:
        """Reads the folder of the backups anew."""
        self._workspace.ask(lambda _tracker: (backup_folder(self._log), list_backups(self._log)), self._show, "backups")

    def _show(self, answer: tuple[Path, Sequence[KeptBackup]]) -> None:
        folder, kept = answer
        self._place = folder
        self.folder.setEnabled(folder.is_dir())
        self.where.setText(self._where(folder, bool(kept)))
        self.model.show_rows(kept)
        self.restore.setEnabled(False)
        self.table.setVisible(bool(kept))
        self._show_look(None)
        if kept:
            self.table.go_to(0)
            self.table.setFocus()
            self._check(0)
        else:
            self.now.setFocus()

    def _where(self, folder: Path, any_kept: bool) -> str:
        if any_kept:
            return self.tr("They are made by themselves and lie in {folder}.").format(folder=apart(str(folder)))
        return self.tr("There is no backup yet. The first one is made as soon as the log holds something.")

    # One backup after the other is looked over

    def _check(self, row: int) -> None:
        kept = self.model.row_at(row)
        if kept is not None:
            backup = kept.backup
            self._workspace.ponder(lambda _tracker: check_backup(backup), lambda is_sound: self._checked(row, backup, is_sound))

    def _checked(self, row: int, backup: Backup, is_sound: bool) -> None:
        kept = self.model.row_at(row)
        if kept is not None and kept.backup == backup:
            self.model.replace_row(row, replace(kept, is_sound=is_sound))
            self._enable()
            self._check(row + 1)

    # What the chosen one would change

    def _look(self) -> None:
        kept = self._chosen()
        self._show_look(None)
        self._enable()
        if kept is None:
            return
        if kept.facts is None:
            self._say(self.tr("This backup is damaged and cannot be put back. Choose another one."), severity="error")
            return
        self._say(self.tr("Comparing it with the log…"))
        file = kept.backup.path
        self._workspace.ponder(lambda tracker: _look_or_trouble(tracker, file), self._take_look, "backup look")

    def _take_look(self, look: BackupLook | UserError) -> None:
        if isinstance(look, UserError):
            self._say(self._workspace.wording.error(look), severity="error")
        else:
            self._show_look(look)

    def _show_look(self, look: BackupLook | None) -> None:
        self.changes.show_rows(look.named if look else ())
        self.list.setVisible(bool(look and look.named))
        self._say(self._changes(look) if look else "")

    def _changes(self, look: BackupLook) -> str:
        """What putting it back would do, in words, and how new it is."""
        if look.is_same:
            told = self.tr("The log holds the same.")
        else:
            told = self.tr("If it is put back: {changes}.").format(changes=", ".join(self._parts(look)))
        if look.newest is None:
            return told
        step, at = self._workspace.wording.step(look.newest.step), local_moment(look.newest.at)
        return f"{told} " + self.tr("Its newest step: {step} ({at}).").format(step=apart(step), at=apart(at))

    def _parts(self, look: BackupLook) -> Iterator[str]:
        """What would change, each with its number; what would not is left out."""
        numbered = (
            (self.tr("activities gone: {count}"), look.gone),
            (self.tr("activities that come back: {count}"), look.back),
            (self.tr("activities as they were then: {count}"), look.changed),
            (self.tr("steps gone from the history: {count}"), look.steps_gone),
            (self.tr("steps that come back: {count}"), look.steps_back),
        )
        return (text.format(count=QLocale().toString(count)) for text, count in numbered if count)

    def _say(self, text: str, *, severity: str = "") -> None:
        set_look(self.told, severity=severity)
        self.told.setText(text)

    def _chosen(self) -> KeptBackup | None:
        return self.model.row_at(self.table.currentIndex().row())

    def _enable(self) -> None:
        kept = self._chosen()
        self.restore.setEnabled(kept is not None and not is_damaged(kept))

    # What can be done

    def _restore(self) -> None:
        kept = self._chosen()
        if kept is not None and self.restore.isEnabled():
            self.accept()
            self.restore_requested.emit(kept.backup.path)

    def _back_up(self) -> None:
        def keep(tracker: Tracker) -> UserError | None:
            try:
                keep_now(tracker)
            except UserError as error:
                return error
            return None

        self._workspace.ask(keep, self._backed_up)

    def _backed_up(self, trouble: UserError | None) -> None:
        if trouble is not None:
            self._say(self._workspace.wording.error(trouble), severity="error")
        else:
            self.reload()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._place)))

    # Inner: layout

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._look())
        self.table.opened.connect(self._restore)
        self.restore.clicked.connect(lambda _checked=False: self._restore())
        self.now.clicked.connect(lambda _checked=False: self._back_up())
        self.folder.clicked.connect(lambda _checked=False: self._open_folder())
        self._buttons.rejected.connect(self.reject)

    def _lay_out(self) -> None:
        samples = {"when": "00/00/0000 00:00", "activities": "000 000", "size": "m" * 9, "state": "m" * 9}
        self.table.fit_columns({COLUMNS.index(key): text for key, text in samples.items()}, COLUMNS.index("why"))
        self.list.fit_columns({CHANGES.index("what"): "m" * 8, CHANGES.index("month"): "0000-00"}, CHANGES.index("title"))
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        for button in (self.restore, self.now, self.folder):
            button.setAutoDefault(False)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self.restore)
        row.addWidget(self.now)
        row.addWidget(self.folder)
        row.addStretch(1)
        row.addWidget(self._buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_LARGE, SPACE_LARGE, SPACE_LARGE, SPACE_LARGE)
        column.setSpacing(SPACE)
        for widget, stretch in ((self.where, 0), (self.table, 3), (self.told, 0), (self.list, 2)):
            column.addWidget(widget, stretch)
        column.addStretch(0)
        column.addLayout(row)
        self.resize(fit_screen(self, QSize(72 * self.fontMetrics().horizontalAdvance("m"), 560)))


def _look_or_trouble(tracker: Tracker, file: Path) -> BackupLook | UserError:
    try:
        return look_into(tracker, file)
    except UserError as error:
        return error
