"""Where the bars of a chart stand, and how they are drawn: on the screen, into a picture, on paper."""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from pct_tracker.ui.common.theme import SPACE
from pct_tracker.ui.overview.chart import Chart, Mark
from pct_tracker.ui.overview.inks import Inks

_WIDEST_LABEL = 0.4
"""The share of the width that labels may take."""

_HATCH = 6.0
"""Pixels between two lines of a hatching."""

_ABSOLUTE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute


class BarPicture:
    """Horizontal bars that begin beside their labels: at the left, or `mirrored` at the right.

    Bars are numbered line by line. Those of the year before are hatched, which is seen without any colour.
    """

    def __init__(self, chart: Chart, font: QFont, inks: Inks, width: float, *, mirrored: bool) -> None:
        self._chart = chart
        self._font = font
        self._inks = inks
        self._width = width
        self._mirrored = mirrored
        self._metrics = metrics = QFontMetricsF(font)
        self._thick = metrics.height() + 2
        widest = max((metrics.horizontalAdvance(line.label) for line in chart.drawn), default=0.0)
        self._label = min(widest + 1, _WIDEST_LABEL * width)
        number = max((metrics.horizontalAdvance(mark.shown) for mark in chart.marks()), default=0.0)
        self._room = max(width - self._label - number - 4 * SPACE, 1.0)
        self._most = max((mark.value for mark in chart.marks()), default=0)
        self._slots: list[QRectF] = []
        self._lines: list[QRectF] = []
        self.height = self._place(self._thick + SPACE if chart.is_beside else SPACE / 2)

    def place_at(self, point: QPointF) -> int | None:
        """The number of the bar at a point; its label and all its line belong to it."""
        return next((number for number, slot in enumerate(self._slots) if slot.contains(point)), None)

    def rect_of(self, number: int) -> QRectF:
        """The line of a bar over the whole width."""
        return self._slots[number]

    def bar_of(self, number: int) -> QRectF:
        """The bar itself; nothing is shorter than a hair."""
        mark, slot = list(self._chart.marks())[number], self._slots[number]
        length = max(self._room * mark.value / self._most if self._most > 0 else 0.0, 1.0)
        start = self._label + 2 * SPACE
        left = self._width - start - length if self._mirrored else start
        return QRectF(left, slot.top() + 2, length, slot.height() - 4)

    def draw(self, painter: QPainter, current: int | None = None, hovered: int | None = None) -> None:
        """Draws all bars, the current one with a frame, the hovered one on another ground."""
        painter.setFont(self._font)
        if self._chart.is_beside:
            self._draw_legend(painter)
        if hovered is not None:
            painter.fillRect(self._slots[hovered], QColor(self._inks.hover))
        painter.setPen(QColor(self._inks.text))
        for line, rect in zip(self._chart.drawn, self._lines, strict=True):
            text = self._metrics.elidedText(line.label, Qt.TextElideMode.ElideRight, self._label)
            painter.drawText(self._label_of(rect), self._toward_bars, text)
        for number, mark in enumerate(self._chart.marks()):
            bar = self.bar_of(number)
            self._draw_bar(painter, bar, hatched=mark.is_before)
            painter.setPen(QColor(self._inks.text))
            painter.drawText(self._beyond(bar), self._from_bar, mark.shown)
        self._draw_base(painter)
        if current is not None:
            painter.setPen(QPen(QColor(self._inks.bar), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._frame_of(current).adjusted(1, 0, -1, 0), 3, 3)

    @property
    def _toward_bars(self) -> Qt.AlignmentFlag:
        return _ABSOLUTE | (Qt.AlignmentFlag.AlignLeft if self._mirrored else Qt.AlignmentFlag.AlignRight)

    @property
    def _from_bar(self) -> Qt.AlignmentFlag:
        return _ABSOLUTE | (Qt.AlignmentFlag.AlignRight if self._mirrored else Qt.AlignmentFlag.AlignLeft)

    def _place(self, top: float) -> float:
        for line in self._chart.drawn:
            height = len(line.marks) * self._thick
            self._lines.append(QRectF(0, top, self._width, height))
            self._slots += [QRectF(0, top + at * self._thick, self._width, self._thick) for at in range(len(line.marks))]
            top += height + SPACE / 2 + (SPACE / 2 if len(line.marks) > 1 else 0)
        return top + SPACE / 2

    def _label_of(self, line: QRectF) -> QRectF:
        left = self._width - self._label - SPACE if self._mirrored else SPACE
        return QRectF(left, line.top(), self._label, line.height())

    def _frame_of(self, number: int) -> QRectF:
        """The line of a bar; a label that two bars share stays outside."""
        slot = QRectF(self._slots[number])
        if self._chart.is_beside:
            start = self._label + SPACE * 1.5
            slot = slot.adjusted(0, 0, -start, 0) if self._mirrored else slot.adjusted(start, 0, 0, 0)
        return slot

    def _beyond(self, bar: QRectF) -> QRectF:
        """Where the number of a bar stands: at its end."""
        if self._mirrored:
            return QRectF(0, bar.top(), bar.left() - SPACE / 2, bar.height())
        return QRectF(bar.right() + SPACE / 2, bar.top(), self._width - bar.right() - SPACE / 2, bar.height())

    def _draw_base(self, painter: QPainter) -> None:
        """The line that all bars begin at."""
        if self._lines:
            start = self._label + 2 * SPACE
            x = self._width - start if self._mirrored else start
            painter.setPen(QPen(QColor(self._inks.line), 1))
            painter.drawLine(QLineF(x, self._lines[0].top(), x, self._lines[-1].bottom()))

    def _draw_legend(self, painter: QPainter) -> None:
        side, along = self._metrics.height() - 4, self._label + 2 * SPACE
        for column, mark in zip(self._chart.columns[1:], _kinds(self._chart), strict=False):
            words = self._metrics.horizontalAdvance(column)
            left = self._width - along - side if self._mirrored else along
            self._draw_bar(painter, QRectF(left, 4, side, side), hatched=mark.is_before)
            text = left - SPACE - words if self._mirrored else left + side + SPACE
            painter.setPen(QColor(self._inks.text))
            painter.drawText(QRectF(text, 2, words + 2, side + 4), self._from_bar, column)
            along += side + words + 4 * SPACE

    def _draw_bar(self, painter: QPainter, bar: QRectF, *, hatched: bool) -> None:
        colour = QColor(self._inks.bar)
        if not hatched:
            painter.fillRect(bar, colour)
            return
        painter.setPen(QPen(colour, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(bar)
        painter.drawLines(_hatching(bar))


def _kinds(chart: Chart) -> tuple[Mark, ...]:
    """One mark of each kind; a chart without lines has none."""
    return chart.drawn[0].marks if chart.drawn else ()


def _hatching(box: QRectF) -> list[QLineF]:
    """Slanting lines that end at the edges of a box. Drawn one by one: not every reader of SVG knows patterns."""
    lines, offset = [], _HATCH
    while offset < box.width() + box.height():
        low = QPointF(box.left() + max(offset - box.height(), 0), box.bottom() - max(box.height() - offset, 0))
        high = QPointF(box.left() + min(offset, box.width()), box.top() + max(offset - box.width(), 0))
        lines.append(QLineF(low, high))
        offset += _HATCH
    return lines
