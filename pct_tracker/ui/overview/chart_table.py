"""The numbers of a chart as a list beside it, to be read, opened and copied."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHeaderView

from pct_tracker.domain.formulas import tabbed_cell
from pct_tracker.ui.common.plain_tip import plain_tip
from pct_tracker.ui.common.row_table import MutedRole, RowTable
from pct_tracker.ui.common.theme import SPACE
from pct_tracker.ui.overview.chart import Chart, ChartLine

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()

_WIDEST = 16
"""Widths of the letter m beyond which a column does not grow by itself."""

_NARROWEST = 4
"""Widths of the letter m that every column keeps: the first one must not vanish beside the others."""


class ChartModel(QAbstractTableModel):
    """One row a line: its label and what each mark shows, which are `numbers` or texts. A line without marks is a heading."""

    def __init__(self, *, numbers: bool = True) -> None:
        super().__init__()
        self.chart = Chart()
        self._edge = Qt.AlignmentFlag.AlignTrailing if numbers else Qt.AlignmentFlag.AlignLeading

    def show_chart(self, chart: Chart) -> None:
        self.beginResetModel()
        self.chart = chart
        self.endResetModel()

    def line_at(self, row: int) -> ChartLine | None:
        """The line in a row."""
        return self.chart.lines[row] if 0 <= row < len(self.chart.lines) else None

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.chart.lines)

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.chart.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.chart.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.chart.columns[section]
        return self._alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line_at(index.row()) if index.isValid() else None
        if line is None:
            return None
        mark = line.marks[index.column() - 1] if 0 < index.column() <= len(line.marks) else None
        if role == Qt.ItemDataRole.DisplayRole:
            return mark.shown if mark else line.label if index.column() == 0 else ""
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(mark.spoken if mark else line.label)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        if role == Qt.ItemDataRole.FontRole:
            return None if line.marks else _heading_font()
        return line.is_aside and bool(line.marks) if role == MutedRole else None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        return Qt.AlignmentFlag.AlignVCenter | (self._edge if column else Qt.AlignmentFlag.AlignLeading)


class ChartTable(RowTable):
    """Several rows can be selected and copied with their headings; with none selected, all are."""

    def __init__(self, model: ChartModel, name: str) -> None:
        super().__init__(model, name, several=True)
        self._chart_model = model
        self.horizontalHeader().setMinimumSectionSize(_NARROWEST * self.fontMetrics().horizontalAdvance("m"))
        model.modelReset.connect(self._fit)

    def copy(self) -> None:
        """Puts the rows on the clipboard as lines with tabs between the cells, numbers without any grouping."""
        chosen = sorted(index.row() for index in self.selectionModel().selectedRows())
        heading, *rows = self._chart_model.chart.table()
        lines = [heading, *(rows[row] for row in chosen)] if len(chosen) > 1 else [heading, *rows]
        QGuiApplication.clipboard().setText("\n".join("\t".join(map(tabbed_cell, map(str, line))) for line in lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        """Each column as wide as its widest cell, within reason; the first one takes the room that is left."""
        header, metrics, chart = self.horizontalHeader(), self.fontMetrics(), self._chart_model.chart
        for place, heading in enumerate(chart.columns):
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive if place else QHeaderView.ResizeMode.Stretch)
            if place:
                texts = {line.marks[place - 1].shown for line in chart.lines if len(line.marks) >= place} | {heading}
                widest = min(max(map(metrics.horizontalAdvance, texts)), _WIDEST * metrics.horizontalAdvance("m"))
                self.setColumnWidth(place, widest + 3 * SPACE)


def _heading_font() -> QFont:
    font = QFont(QGuiApplication.font())
    font.setBold(True)
    return font
