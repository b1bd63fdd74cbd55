"""What a change of many activities would do, line by line."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from pct_tracker.domain.activity import ActivityDraft
from pct_tracker.services.bulk import BulkLine
from pct_tracker.services.cells import cell_text
from pct_tracker.ui.common.plain_tip import plain_tip
from pct_tracker.ui.register.register_cells import RegisterCells

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_COLUMNS = ("month", "title", "before", "after")


class BulkModel(QAbstractTableModel):
    """One line for each activity: which one it is, its value before and after."""

    def __init__(self, cells: RegisterCells) -> None:
        super().__init__()
        self._cells = cells
        self._key = ""
        self._lines: Sequence[BulkLine] = ()
        self._titles = {
            "month": self.tr("Month"),
            "title": self.tr("Description"),
            "before": self.tr("Before"),
            "after": self.tr("After"),
        }

    def set_lines(self, key: str, lines: Sequence[BulkLine]) -> None:
        """Shows what would become of a column."""
        self.beginResetModel()
        self._key, self._lines = key, lines
        self.endResetModel()

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole and 0 <= section < len(_COLUMNS):
            return self._titles[_COLUMNS[section]]
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            text = self._text(line, _COLUMNS[index.column()])
            return text if role == Qt.ItemDataRole.DisplayRole else plain_tip(text)
        if role == Qt.ItemDataRole.ForegroundRole and not line.changes:
            return QApplication.palette().brush(QPalette.ColorRole.PlaceholderText)
        return None

    def _text(self, line: BulkLine, column: str) -> str:
        match column:
            case "month":
                return line.activity.month or "—"
            case "title":
                return line.activity.title.best(self._cells.language)
            case "before":
                return self._value(line.activity)
        return self._value(line.draft) if line.changes else self.tr("unchanged")

    def _value(self, draft: ActivityDraft) -> str:
        text = cell_text(draft, self._key, self._cells.language, self._cells.reference)
        return dict(self._cells.choices(self._key)).get(text, text) or "—"
