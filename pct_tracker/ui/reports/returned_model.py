"""What came back from translators, text by text."""

from typing import Any

from PySide6.QtCore import Qt

from pct_tracker.services.translation.exchange import ReturnedText
from pct_tracker.services.wording import Wording
from pct_tracker.ui.common.direction import direction_of
from pct_tracker.ui.common.plain_tip import plain_tip
from pct_tracker.ui.common.row_table import DirectionRole, MutedRole
from pct_tracker.ui.common.rows_model import ModelIndex, RowsModel

COLUMNS = ("outcome", "language", "source", "target", "remark")
_QUIET = ("same", "empty")


class ReturnedModel(RowsModel[ReturnedText]):
    """What needs a look stands first, what changes nothing last."""

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        words = (self.tr("Text"), self.tr("Translation"))
        self._headings = (self.tr("In the log"), self.tr("Language"), *words, self.tr("To look at"))
        self.outcomes = {
            "new": self.tr("new"),
            "changed": self.tr("changed"),
            "checked": self.tr("checked"),
            "same": self.tr("already there"),
            "empty": self.tr("not translated"),
            "source-changed": self.tr("source changed since"),
            "source-differs": self.tr("source not as in the log"),
            "contradicts": self.tr("another translation came first"),
            "unknown": self.tr("not in this log"),
        }

    def show_texts(self, texts: tuple[ReturnedText, ...]) -> None:
        """Shows what was read."""
        self.show_rows(sorted(texts, key=lambda one: (one.outcome in _QUIET, not _needs_a_look(one))))

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one = self.row_at(index.row()) if index.isValid() else None
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
