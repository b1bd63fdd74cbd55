"""The tables of a file, of which somebody says which ones are read."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal

from pct_tracker.services.imports.run import FoundTable, Layout
from pct_tracker.ui.common.plain_tip import plain_tip
from pct_tracker.ui.common.row_table import MutedRole
from pct_tracker.ui.common.rows_model import ModelIndex, RowsModel
from pct_tracker.ui.common.translation import shown_number


class TablesModel(RowsModel[FoundTable]):
    """The tables of a file with a check at those that are read. `turned` follows a click on a check."""

    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._headings = ("", self.tr("Table"), self.tr("Lines over it"), self.tr("Rows"), self.tr("Columns"))
        self._left_out: set[int] = set()
        self._taken: dict[str, Layout] = {}

    @property
    def taken(self) -> Mapping[str, Layout]:
        """The layouts of tables that are read only because somebody said so."""
        return dict(self._taken)

    @property
    def left_out(self) -> frozenset[int]:
        """The numbers of the tables that somebody left out."""
        return frozenset(self._left_out)

    def show_tables(self, tables: tuple[FoundTable, ...]) -> None:
        """Shows these tables."""
        self.show_rows(tables)

    def forget(self) -> None:
        """Leaves every table to what it says of itself."""
        self._left_out.clear()
        self._taken.clear()

    def turn(self, row: int) -> bool:
        """Leaves a table out, or reads it again; False for one that nobody knows how to read."""
        table = self.row_at(row)
        if table is None or (table.layout is None and table.number not in self._left_out):
            return False
        if table.is_annex:
            self._left_out.add(table.number)
        elif table.number in self._left_out:
            self._left_out.remove(table.number)
        elif table.layout is not None:
            self._taken[table.fingerprint] = table.keep(table.layout)
        return True

    def flags(self, index: ModelIndex) -> Qt.ItemFlag:
        usual, table = super().flags(index), self.row_at(index.row())
        return usual | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 and table and table.layout else usual

    def setData(self, index: ModelIndex, _value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not self.turn(index.row()):
            return False
        self.turned.emit()
        return True

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        table = self.row_at(index.row())
        if table is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(table, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(str(self._text(table, index.column())))
            case Qt.ItemDataRole.CheckStateRole if index.column() == 0 and table.layout:
                return Qt.CheckState.Checked if table.is_annex else Qt.CheckState.Unchecked
            case _ if role == MutedRole:
                return not table.is_annex
        return None

    def _text(self, table: FoundTable, column: int) -> str:
        match column:
            case 1:
                return table.name or self.tr("Table {number}").format(number=table.number)
            case 2:
                return " · ".join(table.title)
            case 3:
                return shown_number(table.row_count)
            case 4:
                return self._columns(table)
        return ""

    def _columns(self, table: FoundTable) -> str:
        if table.layout is None:
            return self.tr("not known")
        count = len(table.layout.places)
        if table.layout.by_content:
            return self.tr("{count} of 9, by content").format(count=count)
        return self.tr("{count} of 9, by headings").format(count=count)
