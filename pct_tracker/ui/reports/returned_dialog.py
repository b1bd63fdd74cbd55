"""What translators sent back, to be looked at before it is stored."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHeaderView, QLabel, QScrollArea, QSplitter, QVBoxLayout, QWidget

from pct_tracker.domain.change import Change
from pct_tracker.domain.errors import UserError
from pct_tracker.services.translation.exchange import OUTCOMES, ReturnReview, store_returned, take_back
from pct_tracker.ui.common.buttons import push_button
from pct_tracker.ui.common.row_table import RowTable
from pct_tracker.ui.common.theme import SPACE, SPACE_LARGE, fit_screen, set_look
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.reports.returned_detail import ReturnedDetail
from pct_tracker.ui.reports.returned_model import COLUMNS, ReturnedModel


class ReturnedDialog(QDialog):
    """`stored` carries the Change; all texts together are one step."""

    stored = Signal(object)

    def __init__(self, workspace: Workspace, paths: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._review = ReturnReview(())
        self.setWindowTitle(self.tr("Translations that came back"))
        self.model = ReturnedModel(workspace.wording)
        self.summary = QLabel(self.tr("Reading…"), wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.table = RowTable(self.model, self.tr("Texts that came back"))
        self.detail = ReturnedDetail(workspace.wording)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.store = push_button(self.tr("Store"), role="primary")
        self.store.setEnabled(False)
        self.buttons.addButton(self.store, QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(lambda now, _before: self._show_text(now.row()))
        self.buttons.accepted.connect(self._store)
        self.buttons.rejected.connect(self.reject)
        tracker = workspace.tracker
        workspace.worker.run(lambda: take_back(tracker, paths), self._show, self._refuse)

    def _show(self, review: ReturnReview) -> None:
        self._review = review
        self.model.show_texts(review.texts)
        told = ((review.count(outcome), self.model.outcomes[outcome]) for outcome in OUTCOMES)
        counts = self._workspace.wording.listed(f"{count} {name}" for count, name in told if count)
        self.summary.setText(self.tr("Texts: {counts}. Nothing is stored before you press Store.").format(counts=counts))
        set_look(self.summary, severity="warning" if review.needs_attention else "")
        self.store.setEnabled(any(review.count(outcome) for outcome in OUTCOMES[:3]))
        self.table.go_to(0)
        (self.store if self.store.isEnabled() else self.table).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_text(self, row: int) -> None:
        self.detail.show_text(self.model.row_at(row))

    def _store(self) -> None:
        tracker, review = self._workspace.tracker, self._review
        self.store.setEnabled(False)
        self._workspace.worker.run(lambda: store_returned(tracker, review), self._finish, self._refuse)

    def _finish(self, change: Change | None) -> None:
        if change is not None:
            self._workspace.announce(change)
        self.stored.emit(change)
        self.accept()

    def _refuse(self, error: Exception) -> None:
        set_look(self.summary, severity="error")
        if isinstance(error, UserError):
            self.summary.setText(self._workspace.wording.error(error))
        else:
            self.summary.setText(self.tr("Nothing was stored because of a mistake of the program."))
            self._workspace.broken.emit(error)

    def _lay_out(self) -> None:
        samples = {COLUMNS.index(name): "m" * count for name, count in (("outcome", 9), ("language", 6), ("remark", 9))}
        self.table.fit_columns(samples, stretched=COLUMNS.index("source"))
        self.table.horizontalHeader().setSectionResizeMode(COLUMNS.index("target"), QHeaderView.ResizeMode.Stretch)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(self.detail)
        sides = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        sides.addWidget(self.table)
        sides.addWidget(area)
        sides.setStretchFactor(0, 2)
        sides.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_LARGE, SPACE_LARGE, SPACE_LARGE, SPACE_LARGE)
        column.setSpacing(SPACE)
        column.addWidget(self.summary)
        column.addWidget(sides, 1)
        column.addWidget(self.buttons)
        em = self.fontMetrics().horizontalAdvance("m")
        self.resize(fit_screen(self, QSize(74 * em, 36 * em)))
