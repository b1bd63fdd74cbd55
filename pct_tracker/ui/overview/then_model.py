"""Activities as they stood at an earlier time, one line each."""

from typing import Any

from PySide6.QtCore import Qt

from pct_tracker.domain.activity import Activity
from pct_tracker.ui.common.direction import direction_of
from pct_tracker.ui.common.plain_tip import plain_tip
from pct_tracker.ui.common.row_table import DirectionRole
from pct_tracker.ui.common.rows_model import ModelIndex, RowsModel

COLUMNS = ("month", "title")


class ThenModel(RowsModel[Activity]):
    """Month and title, in the language of titles or the one that is there."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self._headings = (self.tr("Month"), self.tr("Activity"))

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        activity = self.row_at(index.row()) if index.isValid() else None
        if activity is None:
            return None
        is_title = COLUMNS[index.column()] == "title"
        text = activity.title.best(self._language) if is_title else activity.month
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return text or "—"
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(text or "")
            case _ if role == DirectionRole and is_title:
                return direction_of(activity.title.language_of_best(self._language) or self._language)
        return None
