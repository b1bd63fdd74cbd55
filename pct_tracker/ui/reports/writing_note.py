"""Work that writes files into a folder: how far it is, what came of it, and the way to the folder."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from pct_tracker.domain.change import YearLock
from pct_tracker.domain.errors import UserError
from pct_tracker.services.progress import Progress
from pct_tracker.services.reports.run import ReportResult
from pct_tracker.ui.common.buttons import push_button
from pct_tracker.ui.common.file_choice import choose_folder
from pct_tracker.ui.common.theme import SPACE, set_look
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.reports.report_words import ReportWords

Work = Callable[[Progress], ReportResult]


class WritingNote(QWidget):
    """`written` carries the result, `running` whether files are being written."""

    written = Signal(object)
    running = Signal(bool)
    _reported = Signal(int, int)
    _named = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._words = ReportWords(workspace.wording)
        self._progress: Progress | None = None
        self._result: ReportResult | None = None
        self.note = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.bar = QProgressBar(textVisible=False)
        self.stop = push_button(self.tr("Stop"))
        self.open_folder = push_button(self.tr("Open the folder"))
        self._lay_out()
        self._reported.connect(self._show_progress)
        self._named.connect(self._show_name)
        self.stop.clicked.connect(self._stop)
        self.open_folder.clicked.connect(self._open_folder)
        workspace.writer.closing.connect(self._stop)

    @property
    def is_running(self) -> bool:
        """Whether files are being written."""
        return self._progress is not None

    def write(self, work: Work) -> None:
        """Does the work off the window's thread and says what came of it."""
        if self.is_running:
            return
        progress = self._progress = Progress(self._reported.emit, self._named.emit)
        self._result = None
        self._say("")
        self._set_running(running=True)
        self._workspace.writer.run(lambda: work(progress), self._finish, self._refuse)

    def clear(self) -> None:
        """Forgets what was said last."""
        if not self.is_running:
            self._result = None
            self._say("")
            self.open_folder.setVisible(False)

    def follow_locks(self, locks: Mapping[int, YearLock]) -> None:
        """What was published is said to be locked only as long as it is."""
        result = self._result
        if result is not None and result.record.freezes == "year":
            lock = locks.get(result.record.year)
            self._tell(result, is_locked=lock is not None and lock.holds)

    def choose_folder(self, start: Path) -> Path | None:
        """Asks for a folder; None if nobody chose one."""
        chosen = choose_folder(self, self.tr("Choose the folder"), str(start))
        return Path(chosen) if chosen else None

    def _finish(self, result: ReportResult) -> None:
        self._set_running(running=False)
        self._result = result
        self._tell(result)
        self.open_folder.setVisible(True)
        self.open_folder.setFocus()
        self.written.emit(result)

    def _refuse(self, error: Exception) -> None:
        self._set_running(running=False)
        if isinstance(error, UserError):
            self._say(self._workspace.wording.error(error), severity="error")
        else:
            self._say(self.tr("Nothing was written because of a mistake of the program."), severity="error")
            self._workspace.broken.emit(error)

    def _tell(self, result: ReportResult, *, is_locked: bool = True) -> None:
        severity = "warning" if result.needs_attention else ""
        self._say(self._words.result(result, is_locked=is_locked), severity=severity)

    def _say(self, text: str, *, severity: str = "") -> None:
        set_look(self.note, severity=severity)
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def _set_running(self, *, running: bool) -> None:
        if not running:
            self._progress = None
        self.bar.setRange(0, 0)
        self.bar.setVisible(running)
        self.stop.setVisible(running)
        self.stop.setEnabled(True)
        self.open_folder.setVisible(False)
        self.running.emit(running)

    def _stop(self) -> None:
        if self._progress is not None:
            self._progress.cancel()
            self.stop.setEnabled(False)
            self._say(self.tr("Stopping…"))

    def _show_name(self, name: str) -> None:
        if self.stop.isEnabled():
            self._say(self.tr("Writing {file}…").format(file=name))

    def _show_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _open_folder(self) -> None:
        if self._result is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._result.folder)))

    def _lay_out(self) -> None:
        self.bar.setAccessibleName(self.tr("How far it is"))
        self.note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        for button in (self.stop, self.open_folder):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.note)
        column.addWidget(self.bar)
        column.addLayout(buttons)
        for widget in (self.note, self.bar, self.stop, self.open_folder):
            widget.setVisible(False)
