"""The texts of a year, row by row, and how far each is in every language."""

from typing import Any

from PySide6.QtCore import Qt

from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.domain.exchange import TextState
from pct_tracker.services.translation.translations import TextRow, TextTable
from pct_tracker.services.wording import Wording
from pct_tracker.ui.common.direction import direction_of
from pct_tracker.ui.common.plain_tip import plain_tip
from pct_tracker.ui.common.row_table import DirectionRole
from pct_tracker.ui.common.rows_model import ModelIndex, RowsModel

_PLAIN = ("source", "field", "uses")
COLUMNS = (*_PLAIN, *LANGUAGES)
SIGNS = {
    TextState.MISSING: "—",
    TextState.OUTDATED: "!",
    TextState.DRAFT: "~",
    TextState.GIVEN: "•",
    TextState.CHECKED: "✓",
}
"""A sign for each state, so that none is told by colour."""


class TextsModel(RowsModel[TextRow]):
    """One line for each text; `only_lacking` leaves out what is there in all languages."""

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self._table = TextTable(())
        self._headings = (self.tr("Text"), self.tr("Field"), self.tr("Uses"), *(code.upper() for code in LANGUAGES))

    @property
    def table(self) -> TextTable:
        """All texts, the ones that are left out as well."""
        return self._table

    def show_table(self, table: TextTable, *, only_lacking: bool) -> None:
        """Shows these texts, or those of them that some language lacks."""
        self._table = table
        lacking = (row for row in table.rows if any(row.needs_work(language) for language in LANGUAGES))
        self.show_rows(tuple(lacking) if only_lacking else table.rows)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        plain = super().headerData(section, orientation, role)
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return plain
        if role == Qt.ItemDataRole.ToolTipRole and COLUMNS[section] in LANGUAGES:
            return self._wording.language_name(COLUMNS[section])
        return _edge(COLUMNS[section]) if role == Qt.ItemDataRole.TextAlignmentRole else plain

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        column = COLUMNS[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self._tip(row, column))
            case Qt.ItemDataRole.AccessibleTextRole if column in LANGUAGES:
                return f"{self._wording.language_name(column)}: {self._wording.mark_name(row.states[column])}"
            case Qt.ItemDataRole.TextAlignmentRole:
                return _edge(column)
        return direction_of(row.source_language) if role == DirectionRole and column == "source" else None

    def _text(self, row: TextRow, column: str) -> str:
        if column in LANGUAGES:
            return SIGNS[row.states[column]]
        if column == "uses":
            return str(len(row.activity_ids))
        return row.source if column == "source" else self._wording.field_name(row.field)

    def _tip(self, row: TextRow, column: str) -> str:
        if column not in LANGUAGES:
            return row.source
        state = f"{self._wording.language_name(column)}: {self._wording.mark_name(row.states[column])}"
        return f"{state}\n{row.texts[column]}" if column in row.texts else state


def _edge(column: str) -> Qt.AlignmentFlag:
    across = Qt.AlignmentFlag.AlignHCenter if column in (*LANGUAGES, "uses") else Qt.AlignmentFlag.AlignLeading
    return across | Qt.AlignmentFlag.AlignVCenter
