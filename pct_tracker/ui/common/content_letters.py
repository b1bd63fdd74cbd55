"""The content letters A to F."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from pct_tracker.domain.codes import CONTENT_LETTERS
from pct_tracker.reference.labels import Vocabulary
from pct_tracker.ui.common.button_strip import Choice, ToggleStrip
from pct_tracker.ui.common.direction import direction_of, paragraph_mark


class ContentLetters(QWidget):
    """Six toggles that are one Tab stop: the keys A to F switch them, their short meaning stands below."""

    changed = Signal()

    def __init__(self, vocabulary: Vocabulary, language: str) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self._language = language
        self.strip = ToggleStrip(self._choice(letter) for letter in CONTENT_LETTERS)
        self.meaning = QLabel()
        self.meaning.setProperty("role", "muted")
        self.meaning.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.strip)
        column.addWidget(self.meaning)
        self.setFocusProxy(self.strip)
        self.strip.typed.connect(self._switch)
        self.strip.toggled.connect(self._announce)
        self._tell_meaning()

    def value(self) -> tuple[str, ...]:
        """The chosen letters in alphabetical order, then what was stored and is no letter A to F."""
        return self.strip.chosen()

    def set_value(self, letters: tuple[str, ...]) -> None:
        self.strip.choose(letters)
        self._tell_meaning()

    def setAccessibleName(self, name: str, /) -> None:
        super().setAccessibleName(name)
        self.strip.setAccessibleName(name)

    def _choice(self, letter: str) -> Choice:
        label = self._vocabulary.content_label(letter, self._language)
        explanation = self._vocabulary.content_explanation(letter, self._language)
        return Choice(letter, letter, "\n".join(dict.fromkeys((label, explanation))).strip())

    def _switch(self, key: str) -> None:
        if key.upper() in self.strip.codes:
            self.strip.toggle(key.upper())

    def _announce(self) -> None:
        self._tell_meaning()
        self.changed.emit()

    def _tell_meaning(self) -> None:
        known = [letter for letter in self.value() if letter in CONTENT_LETTERS]
        labels = [self.tr("{letter}: {meaning}").format(letter=letter, meaning=self._meaning(letter)) for letter in known]
        text = " · ".join(labels) or self.tr("Keys A to F switch the letters.")
        # A label that begins with a letter A to F would run from left to right in an Arabic window.
        self.meaning.setText(paragraph_mark(direction_of(self._language)) + text)

    def _meaning(self, letter: str) -> str:
        return self._vocabulary.content_label(letter, self._language)
