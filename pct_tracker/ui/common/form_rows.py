"""Builds the rows of a form: label, field and messages that belong together."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from pct_tracker.ui.common.form_row import FieldLabel, FormRow, plain_label
from pct_tracker.ui.common.rows_fold import RowsFold
from pct_tracker.ui.common.theme import SPACE, SPACE_SMALL

__all__ = ["FormRow", "FormRows", "plain_label"]

_NARROW = 58
"""Below this many digits' widths, labels stand over their fields."""


class FormRows(QWidget):
    """Rows under each other, labels beside their fields or, in a narrow window, above them."""

    def __init__(self) -> None:
        super().__init__()
        self._narrow = False
        self._parts: list[QWidget] = []
        # A grid: QFormLayout gives rows whose height depends on their width too little room.
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE + SPACE_SMALL)
        self._grid.setVerticalSpacing(SPACE)
        self._grid.setColumnStretch(1, 1)
        self.rows: dict[str, FormRow] = {}

    def add_row(
        self, name: str, text: str, field: QWidget, *, outline: QWidget | None = None, fold: RowsFold | None = None
    ) -> FormRow:
        """Adds a field under a label with access key; the label ends with a colon and gives the field its accessible name.

        `outline` is what is drawn red when there is an error, if it is not the field as a whole. A row of a `fold` shows
        only while that is open.
        """
        label = FieldLabel(text)
        label.setBuddy(field)
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        field.setAccessibleName(plain_label(text))
        self.rows[name] = row = FormRow(label, field, outline or field)
        self._parts.append(row)
        self._place(len(self._parts) - 1, row)
        if fold is not None:
            fold.take(row)
        return row

    def add_pins(self) -> None:
        """Puts a pin at every row: at the end of its field or, in a narrow window, of its label."""
        for row in self.rows.values():
            row.add_pin()
        for index, part in enumerate(self._parts):
            self._place(index, part)

    def add_rule(self) -> None:
        """Adds a thin line between two groups."""
        rule = QFrame()
        rule.setProperty("role", "rule")
        room = QWidget()
        column = QVBoxLayout(room)
        column.setContentsMargins(0, SPACE_SMALL, 0, SPACE_SMALL)
        column.addWidget(rule)
        self._add_part(room)

    def add_fold(self, text: str) -> RowsFold:
        """Adds a button that shows and hides the rows that are added to it, in line with all others."""
        fold = RowsFold(text)
        self._add_part(fold.button)
        return fold

    def is_narrow(self) -> bool:
        """Whether the labels stand above their fields."""
        return self._narrow

    def smallest_width(self) -> int:
        """The width that all rows need at least: with their labels above, where these go there before it gets too narrow."""
        parts = [part for row in self.rows.values() for part in (row, row.label)]
        narrow = max(part.minimumSizeHint().width() for part in parts)
        return narrow if narrow < self._turning_width() else self.minimumSizeHint().width()

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self._turning_width()
        if narrow != self._narrow:
            self._narrow = narrow
            self._grid.setVerticalSpacing(SPACE_SMALL if narrow else SPACE)
            for index, part in enumerate(self._parts):
                self._place(index, part)

    def _turning_width(self) -> int:
        return _NARROW * self.fontMetrics().horizontalAdvance("0")

    def _add_part(self, part: QWidget) -> None:
        self._parts.append(part)
        self._place(len(self._parts) - 1, part)

    def _place(self, index: int, part: QWidget) -> None:
        line = 2 * index
        self._grid.removeWidget(part)
        if not isinstance(part, FormRow):
            self._grid.addWidget(part, line, 0, 1, 2)
            return
        self._grid.removeWidget(part.label)
        # Brings the words of the label to the height of the words in the field.
        part.label.setContentsMargins(0, 4, 0, 0)
        side = Qt.AlignmentFlag.AlignLeading if self._narrow else Qt.AlignmentFlag.AlignTrailing
        self._grid.addWidget(part.label, line, 0, 1, 2 if self._narrow else 1, side | Qt.AlignmentFlag.AlignTop)
        if self._narrow:
            self._grid.addWidget(part, line + 1, 0, 1, 2)
            if part.pin is not None:
                self._grid.addWidget(part.pin, line, 1, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignBottom)
        else:
            self._grid.addWidget(part, line, 1)
            part.take_pin()
