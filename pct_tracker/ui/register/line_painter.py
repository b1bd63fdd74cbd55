"""Draws the activities of the register, a line each."""

from functools import cache

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QTableView

from pct_tracker.domain.codes import CONTENT_LETTERS
from pct_tracker.ui.common.colours import colours_of
from pct_tracker.ui.common.direction import at_edge
from pct_tracker.ui.common.theme import SPACE, scaled_font
from pct_tracker.ui.register.register_columns import COLUMNS, PLACE
from pct_tracker.ui.register.register_model import Drawn, Line, RegisterModel

_MARK, _LETTERS = PLACE["finding"], PLACE["contents"]
_KEPT_TEXTS = 4_000
_LETTER_SIZE = 0.92
_MARGIN = 3
"""Pixels that Qt's own cells leave beside a text."""


class LinePainter:
    """Draws lines straight to the screen. A delegate asked by Qt cell by cell takes four times as long for the same page.

    Findings stand in the colour of their severity, activities that do not count in a muted one.
    """

    def __init__(self, view: QTableView, rows: RegisterModel) -> None:
        self._view = view
        self._rows = rows
        self._cut: dict[tuple[str, int], str] = {}
        self._letter_fonts: dict[bool, QFont] = {}
        self._font = view.font()
        self._metrics = QFontMetrics(self._font)

    def paint(self, painter: QPainter, lines: range, exposed: QRect) -> None:
        """Draws those of these rows that are activities, as far as their cells are exposed."""
        view, palette = self._view, self._view.palette()
        self._follow(view.font())
        self._colours = colours_of(palette)
        self._text, self._muted = palette.color(palette.currentColorGroup(), QPalette.ColorRole.Text), QColor(self._colours.muted)
        self._direction = view.layoutDirection()
        columns = self._columns(exposed)
        painter.setFont(view.font())
        for row in lines:
            line = self._rows.line(row)
            if line is not None:
                self._paint_line(painter, line, row, columns)
            elif self._rows.ids[row] > 0:
                self._paint_waiting(painter, row)

    def _columns(self, exposed: QRect) -> list[tuple[int, int, int]]:
        """The number, the left edge and the width of each column that is exposed."""
        view = self._view
        shown = (number for number in range(len(COLUMNS)) if not view.isColumnHidden(number))
        places = ((number, view.columnViewportPosition(number), view.columnWidth(number)) for number in shown)
        return [
            (number, left, width) for number, left, width in places if left <= exposed.right() and left + width > exposed.left()
        ]

    def _paint_line(self, painter: QPainter, line: Line, row: int, columns: list[tuple[int, int, int]]) -> None:
        top, height = self._view.rowViewportPosition(row), self._view.rowHeight(row)
        if self._view.selectionModel().rowIntersectsSelection(row):  # rows are selected as a whole
            ground = QColor(self._colours.accent_soft)
            for _, left, width in columns:
                painter.fillRect(left, top, width, height, ground)
        for number, left, width in columns:
            drawn = self._rows.drawn(line, number)
            if number == _LETTERS and not drawn.is_pending:
                self._paint_letters(painter, QRect(left, top, width, height), line)
            elif drawn.text:
                self._paint_text(painter, QRect(left + _MARGIN, top, width - 2 * _MARGIN, height), line, drawn, number)

    def _paint_waiting(self, painter: QPainter, row: int) -> None:
        """A sign that the activity of a line is still being read."""
        painter.setPen(self._muted)
        painter.drawText(self._view.visualRect(self._rows.index(row, PLACE["title"])), Qt.AlignmentFlag.AlignCenter, "…")

    def _paint_text(self, painter: QPainter, box: QRect, line: Line, drawn: Drawn, number: int) -> None:
        """The text at its edge of the column, running and cut in the direction of its own language."""
        plain = not (line.leaves or drawn.is_pending)
        if not plain:
            painter.setFont(self._emphasized(italic=line.leaves, underlined=drawn.is_pending))
        painter.setLayoutDirection(self._direction if drawn.direction is None else drawn.direction)
        painter.setPen(self._colour(line, drawn, number))
        painter.drawText(box, _edge(self._direction, drawn.alignment), self._fitting(drawn.text, box.width()))
        if not plain:
            painter.setFont(self._font)

    def _paint_letters(self, painter: QPainter, box: QRect, line: Line) -> None:
        """The letters A to F, each at its own place, so that columns of letters can be read downwards."""
        letters = line.activity.contents
        painter.setFont(self._letter_font(italic=line.leaves))
        painter.setPen(self._text if line.counts else self._muted)
        step = (box.width() - 2 * SPACE) / len(CONTENT_LETTERS)
        for place, letter in enumerate(CONTENT_LETTERS):
            if letter in letters:
                left = box.left() + SPACE + round(place * step)
                painter.drawText(QRect(left, box.top(), round(step), box.height()), Qt.AlignmentFlag.AlignCenter, letter)
        if any(letter not in CONTENT_LETTERS for letter in letters):
            painter.setPen(QColor(self._colours.error))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, " ".join(letters))
        painter.setFont(self._font)

    def _colour(self, line: Line, drawn: Drawn, number: int) -> QColor:
        if number == _MARK:
            return QColor(self._colours.of_severity(line.severity) if line.severity else self._colours.accent)
        if drawn.is_pending:
            return QColor(self._colours.accent)
        return self._text if line.counts else self._muted

    def _emphasized(self, *, italic: bool, underlined: bool) -> QFont:
        font = QFont(self._font)
        font.setItalic(italic)
        font.setUnderline(underlined)
        return font

    def _letter_font(self, *, italic: bool) -> QFont:
        if italic not in self._letter_fonts:
            self._letter_fonts[italic] = scaled_font(self._emphasized(italic=italic, underlined=False), _LETTER_SIZE)
        return self._letter_fonts[italic]

    def _follow(self, font: QFont) -> None:
        if font != self._font or len(self._cut) > _KEPT_TEXTS:
            self._font = QFont(font)
            self._metrics = QFontMetrics(font)
            self._cut.clear()
            self._letter_fonts.clear()

    def _fitting(self, text: str, width: int) -> str:
        """As much of the text as there is room for. Measuring takes longer than drawing, so what was cut once is kept."""
        cut = self._cut.get((text, width))
        if cut is None:
            cut = self._cut[text, width] = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(width, 0))
        return cut


@cache
def _edge(direction: Qt.LayoutDirection, alignment: Qt.AlignmentFlag) -> int:
    """The flags of a text at an edge of its column, whichever way the text itself runs."""
    return int(at_edge(direction, alignment)) | Qt.TextFlag.TextSingleLine.value
