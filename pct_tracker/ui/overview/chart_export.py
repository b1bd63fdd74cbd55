"""Pictures of charts for documents: black on white, as SVG or as PNG of twice the size."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from pct_tracker.ui.common.theme import SPACE
from pct_tracker.ui.overview.bar_picture import BarPicture
from pct_tracker.ui.overview.chart import Chart
from pct_tracker.ui.overview.chart_canvas import Picture
from pct_tracker.ui.overview.inks import PAPER
from pct_tracker.ui.overview.map_picture import MapPicture
from pct_tracker.ui.overview.map_shapes import read_shapes

_WIDTH = 1000
_MARGIN = 24
_LETTER = 15
"""Pixels, so that a picture is the same on every screen."""

_SHARPNESS = 2

_POINTS = 96
"""Pixels of an SVG to the inch, as browsers and word processors count them."""


class ChartSheet:
    """One chart as it goes on paper: its title, the picture, and its notes below."""

    def __init__(self, chart: Chart, font: QFont, *, is_map: bool, not_reached: str = "", mirrored: bool = False) -> None:
        self._chart = chart
        self._mirrored = mirrored
        self._font, self._heading, self._small = (_sized(font, share, bold=share > 1) for share in (1.0, 1.3, 0.85))
        self._picture = self._make_picture(not_reached, is_map=is_map)
        self._title_height = QFontMetricsF(self._heading).height() + 2 * SPACE
        self._note_height = QFontMetricsF(self._small).height() + 2
        height = self._title_height + self._picture.height + SPACE + len(chart.notes) * self._note_height
        self.size = QSize(_WIDTH, round(height) + 2 * _MARGIN)

    def as_png(self) -> bytes:
        """A PNG of twice the size, for print."""
        image = QImage(self.size * _SHARPNESS, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.scale(_SHARPNESS, _SHARPNESS)
        self._draw(painter)
        painter.end()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, Qt a text
        return bytes(buffer.data().data())

    def as_svg(self) -> bytes:
        """An SVG whose texts stay texts."""
        data = QByteArray()
        buffer = QBuffer(data)
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setResolution(_POINTS)
        generator.setSize(self.size)
        generator.setViewBox(QRectF(0, 0, self.size.width(), self.size.height()))
        generator.setTitle(self._chart.title)
        generator.setDescription("\n".join(self._chart.notes))
        painter = QPainter(generator)
        painter.fillRect(QRectF(0, 0, self.size.width(), self.size.height()), Qt.GlobalColor.white)
        self._draw(painter)
        painter.end()
        return bytes(data.data())

    def _draw(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(_MARGIN, _MARGIN)
        inner = _WIDTH - 2 * _MARGIN
        side = Qt.AlignmentFlag.AlignRight if self._mirrored else Qt.AlignmentFlag.AlignLeft
        aligned = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop
        painter.setFont(self._heading)
        painter.setPen(Qt.GlobalColor.black)
        painter.drawText(QRectF(0, 0, inner, self._title_height), aligned, self._chart.title)
        painter.translate(0, self._title_height)
        self._picture.draw(painter)
        below = self._picture.height + SPACE
        painter.translate(0, below)
        painter.setFont(self._small)
        painter.setPen(Qt.GlobalColor.black)
        for place, note in enumerate(self._chart.notes):
            painter.drawText(QRectF(0, place * self._note_height, inner, self._note_height), aligned, note)

    def _make_picture(self, not_reached: str, *, is_map: bool) -> Picture:
        inner = _WIDTH - 2 * _MARGIN
        if not is_map:
            return BarPicture(self._chart, self._font, PAPER, inner, mirrored=self._mirrored)
        shapes = read_shapes()
        return MapPicture(self._chart, shapes, self._font, PAPER, inner, not_reached=not_reached, mirrored=self._mirrored)


def _sized(font: QFont, share: float, *, bold: bool) -> QFont:
    sized = QFont(font)
    sized.setPixelSize(round(_LETTER * share))
    sized.setBold(bold)
    return sized
