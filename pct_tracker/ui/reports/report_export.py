"""Writes the report: where to, whether it is published with it, and what came of it."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDir, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMessageBox, QVBoxLayout, QWidget

from pct_tracker.domain.change import YearLock
from pct_tracker.domain.codes import Severity
from pct_tracker.services.reports.choices import ReportChoices
from pct_tracker.services.reports.look import open_findings
from pct_tracker.services.reports.publishing import freeze_plan, publish
from pct_tracker.services.reports.run import ReportResult, export_report, folder_beside_published
from pct_tracker.ui.common.buttons import ChangeButton, push_button
from pct_tracker.ui.common.file_choice import choose_folder
from pct_tracker.ui.common.form_row import FieldLabel
from pct_tracker.ui.common.theme import SPACE
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.reports.report_words import ReportWords
from pct_tracker.ui.reports.writing_note import WritingNote

Export = Callable[..., ReportResult]


class ReportExport(QWidget):
    """`exported` carries the result, `check_requested` asks for the Check page."""

    exported = Signal(object)
    check_requested = Signal()

    def __init__(self, workspace: Workspace, folder: Path) -> None:
        super().__init__()
        self._workspace = workspace
        self._year: int | None = None
        self._choices = ReportChoices()
        self._freezes_plan = False
        self._words = ReportWords(workspace.wording)
        self.question: QMessageBox | None = None
        self.folder = QLineEdit(str(folder))
        self.browse = push_button(self.tr("Browse…"))
        self.start = push_button(self.tr("E&xport the report"), role="primary")
        self.publish = ChangeButton(
            workspace, self.tr("P&ublish…"), tip=self.tr("Export the report and lock the year as it is written")
        )
        self.note = WritingNote(workspace)
        self._lay_out()
        self._connect()
        self._enable()

    @property
    def is_running(self) -> bool:
        """Whether files are being written."""
        return self.note.is_running

    def take(self, year: int | None, choices: ReportChoices, *, freezes_plan: bool = False) -> None:
        """Takes what is to be written, and whether the plan that is printed with it is frozen."""
        self._year, self._choices, self._freezes_plan = year, choices, freezes_plan
        self._enable()

    def run(self) -> None:
        """Writes the report into a folder of its own below the chosen one."""
        self._write(freeze_plan if self._freezes_plan else export_report)

    def ask_to_publish(self) -> None:
        """Asks whether the year is to be published with what stands open; it can be unlocked later, with a reason."""
        year = self._year
        if year is not None and not self.is_running:
            self._workspace.ponder(lambda tracker: open_findings(tracker, year), partial(self._ask, year), "publish")

    def follow_locks(self, locks: Mapping[int, YearLock]) -> None:
        """Takes the locks of years as they are now."""
        self.note.follow_locks(locks)

    def _ask(self, year: int, found: Mapping[Severity, int]) -> None:
        if year != self._year or self.is_running:
            return
        self.question = box = QMessageBox(self.window())
        box.setIcon(QMessageBox.Icon.Question)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(self.tr("Publish {year}").format(year=year))
        box.setText(self.tr("Export the report on {year} and lock the year as it is written?").format(year=year))
        later = self.tr(
            "What is changed later, after the year is unlocked with a reason, is compared with what is written now and goes "
            "into a corrigendum."
        )
        box.setInformativeText(f"{self._words.open_findings(found)}\n\n{later}")
        yes = box.addButton(self.tr("Publish {year}").format(year=year), QMessageBox.ButtonRole.AcceptRole)
        if found[Severity.ERROR] or found[Severity.WARNING]:
            look = box.addButton(self.tr("Look at them"), QMessageBox.ButtonRole.RejectRole)
            look.clicked.connect(lambda _checked=False: self.check_requested.emit())
        not_yet = box.addButton(self.tr("Not yet"), QMessageBox.ButtonRole.RejectRole)
        box.setEscapeButton(not_yet)
        box.setDefaultButton(yes)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.accepted.connect(lambda: self._write(publish))
        box.open()

    def _write(self, export: Export) -> None:
        year, choices, tracker = self._year, self._choices, self._workspace.tracker
        if year is None or self.is_running:
            return
        folder = folder_beside_published(Path(self.folder.text()).expanduser() / f"report-{year}")
        self.note.write(lambda progress: export(tracker, year, choices, folder, progress=progress))

    def _enable(self) -> None:
        ready = self._year is not None and bool(self._choices.languages and self._choices.formats) and not self.is_running
        for button in (self.start, self.publish):
            button.setEnabled(ready)

    def _browse(self) -> None:
        chosen = choose_folder(self, self.tr("Choose the folder"), self.folder.text() or QDir.homePath())
        if chosen:
            self.folder.setText(chosen)

    def _connect(self) -> None:
        self.start.clicked.connect(lambda _checked=False: self.run())
        self.publish.clicked.connect(lambda _checked=False: self.ask_to_publish())
        self.browse.clicked.connect(lambda _checked=False: self._browse())
        self.note.running.connect(lambda _running: self._enable())
        self.note.written.connect(self.exported)

    def _lay_out(self) -> None:
        label = FieldLabel(self.tr("Folde&r:"))
        label.setBuddy(self.folder)
        self.folder.setAccessibleName(self.tr("Folder"))
        line, buttons = QHBoxLayout(), QHBoxLayout()
        for widget in (label, self.folder, self.browse):
            line.addWidget(widget)
        for button in (self.start, self.publish):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE, 0, 0)
        column.setSpacing(SPACE)
        column.addLayout(line)
        column.addWidget(self.note)
        column.addLayout(buttons)
