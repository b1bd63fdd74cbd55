"""Earlier entries offered under a text field while somebody types. Nothing is taken unless it is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QPainter, QPalette, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from pct_tracker.ui.common.direction import at_edge, mirrored
from pct_tracker.ui.common.plain_tip import plain_tip
from pct_tracker.ui.common.theme import SPACE, SPACE_SMALL

_MOST_LINES = 8

ValueRole = Qt.ItemDataRole.UserRole + 1
NoteRole = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is offered: its words, a short note beside them, such as the languages it brings, and what taking it means."""

    words: str
    note: str
    value: Any


class SuggestionDelegate(QStyledItemDelegate):
    """Draws the words and, at the other end of the line, the note."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        self.initStyleOption(option, index)
        style, words = option.widget.style(), option.text
        option.text = ""
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text
        note, area = str(index.data(NoteRole)), option.rect.adjusted(SPACE, 0, -SPACE, 0)
        width = option.fontMetrics.horizontalAdvance(note)
        direction, leading, trailing = option.direction, Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        first = QRect(area.topLeft(), QSize(area.width() - width - 2 * SPACE, area.height()))
        last = QRect(QPoint(area.right() - width, area.top()), QSize(width + 1, area.height()))
        painter.setPen(option.palette.color(role))
        for rect, text, side in ((first, words, leading), (last, note, trailing)):
            place = mirrored(direction, area, rect)
            shown = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width() + 1)
            aligned = at_edge(direction, side) | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, int(aligned), shown)

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, option.fontMetrics.height() + SPACE)


class Suggestions(QObject):
    """A list under a text field, which keeps the focus and its keys: Down and Up mark, Enter takes what is marked.

    Escape closes the list. Tab and all other keys do what they always do, and close it.
    """

    taken = Signal(object)

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._field = field
        self._model = QStandardItemModel(self)
        self._list: QListView | None = None
        self._around: list[QWidget] = []
        field.installEventFilter(self)

    @property
    def offers(self) -> tuple[str, ...]:
        """The words that are offered; empty while the list is closed."""
        return tuple(str(self._model.item(row).text()) for row in range(self._model.rowCount())) if self.is_open() else ()

    @property
    def list(self) -> QListView | None:
        """The list, once something was offered."""
        return self._list

    def is_open(self) -> bool:
        return self._list is not None and self._list.isVisible()

    def offer(self, suggestions: Sequence[Suggestion]) -> None:
        """Shows these under the field, none of them marked; closes the list if there are none."""
        if not suggestions or not self._field.hasFocus() or self._field.visibleRegion().isEmpty():
            self.close()
            return
        self._model.clear()
        for one in suggestions[:_MOST_LINES]:
            item = QStandardItem(one.words)
            item.setData(one.value, ValueRole)
            item.setData(one.note, NoteRole)
            item.setToolTip(plain_tip(one.words))
            item.setAccessibleText(f"{one.words} ({one.note})" if one.note else one.words)
            self._model.appendRow(item)
        view = self._view()
        view.setCurrentIndex(QModelIndex())
        self._watch_around()
        self._place(view)
        view.show()
        view.raise_()

    def close(self) -> None:
        """Offers nothing any more."""
        if self._list is not None:
            self._list.hide()
        for part in self._around:
            part.removeEventFilter(self)
        self._around = []

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if self.is_open():
            if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
                self._place(self._view())
            elif watched is self._field and self._reacts(event):
                return True
        return super().eventFilter(watched, event)

    def _reacts(self, event: QEvent) -> bool:
        """Deals with what happens to the field; whether that is all there is to it."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            # Escape closes the list before it means anything to the form around.
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take_key(event)
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.close()
        return False

    def _watch_around(self) -> None:
        """Follows the parts of the window the field is in: messages that come and go, and scrolling, move it."""
        part = self._field.parentWidget() if not self._around else None
        while part is not None and not part.isWindow():
            part.installEventFilter(self)
            self._around.append(part)
            part = part.parentWidget()

    def _take_key(self, event: QKeyEvent) -> bool:
        key, marked = Qt.Key(event.key()), self._marked()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._mark(marked + (1 if key is Qt.Key.Key_Down else -1))
        elif key is Qt.Key.Key_Escape:
            self.close()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and marked >= 0:
            self._take(marked)
        else:
            return False
        return True

    def _marked(self) -> int:
        return self._list.currentIndex().row() if self._list is not None else -1

    def _mark(self, row: int) -> None:
        """Marks a line; above the first one nothing is marked."""
        row = min(row, self._model.rowCount() - 1)
        self._view().setCurrentIndex(self._model.index(row, 0) if row >= 0 else QModelIndex())
        QAccessible.updateAccessibility(QAccessibleEvent(self._view(), QAccessible.Event.Selection))

    def _take(self, row: int) -> None:
        value = self._model.index(row, 0).data(ValueRole)
        self.close()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.taken.emit(value)

    def _view(self) -> QListView:
        """The list, a part of the window and no window of its own: it never takes the focus from the field."""
        if self._list is None:
            view = QListView(self._field.window())
            view.setProperty("role", "popup")
            view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
            view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            view.setAccessibleName(self.tr("Suggestions"))
            view.setItemDelegate(SuggestionDelegate(view))
            view.setModel(self._model)
            view.clicked.connect(lambda index: self._take(index.row()))
            self._field.destroyed.connect(view.deleteLater)
            self._list = view
        return self._list

    def _place(self, view: QListView) -> None:
        """Under the field, or above it where there is more room; not at all where the field is scrolled out of sight."""
        if self._field.visibleRegion().isEmpty():
            self.close()
            return
        window, field = self._field.window(), self._field
        line = view.sizeHintForRow(0)
        height = self._model.rowCount() * line + 2 * SPACE_SMALL
        corner = field.mapTo(window, QPoint(0, field.height()))
        top = corner.y() if corner.y() + height <= window.height() else corner.y() - field.height() - height
        width = min(max(field.width(), self._widest(view)), window.width())
        # A list that is wider than the field goes on to where there is room: beyond the end of the field, or before it.
        at_left, at_right = corner.x(), corner.x() + field.width() - width
        first, other = (at_right, at_left) if view.isRightToLeft() else (at_left, at_right)
        begins = first if 0 <= first <= window.width() - width else other
        view.setGeometry(min(max(begins, 0), window.width() - width), max(top, 0), width, height)

    def _widest(self, view: QListView) -> int:
        """The width in which the words of all lines can be told apart, with their notes."""
        measure = view.fontMetrics().horizontalAdvance
        indexes = (self._model.index(row, 0) for row in range(self._model.rowCount()))
        return max(measure(str(one.data())) + measure(str(one.data(NoteRole))) for one in indexes) + 6 * SPACE
