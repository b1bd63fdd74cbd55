"""One line of text in the language that is being edited."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from pct_tracker.domain.texts import Texts
from pct_tracker.ui.common.direction import direction_of


class TextsLine(QLineEdit):
    """Edits one language of a text and keeps the others; where this language has none, another one shows faintly."""

    changed = Signal()

    def __init__(self, language: str, placeholder: str = "") -> None:
        super().__init__()
        self._texts = Texts()
        self._language = language
        self._placeholder = placeholder
        self.textEdited.connect(self._take)
        self._show()

    def value(self) -> Texts:
        return self._texts

    def set_value(self, texts: Texts) -> None:
        self._texts = texts
        self._show()

    def set_language(self, language: str) -> None:
        """Shows the text of another language."""
        self._language = language
        self._show()

    def _take(self, text: str) -> None:
        self._texts = self._texts.replace(self._language, text)
        self.setPlaceholderText(self._texts.best(self._language) or self._placeholder)
        self.setToolTip(text)
        self.changed.emit()

    def _show(self) -> None:
        self.setLayoutDirection(direction_of(self._language))
        self.setText(self._texts.get(self._language, ""))
        self.setToolTip(self.text())
        self.setCursorPosition(0)
        self.setPlaceholderText(self._texts.best(self._language) or self._placeholder)
