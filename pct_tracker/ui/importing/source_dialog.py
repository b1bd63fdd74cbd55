"""The row that an activity was imported from: its nine cells as printed, beside what is stored."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from pct_tracker.services.imports.review import ReviewedRow
from pct_tracker.ui.common.theme import SPACE_LARGE, fit_screen
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.importing.cells_table import CellsModel, CellsTable


class SourceDialog(QDialog):
    """For reading; what is stored is changed in the form."""

    def __init__(self, workspace: Workspace, row: ReviewedRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Source of the activity"))
        intro = QLabel(
            self.tr("The cells of the row it was imported from, as printed, beside what the log has now."), wordWrap=True
        )
        self.cells = CellsModel(workspace.tracker.reference, workspace.wording)
        self.table = CellsTable(self.cells, self.tr("Cells of the row"), only_stored=True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_LARGE, SPACE_LARGE, SPACE_LARGE, SPACE_LARGE)
        column.setSpacing(SPACE_LARGE)
        column.addWidget(intro)
        column.addWidget(self.table, 1)
        column.addWidget(buttons)
        em = self.fontMetrics().horizontalAdvance("m")
        self.resize(fit_screen(self, QSize(72 * em, 34 * em)))
        self.cells.show_row(row)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
