"""Activities as they stood at an earlier time, for reading; deleted ones too."""

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QScrollArea, QSplitter, QVBoxLayout, QWidget

from pct_tracker.domain.activity import REPORTED_FIELDS
from pct_tracker.services.overview import StateThen
from pct_tracker.ui.common.annex_cells import AnnexCells
from pct_tracker.ui.common.buttons import push_button
from pct_tracker.ui.common.direction import direction_of
from pct_tracker.ui.common.row_table import RowTable
from pct_tracker.ui.common.theme import SPACE, SPACE_LARGE, fit_screen, set_look
from pct_tracker.ui.common.translation import shown_number
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.overview.chart import Mark
from pct_tracker.ui.overview.then_model import COLUMNS, ThenModel

_SIZES = [150, 250]
"""Pixels of the list and of the row below it before somebody moves the border."""


class ThenDialog(QDialog):
    """The rows of a mark as they stood after a step of work. `opened` carries the mark with those that are still in the log."""

    opened = Signal(object)

    def __init__(
        self, workspace: Workspace, mark: Mark, state: StateThen, when: str, language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._mark = mark
        self._state = state
        self._language = language
        self.setWindowTitle(self.tr("As it stood then"))
        self.intro = QLabel(f"{mark.words}\n{when}", wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.note = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.model = ThenModel(language)
        self.table = RowTable(self.model, self.tr("Activities as they stood then"))
        self.cells = AnnexCells(self.tr("The annex row as it stood then"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.now = push_button(self.tr("Show as they are now"), tip=self.tr("In the register, those that are still in the log"))
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_row())
        self.now.clicked.connect(lambda _checked=False: self._open())
        self.buttons.rejected.connect(self.reject)
        self._show()

    def _show(self) -> None:
        state = self._state
        self.model.show_rows(state.activities)
        gone = len(state.activities) - len(state.still)
        self.note.setText(self.tr("No longer in the log: {count}").format(count=shown_number(gone)))
        self.note.setVisible(gone > 0)
        self.now.setEnabled(bool(state.still))
        self.table.go_to(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_row(self) -> None:
        activity = self.model.row_at(self.table.currentIndex().row())
        if activity is not None:
            printed = self._workspace.tracker.preview(activity, self._language)
            self.cells.show_cells(self._headings(), printed, direction_of(self._language))

    def _headings(self) -> tuple[str, ...]:
        vocabulary = self._workspace.tracker.reference.vocabulary
        return tuple(vocabulary.column_label(column, self._language) for column in REPORTED_FIELDS)

    def _open(self) -> None:
        mark = self._mark
        self.accept()
        self.opened.emit(replace(mark, ids=tuple(id_ for id_ in mark.ids if id_ in self._state.still)))

    def _lay_out(self) -> None:
        set_look(self.note, role="muted")
        self.now.setAutoDefault(False)
        self.table.fit_columns({COLUMNS.index("month"): "0000-00"}, stretched=COLUMNS.index("title"))
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(self.cells)
        sides = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        sides.addWidget(self.table)
        sides.addWidget(area)
        sides.setSizes(_SIZES)
        sides.setStretchFactor(1, 1)
        self.buttons.addButton(self.now, QDialogButtonBox.ButtonRole.ActionRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_LARGE, SPACE_LARGE, SPACE_LARGE, SPACE_LARGE)
        column.setSpacing(SPACE)
        column.addWidget(self.intro)
        column.addWidget(sides, 1)
        column.addWidget(self.note)
        column.addWidget(self.buttons)
        em = self.fontMetrics().horizontalAdvance("m")
        self.resize(fit_screen(self, QSize(64 * em, 44 * em)))
