"""The deleted activities as a table, the one deleted last first."""

from typing import Any

from PySide6.QtCore import Qt

from pct_tracker.domain.activity import ActivityDraft
from pct_tracker.domain.change import JournalEntry, JournalLine
from pct_tracker.ui.common.direction import direction_of
from pct_tracker.ui.common.moments import local_moment
from pct_tracker.ui.common.plain_tip import plain_tip
from pct_tracker.ui.common.row_table import DirectionRole
from pct_tracker.ui.common.rows_model import ModelIndex, RowsModel

COLUMNS = ("year", "month", "title", "when", "who")


class LostModel(RowsModel[tuple[JournalEntry, JournalLine]]):
    """What was deleted, with the steps that deleted it."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        what = (self.tr("Year"), self.tr("Month"), self.tr("Activity"))
        self._headings = (*what, self.tr("Deleted on"), self.tr("Deleted by"))

    def set_language(self, language: str) -> None:
        """Shows titles in another language."""
        self.beginResetModel()
        self._language = language
        self.endResetModel()

    def line_at(self, row: int) -> JournalLine:
        """What happened to the activity in a row."""
        return self._rows[row][1]

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        lost = self.row_at(index.row()) if index.isValid() else None
        if lost is None:
            return None
        entry, line = lost
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
