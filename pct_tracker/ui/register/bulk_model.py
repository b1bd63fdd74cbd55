"""What a change of many activities would do, line by line."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from pct_tracker.domain.activity import ActivityDraft
from pct_tracker.services.editing.bulk import BulkLine
from pct_tracker.services.editing.cells import cell_text
from pct_tracker.ui.common.plain_tip import plain_tip
from pct_tracker.ui.common.rows_model import ModelIndex, RowsModel
from pct_tracker.ui.register.register_cells import RegisterCells

_COLUMNS = ("month", "title", "before", "after")


class BulkModel(RowsModel[BulkLine]):
    """One line for each activity: which one it is, its value before and after."""

    def __init__(self, cells: RegisterCells) -> None:
        super().__init__()
        self._cells = cells
        self._key = ""
        self._headings = (self.tr("Month"), self.tr("Description"), self.tr("Before"), self.tr("After"))

    def set_lines(self, key: str, lines: Sequence[BulkLine]) -> None:
        """Shows what would become of a column."""
        self._key = key
        self.show_rows(lines)

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.row_at(index.row()) if index.isValid() else None
        if line is None:
            return None
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
