"""What pasting would do, row by row, with a check at each row that is to be stored."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal

from pct_tracker.services.imports.run import ImportResult
from pct_tracker.services.wording import Wording
from pct_tracker.ui.importing.import_model import COLUMNS, ImportModel

_Index = QModelIndex | QPersistentModelIndex
_CHECKED = COLUMNS.index("outcome")
"""The column with the check; rows that are in the log already have none."""


class PasteModel(ImportModel):
    """`chosen_changed` follows every check."""

    chosen_changed = Signal()

    def __init__(self, wording: Wording) -> None:
        super().__init__(wording)
        self._chosen: set[int] = set()

    @property
    def chosen(self) -> frozenset[int]:
        """The numbers of the rows to store."""
        return frozenset(self._chosen)

    def set_result(self, result: ImportResult | None) -> None:
        matches = result.review.matches if result else ()
        self._chosen = {match.row.number for match in matches if match.outcome != "same"}
        super().set_result(result)

    def turn(self, row: int) -> None:
        """Checks a row, or takes its check away."""
        match = self.match_at(row)
        if match is not None and match.outcome != "same":
            self._chosen ^= {match.row.number}
            index = self.index(row, _CHECKED)
            self.dataChanged.emit(index, index)
            self.chosen_changed.emit()

    def flags(self, index: _Index) -> Qt.ItemFlag:
        match = self.match_at(index.row()) if index.column() == _CHECKED else None
        usual = super().flags(index)
        return usual | Qt.ItemFlag.ItemIsUserCheckable if match and match.outcome != "same" else usual

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return super().data(index, role)
        match = self.match_at(index.row()) if index.column() == _CHECKED else None
        if match is None or match.outcome == "same":
            return None
        return Qt.CheckState.Checked if match.row.number in self._chosen else Qt.CheckState.Unchecked

    def setData(self, index: _Index, _value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != _CHECKED:
            return False
        self.turn(index.row())
        return True
