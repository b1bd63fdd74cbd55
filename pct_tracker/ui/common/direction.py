"""Which way a text of the annex runs, whatever the direction of the window."""

from PySide6.QtCore import Qt


def direction_of(language: str) -> Qt.LayoutDirection:
    """Right to left for Arabic, left to right for the other languages."""
    return Qt.LayoutDirection.RightToLeft if language == "ar" else Qt.LayoutDirection.LeftToRight


def paragraph_mark(direction: Qt.LayoutDirection) -> str:
    """An invisible mark that makes a paragraph run in this direction, whatever its first letter is."""
    return "\u200f" if direction == Qt.LayoutDirection.RightToLeft else "\u200e"
