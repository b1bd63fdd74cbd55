"""The field for a count."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from pct_tracker.domain.folding import latin_digits

_GROUPED = re.compile(r"-?\d{1,3}(?:([ ,.'’\u00a0\u202f\u2009])\d{3})(?:\1\d{3})*")
_PLAIN = re.compile(r"-?\d{1,9}")


def parse_count(text: str) -> int | None:
    """A whole number with or without separated thousands, in digits of any script; None if it is none."""
    plain = latin_digits(text).strip().replace("−", "-")
    if _GROUPED.fullmatch(plain):
        plain = re.sub(r"[^\d-]", "", plain)
    return int(plain) if _PLAIN.fullmatch(plain) else None


class NumberEdit(QLineEdit):
    """Takes a whole number or nothing. A line and no spin box: a wheel that rolls by must not change a count."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        self.setMaximumWidth(18 * self.fontMetrics().averageCharWidth())
        self.textChanged.connect(lambda: self.changed.emit())

    def value(self) -> int | None:
        """The number; None if the field is empty or cannot be read."""
        return parse_count(self.text())

    def set_value(self, number: int | None) -> None:
        self.setText("" if number is None else str(number))

    def unread_text(self) -> str | None:
        """What stands in the field and is no number; None if there is nothing wrong."""
        text = self.text().strip()
        return text if text and self.value() is None else None

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        number = self.value()
        if step is not None and number is not None:
            self.set_value(max(0, number + step))
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        super().focusOutEvent(event)
        if self.value() is not None:
            self.set_value(self.value())
