"""The world with the States reached in steps of shade, and a legend below."""

from collections.abc import Iterator

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QTransform

from pct_tracker.ui.common.theme import SPACE
from pct_tracker.ui.common.translation import shown_number
from pct_tracker.ui.overview.chart import Chart
from pct_tracker.ui.overview.inks import Inks
from pct_tracker.ui.overview.map_shapes import MapShapes
from pct_tracker.ui.overview.map_steps import shade_of, step_of, steps_for

_POINT = 4.0
"""Pixels from the middle of a small State to its edge."""

_SMALL = 9.0
"""Pixels below which the shape of a State is marked by a point as well."""


class MapPicture:
    """States are numbered as the lines of the chart, whose keys are their codes. The map itself is never mirrored."""

    def __init__(
        self, chart: Chart, shapes: MapShapes, font: QFont, inks: Inks, width: float, *, not_reached: str, mirrored: bool
    ) -> None:
        self._chart = chart
        self._inks = inks
        self._font = font
        self._width = width
        self._mirrored = mirrored
        self._not_reached = not_reached
        self._metrics = QFontMetricsF(font)
        scale = width / shapes.width
        self._transform = QTransform.fromScale(scale, scale)
        self._paths = {code: self._transform.map(path) for code, path in shapes.paths.items()}
        self._points = {code: self._transform.map(point) for code, point in shapes.points.items() if self._is_small(code)}
        self._places = {code: self._transform.map(point) for code, point in shapes.points.items()}
        self._numbers = {line.key: number for number, line in enumerate(chart.drawn)}
        self._bounds = steps_for(line.now.value for line in chart.drawn)
        self._foot = shapes.height * scale + SPACE
        self.height = self._foot + self._legend_lines() * (self._metrics.height() + SPACE / 2)

    def code_at(self, point: QPointF) -> str:
        """The code of the State or territory at a point, empty for the sea; a small State lies above its neighbours."""
        near = {code: QLineF(at, point).length() for code, at in self._points.items()}
        nearest = min(near, key=lambda code: near[code])
        if near[nearest] <= _POINT + 1:
            return nearest
        return next((code for code, path in self._paths.items() if code and path.contains(point)), "")

    def place_at(self, point: QPointF) -> int | None:
        """The number of the State at a point; None if it was not reached."""
        return self._numbers.get(self.code_at(point))

    def rect_of(self, number: int) -> QRectF:
        """The box around a State."""
        code = self._chart.drawn[number].key
        around = QRectF(self._places[code], self._places[code]).adjusted(-_POINT, -_POINT, _POINT, _POINT)
        path = self._paths.get(code)
        return path.boundingRect().united(around) if path else around

    def draw(self, painter: QPainter, current: int | None = None, hovered: int | None = None) -> None:
        """Draws the land, then small States as points, then what is pointed at, then the legend."""
        shore = QPen(QColor(self._inks.shore), 0.6)
        for code, path in self._paths.items():
            painter.setPen(shore)
            painter.setBrush(QColor(self._fill(code)))
            painter.drawPath(path)
        painter.setPen(QPen(QColor(self._inks.text), 0.8))
        for code, point in self._points.items():
            painter.setBrush(QColor(self._fill(code)))
            radius = _POINT if code in self._numbers else _POINT / 2
            painter.drawEllipse(point, radius, radius)
        for number, thickness in ((hovered, 1.5), (current, 2.5)):
            if number is not None:
                self._draw_frame(painter, self._chart.drawn[number].key, thickness)
        self._draw_legend(painter)

    def _is_small(self, code: str) -> bool:
        path = self._paths.get(code)
        return path is None or max(path.boundingRect().width(), path.boundingRect().height()) < _SMALL

    def _fill(self, code: str) -> str:
        if code not in self._numbers:
            return self._inks.land
        value = self._chart.drawn[self._numbers[code]].now.value
        return self._inks.steps[shade_of(step_of(value, self._bounds), self._bounds)]

    def _draw_frame(self, painter: QPainter, code: str, thickness: float) -> None:
        frame = QPainterPath(self._paths.get(code, QPainterPath()))
        if code in self._points or code not in self._paths:
            frame.addEllipse(self._places[code], _POINT + 3, _POINT + 3)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in (QPen(QColor(self._inks.ground), thickness + 2), QPen(QColor(self._inks.text), thickness)):
            painter.setPen(pen)
            painter.drawPath(frame)

    # The legend

    def _legend(self) -> Iterator[tuple[str, str]]:
        """The colour and the words of each step, and of what was not reached."""
        yield self._inks.land, self._not_reached
        if not self._chart.drawn:
            return
        ends = [bound - 1 for bound in self._bounds[1:]]
        most = max(line.now.value for line in self._chart.drawn)
        for step, (first, last) in enumerate(zip(self._bounds, (*ends, most), strict=True)):
            words = shown_number(first) if first >= last else f"\u2066{shown_number(first)}–{shown_number(last)}\u2069"
            yield self._inks.steps[shade_of(step, self._bounds)], words

    def _entry_width(self, words: str) -> float:
        return self._metrics.height() + SPACE + self._metrics.horizontalAdvance(words) + 2 * SPACE

    def _legend_places(self) -> Iterator[tuple[str, str, float, int]]:
        """Colour, words, how far along and in which line: a legend that does not fit goes on in the next line."""
        along, line = float(SPACE), 0
        for colour, words in self._legend():
            width = self._entry_width(words)
            if along + width > self._width and along > SPACE:
                along, line = float(SPACE), line + 1
            yield colour, words, along, line
            along += width

    def _legend_lines(self) -> int:
        return 1 + max(line for *_, line in self._legend_places())

    def _draw_legend(self, painter: QPainter) -> None:
        painter.setFont(self._font)
        side, step = self._metrics.height() - 4, self._metrics.height() + SPACE / 2
        aligned = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        aligned |= Qt.AlignmentFlag.AlignRight if self._mirrored else Qt.AlignmentFlag.AlignLeft
        for colour, words, along, line in self._legend_places():
            top, width = self._foot + line * step, self._metrics.horizontalAdvance(words) + 2
            left = self._width - along - side if self._mirrored else along
            painter.setPen(QPen(QColor(self._inks.line), 1))
            painter.setBrush(QColor(colour))
            painter.drawRect(QRectF(left, top + 2, side, side))
            text = left - SPACE - width if self._mirrored else left + side + SPACE
            painter.setPen(QColor(self._inks.text))
            painter.drawText(QRectF(text, top, width, side + 4), aligned, words)
