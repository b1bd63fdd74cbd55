"""The field for a month."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.reference.labels import Vocabulary
from pct_tracker.ui.common.month_text import parse_month, step_month


class MonthEdit(QLineEdit):
    """Takes a month in many spellings and shows it as YYYY-MM; what it cannot read stays as it was typed.

    `year` tells in which year a month lies that is typed without one.
    """

    changed = Signal()

    def __init__(self, vocabulary: Vocabulary, year: Callable[[], int | None] = lambda: None) -> None:
        super().__init__()
        self._year = year
        self._names = [vocabulary.month_names(language) for language in LANGUAGES]
        # Months run left to right in an Arabic window as well.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setPlaceholderText(self.tr("YYYY-MM"))
        self.setToolTip(self.tr("2024-06, 6/2024 or June 2024. Up and Down step a month."))
        self.setMaximumWidth(18 * self.fontMetrics().averageCharWidth())
        self.textChanged.connect(lambda: self.changed.emit())

    def value(self) -> str | None:
        """The month; None if the field is empty or cannot be read."""
        # Words of an old annex that say no year are no month; only what is typed here means that of the year in sight.
        return parse_month(self.text(), self._names, self._year() if self.isModified() else None)

    def set_value(self, month: str | None) -> None:
        self.setText(month or "")

    def unread_text(self) -> str | None:
        """What stands in the field and is no month; None if there is nothing wrong."""
        text = self.text().strip()
        return text if text and self.value() is None else None

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        month = self.value()
        if step is not None and month is not None:
            self.setText(step_month(month, step))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tidy()
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        super().focusOutEvent(event)
        self._tidy()

    def _tidy(self) -> None:
        if (month := self.value()) and month != self.text():
            self.setText(month)
