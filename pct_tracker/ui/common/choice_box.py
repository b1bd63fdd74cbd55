"""A list to choose one code from."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy


class ChoiceBox(QComboBox):
    """One of several codes, or none. Words that are no code are kept and shown as they are."""

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
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.setCurrentIndex(-1)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent, /) -> None:
        # The wheel scrolls the form; it must not change a choice on its way.
        event.ignore()
