"""One line that says what was done or why it was not, with a button for what to do about it. Never in the way."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPushButton, QWidget
from shiboken6 import isValid

from pct_tracker.ui.common.buttons import push_button, tool_button
from pct_tracker.ui.common.theme import SPACE, set_look

_STAYS = 8_000
"""Milliseconds after which a notice of success goes by itself; troubles stay until they are closed."""


class NoticeBar(QFrame):
    """Shows one notice at a time."""

    def __init__(self) -> None:
        super().__init__()
        set_look(self, role="notice")
        self.label = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.buttons: list[QPushButton] = []
        self._steps = QHBoxLayout()
        self._steps.setSpacing(SPACE)
        close = tool_button("close", self.tr("Close this notice"))
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE * 2, SPACE // 2, SPACE, SPACE // 2)
        row.addWidget(self.label, 1)
        row.addLayout(self._steps)
        row.addWidget(close)
        self._focus_before: QWidget | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._note_focus)
        self._timer = QTimer(self, singleShot=True, interval=_STAYS)
        self._timer.timeout.connect(self.hide)
        close.clicked.connect(self._leave)
        self.hide()

    def say(self, text: str, *steps: tuple[str, Callable[[], object]], trouble: bool = False) -> None:
        """Shows a sentence, with a button for each step there is to take."""
        from PySide6.QtGui import QAccessible, QAccessibleEvent  # some milliseconds, which the start has no need of

        set_look(self, severity="error" if trouble else "")
        self.label.setText(text)
        for button in self.buttons:
            self._steps.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = [self._button(*step) for step in steps]
        self.show()
        self._timer.stop() if trouble else self._timer.start()
        QAccessible.updateAccessibility(QAccessibleEvent(self.label, QAccessible.Event.Alert))

    def turn_page(self) -> None:
        """Takes a trouble away that nothing is offered for: it belongs to the page where it was met."""
        if not self.buttons and not self._timer.isActive():
            self.hide()

    def _leave(self) -> None:
        """Hides the bar and gives the focus back to where it was: Qt would pass it on to whatever comes next."""
        before = self._focus_before
        self.hide()
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _note_focus(self, left: QWidget | None, entered: QWidget | None) -> None:
        if entered is not None and self.isAncestorOf(entered) and left is not None and not self.isAncestorOf(left):
            self._focus_before = left

    def _button(self, text: str, act: Callable[[], object]) -> QPushButton:
        button = push_button(text, role="link")
        button.clicked.connect(self._leave)
        button.clicked.connect(lambda _checked=False: act())
        self._steps.addWidget(button)
        return button
