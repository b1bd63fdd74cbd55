"""The register on the screen: one line an activity, a frame around the cell in focus, headings over groups."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QTableView,
    QWidget,
)

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.codes import CONTENT_LETTERS
from pct_tracker.domain.query import SortKey
from pct_tracker.services.views import Group
from pct_tracker.ui.common.colours import colours_of
from pct_tracker.ui.common.theme import SPACE, SPACE_SMALL
from pct_tracker.ui.register.group_painter import arrow_rect, paint_group
from pct_tracker.ui.register.line_painter import LinePainter
from pct_tracker.ui.register.register_columns import COLUMNS, PLACE
from pct_tracker.ui.register.register_delegates import CellDelegate
from pct_tracker.ui.register.register_header import RegisterHeader
from pct_tracker.ui.register.register_lines import NO_PAGES, Pages, Sight
from pct_tracker.ui.register.register_model import RegisterModel

_WIDEST = 14
"""Widths of the letter m beyond which no column but the description grows by itself."""

_Index = QModelIndex | QPersistentModelIndex
_Hint = QAbstractItemDelegate.EndEditHint


class RegisterView(QTableView):
    """The table of activities. `current_changed` carries the id in focus, `opened` the one to edit, `menu_requested` a place.

    `group_opened` carries the group whose rows are asked for.
    """

    current_changed = Signal(object)
    opened = Signal(int)
    group_opened = Signal(object)
    sort_requested = Signal(object)
    menu_requested = Signal(QPoint)

    def __init__(self, model: RegisterModel) -> None:
        super().__init__()
        self.rows = model
        self._restoring = False
        self.setViewport(QWidget())  # Qt's own is made in C++: to find its class, PySide6 would make all classes of widgets
        self.setModel(model)
        self.setAccessibleName(self.tr("Activities"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.AnyKeyPressed | triggers.DoubleClicked)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setAlternatingRowColors(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.verticalHeader().hide()
        self.setItemDelegate(CellDelegate(self, model))
        self._lines = LinePainter(self, model)
        self.headings = RegisterHeader(self)
        self.setHorizontalHeader(self.headings)
        self._lay_out_columns()
        self.headings.sort_requested.connect(self._sort_by)
        self.doubleClicked.connect(self._open_if_fixed)

    @property
    def current_id(self) -> int | None:
        """The id of the activity in focus; None on the heading of a group."""
        row = self.currentIndex().row()
        id_ = self.rows.ids[row] if 0 <= row < len(self.rows.ids) else 0
        return id_ if id_ > 0 else None

    @property
    def sight(self) -> Sight:
        """What is in sight now."""
        return Sight(max(self.rowAt(0), 0), self.viewport().height() // self.sizeHintForRow(0) + 2, self.current_id)

    @property
    def current_key(self) -> str:
        """The column in focus."""
        return COLUMNS[self.currentIndex().column()].key if self.currentIndex().isValid() else "title"

    def selected_ids(self) -> list[int]:
        """The selected activities in the order of the register, each once, also if it stands in several groups."""
        ids = (self.rows.ids[row] for row in self._selected_rows())
        return list(dict.fromkeys(id_ for id_ in ids if id_ > 0))

    def selected_activities(self) -> list[Activity]:
        """As `selected_ids`, for some pages of activities: what is not at hand is read at once."""
        found = (self.rows.activity_at(row) for row in self._selected_rows())
        return list({activity.id: activity for activity in found if activity is not None}.values())

    def set_ids(self, ids: list[int], changed: Sequence[int] = (), pages: Pages = NO_PAGES) -> None:
        """Shows these activities, with the same ones selected and in focus as before, where they are still there."""
        self._keeping_focus(lambda: self.rows.set_ids(ids, changed, pages))

    def set_groups(self, groups: tuple[Group, ...], changed: Sequence[int] = ()) -> None:
        """Shows activities in groups, with the same ones selected and in focus as before."""
        self._keeping_focus(lambda: self.rows.set_groups(groups, changed))

    def fold(self, groups: Sequence[Group], *, folded: bool) -> None:
        """Puts the activities of groups out of sight, or back; the focus goes to the heading of what is folded."""
        row = self.currentIndex().row()
        heading = self.rows.group_row(row) if self.rows.groups and row >= 0 else None
        line = self.rows.ids[heading] if heading is not None else None
        self._keeping_focus(lambda: self.rows.fold(frozenset(group.key for group in groups), folded=folded))
        row_now = self.rows.row_of(line) if line is not None else None
        if row_now is not None and not self.currentIndex().isValid():
            self.select_row(row_now)

    def show_activity(self, activity_id: int) -> bool:
        """Puts an activity into focus and into view; False if it is not in the register as filtered."""
        row = self.rows.row_of(activity_id)
        if row is None:
            return False
        if self.current_id != activity_id:
            self.select_row(row)
        self.scrollTo(self.rows.index(row, self._column()), QAbstractItemView.ScrollHint.EnsureVisible)
        return True

    def select_row(self, row: int) -> None:
        """Selects one row and no other. Qt's own `selectRow` selects more while Shift is held, as it is for Shift+F8."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self.rows.index(row, self._column()), flags)

    def select_first(self) -> None:
        """Selects the first activity, not the heading of its group."""
        row = next((row for row, id_ in enumerate(self.rows.ids) if id_ > 0), 0)
        self.select_row(row)

    def edit_cell(self) -> None:
        """Edits the cell in focus; one that cannot be edited in place is edited in the form."""
        index = self.currentIndex()
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
        else:
            self._open(index.row())

    def show_sort(self, keys: tuple[SortKey, ...]) -> None:
        """Shows by which columns the register is sorted; none is report order, which is by month."""
        self.headings.show_sort(keys)
        self.rows.set_sort(keys)

    # Qt

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        if current.row() == previous.row():
            return
        for row in (previous.row(), current.row()):  # Qt draws the cells anew, and the bar stands in another one
            self.viewport().update(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))
        if not self._restoring:
            self.current_changed.emit(self.current_id)

    def closeEditor(self, editor: QWidget, hint: _Hint) -> None:
        """After Enter the cell below is in focus, after Tab the next one; neither is edited by itself."""
        steps = {
            _Hint.SubmitModelCache: QAbstractItemView.CursorAction.MoveDown,
            _Hint.EditNextItem: QAbstractItemView.CursorAction.MoveNext,
            _Hint.EditPreviousItem: QAbstractItemView.CursorAction.MovePrevious,
        }
        super().closeEditor(editor, _Hint.NoHint)
        if hint in steps:
            self._step(steps[hint])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        group = self.rows.group_at(self.currentIndex().row())
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex().row())
        elif plain and group is not None and self._folds(event.key(), group):
            return
        elif event.key() == Qt.Key.Key_Escape and self.current_id is not None:
            self.rows.drop_pending(self.current_id)
            super().keyPressEvent(event)
        elif plain and event.key() == Qt.Key.Key_Backspace:
            self._edit_emptied()
        elif plain and event.key() == Qt.Key.Key_Space:
            flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().select(self.currentIndex(), flags)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        row = self.rowAt(event.position().toPoint().y())
        group = self.rows.group_at(row)
        if group is not None and arrow_rect(self._line_rect(row), self.layoutDirection()).contains(event.position().toPoint()):
            self.fold([group], folded=not self.rows.is_folded(group))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        self.menu_requested.emit(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        # Not Qt's own way, which asks a delegate for each cell: that takes longer than a frame may.
        painter = QPainter(self.viewport())
        self._lines.paint(painter, self._rows_in(event.rect()), event.rect())
        if self.rows.groups:
            self._paint_groups(painter)
        if self.current_id is not None:
            self._paint_focus(painter)

    def sizeHintForRow(self, _row: int) -> int:
        return self.fontMetrics().height() + 2 * SPACE

    # Inner

    def _rows_in(self, rect: QRect) -> range:
        """The rows that stand in a part of the viewport."""
        first, last = self.rowAt(rect.top()), self.rowAt(rect.bottom())
        return range(max(first, 0), (last if last >= 0 else len(self.rows.ids) - 1) + 1) if first >= 0 else range(0)

    def _paint_groups(self, painter: QPainter) -> None:
        """The headings of the groups in sight, each over its whole line."""
        colours = colours_of(self.palette())
        for row in self._rows_in(self.viewport().rect()):
            if (group := self.rows.group_at(row)) is not None:
                words, folded = self.rows.group_words, self.rows.is_folded(group)
                rect = self._line_rect(row)
                ground = colours.accent_soft if self.selectionModel().isRowSelected(row) else colours.raised
                painter.fillRect(rect, QColor(ground))
                paint_group(painter, rect, self, words.name(group), words.subtotals(group), folded=folded)
                if row == self.currentIndex().row():
                    painter.setPen(self._focus_colour())
                    painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _paint_focus(self, painter: QPainter) -> None:
        """The bar of the row in focus and the frame of its cell: in high contrast they alone say which one it is."""
        index = self.currentIndex()
        bar = self.visualRect(index.siblingAtColumn(PLACE["finding"]))
        from_right = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        bar.setLeft(bar.right() - SPACE_SMALL + 1) if from_right else bar.setWidth(SPACE_SMALL)
        painter.fillRect(bar, self._focus_colour())
        width = 2 if self.hasFocus() else 1
        painter.setPen(QPen(self._focus_colour(), width, j=Qt.PenJoinStyle.MiterJoin))
        inset = width / 2
        painter.drawRect(QRectF(self.visualRect(index)).adjusted(inset, inset, -inset, -inset))

    def _focus_colour(self) -> QColor:
        colours = colours_of(self.palette())
        return QColor(colours.accent if self.hasFocus() else colours.border)

    def _selected_rows(self) -> list[int]:
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def _column(self) -> int:
        """The column in focus, or the description; Qt begins with the findings, which cannot be edited."""
        column = self.currentIndex().column()
        return column if column > PLACE["finding"] and not self.isColumnHidden(column) else PLACE["title"]

    def _open_if_fixed(self, index: QModelIndex) -> None:
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self._open(index.row())

    def _open(self, row: int) -> None:
        group = self.rows.group_at(row)
        if group is not None:
            self.group_opened.emit(group)
        elif 0 <= row < len(self.rows.ids):
            self.opened.emit(self.rows.ids[row])

    def _folds(self, key: int, group: Group) -> bool:
        """Folds or unfolds a group as its key says; whether it was such a key."""
        from_right = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        to_fold, to_unfold = (Qt.Key.Key_Right, Qt.Key.Key_Left) if from_right else (Qt.Key.Key_Left, Qt.Key.Key_Right)
        if key not in (to_fold, to_unfold, Qt.Key.Key_Space):
            return False
        folded = not self.rows.is_folded(group) if key == Qt.Key.Key_Space else key == to_fold
        self.fold([group], folded=folded)
        return True

    def _edit_emptied(self) -> None:
        self.edit_cell()
        editor = self.viewport().focusWidget() or self.focusWidget()
        if isinstance(editor, QLineEdit):
            editor.clear()
        elif isinstance(editor, QComboBox):
            editor.setCurrentIndex(-1)

    def _step(self, action: QAbstractItemView.CursorAction) -> None:
        """Moves the focus by one cell, past headings of groups; at the end of a line it stays."""
        row, number = self.currentIndex().row(), self.headings.visualIndex(self.currentIndex().column())
        if action is QAbstractItemView.CursorAction.MoveDown:
            below = (one for one in range(row + 1, len(self.rows.ids)) if self.rows.ids[one] > 0)
            target = self.rows.index(next(below, row), self.currentIndex().column())
        else:
            step = 1 if action is QAbstractItemView.CursorAction.MoveNext else -1
            places = range(number + step, self.headings.count() if step > 0 else -1, step)
            columns = (self.headings.logicalIndex(place) for place in places)
            shown = (column for column in columns if not self.isColumnHidden(column))
            target = self.rows.index(row, next(shown, self.currentIndex().column()))
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(target, flags)
        self.setFocus()

    def _keeping_focus(self, show: Callable[[], None]) -> None:
        current, chosen = self.current_id, [self.rows.ids[row] for row in self._selected_rows()]
        column = self._column()
        self._restoring = True
        try:
            show()
            if current is not None and self.current_id != current:
                self._select(current, chosen, column)
        finally:
            self._restoring = False

    def _select(self, current: int, chosen: Sequence[int], column: int) -> None:
        selection = self.selectionModel()
        row = self.rows.row_of(current)
        if row is None:
            return
        rows = QItemSelectionModel.SelectionFlag.Rows
        selection.setCurrentIndex(self.rows.index(row, column), QItemSelectionModel.SelectionFlag.ClearAndSelect | rows)
        for other in self.rows.rows_of(chosen) if len(chosen) > 1 else ():
            selection.select(self.rows.index(other, 0), QItemSelectionModel.SelectionFlag.Select | rows)

    def _sort_by(self, keys: tuple[SortKey, ...]) -> None:
        self.show_sort(keys)
        self.sort_requested.emit(keys)

    def _line_rect(self, row: int) -> QRect:
        return QRect(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))

    def _lay_out_columns(self) -> None:
        header = self.headings
        header.setSectionResizeMode(PLACE["finding"], QHeaderView.ResizeMode.Fixed)
        metrics = QFontMetrics(self.font())
        widest = _WIDEST * metrics.horizontalAdvance("m")
        widest_type = max(self.rows.type_labels(), key=metrics.horizontalAdvance)
        samples = {"month": "2024-06 ▾", "type": widest_type, "venue": "Saudi Arabia", "days": "2024-06-03 – 2024-06-07"}
        samples |= dict.fromkeys(("co_organizers", "participant_types", "funding", "notes"), "m" * _WIDEST)
        letters = metrics.horizontalAdvance("A") * len(CONTENT_LETTERS) + 3 * SPACE
        with header.fitted_once():
            for column in COLUMNS:
                width = min(metrics.horizontalAdvance(samples.get(column.key, "")), widest)
                self.setColumnWidth(PLACE[column.key], max(width + 2 * SPACE, self._heading_width(column.key)))
            self.setColumnWidth(PLACE["finding"], metrics.horizontalAdvance("●") + 2 * SPACE)
            self.setColumnWidth(PLACE["contents"], max(letters, self._heading_width("contents")))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.sizeHintForRow(0))
        header.show_first_keys()
        self.show_sort(())

    def _heading_width(self, key: str) -> int:
        """The heading with room for the mark of one of several keys to sort by."""
        return self.fontMetrics().horizontalAdvance(f"{self.rows.title_of(key)} ▲1") + SPACE
