"""Writes the report: where to, how far it is, and what came of it."""

from pathlib import Path

from PySide6.QtCore import QDir, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from pct_tracker.domain.errors import UserError
from pct_tracker.services.progress import Progress
from pct_tracker.services.report_choices import ReportChoices
from pct_tracker.services.report_run import ReportResult, export_report
from pct_tracker.ui.common.buttons import push_button
from pct_tracker.ui.common.form_row import FieldLabel
from pct_tracker.ui.common.theme import SPACE, set_look
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.reports.report_words import ReportWords


class ReportExport(QWidget):
    """`exported` carries the result. While it runs, the button that began it stops it."""

    exported = Signal(object)
    _reported = Signal(int, int)

    def __init__(self, workspace: Workspace, folder: Path) -> None:
        super().__init__()
        self._workspace = workspace
        self._words = ReportWords(workspace.wording)
        self._year: int | None = None
        self._choices = ReportChoices()
        self._progress: Progress | None = None
        self._written = folder
        self.folder = QLineEdit(str(folder))
        self.browse = push_button(self.tr("&Browse…"))
        self.start = push_button(self.tr("&Export the report"), role="primary")
        self.stop = push_button(self.tr("Stop"))
        self.open_folder = push_button(self.tr("Open the folder"))
        self.bar = QProgressBar(textVisible=False)
        self.note = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._lay_out()
        self._connect()
        self._set_running(running=False)

    @property
    def is_running(self) -> bool:
        """Whether an export is being written."""
        return self._progress is not None

    def take(self, year: int | None, choices: ReportChoices) -> None:
        """Takes what is to be written."""
        self._year, self._choices = year, choices
        self.start.setEnabled(year is not None and bool(choices.languages and choices.formats) and not self.is_running)

    def run(self) -> None:
        """Writes the report into a folder of its own below the chosen one."""
        year, choices, tracker = self._year, self._choices, self._workspace.tracker
        if year is None or self.is_running:
            return
        folder = self._target(year)
        progress = self._progress = Progress(self._reported.emit)
        self._set_running(running=True)
        self._workspace.worker.run(
            lambda: export_report(tracker, year, choices, folder, progress=progress), self._finish, self._refuse
        )

    def _target(self, year: int) -> Path:
        return Path(self.folder.text()).expanduser() / f"report-{year}"

    def _finish(self, result: ReportResult) -> None:
        self._set_running(running=False)
        self._written = result.folder
        self._say(self._words.result(result), severity="warning" if result.needs_attention else "")
        self.open_folder.setVisible(True)
        self.open_folder.setFocus()
        self.exported.emit(result)

    def _refuse(self, error: Exception) -> None:
        self._set_running(running=False)
        if isinstance(error, UserError):
            self._say(self._workspace.wording.error(error), severity="error")
        else:
            self._say(self.tr("Nothing was exported because of a mistake of the program."), severity="error")
            self._workspace.broken.emit(error)

    def _say(self, text: str, *, severity: str) -> None:
        set_look(self.note, severity=severity)
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def _set_running(self, *, running: bool) -> None:
        if not running:
            self._progress = None
        self.bar.setVisible(running)
        self.bar.setRange(0, 0)
        self.stop.setVisible(running)
        self.start.setEnabled(not running and self._year is not None)
        if running:
            self.open_folder.setVisible(False)
            self._say("", severity="")

    def _cancel(self) -> None:
        if self._progress is not None:
            self._progress.cancel()

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Choose the folder"), self.folder.text() or QDir.homePath())
        if chosen:
            self.folder.setText(chosen)

    def _show_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _connect(self) -> None:
        self.start.clicked.connect(self.run)
        self.stop.clicked.connect(self._cancel)
        self.browse.clicked.connect(self._browse)
        self.open_folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written))))
        self._reported.connect(self._show_progress)
        self._workspace.worker.closing.connect(self._cancel)

    def _lay_out(self) -> None:
        label = FieldLabel(self.tr("&Folder:"))
        label.setBuddy(self.folder)
        self.folder.setAccessibleName(self.tr("Folder"))
        self.bar.setAccessibleName(self.tr("How far the export is"))
        line = QHBoxLayout()
        for widget in (label, self.folder, self.browse):
            line.addWidget(widget)
        buttons = QHBoxLayout()
        for button in (self.start, self.stop, self.open_folder):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.open_folder.setVisible(False)
        self.note.setVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE, 0, 0)
        column.setSpacing(SPACE)
        column.addLayout(line)
        column.addWidget(self.note)
        column.addWidget(self.bar)
        column.addLayout(buttons)
