"""Draws the heading of a group over the whole width of the register."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPolygon
from PySide6.QtWidgets import QWidget

from pct_tracker.ui.common.colours import colours_of
from pct_tracker.ui.common.direction import at_edge, mirrored
from pct_tracker.ui.common.theme import SPACE, scaled_font


def arrow_rect(line: QRect, direction: Qt.LayoutDirection) -> QRect:
    """Where a click folds and unfolds the group."""
    own = QRect(line.left(), line.top(), line.height(), line.height())
    return mirrored(direction, line, own)


def paint_group(painter: QPainter, line: QRect, widget: QWidget, name: str, subtotals: str, *, folded: bool) -> None:
    """An arrow, the name in bold, and the subtotals at the other end; the name gives way."""
    direction = widget.layoutDirection()
    colours = colours_of(widget.palette())
    bold = scaled_font(widget.font(), 1, bold=True)
    inner = line.adjusted(line.height(), 0, -SPACE, 0)
    # The numbers keep their place unless the line is too narrow for anything else.
    wanted = widget.fontMetrics().horizontalAdvance(subtotals) + SPACE
    width = min(wanted, inner.width() * 2 // 3)
    totals = QRect(inner.right() - width, inner.top(), width, inner.height())
    words = QRect(inner.topLeft(), QSize(max(totals.left() - inner.left() - SPACE, 0), inner.height()))
    painter.save()
    painter.setLayoutDirection(direction)
    painter.setPen(QColor(colours.text))
    _paint_arrow(painter, arrow_rect(line, direction).center(), direction, folded=folded)
    painter.setFont(bold)
    shown = QFontMetrics(bold).elidedText(name, Qt.TextElideMode.ElideRight, words.width())
    leading, trailing = (at_edge(direction, edge) for edge in (Qt.AlignmentFlag.AlignLeading, Qt.AlignmentFlag.AlignTrailing))
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.drawText(mirrored(direction, line, words), leading | middle, shown)
    painter.setFont(widget.font())
    painter.setPen(QColor(colours.muted))
    text = widget.fontMetrics().elidedText(subtotals, Qt.TextElideMode.ElideRight, totals.width())
    painter.drawText(mirrored(direction, line, totals), trailing | middle, text)
    painter.restore()


def _paint_arrow(painter: QPainter, centre: QPoint, direction: Qt.LayoutDirection, *, folded: bool) -> None:
    """Downwards over what is in sight, towards the text of what is folded."""
    size = SPACE // 2
    side = -1 if direction is Qt.LayoutDirection.RightToLeft else 1
    if folded:
        points = [(-side * size // 2, -size), (side * size, 0), (-side * size // 2, size)]
    else:
        points = [(-size, -size // 2), (size, -size // 2), (0, size)]
    painter.setBrush(painter.pen().color())
    painter.drawPolygon(QPolygon([centre + QPoint(x, y) for x, y in points]))
