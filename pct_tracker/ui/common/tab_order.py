"""Keeps the way of the Tab key in order when fields come and go."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def put_after(anchor: QWidget, *widgets: QWidget) -> None:
    """Lets Tab lead from the anchor to these widgets in turn; a new widget would otherwise come last in the window."""
    for widget in widgets:
        QWidget.setTabOrder(anchor, widget)
        anchor = widget


def last_inside(widget: QWidget) -> QWidget:
    """The last part of a widget that can take the focus; itself if none can."""
    last = part = widget
    # Not one step further than needed. PySide6 keeps what follows a part for as long as the part: behind the last one the window
    # may follow, and a window that is kept by a part of its own would stay in memory for ever.
    for _ in range(sum(not one.isWindow() for one in widget.findChildren(QWidget))):
        following = part.nextInFocusChain()
        if following is None or not widget.isAncestorOf(following):
            break
        part = following
        last = part if part.focusPolicy() != Qt.FocusPolicy.NoFocus else last
    return last
