"""Cells of a table whose text runs in the direction of its language, whatever the direction of the window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStyleOptionViewItem

from pct_tracker.ui.common.direction import at_edge


def run_text(option: QStyleOptionViewItem, direction: Qt.LayoutDirection) -> None:
    """Lets the text run and be cut in its own direction, at the same edge of the column as the other cells."""
    option.displayAlignment = at_edge(option.direction, option.displayAlignment)
    option.direction = direction
