"""The register on the screen: one line an activity, letters as small boxes, findings by shape and colour."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetrics, QKeyEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.codes import CONTENT_LETTERS, Status
from pct_tracker.domain.query import SortKey
from pct_tracker.ui.activities.register_model import (
    COLUMNS,
    ActivityRole,
    DirectionRole,
    LettersRole,
    RegisterModel,
    SeverityRole,
)
from pct_tracker.ui.common.colours import colours_of
from pct_tracker.ui.common.text_cell import run_text
from pct_tracker.ui.common.theme import SPACE, SPACE_SMALL, scaled_font

_COLUMN = {column.key: number for number, column in enumerate(COLUMNS)}


_WIDEST = 14
"""Widths of the letter m beyond which no column but the description grows by itself."""


class RegisterView(QTableView):
    """The table of activities. `current_changed` carries the id in focus, `opened` the one to edit, `menu_requested` a place."""

    current_changed = Signal(object)
    opened = Signal(int)
    sort_requested = Signal(object)
    menu_requested = Signal(QPoint)

    def __init__(self, model: RegisterModel) -> None:
        super().__init__()
        self._register = model
        self._sort: SortKey | None = None
        self._restoring = False
        self.setModel(model)
        self.setAccessibleName(self.tr("Activities"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setAlternatingRowColors(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.verticalHeader().hide()
        self.setItemDelegate(CellDelegate(self))
        self.setItemDelegateForColumn(_COLUMN["contents"], LettersDelegate(self))
        self._lay_out_columns()
        self.doubleClicked.connect(lambda index: self._open(index.row()))

    @property
    def current_id(self) -> int | None:
        """The id of the activity in focus."""
        row = self.currentIndex().row()
        return self._register.ids[row] if 0 <= row < len(self._register.ids) else None

    def selected_activities(self) -> list[Activity]:
        """The selected activities in the order of the register."""
        return [activity for row in self._selected_rows() if (activity := self._register.activity_at(row)) is not None]

    def set_ids(self, ids: list[int], changed: Sequence[int] = ()) -> None:
        """Shows these activities, with the same ones selected and in focus as before, where they are still there."""
        current, chosen = self.current_id, [self._register.ids[row] for row in self._selected_rows()]
        self._restoring = True
        try:
            self._register.set_ids(ids, changed)
            if current is not None and self.current_id != current:
                self._select(current, chosen)
        finally:
            self._restoring = False

    def show_activity(self, activity_id: int) -> bool:
        """Puts an activity into focus and into view; False if it is not in the register as filtered."""
        row = self._register.row_of(activity_id)
        if row is None:
            return False
        self.select_row(row)
        self.scrollTo(self._register.index(row, _COLUMN["title"]), QAbstractItemView.ScrollHint.EnsureVisible)
        return True

    def select_row(self, row: int) -> None:
        """Selects one row and no other. Qt's own `selectRow` selects more while Shift is held, as it is for Shift+F8."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self._register.index(row, _COLUMN["title"]), flags)

    def show_sort(self, key: SortKey | None) -> None:
        """Shows by which column the register is sorted; none is report order, which is by month."""
        self._sort = key
        column = next((number for number, one in enumerate(COLUMNS) if key and one.sort == key.column), _COLUMN["month"])
        order = Qt.SortOrder.DescendingOrder if key and key.descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(column, order)

    # Qt

    def currentChanged(self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex) -> None:
        super().currentChanged(current, previous)
        if not self._restoring and current.row() != previous.row():
            self.current_changed.emit(self.current_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            self._open(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        self.menu_requested.emit(place)

    def sizeHintForRow(self, _row: int) -> int:
        return self.fontMetrics().height() + 2 * SPACE

    # Inner

    def _selected_rows(self) -> list[int]:
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def _open(self, row: int) -> None:
        if 0 <= row < len(self._register.ids):
            self.opened.emit(self._register.ids[row])

    def _select(self, current: int, chosen: Sequence[int]) -> None:
        selection = self.selectionModel()
        row = self._register.row_of(current)
        if row is None:
            return
        rows = QItemSelectionModel.SelectionFlag.Rows
        selection.setCurrentIndex(
            self._register.index(row, _COLUMN["title"]), QItemSelectionModel.SelectionFlag.ClearAndSelect | rows
        )
        for other in (self._register.row_of(id_) for id_ in chosen):
            if other is not None:
                selection.select(self._register.index(other, 0), QItemSelectionModel.SelectionFlag.Select | rows)

    def _sort_by(self, number: int) -> None:
        column = COLUMNS[number]
        if not column.sort:
            self.show_sort(self._sort)
            return
        shown = self._sort.column if self._sort else "month"
        descending = column.sort == shown and not (self._sort and self._sort.descending)
        key = SortKey(column.sort, descending)
        self.show_sort(key)
        self.sort_requested.emit(key)

    def _lay_out_columns(self) -> None:
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(2 * SPACE)
        header.sectionClicked.connect(self._sort_by)
        header.setSectionResizeMode(_COLUMN["finding"], QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(_COLUMN["title"], QHeaderView.ResizeMode.Stretch)
        metrics = QFontMetrics(self.font())
        widest_type = max(self._register.type_labels(), key=metrics.horizontalAdvance)
        for key, sample in {"month": "2024-06 ▾", "type": widest_type, "venue": "Saudi Arabia"}.items():
            width = min(metrics.horizontalAdvance(sample), _WIDEST * metrics.horizontalAdvance("m"))
            self.setColumnWidth(_COLUMN[key], width + 2 * SPACE)
        self.setColumnWidth(_COLUMN["finding"], metrics.horizontalAdvance("●") + 2 * SPACE)
        letters = metrics.horizontalAdvance("A") * len(CONTENT_LETTERS) + 3 * SPACE
        self.setColumnWidth(_COLUMN["contents"], max(letters, self._heading_width("contents") + 2 * SPACE))
        for key in ("origins", "participants"):
            self.setColumnWidth(_COLUMN[key], self._heading_width(key) + 4 * SPACE)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.sizeHintForRow(0))
        self.show_sort(None)

    def _heading_width(self, key: str) -> int:
        heading = self._register.headerData(_COLUMN[key], Qt.Orientation.Horizontal)
        return self.fontMetrics().horizontalAdvance(str(heading))


class CellDelegate(QStyledItemDelegate):
    """Draws a cell: findings in the colour of their severity, activities that do not count in a muted one."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        activity = index.data(ActivityRole)
        colours = colours_of(option.palette)
        colour: str | None = None
        if index.column() == _COLUMN["finding"]:
            severity = index.data(SeverityRole)
            colour = colours.of_severity(severity) if severity else colours.accent
        elif isinstance(activity, Activity) and activity.status is not Status.HELD:
            colour = colours.muted
        if colour:
            option.palette.setColor(QPalette.ColorRole.Text, QColor(colour))
            option.palette.setColor(QPalette.ColorRole.HighlightedText, QColor(colour))
        # The whole row is in focus, not one of its cells.
        option.state &= ~QStyle.StateFlag.State_HasFocus
        direction = index.data(DirectionRole)
        if direction is not None:
            run_text(option, direction)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().paint(painter, option, index)
        view = option.widget
        if index.column() == 0 and isinstance(view, QTableView) and view.currentIndex().row() == index.row():
            bar = QRect(option.rect)
            bar.setWidth(SPACE_SMALL)
            if view.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                bar.moveRight(option.rect.right())
            # In high contrast the ground of a selected row is that of all rows: the bar alone says which one it is.
            colours = colours_of(view.palette())
            painter.fillRect(bar, QColor(colours.accent if view.hasFocus() else colours.border))


class LettersDelegate(CellDelegate):
    """Draws the letters A to F, each at its own place, so that columns of letters can be read downwards."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        self.initStyleOption(option, index)
        letters = index.data(LettersRole) or ()
        option.text = ""
        widget = option.widget
        style = widget.style() if isinstance(widget, QWidget) else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, widget)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        role = option.palette.ColorRole.HighlightedText if chosen else option.palette.ColorRole.Text
        painter.save()
        painter.setFont(scaled_font(option.font, 0.92))
        step = (option.rect.width() - 2 * SPACE) / len(CONTENT_LETTERS)
        for place, letter in enumerate(CONTENT_LETTERS):
            box = QRectF(option.rect.left() + SPACE + place * step, option.rect.top(), step, option.rect.height())
            if letter in letters:
                painter.setPen(QPen(option.palette.color(role)))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)
        unknown = [letter for letter in letters if letter not in CONTENT_LETTERS]
        if unknown:
            painter.setPen(QColor(colours_of(option.palette).error))
            painter.drawText(QRectF(option.rect), Qt.AlignmentFlag.AlignCenter, " ".join(letters))
        painter.restore()
