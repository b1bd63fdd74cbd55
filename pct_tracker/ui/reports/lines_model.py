"""Lines of words as a table: what was exported, what became of a plan, what a corrigendum says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Qt

from pct_tracker.ui.common.plain_tip import plain_tip
from pct_tracker.ui.common.row_table import DirectionRole, MutedRole
from pct_tracker.ui.common.rows_model import ModelIndex, RowsModel


@dataclass(frozen=True, slots=True)
class Line:
    """The words of one row. `ids` are the activities it stands for; `directions` those of words in another language."""

    texts: tuple[str, ...]
    ids: tuple[int, ...] = ()
    muted: bool = False
    directions: Mapping[int, Qt.LayoutDirection] = field(default_factory=dict, hash=False)


class LinesModel(RowsModel[Line]):
    """Lines for reading."""

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.row_at(index.row()) if index.isValid() else None
        if line is None:
            return None
        text = line.texts[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return text
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(text)
            case _ if role == MutedRole:
                return line.muted
            case _ if role == DirectionRole:
                return line.directions.get(index.column())
        return None
