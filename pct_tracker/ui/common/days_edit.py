"""The field for exact days."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from pct_tracker.ui.common.days_text import Days, format_days, parse_days


class DaysEdit(QLineEdit):
    """Takes one day or the first and the last; days without a month lie in the month that `month` tells."""

    changed = Signal()

    def __init__(self, month: Callable[[], str | None]) -> None:
        super().__init__()
        self._month = month
        # Days run left to right in an Arabic window as well.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setPlaceholderText(self.tr("Where known: 12 or 12–14"))
        self.setToolTip(self.tr("2024-06-12, 2024-06-12 – 2024-06-14, or only 12 or 12–14 within the month."))
        self.setMaximumWidth(30 * self.fontMetrics().averageCharWidth())
        self.textChanged.connect(lambda: self.changed.emit())

    def value(self) -> Days | None:
        """The first and the last day; None if the field is empty or cannot be read."""
        return parse_days(self.text(), self._month())

    def set_value(self, start: date | None, end: date | None) -> None:
        self.setText(format_days(start, end))

    def unread_text(self) -> str | None:
        """What stands in the field and is no day; None if there is nothing wrong."""
        text = self.text().strip()
        return text if text and self.value() is None else None

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.tidy()
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        super().focusOutEvent(event)
        self.tidy()

    def tidy(self) -> None:
        """Writes the days out in full, so that they stay what they are when the month changes."""
        days = self.value()
        if days and self.text() != format_days(*days):
            self.setText(format_days(*days))
