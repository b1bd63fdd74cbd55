"""One row of the file: its nine cells as they were read, and all that was found in them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pct_tracker.domain.finding import Finding
from pct_tracker.reference.labels import Vocabulary
from pct_tracker.services.wording import Wording
from pct_tracker.ui.common.annex_cells import AnnexCells
from pct_tracker.ui.common.direction import direction_of
from pct_tracker.ui.common.field_messages import FieldMessage, FieldMessages
from pct_tracker.ui.common.theme import SPACE


class RowDetail(QScrollArea):
    """Cells at the left, findings at the right; Tab reaches it, so that the arrow keys can scroll it."""

    def __init__(self, vocabulary: Vocabulary, wording: Wording) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self._wording = wording
        self.cells = AnnexCells(self.tr("Source"))
        self.findings = FieldMessages()
        self.setAccessibleName(self.tr("The row in full"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._lay_out()

    def show_row(self, cells: Sequence[str], language: str, findings: Sequence[Finding]) -> None:
        """Shows the cells under the headings of their language."""
        headings = tuple(self._vocabulary.column_label(column, language) for column in self._vocabulary.columns)
        self.cells.show_cells(headings, tuple(cells), direction_of(language))
        told = [FieldMessage(one.severity, self._wording.finding(one)) for one in findings]
        self.findings.show_messages(tuple(told))
        self.show()

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.addWidget(self.findings)
        right.addStretch(1)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, SPACE, 0)
        row.setSpacing(2 * SPACE)
        row.addWidget(self.cells, 3, Qt.AlignmentFlag.AlignTop)
        row.addLayout(right, 2)
        self.setWidget(body)
