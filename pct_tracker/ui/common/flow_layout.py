"""Lays widgets out in lines, as words in a paragraph."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from pct_tracker.ui.common.direction import mirrored

_Line = list[tuple[QLayoutItem, QRect]]


class FlowLayout(QLayout):
    """Fills line after line; with `stretch_last` the last widget takes what is left of its line."""

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 4, stretch_last: bool = False) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._stretch_last = stretch_last
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    def insert_widget(self, index: int, widget: QWidget) -> None:
        """Adds a widget before the one at this place."""
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())
        self.invalidate()

    # Qt's own names

    def addItem(self, item: QLayoutItem, /) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int, /) -> QLayoutItem:
        return self._items[index] if 0 <= index < len(self._items) else None  # type: ignore[return-value]  # Qt wants None

    def takeAt(self, index: int, /) -> QLayoutItem:
        return self._items.pop(index) if 0 <= index < len(self._items) else None  # type: ignore[return-value]  # Qt wants None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int, /) -> int:
        margins = self.contentsMargins()
        inner = self._place(QRect(0, 0, width - margins.left() - margins.right(), 0))
        bottom = max((rect.bottom() + 1 for _, rect in inner), default=0)
        return bottom + margins.top() + margins.bottom()

    def setGeometry(self, rect: QRect, /) -> None:
        super().setGeometry(rect)
        inner = rect.marginsRemoved(self.contentsMargins())
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight
        for item, place in self._place(inner):
            item.setGeometry(mirrored(direction, inner, place))

    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._shown()]
        width = sum(hint.width() for hint in hints) + self.spacing() * max(0, len(hints) - 1)
        height = max((hint.height() for hint in hints), default=0)
        return QSize(width, height).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._shown()]
        size = QSize(max((one.width() for one in sizes), default=0), max((one.height() for one in sizes), default=0))
        return size.grownBy(self.contentsMargins())

    # Own

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, area: QRect) -> _Line:
        """Every shown item with its place, as if the window ran from left to right."""
        placed: _Line = []
        line: _Line = []
        corner = QPoint(area.topLeft())
        for item in self._shown():
            width = min(max(self._wanted_width(item), item.minimumSize().width()), max(area.width(), 1))
            if line and corner.x() + width > area.right() + 1:
                corner = QPoint(area.left(), corner.y() + _end_line(line) + self.spacing())
                placed, line = placed + line, []
            height = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
            line.append((item, QRect(corner, QSize(width, height))))
            corner.setX(corner.x() + width + self.spacing())
        if line and self._stretch_last and line[-1][0] is self._items[-1]:
            line[-1][1].setRight(area.right())
        _end_line(line)
        return placed + line

    def _wanted_width(self, item: QLayoutItem) -> int:
        is_last = self._stretch_last and item is self._items[-1]
        return item.minimumSize().width() if is_last else item.sizeHint().width()


def _end_line(line: _Line) -> int:
    """Gives the items of a line one height and returns it."""
    height = max((rect.height() for _, rect in line), default=0)
    for _, rect in line:
        rect.setHeight(height)
    return height
