"""What came back from translators, text by text."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from pct_tracker.services.translation_run import ReturnedText
from pct_tracker.services.wording import Wording
from pct_tracker.ui.common.direction import direction_of
from pct_tracker.ui.common.plain_tip import plain_tip
from pct_tracker.ui.common.row_table import DirectionRole, MutedRole

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
COLUMNS = ("outcome", "language", "source", "target", "remark")
_QUIET = ("same", "empty")


class ReturnedModel(QAbstractTableModel):
    """What needs a look stands first, what changes nothing last."""

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self._texts: tuple[ReturnedText, ...] = ()
        self._titles = {
            "outcome": self.tr("In the log"),
            "language": self.tr("Language"),
            "source": self.tr("Text"),
            "target": self.tr("Translation"),
            "remark": self.tr("To look at"),
        }
        self.outcomes = {
            "new": self.tr("new"),
            "changed": self.tr("changed"),
            "checked": self.tr("checked"),
            "same": self.tr("already there"),
            "empty": self.tr("not translated"),
            "source-changed": self.tr("source changed since"),
            "source-differs": self.tr("source not as in the log"),
            "unknown": self.tr("not in this log"),
        }

    def show_texts(self, texts: tuple[ReturnedText, ...]) -> None:
        """Shows what was read."""
        self.beginResetModel()
        self._texts = tuple(sorted(texts, key=lambda one: (one.outcome in _QUIET, not _needs_a_look(one))))
        self.endResetModel()

    def text_at(self, row: int) -> ReturnedText | None:
        """The text in a line."""
        return self._texts[row] if 0 <= row < len(self._texts) else None

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._texts)

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return self._titles[COLUMNS[section]] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one = self.text_at(index.row()) if index.isValid() else None
        if one is None:
            return None
        column = COLUMNS[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(one, column)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self._tip(one, column))
            case _ if role == MutedRole:
                return one.outcome in _QUIET
            case _ if role == DirectionRole:
                return {"source": direction_of(one.source_language), "target": direction_of(one.language)}.get(column)
        return None

    def _text(self, one: ReturnedText, column: str) -> str:
        match column:
            case "outcome":
                return self.outcomes[one.outcome]
            case "language":
                return self._wording.language_name(one.language)
            case "source":
                return one.unit.source
            case "target":
                return one.unit.target
        if one.is_kept_aside:
            return self.tr("kept aside")
        return self.tr("differs in {marks}").format(marks=", ".join(one.differing)) if one.differing else ""

    def _tip(self, one: ReturnedText, column: str) -> str:
        if column == "target" and one.before and one.before != one.unit.target:
            return self.tr("Before: {text}").format(text=one.before)
        return self._text(one, column)


def _needs_a_look(one: ReturnedText) -> bool:
    return bool(one.differing) or one.is_kept_aside
