"""A list to choose one code from."""

from collections.abc import Iterable

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QSizePolicy

from pct_tracker.domain.folding import fold


class ChoiceBox(QComboBox):
    """One of several codes, or none. Words that are no code are kept and shown as they are.

    Typing finds a label by its beginning or by the beginning of one of its words: "web" finds PCT Webinar.
    """

    changed = Signal()

    def __init__(self, choices: Iterable[tuple[str, str]], placeholder: str = "") -> None:
        """`choices` are codes with their labels."""
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for code, label in choices:
            self.addItem(label, code)
        self._typed = ""
        self._since_typed = QElapsedTimer()
        self.setCurrentIndex(-1)
        self.currentIndexChanged.connect(lambda: self.changed.emit())

    def value(self) -> str | None:
        """The chosen code; None if nothing is chosen."""
        code = self.currentData()
        return str(code) if code else None

    def set_value(self, code: str | None) -> None:
        if code and self.findData(code) < 0:
            self.addItem(code, code)
        self.setCurrentIndex(self.findData(code) if code else -1)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        letter = event.text()
        goes_on = bool(letter.strip()) or (letter == " " and self._is_typing())
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.setCurrentIndex(-1)
        elif letter.isprintable() and goes_on and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            self._search(letter)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent, /) -> None:
        # The wheel scrolls the form; it must not change a choice on its way.
        event.ignore()

    def _is_typing(self) -> bool:
        return self._since_typed.isValid() and not self._since_typed.hasExpired(QApplication.keyboardInputInterval())

    def _search(self, letter: str) -> None:
        # Qt's own search ends at a space, which opens the list: "PCT S" would never be found.
        self._typed = self._typed + letter if self._is_typing() else letter
        self._since_typed.start()
        typed = fold(self._typed)
        labels = [fold(self.itemText(index)) for index in range(self.count())]
        whole = [index for index, label in enumerate(labels) if label.startswith(typed)]
        words = [index for index, label in enumerate(labels) if f" {typed}" in label]
        if found := whole or words:
            self.setCurrentIndex(found[0])
