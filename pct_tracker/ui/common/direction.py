"""Which way a text of the annex runs, whatever the direction of the window, and where things stand in either."""

from PySide6.QtCore import QRect, Qt


def direction_of(language: str) -> Qt.LayoutDirection:
    """Right to left for Arabic, left to right for the other languages."""
    return Qt.LayoutDirection.RightToLeft if language == "ar" else Qt.LayoutDirection.LeftToRight


def paragraph_mark(direction: Qt.LayoutDirection) -> str:
    """An invisible mark that makes a paragraph run in this direction, whatever its first letter is."""
    return "\u200f" if direction == Qt.LayoutDirection.RightToLeft else "\u200e"


def mirrored(direction: Qt.LayoutDirection, line: QRect, rect: QRect) -> QRect:
    """A place within a line, which is told from the left, where the direction has it.

    Qt's QStyle does the same; to name that class takes ten milliseconds of the start.
    """
    if direction == Qt.LayoutDirection.LeftToRight:
        return rect
    return QRect(line.left() + line.right() - rect.right(), rect.top(), rect.width(), rect.height())


def at_edge(direction: Qt.LayoutDirection, alignment: Qt.AlignmentFlag) -> Qt.AlignmentFlag:
    """An alignment to the leading or the trailing edge as one to the left or the right, whichever way the text itself runs."""
    sides = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignRight
    if direction == Qt.LayoutDirection.RightToLeft and alignment & sides:
        alignment ^= sides
    return alignment | Qt.AlignmentFlag.AlignAbsolute
