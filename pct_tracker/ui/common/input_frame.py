"""A frame that looks like one field around several widgets."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QWidget

from pct_tracker.ui.common.theme import set_look


class InputFrame(QFrame):
    """Draws the focus ring around itself while one of the watched widgets has the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "input")

    def watch(self, widget: QWidget) -> None:
        """Lets the ring follow the focus of this widget."""
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            set_look(self, focused="true")
        elif event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            self._lose(event)
        return super().eventFilter(watched, event)

    def _lose(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            set_look(self, focused="false")
            self._focus_left()

    def _focus_left(self) -> None:
        """Called after the focus left one of the watched widgets."""
