"""One line that says what was done or why it was not, with a button for what to do about it. Never in the way."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from pct_tracker.ui.common.buttons import push_button, tool_button
from pct_tracker.ui.common.theme import SPACE, set_look

_STAYS = 8_000
"""Milliseconds after which a notice of success goes by itself; troubles stay until they are closed."""


class NoticeBar(QFrame):
    """Shows one notice at a time."""

    def __init__(self) -> None:
        super().__init__()
        set_look(self, role="message")
        self.label = QLabel(wordWrap=True)
        self.button = push_button("", role="link")
        self._act: Callable[[], object] = lambda: None
        close = tool_button("close", self.tr("Close this notice"))
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE * 2, SPACE // 2, SPACE, SPACE // 2)
        row.addWidget(self.label, 1)
        row.addWidget(self.button)
        row.addWidget(close)
        self._timer = QTimer(self, singleShot=True, interval=_STAYS)
        self._timer.timeout.connect(self.hide)
        close.clicked.connect(self.hide)
        self.button.clicked.connect(self._press)
        self.hide()

    def say(self, text: str, button: str = "", act: Callable[[], object] | None = None, *, trouble: bool = False) -> None:
        """Shows a sentence, and a button if there is something to do about it."""
        set_look(self, severity="error" if trouble else "")
        self.label.setText(text)
        self.button.setText(button)
        self.button.setVisible(act is not None)
        self._act = act or (lambda: None)
        self.show()
        self._timer.stop() if trouble else self._timer.start()
        QAccessible.updateAccessibility(QAccessibleEvent(self.label, QAccessible.Event.Alert))

    def _press(self) -> None:
        self.hide()
        self._act()
