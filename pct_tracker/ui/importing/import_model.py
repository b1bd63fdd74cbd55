"""What an import would do, row by row."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from pct_tracker.domain.codes import Severity
from pct_tracker.domain.finding import Finding
from pct_tracker.services.imports.run import ImportResult, ImportReview, Match
from pct_tracker.services.wording import Wording
from pct_tracker.ui.common.field_messages import SHAPES
from pct_tracker.ui.common.plain_tip import plain_tip

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
COLUMNS = ("number", "outcome", "month", "title", "findings")


class ImportModel(QAbstractTableModel):
    """One line for each row of the file."""

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self._review: ImportReview | None = None
        self._findings: Mapping[int, Sequence[Finding]] = {}
        self._titles = {
            "number": self.tr("Row"),
            "outcome": self.tr("In the log"),
            "month": self.tr("Month"),
            "title": self.tr("Description"),
            "findings": self.tr("What was found"),
        }
        self._outcomes = {"new": self.tr("new"), "changed": self.tr("changed"), "same": self.tr("already there")}

    def set_result(self, result: ImportResult | None) -> None:
        """Shows what was tried; None empties the table."""
        self.beginResetModel()
        self._review = result.review if result else None
        findings: dict[int, list[Finding]] = {}
        for one in result.findings if result else ():
            if one.finding.rule != "title.missing-translation":
                findings.setdefault(one.row, []).append(one.finding)
        self._findings = findings
        self.endResetModel()

    def match_at(self, row: int) -> Match | None:
        """What becomes of the row in a line."""
        return self._review.matches[row] if self._review and 0 <= row < len(self._review.matches) else None

    def findings_at(self, row: int) -> Sequence[Finding]:
        """What was found in the row in a line."""
        match = self.match_at(row)
        return self._findings.get(match.row.number, ()) if match else ()

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() or self._review is None else len(self._review.matches)

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole and 0 <= section < len(COLUMNS):
            return self._titles[COLUMNS[section]]
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self._review is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index.row(), COLUMNS[index.column()])
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._tool_tip(index.row(), COLUMNS[index.column()]) or "")
        return None

    def _text(self, row: int, column: str) -> str:
        match, found = self.match_at(row), self.findings_at(row)
        if match is None:
            return ""
        match column:
            case "number":
                return str(match.row.number)
            case "outcome":
                return self._outcomes[match.outcome]
            case "month":
                return match.draft.month or "—"
            case "title":
                return match.draft.title.best(match.row.language)
            case _:
                worst = min(found, key=lambda one: list(Severity).index(one.severity), default=None)
                more = f" (+{len(found) - 1})" if len(found) > 1 else ""
                return f"{SHAPES[worst.severity]} {self._wording.finding(worst)}{more}" if worst else ""

    def _tool_tip(self, row: int, column: str) -> str:
        if column == "findings":
            return "\n".join(f"{SHAPES[one.severity]} {self._wording.finding(one)}" for one in self.findings_at(row))
        return self._text(row, column) if column == "title" else ""
