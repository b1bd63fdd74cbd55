"""A State, an organization or unknown words as a tag."""

from PySide6.QtCore import QEvent, QLineF, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetrics, QHoverEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from pct_tracker.domain.activity import Origin
from pct_tracker.ui.common.colours import Colours, colours_of
from pct_tracker.ui.common.direction import mirrored
from pct_tracker.ui.common.plain_tip import plain_tip

_PAD = 7
_GAP = 6
_FLASH = 900


class PlaceTag(QAbstractButton):
    """Shows a name and its code with a cross that removes it; `kind` is that of the party, or "unknown"."""

    removed = Signal()
    stepped = Signal(int)
    typed = Signal(str)
    menu_requested = Signal(QPoint)
    edit_requested = Signal()

    def __init__(self, origin: Origin, name: str, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.origin = origin
        self.kind = kind
        self._flashing = QTimer(self, singleShot=True, interval=_FLASH)
        self._flashing.timeout.connect(self.update)
        self.setText(name)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(self._spoken())
        self.setToolTip(plain_tip(self._spoken()))
        self.clicked.connect(self._open)

    @property
    def is_flashing(self) -> bool:
        """Whether the tag is drawing attention to itself."""
        return self._flashing.isActive()

    def flash(self) -> None:
        """Shows for a moment that what was entered is here already."""
        self._flashing.start()
        self.update()

    def cross(self) -> QRect:
        """Where a click removes the tag."""
        side = self.height()
        return self._visual(QRect(self.width() - side, 0, side, side))

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        height = metrics.height() + 4
        code = metrics.horizontalAdvance(self._code()) + _GAP if self._code() else 0
        return QSize(_PAD + metrics.horizontalAdvance(self.text()) + code + height, height)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), 12 * self.fontMetrics().averageCharWidth()), hint.height())

    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.cross().contains(event.position().toPoint()):
            self.removed.emit()
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        key = Qt.Key(event.key())
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.stepped.emit(1 if (key == Qt.Key.Key_Right) != mirrored else -1)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif key == Qt.Key.Key_F2:
            self.edit_requested.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open()
        elif key != Qt.Key.Key_Space and event.text().strip() and event.text().isprintable():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent, /) -> bool:
        if isinstance(event, QHoverEvent):
            self.update()
        elif event.type() == QEvent.Type.ContextMenu:
            self._open()
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, outline, text = self._shades(colours)
        width = 2.0 if self.is_flashing else 1.0
        painter.setBrush(QColor(ground))
        painter.setPen(QPen(QColor(outline), width, Qt.PenStyle.DashLine if self.kind == "unknown" else Qt.PenStyle.SolidLine))
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 4, 4)
        self._draw_words(painter, QColor(text), QColor(text if self.hasFocus() else colours.muted))
        self._draw_cross(painter, QColor(text))
        painter.end()

    def _draw_words(self, painter: QPainter, name_colour: QColor, code_colour: QColor) -> None:
        metrics = QFontMetrics(self.font())
        end = self.width() - self.height() + 2
        code_width = metrics.horizontalAdvance(self._code())
        room = end - _PAD - (code_width + _GAP if code_width else 0)
        name = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        name_width = min(metrics.horizontalAdvance(name), room)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignHCenter
        painter.setPen(name_colour)
        painter.drawText(self._visual(QRect(_PAD, 0, name_width, self.height())), middle, name)
        painter.setPen(code_colour)
        painter.drawText(self._visual(QRect(_PAD + name_width + _GAP, 0, code_width, self.height())), middle, self._code())

    def _draw_cross(self, painter: QPainter, colour: QColor) -> None:
        hovered = self.underMouse() and self.cross().contains(self.mapFromGlobal(self.cursor().pos()))
        colour.setAlphaF(1.0 if hovered or self.hasFocus() else 0.65)
        painter.setPen(QPen(colour, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        centre, arm = QRectF(self.cross()).center(), self.height() * 0.15
        for slope in (arm, -arm):
            painter.drawLine(QLineF(centre.x() - arm, centre.y() - slope, centre.x() + arm, centre.y() + slope))

    def _shades(self, colours: Colours) -> tuple[str, str, str]:
        """Ground, outline and text."""
        if not self.isEnabled():
            return colours.window, colours.faint, colours.muted
        if self.hasFocus():
            return colours.accent, colours.accent, colours.on_accent
        if self.kind == "unknown":
            return colours.error_soft, colours.error, colours.error
        if self.is_flashing:
            return colours.warning_soft, colours.warning, colours.text
        if self.kind == "organization":
            return colours.base, colours.accent, colours.text
        has_ground = colours.accent_soft != colours.base
        return colours.accent_soft, colours.accent_soft if has_ground else colours.border, colours.text

    def _open(self) -> None:
        if self.kind == "unknown":
            self.menu_requested.emit(self.mapToGlobal(QPoint(0, self.height())))

    def _code(self) -> str:
        return self.origin.code or ""

    def _spoken(self) -> str:
        if self.kind == "unknown":
            return self.tr("{words}: no State or organization is known by these words").format(words=self.text())
        return self.tr("{name} ({code})").format(name=self.text(), code=self._code())

    def _visual(self, rect: QRect) -> QRect:
        return mirrored(self.layoutDirection(), self.rect(), rect)
