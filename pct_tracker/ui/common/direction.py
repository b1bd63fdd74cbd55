"""Which way a text of the annex runs, whatever the direction of the window."""

from PySide6.QtCore import Qt


def direction_of(language: str) -> Qt.LayoutDirection:
    """Right to left for Arabic, left to right for the other languages."""
    return Qt.LayoutDirection.RightToLeft if language == "ar" else Qt.LayoutDirection.LeftToRight
