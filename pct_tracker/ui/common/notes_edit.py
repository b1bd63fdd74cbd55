"""A field for notes of several paragraphs."""

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QPlainTextEdit

from pct_tracker.ui.common.growing_text import GrowingText


class NotesEdit(GrowingText):
    """Plain text that keeps its lines, also those that are pasted."""

    changed = Signal()

    def __init__(self, language: str, placeholder: str = "") -> None:
        super().__init__(language, lines=(2, 12))
        self.setPlaceholderText(placeholder)
        self.textChanged.connect(lambda: self.changed.emit())

    def value(self) -> str | None:
        return self.text().strip() or None

    def set_value(self, text: str | None) -> None:
        if self.text() != (text or ""):
            self.setPlainText(text or "")

    def insertFromMimeData(self, source: QMimeData, /) -> None:
        plain = QMimeData()
        plain.setText(source.text())
        QPlainTextEdit.insertFromMimeData(self, plain)
