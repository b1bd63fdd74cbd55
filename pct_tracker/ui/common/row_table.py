"""A table of rows for reading; Enter or a double click opens one."""

from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from pct_tracker.ui.common.colours import colours_of
from pct_tracker.ui.common.text_cell import run_text
from pct_tracker.ui.common.theme import SPACE

MutedRole = Qt.ItemDataRole.UserRole + 1
DirectionRole = Qt.ItemDataRole.UserRole + 2

_WIDEST = 26
"""Widths of the letter m beyond which a column does not grow by itself."""


class RowTable(QTableView):
    """Whole rows are selected; `opened` says that the one in focus is to be opened."""

    opened = Signal()

    def __init__(self, model: QAbstractItemModel, name: str, *, several: bool = False) -> None:
        super().__init__()
        modes = QAbstractItemView.SelectionMode
        self.setModel(model)
        self.setAccessibleName(name)
        self.setItemDelegate(_RowDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(modes.ExtendedSelection if several else modes.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 2 * SPACE)
        self.horizontalHeader().setHighlightSections(False)
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    def fit_columns(self, samples: dict[int, str], stretched: int) -> None:
        """Gives columns the width of a sample or of their heading; one takes the room that is left."""
        metrics, header = self.fontMetrics(), self.horizontalHeader()
        for column, sample in samples.items():
            heading = str(self.model().headerData(column, Qt.Orientation.Horizontal))
            widest = max(map(metrics.horizontalAdvance, (sample, heading)))
            self.setColumnWidth(column, min(widest, _WIDEST * metrics.horizontalAdvance("m")) + 3 * SPACE)
        header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)

    def go_to(self, row: int) -> None:
        """Selects one row and no other. Qt's own `selectRow` selects nothing where columns run from right to left."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self.model().index(row, 0), flags)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif plain and event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.model().rowCount():
            # In Qt they lead along the row; here rows are what is chosen.
            self.go_to(0 if event.key() == Qt.Key.Key_Home else self.model().rowCount() - 1)
        else:
            super().keyPressEvent(event)


class _RowDelegate(QStyledItemDelegate):
    """Muted rows in the muted colour, and texts in the direction of their language."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        if index.data(MutedRole):
            colour = QColor(colours_of(option.palette).muted)
            option.palette.setColor(QPalette.ColorRole.Text, colour)
            option.palette.setColor(QPalette.ColorRole.HighlightedText, colour)
        direction = index.data(DirectionRole)
        if direction is not None:
            run_text(option, direction)
        option.state &= ~QStyle.StateFlag.State_HasFocus
