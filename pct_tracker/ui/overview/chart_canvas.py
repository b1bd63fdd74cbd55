"""What all charts of the window have in common: keys, mouse, tool tips, and what a screen reader says."""

from typing import Protocol

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from pct_tracker.ui.common.plain_tip import plain_tip
from pct_tracker.ui.overview.chart import Chart, Mark


class Picture(Protocol):
    """What a canvas shows: numbered marks that can be drawn and found again."""

    @property
    def height(self) -> float: ...
    def place_at(self, point: QPointF) -> int | None: ...
    def rect_of(self, number: int) -> QRectF: ...
    def draw(self, painter: QPainter, current: int | None = None, hovered: int | None = None) -> None: ...


_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
_SIDEWAYS = (Qt.Key.Key_Left, Qt.Key.Key_Right)


class ChartCanvas(QWidget):
    """One Tab stop with the arrow keys inside. `opened` carries the mark whose rows are wanted, `moved` where the focus went.

    What it shows is made by `_make_picture`, anew for every width and font.
    """

    opened = Signal(object)
    moved = Signal(QRect)
    told = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.chart = Chart()
        self._marks: tuple[Mark, ...] = ()
        self._picture: Picture | None = None
        self._current = 0
        self._hovered: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    @property
    def current(self) -> Mark | None:
        """The mark that the keys have reached."""
        return self._marks[self._current] if self._current < len(self._marks) else None

    @property
    def picture(self) -> Picture:
        """What is shown at this width."""
        if self._picture is None:
            self._picture = self._make_picture()
        return self._picture

    def show_chart(self, chart: Chart) -> None:
        """Shows another chart; the keys begin at its first mark unless it has the same lines as the one before."""
        stays = [line.key for line in chart.drawn] == [line.key for line in self.chart.drawn]
        self.chart, self._marks = chart, tuple(chart.marks())
        if not stays or self._current >= len(self._marks):
            self._current = 0
        self._hovered = None
        self.setAccessibleName(chart.title)
        self._forget_picture()
        self._describe()

    def go_to(self, number: int) -> None:
        """Moves the keys to a mark."""
        if not self._marks:
            return
        self._current = min(max(number, 0), len(self._marks) - 1)
        self._describe()
        self.moved.emit(self.picture.rect_of(self._current).toRect())
        self.update()

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            mirrored = key in _SIDEWAYS and self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            self.go_to(self._current + (-_STEPS[key] if mirrored else _STEPS[key]))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(0 if key == Qt.Key.Key_Home else len(self._marks) - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.current)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self.picture.place_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and number is not None:
            self.go_to(number)
            self._open(self.current)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        number = self.picture.place_at(event.position())
        if number != self._hovered:
            self._hovered = number
            self.setCursor(Qt.CursorShape.ArrowCursor if number is None else Qt.CursorShape.PointingHandCursor)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hovered = None
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._describe()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), plain_tip(self.tip_at(QPointF(event.pos()))), self)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        kinds = QEvent.Type
        if event.type() in (kinds.FontChange, kinds.PaletteChange, kinds.LayoutDirectionChange, kinds.StyleChange):
            self._forget_picture()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        # Not this widget's own palette: inside a scroll area the style sheet makes its ground transparent.
        painter.fillRect(self.rect(), QGuiApplication.palette().base())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        current = self._current if self.hasFocus() and self._marks else None
        self.picture.draw(painter, current, self._hovered)
        painter.end()

    # For the charts

    def tip_at(self, point: QPointF) -> str:
        """What the tool tip at a point says; nothing for none."""
        number = self.picture.place_at(point)
        return "" if number is None else self._marks[number].spoken

    def _make_picture(self) -> Picture:
        raise NotImplementedError

    def _forget_picture(self) -> None:
        self._picture = None
        self.updateGeometry()
        self.update()

    def _describe(self) -> None:
        mark = self.current
        self.setAccessibleDescription(mark.spoken if mark else "")
        if self.hasFocus():
            self.told.emit(mark.spoken if mark else "")
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def _open(self, mark: Mark | None) -> None:
        if mark is not None and mark.ids:
            self.opened.emit(mark)
