"""The deleted activities as a table, the one deleted last first."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from pct_tracker.domain.activity import ActivityDraft
from pct_tracker.domain.change import JournalEntry, JournalLine
from pct_tracker.ui.common.direction import direction_of
from pct_tracker.ui.common.moments import local_moment
from pct_tracker.ui.common.plain_tip import plain_tip
from pct_tracker.ui.common.row_table import DirectionRole

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()

COLUMNS = ("year", "month", "title", "when", "who")


class LostModel(QAbstractTableModel):
    """What was deleted, with the steps that deleted it."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self._lost: Sequence[tuple[JournalEntry, JournalLine]] = ()
        self._titles = {
            "year": self.tr("Year"),
            "month": self.tr("Month"),
            "title": self.tr("Activity"),
            "when": self.tr("Deleted on"),
            "who": self.tr("Deleted by"),
        }

    def show_lost(self, lost: Sequence[tuple[JournalEntry, JournalLine]]) -> None:
        """Shows these."""
        self.beginResetModel()
        self._lost = lost
        self.endResetModel()

    def set_language(self, language: str) -> None:
        """Shows titles in another language."""
        self.beginResetModel()
        self._language = language
        self.endResetModel()

    def line_at(self, row: int) -> JournalLine:
        """What happened to the activity in a row."""
        return self._lost[row][1]

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._lost)

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return self._titles[COLUMNS[section]] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._lost):
            return None
        entry, line = self._lost[index.row()]
        draft, column = line.before or ActivityDraft(), COLUMNS[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            text = self._text(entry, draft, column)
            return text if role == Qt.ItemDataRole.DisplayRole else plain_tip(text)
        if role == DirectionRole and column == "title":
            return direction_of(draft.title.language_of_best(self._language) or self._language)
        return None

    def _text(self, entry: JournalEntry, draft: ActivityDraft, column: str) -> str:
        match column:
            case "year":
                return str(draft.year or "—")
            case "month":
                return draft.month or "—"
            case "title":
                return draft.title.best(self._language) or "—"
            case "when":
                return local_moment(entry.at)
        return entry.author
