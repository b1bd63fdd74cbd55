"""The words of the report, with what stands in their place."""

from typing import Any

from PySide6.QtCore import Qt

from pct_tracker.services.reports.words import EditedWord
from pct_tracker.ui.common.direction import direction_of
from pct_tracker.ui.common.plain_tip import plain_tip
from pct_tracker.ui.common.row_table import DirectionRole
from pct_tracker.ui.common.rows_model import ModelIndex, RowsModel

COLUMNS = ("own", "text", "group", "key")


class WordsModel(RowsModel[EditedWord]):
    """One line for each word, in one language."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self._headings = ("", self.tr("Word"), self.tr("Kind"), self.tr("Key"))
        self._groups = {
            "types": self.tr("Activity type"),
            "contents": self.tr("Content"),
            "participant_types": self.tr("Participant type"),
            "modalities": self.tr("Modality"),
            "regions": self.tr("Region"),
            "columns": self.tr("Heading of a column"),
            "online": self.tr("Location"),
            "hybrid_note": self.tr("Location"),
            "annex_title": self.tr("Title of the annex"),
            "annex_title_planned": self.tr("Title of the annex"),
            "punctuation": self.tr("Punctuation"),
            "names": self.tr("Name"),
            "document": self.tr("Document"),
        }

    def row_of(self, key: str) -> int:
        """The line of a word; the first one if it is not shown."""
        return next((row for row, word in enumerate(self._rows) if word.key == key), 0)

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        word = self.row_at(index.row()) if index.isValid() else None
        if word is None:
            return None
        column = COLUMNS[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(word, column)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self.tr("Edited") if column == "own" and word.own else self._text(word, column))
            case Qt.ItemDataRole.AccessibleTextRole if column == "own":
                return self.tr("Edited") if word.own else self.tr("As shipped")
        return direction_of(self._language) if role == DirectionRole and column == "text" else None

    def _text(self, word: EditedWord, column: str) -> str:
        match column:
            case "own":
                return "✎" if word.own else ""
            case "text":
                return word.text(self._language) or next(iter(word.shipped.values()), "")
            case "group":
                return self._groups.get(word.group, word.group)
        return word.key
