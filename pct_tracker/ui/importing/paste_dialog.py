"""Pastes rows: what was understood of them, which are new, and one step that stores those that are checked."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from pct_tracker.domain.change import Change
from pct_tracker.domain.codes import Status
from pct_tracker.domain.errors import UserError
from pct_tracker.services.imports.paste import PasteResult, build_paste, try_paste
from pct_tracker.services.progress import Progress
from pct_tracker.ui.common.buttons import push_button
from pct_tracker.ui.common.row_table import RowTable
from pct_tracker.ui.common.theme import SPACE, fit_screen, set_look
from pct_tracker.ui.common.translation import shown_number
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.importing.paste_model import PasteModel
from pct_tracker.ui.importing.row_detail import RowDetail


class PasteDialog(QDialog):
    """`stored` carries the change once it is made. What is being read is left when the dialog goes, or the window."""

    stored = Signal(object)

    def __init__(
        self, workspace: Workspace, text: str, html: str, year: int | None, status: Status, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._text, self._html, self._year = text, html, year
        self._result: PasteResult | None = None
        self._progress = Progress()
        self.setWindowTitle(self.tr("Paste rows as activities"))
        self.status = QComboBox()
        self.status.addItem(self.tr("Held"), Status.HELD.value)
        self.status.addItem(self.tr("Planned"), Status.PLANNED.value)
        self.status.setCurrentIndex(1 if status is Status.PLANNED else 0)
        self.model = PasteModel(workspace.wording)
        self.summary = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.table = self._make_table()
        self.detail = RowDetail(workspace.tracker.reference.vocabulary, workspace.wording)
        self.detail.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.store = push_button("", role="primary")
        self.store.setDefault(True)
        self.buttons.addButton(self.store, QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out()
        self._connect()
        self._show_chosen()
        self._read()

    def done(self, result: int) -> None:
        """Goes, and has nothing read any more."""
        self._stop()
        super().done(result)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The check stands in one column; Space turns it wherever in the row the focus is.
        is_space = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Space
        if watched is self.table and is_space:
            self.model.turn(self.table.currentIndex().row())
            return True
        return super().eventFilter(watched, event)

    # Steps

    def _read(self) -> None:
        self._stop()
        progress = self._progress = Progress()
        self.store.setEnabled(False)
        self._say(self.tr("Reading…"))
        text, html, year, status = self._text, self._html, self._year, Status(str(self.status.currentData()))
        tracker = self._workspace.tracker
        self._workspace.worker.run(
            lambda: try_paste(tracker, text, html, year=year, status=status, progress=progress),
            self._show,
            self._refuse_text,
            "paste",
        )

    def _stop(self) -> None:
        self._progress.cancel()

    def _store(self) -> None:
        if self._result is None:
            return
        self.store.setEnabled(False)
        self._workspace.do(build_paste(self._result.result, self.model.chosen), self._finish, self._refuse)

    def _finish(self, change: Change) -> None:
        self.stored.emit(change)
        self.accept()

    def _refuse(self, error: Exception) -> bool:
        """Says why nothing was stored, of a locked year for example; what was read stays."""
        if not isinstance(error, UserError):
            return False
        self._say(self._workspace.wording.error(error), trouble=True)
        self.store.setEnabled(bool(self.model.chosen))
        return True

    def _refuse_text(self, error: Exception) -> None:
        self._result = None
        self.model.set_result(None)
        self.detail.hide()
        self._show_chosen()
        if isinstance(error, UserError):
            self._say(self._workspace.wording.error(error), trouble=True)
        else:
            self._say(self.tr("The clipboard could not be read because of a mistake of the program."), trouble=True)
            self._workspace.broken.emit(error)

    # What is shown

    def _show(self, result: PasteResult) -> None:
        self._result = result
        self.model.set_result(result.result)
        self._say(self._summarize(result))
        self.table.setCurrentIndex(self.model.index(0, 1))
        self._show_chosen()
        self._show_detail()

    def _show_chosen(self) -> None:
        matches = self._result.result.review.matches if self._result else ()
        chosen = [match for match in matches if match.row.number in self.model.chosen]
        new = sum(match.outcome == "new" for match in chosen)
        changed = len(chosen) - new
        numbers = {"new": shown_number(new), "changed": shown_number(changed)}
        if changed and new:
            text = self.tr("Add {new} and change {changed}").format(**numbers)
        elif changed:
            text = self.tr("Change 1 activity") if changed == 1 else self.tr("Change {changed} activities").format(**numbers)
        else:
            text = self.tr("Add 1 activity") if new == 1 else self.tr("Add {new} activities").format(**numbers)
        self.store.setText(text)
        self.store.setEnabled(bool(chosen))

    def _show_detail(self) -> None:
        row = self.table.currentIndex().row()
        match = self.model.match_at(row)
        self.detail.setVisible(match is not None)
        if match is not None:
            self.detail.show_row(match.row.cells, match.row.language, self.model.findings_at(row))

    def _summarize(self, result: PasteResult) -> str:
        review = result.result.review
        years = sorted({row.draft.year for row in review.reading.rows if row.draft.year})
        text = self.tr("{rows} rows for {years}: {new} new, {changed} changed, {same} already in the log.").format(
            rows=len(review.reading.rows),
            years=self._workspace.wording.listed(map(str, years)) or "—",
            new=review.count("new"),
            changed=review.count("changed"),
            same=review.count("same"),
        )
        if not result.left_out:
            return text
        left_out = self.tr("Not recognised and left out: column {columns}. A row of headings would name it.")
        return f"{text} {left_out.format(columns=', '.join(result.left_out))}"

    def _say(self, text: str, *, trouble: bool = False) -> None:
        set_look(self.summary, severity="error" if trouble else "")
        self.summary.setText(text)

    def _make_table(self) -> RowTable:
        table = RowTable(self.model, self.tr("Rows of the clipboard"), several=True)
        samples = ("0000", self.tr("already there") + "mm", "2024-06")
        table.fit_columns(dict(enumerate(samples)), 3)
        table.horizontalHeader().setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)
        table.installEventFilter(self)
        return table

    def _lay_out(self) -> None:
        label = QLabel(self.tr("&Status of the activities:"))
        label.setBuddy(self.status)
        self.status.setAccessibleName(self.tr("Status of the activities"))
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.status)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        column.setSpacing(SPACE + SPACE // 2)
        column.addWidget(self.summary)
        column.addWidget(self.table, 5)
        column.addWidget(self.detail, 4)
        column.addLayout(row)
        column.addWidget(self.buttons)
        em = self.fontMetrics().horizontalAdvance("m")
        self.resize(fit_screen(self, QSize(82 * em, 54 * em)))
        self.table.setFocus()

    def _connect(self) -> None:
        self.status.activated.connect(lambda _place: self._read())
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_detail())
        self.model.chosen_changed.connect(self._show_chosen)
        self.buttons.accepted.connect(self._store)
        self.buttons.rejected.connect(self.reject)
        self._workspace.worker.closing.connect(self._stop)
