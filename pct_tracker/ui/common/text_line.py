"""One line of plain text."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit


class TextLine(QLineEdit):
    """A line whose value is None while it is empty."""

    changed = Signal()

    def __init__(self, placeholder: str = "") -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.textChanged.connect(lambda: self.changed.emit())

    def value(self) -> str | None:
        return self.text().strip() or None

    def set_value(self, text: str | None) -> None:
        self.setText(text or "")
        self.setCursorPosition(0)
