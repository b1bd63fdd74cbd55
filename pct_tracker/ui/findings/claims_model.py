"""The numbers of a published sentence beside those of the rows."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from pct_tracker.services.checks.reconciling import ReconciledClaim
from pct_tracker.services.wording import Wording
from pct_tracker.ui.common.colours import colours_of
from pct_tracker.ui.common.plain_tip import plain_tip
from pct_tracker.ui.common.rows_model import ModelIndex, RowsModel
from pct_tracker.ui.common.translation import shown_number

_VERDICT = (3, 5)
"""The columns that say whether a claim is true."""


class ClaimsModel(RowsModel[ReconciledClaim]):
    """One line for each claim: what it says, what the rows say, and how far it is from false."""

    def __init__(self, wording: Wording) -> None:
        figures = (self.tr("Figure"), self.tr("Published"), self.tr("The rows say"), self.tr("True?"))
        super().__init__((*figures, self.tr("Without doubtful rows"), self.tr("Still true?")))
        self._wording = wording
        self._bounds = {
            "over": self.tr("over {number}"),
            "at-least": self.tr("at least {number}"),
            "exactly": self.tr("exactly {number}"),
            "about": self.tr("about {number}"),
            "under": self.tr("under {number}"),
        }

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.row_at(index.row()) if index.isValid() else None
        if line is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            text = self._texts(line)[index.column()]
            rule = self._wording.figure_rule(line.figure.name)
            return text if role == Qt.ItemDataRole.DisplayRole else plain_tip(f"{text}\n{rule}")
        if role == Qt.ItemDataRole.ForegroundRole and index.column() in _VERDICT:
            holds = line.holds if index.column() == _VERDICT[0] else line.holds_without_doubtful
            colours = colours_of(QApplication.palette())
            return None if holds else QColor(colours.error)
        return None

    def _texts(self, line: ReconciledClaim) -> tuple[str, ...]:
        return (
            self._wording.figure_label(line.figure.name),
            self._bounds[line.claim.bound].format(number=shown_number(line.claim.number)),
            shown_number(line.figure.value),
            self._verdict(line.margin, holds=line.holds),
            shown_number(line.without_doubtful),
            self._verdict(line.margin_without_doubtful, holds=line.holds_without_doubtful),
        )

    def _verdict(self, margin: int, *, holds: bool) -> str:
        return self.tr("✓ true, margin {margin}").format(margin=shown_number(margin)) if holds else self.tr("✕ not true")
