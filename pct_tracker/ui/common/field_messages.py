"""What the rules say about a field, under the field: a shape, a sentence and buttons that mend it."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from pct_tracker.domain.codes import Severity
from pct_tracker.ui.common.flow_layout import FlowLayout

SHAPES = {Severity.ERROR: "●", Severity.WARNING: "▲", Severity.HINT: "○"}
"""The shape beside the colour, so that nobody depends on colour alone."""


@dataclass(frozen=True, slots=True)
class FieldMessage:
    """One sentence about a field; `actions` are the words of its buttons and what each hands back.

    Tab passes by the buttons of `asides`, which can wait: who types on into the next field must not press one with a space.
    """

    severity: Severity
    text: str
    actions: tuple[tuple[str, Any], ...] = ()
    asides: tuple[tuple[str, Any], ...] = ()


class FieldMessages(QWidget):
    """The messages of one field; takes no room when there are none."""

    action_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._messages: tuple[FieldMessage, ...] = ()
        self._lines: list[QWidget] = []
        self.buttons: list[QPushButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 2, 0, 0)
        self._column.setSpacing(3)
        self.hide()

    @property
    def messages(self) -> tuple[FieldMessage, ...]:
        return self._messages

    @property
    def severity(self) -> Severity | None:
        """The weight of the gravest message; None without messages."""
        present = {message.severity for message in self._messages}
        return next((severity for severity in Severity if severity in present), None)

    def spoken(self) -> str:
        """All messages as one text, for screen readers."""
        return " ".join(f"{self._severity_word(message.severity)}: {message.text}" for message in self._messages)

    def show_messages(self, messages: tuple[FieldMessage, ...]) -> None:
        """Replaces what is shown; the same messages again leave everything as it is."""
        if messages == self._messages:
            return
        self._messages = messages
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.buttons = []
        self._lines = [self._line(message) for message in messages]
        for line in self._lines:
            self._column.addWidget(line)
            line.setVisible(True)
        self.setVisible(bool(messages))

    def _line(self, message: FieldMessage) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        shape = QLabel(SHAPES[message.severity])
        shape.setProperty("severity", message.severity.value)
        shape.setAccessibleName(self._severity_word(message.severity))
        row.addWidget(shape, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._words(message), 1)
        return line

    def _words(self, message: FieldMessage) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(3)
        text = QLabel(message.text)
        text.setProperty("severity", message.severity.value)
        text.setWordWrap(True)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.addWidget(text)
        if message.actions or message.asides:
            words.addWidget(self._buttons(message))
        return words

    def _buttons(self, message: FieldMessage) -> QWidget:
        box = QWidget()
        flow = FlowLayout(box)
        flow.setContentsMargins(0, 0, 0, 3)
        for label, token in (*message.actions, *message.asides):
            button = QPushButton(label)
            button.setProperty("role", "link")
            button.setAutoDefault(False)
            if (label, token) in message.asides:
                button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            button.clicked.connect(lambda _=False, token=token: self.action_chosen.emit(token))
            flow.addWidget(button)
            self.buttons.append(button)
        return box

    def _severity_word(self, severity: Severity) -> str:
        words = {Severity.ERROR: self.tr("Error"), Severity.WARNING: self.tr("Warning"), Severity.HINT: self.tr("Hint")}
        return words[severity]
