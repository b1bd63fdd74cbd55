"""Brings a file in: choose it, see what it holds and what it would change, store it as one step."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDir, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from pct_tracker.domain.change import Change
from pct_tracker.domain.codes import LANGUAGES, Status
from pct_tracker.domain.errors import UserError
from pct_tracker.services.import_run import ImportResult, ImportReview, read_file, review_import, store_import, try_import
from pct_tracker.services.tracker import Tracker
from pct_tracker.ui.common.buttons import push_button
from pct_tracker.ui.common.file_choice import choose_file
from pct_tracker.ui.common.form_rows import plain_label
from pct_tracker.ui.common.row_table import RowTable
from pct_tracker.ui.common.theme import SPACE, fit_screen, set_look
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.importing.import_model import ImportModel
from pct_tracker.ui.importing.row_detail import RowDetail

_PAUSE = 250
_KINDS = "*.docx *.xlsx *.xls *.ods *.csv *.tsv *.txt *.json"


class ImportDialog(QDialog):
    """`imported` carries the result once it is stored."""

    imported = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._result: ImportResult | None = None
        self.setWindowTitle(self.tr("Import an annex"))
        self.path = QLineEdit()
        self.path.setPlaceholderText(self.tr("Word, Excel, OpenDocument, CSV, text or JSON file"))
        self.language = QComboBox()
        self.status = QComboBox()
        self.model = ImportModel(workspace.wording)
        self.summary = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.table = self._make_table()
        self.detail = RowDetail(workspace.tracker.reference.vocabulary, workspace.wording)
        self.detail.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.store = push_button(self.tr("Import"), role="primary")
        self.buttons.addButton(self.store, QDialogButtonBox.ButtonRole.AcceptRole)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._fill_choices()
        self._lay_out()
        self._connect()
        self._show(None)

    def choose_file(self, path: Path) -> None:
        """Reads a file without being asked for it, as one dropped on the window."""
        self.path.setText(str(path))
        self._read()

    # Steps

    def _browse(self) -> None:
        start = str(Path(self.path.text()).parent) if self.path.text() else QDir.homePath()
        kinds = self.tr("Annex tables ({kinds});;All files (*)").format(kinds=_KINDS)
        chosen = choose_file(self, self.tr("Choose the annex"), start, kinds)
        if chosen:
            self.choose_file(Path(chosen))

    def _read(self) -> None:
        self._pause.stop()
        text = self.path.text().strip().strip('"')
        self._result = None
        self.store.setEnabled(False)
        if not text:
            self._show(None)
            return
        self.summary.setText(self.tr("Reading…"))
        set_look(self.summary, severity="")
        path, language = Path(text).expanduser(), self.language.currentData()
        status = Status(self.status.currentData()) if self.status.currentData() else None
        self._workspace.worker.run(lambda: self._look(path, language, status), self._show, self._refuse, "import")

    def _look(self, path: Path, language: str | None, status: Status | None) -> ImportResult:
        tracker = self._workspace.tracker
        return try_import(tracker, review_import(tracker, read_file(tracker, path, language=language, status=status)))

    def _store(self) -> None:
        if self._result is None:
            return
        review = self._result.review
        self.store.setEnabled(False)
        self.summary.setText(self.tr("Storing…"))
        self._workspace.worker.run(_storing(self._workspace.tracker, review), self._finish, self._refuse)

    def _finish(self, result: ImportResult) -> None:
        if isinstance(result.change, Change):
            self._workspace.announce(result.change)
        self.imported.emit(result)
        self.accept()

    # What is shown

    def _show(self, result: ImportResult | None) -> None:
        self._result = result
        self.model.set_result(result)
        set_look(self.summary, severity="")
        self.summary.setText(
            self._summarize(result.review)
            if result
            else self.tr("Choose a file, or type its name. Nothing is stored before you press Import.")
        )
        self.store.setEnabled(result is not None and result.review.count("same") < len(result.review.matches))
        if result is not None and not self.store.isEnabled():
            self.summary.setText(f"{self.summary.text()} {self.tr('There is nothing to import.')}")
        if result is not None:
            self.table.go_to(0)
        self._show_detail()

    def _show_detail(self) -> None:
        row = self.table.currentIndex().row()
        match = self.model.match_at(row)
        self.detail.setVisible(match is not None)
        if match is not None:
            self.detail.show_row(match.row.cells, match.row.language, self.model.findings_at(row))

    def _refuse(self, error: Exception) -> None:
        self.model.set_result(None)
        self._show_detail()
        self._result = None
        set_look(self.summary, severity="error")
        if isinstance(error, UserError):
            self.summary.setText(self._workspace.wording.error(error))
        else:
            self.summary.setText(self.tr("This file could not be read because of a mistake of the program."))
            self._workspace.broken.emit(error)

    def _summarize(self, review: ImportReview) -> str:
        reading, words = review.reading, self._workspace.wording
        languages = words.listed(words.language_name(language) for language in reading.languages)
        read = self.tr("{rows} rows for {year}, in {languages}: {new} new, {changed} changed, {same} already in the log.").format(
            rows=len(reading.rows),
            year=reading.year or "—",
            languages=languages,
            new=review.count("new"),
            changed=review.count("changed"),
            same=review.count("same"),
        )
        left_out = self.tr("{count} rows are no activities (titles, totals) and were left out.").format(
            count=len(reading.skipped)
        )
        return f"{read} {left_out}" if reading.skipped else read

    def _make_table(self) -> RowTable:
        table = RowTable(self.model, self.tr("Rows of the file"))
        widths = ("0000", self.tr("already there"), "2024-06")
        for column, sample in enumerate(widths):
            table.setColumnWidth(column, table.fontMetrics().horizontalAdvance(sample) + 4 * SPACE)
        for column in (3, 4):
            table.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        return table

    def _fill_choices(self) -> None:
        self.language.addItem(self.tr("As the file says"), None)
        for language in LANGUAGES:
            self.language.addItem(self._workspace.wording.language_name(language), language)
        self.status.addItem(self.tr("As the file says"), None)
        self.status.addItem(self.tr("Held"), Status.HELD.value)
        self.status.addItem(self.tr("Planned"), Status.PLANNED.value)

    def _lay_out(self) -> None:
        browse = push_button(self.tr("&Browse…"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        file_row = QHBoxLayout()
        file_row.addWidget(self.path, 1)
        file_row.addWidget(browse)
        choices = QHBoxLayout()
        choices.addWidget(self.language)
        label = QLabel(self.tr("&Status:"))
        label.setBuddy(self.status)
        choices.addSpacing(2 * SPACE)
        choices.addWidget(label)
        choices.addWidget(self.status)
        choices.addStretch(1)
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        for text, row, field in ((self.tr("&File:"), file_row, self.path), (self.tr("&Language:"), choices, self.language)):
            name = QLabel(text)
            name.setBuddy(field)
            field.setAccessibleName(plain_label(text))
            form.addRow(name, row)
        self.status.setAccessibleName(self.tr("Status"))
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        column.setSpacing(SPACE + SPACE // 2)
        column.addLayout(form)
        column.addWidget(self.summary)
        column.addWidget(self.table, 5)
        column.addWidget(self.detail, 4)
        column.addWidget(self.buttons)
        em = self.fontMetrics().horizontalAdvance("m")
        self.resize(fit_screen(self, QSize(82 * em, 56 * em)))

    def _connect(self) -> None:
        self.store.setDefault(True)
        self.path.textEdited.connect(lambda _text: self._pause.start())
        self._pause.timeout.connect(self._read)
        self.language.activated.connect(lambda _place: self._read())
        self.status.activated.connect(lambda _place: self._read())
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_detail())
        self.buttons.accepted.connect(self._store)
        self.buttons.rejected.connect(self.reject)


def _storing(tracker: Tracker, review: ImportReview) -> Callable[[], ImportResult]:
    return lambda: store_import(tracker, review)
