"""The numbers of a published sentence, each true or false of the rows."""

from typing import Any

from PySide6.QtCore import Qt

from pct_tracker.services.checks.reconciling import ReconciledClaim
from pct_tracker.services.wording import Wording
from pct_tracker.ui.common.plain_tip import plain_tip
from pct_tracker.ui.common.rows_model import ModelIndex, RowsModel
from pct_tracker.ui.common.translation import shown_number


class SentenceModel(RowsModel[ReconciledClaim]):
    """One claim a line, true or false with its margin."""

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self._headings = (
            self.tr("In the sentence"),
            self.tr("What is counted"),
            self.tr("Rows say"),
            self.tr("As stored"),
            self.tr("Without doubtful rows"),
        )

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one = self.row_at(index.row())
        if one is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        told = self._told(one, index.column())
        return plain_tip(told) if role == Qt.ItemDataRole.ToolTipRole else told

    def _told(self, one: ReconciledClaim, column: int) -> str:
        match column:
            case 0:
                return one.claim.text
            case 1:
                return self._wording.figure_label(one.figure.name)
            case 2:
                return shown_number(one.figure.value)
            case 3:
                return self._verdict(one.margin, holds=one.holds)
        number = shown_number(one.without_doubtful)
        return f"{number}: {self._verdict(one.margin_without_doubtful, holds=one.holds_without_doubtful)}"

    def _verdict(self, margin: int, *, holds: bool) -> str:
        return self.tr("✓ true, margin {margin}").format(margin=shown_number(margin)) if holds else self.tr("● false")
