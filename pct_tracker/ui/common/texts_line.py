"""One line of text in the language that is being edited."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from pct_tracker.domain.texts import Texts
from pct_tracker.ui.common.direction import direction_of
from pct_tracker.ui.common.plain_tip import plain_tip


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

    @property
    def language(self) -> str:
        """The language that is edited."""
        return self._language

    def value(self) -> Texts:
        return self._texts

    def set_value(self, texts: Texts) -> None:
        self._texts = texts
        self._show()

    def fill(self, texts: Texts) -> None:
        """Takes a text in all its languages: over what is typed in the open one, and into those that are empty."""
        self._texts = self._texts.taking(texts, [one for one in texts if one == self._language or one not in self._texts])
        self._show()
        self.setCursorPosition(len(self.text()))
        self.changed.emit()

    def set_language(self, language: str) -> None:
        """Shows the text of another language."""
        self._language = language
        self._show()

    def _take(self, text: str) -> None:
        self._texts = self._texts.replace(self._language, text)
        self.setPlaceholderText(self._texts.best(self._language) or self._placeholder)
        self.setToolTip(plain_tip(text))
        self.changed.emit()

    def _show(self) -> None:
        self.setLayoutDirection(direction_of(self._language))
        self.setText(self._texts.get(self._language, ""))
        self.setToolTip(plain_tip(self.text()))
        self.setCursorPosition(0)
        self.setPlaceholderText(self._texts.best(self._language) or self._placeholder)
