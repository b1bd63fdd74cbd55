"""The steps of the journal as a table, newest first, read page by page."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from pct_tracker.domain.change import JournalEntry
from pct_tracker.domain.folding import fold
from pct_tracker.services.wording import Wording
from pct_tracker.ui.common.moments import local_moment
from pct_tracker.ui.common.plain_tip import plain_tip
from pct_tracker.ui.common.row_table import MutedRole
from pct_tracker.ui.history.entry_words import state_name

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()

COLUMNS = ("when", "who", "what", "state", "activities")

PAGE = 200
"""Steps that are read at once."""

_ENOUGH = 50
"""Steps that a search is to find before it waits for somebody to scroll."""


class StepsModel(QAbstractTableModel):
    """`more_wanted` asks for the page before an entry; it is answered with `add_page`."""

    more_wanted = Signal(int)

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self._entries: list[JournalEntry] = []
        self._shown: list[JournalEntry] = []
        self._words: list[str] = []
        self._is_complete = True
        self._is_waiting = False
        self._titles = {
            "when": self.tr("When"),
            "who": self.tr("Who"),
            "what": self.tr("What"),
            "state": self.tr("State"),
            "activities": self.tr("Activities"),
        }

    def begin(self, page: Sequence[JournalEntry]) -> None:
        """Shows the newest page in the place of all that was read."""
        self.beginResetModel()
        self._entries, self._is_complete, self._is_waiting = list(page), len(page) < PAGE, False
        self._shown = [entry for entry in page if self._is_found(entry)]
        self.endResetModel()
        self._want_enough()

    def add_page(self, page: Sequence[JournalEntry]) -> None:
        """Shows an older page below the others."""
        self._entries += page
        self._is_complete, self._is_waiting = len(page) < PAGE, False
        found = [entry for entry in page if self._is_found(entry)]
        if found:
            self.beginInsertRows(_NO_INDEX, len(self._shown), len(self._shown) + len(found) - 1)
            self._shown += found
            self.endInsertRows()
        self._want_enough()

    def search(self, text: str) -> None:
        """Shows only the steps that hold all these words: in what was done, by whom or when."""
        self.beginResetModel()
        self._words = fold(text).split()
        self._shown = [entry for entry in self._entries if self._is_found(entry)]
        self.endResetModel()
        self._want_enough()

    def entry_at(self, row: int) -> JournalEntry | None:
        """The step in a row."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def row_of(self, entry_id: int) -> int | None:
        """The row of a step; None if it is not shown."""
        return next((row for row, entry in enumerate(self._shown) if entry.id == entry_id), None)

    def canFetchMore(self, _parent: _Index = _NO_INDEX) -> bool:
        return not self._is_complete and not self._is_waiting

    def fetchMore(self, _parent: _Index = _NO_INDEX) -> None:
        if self.canFetchMore():
            self._is_waiting = True
            self.more_wanted.emit(self._entries[-1].id)

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[COLUMNS[section]]
        return _alignment(COLUMNS[section]) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entry_at(index.row()) if index.isValid() else None
        if entry is None:
            return None
        column = COLUMNS[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            text = self._text(entry, column)
            return text if role == Qt.ItemDataRole.DisplayRole else plain_tip(text)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return entry.state != "done" if role == MutedRole else None

    def _text(self, entry: JournalEntry, column: str) -> str:
        match column:
            case "when":
                return local_moment(entry.at)
            case "who":
                return entry.author
            case "what":
                return self._wording.step(entry.step)
            case "activities":
                return str(entry.activities) if entry.activities else ""
        return state_name(entry)

    def _is_found(self, entry: JournalEntry) -> bool:
        if not self._words:
            return True
        text = fold(" ".join(self._text(entry, column) for column in ("when", "who", "what", "state")))
        return all(word in text for word in self._words)

    def _want_enough(self) -> None:
        if self._words and len(self._shown) < _ENOUGH:
            self.fetchMore()


def _alignment(column: str) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignTrailing if column == "activities" else Qt.AlignmentFlag.AlignLeading
    return side | Qt.AlignmentFlag.AlignVCenter
