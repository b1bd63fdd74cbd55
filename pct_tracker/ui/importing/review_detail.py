"""One row of an import in full: what is decided about it, its cells to correct, and what was found with the ways to settle it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from pct_tracker.domain.finding import Fix
from pct_tracker.services.imports.review import ReviewedRow
from pct_tracker.ui.common.button_strip import Choice, ChoiceStrip
from pct_tracker.ui.common.field_messages import FieldMessage, FieldMessages
from pct_tracker.ui.common.theme import SPACE
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.importing.cells_table import VALUE, CellsModel, CellsTable
from pct_tracker.ui.importing.review_words import ReviewWords


class ReviewDetail(QWidget):
    """`decided` carries a decision, `corrected` a column with the text typed for it, `fix_chosen` what settles a finding."""

    decided = Signal(str)
    corrected = Signal(str, str)
    fix_chosen = Signal(Fix)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._wording = workspace.wording
        self._words = ReviewWords()
        self.cells = CellsModel(workspace.tracker.reference, workspace.wording)
        self.table = CellsTable(self.cells, self.tr("Cells of the row"))
        self.decision = ChoiceStrip([Choice(code, words) for code, words in self._words.decisions.items()])
        self.decision.setAccessibleName(self.tr("Decision"))
        self.doubt = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.doubt.setProperty("severity", "warning")
        self.findings = FieldMessages()
        self._lay_out()
        self.decision.chosen.connect(self.decided)
        self.cells.corrected.connect(self.corrected)
        self.findings.action_chosen.connect(self.fix_chosen)

    def show_row(self, row: ReviewedRow | None) -> None:
        """Shows a row; nothing of one that is no activity."""
        place = max(self.table.currentIndex().row(), 0)
        self.cells.show_row(row)
        self.table.setCurrentIndex(self.cells.index(place, VALUE))
        self.decision.setVisible(row is not None)
        self.doubt.setVisible(row is not None and row.doubt is not None)
        self.findings.show_messages(self._messages(row) if row else ())
        if row is None:
            return
        self.doubt.setText(self._words.doubts[row.doubt] if row.doubt else "")
        self.decision.choose(row.decision)
        for code in self.decision.codes:
            self.decision.button(code).setEnabled(code in row.decisions or code == row.decision)

    def focus_cells(self) -> None:
        """Puts the focus into the cells."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _messages(self, row: ReviewedRow) -> tuple[FieldMessage, ...]:
        seen = (one for one in row.findings if one.draws_attention)
        return tuple(
            FieldMessage(one.severity, self._wording.finding(one), tuple((self._wording.fix(fix), fix) for fix in one.fixes))
            for one in seen
        )

    def _lay_out(self) -> None:
        side = QWidget()
        beside = QVBoxLayout(side)
        beside.setContentsMargins(SPACE, 0, 0, 0)
        for widget in (self.decision, self.doubt, self.findings):
            beside.addWidget(widget)
        beside.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(side)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, SPACE, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self.table, 5)
        row.addWidget(area, 2)
