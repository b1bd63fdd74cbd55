"""Builds the rows of a form: label, field and messages that belong together."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from pct_tracker.ui.common.access_keys import without_access_key
from pct_tracker.ui.common.field_messages import FieldMessage, FieldMessages
from pct_tracker.ui.common.tab_order import last_inside, put_after
from pct_tracker.ui.common.theme import SPACE, SPACE_SMALL, set_look

_NARROW = 58
"""Below this many digits' widths, labels stand over their fields."""


class FormRow(QWidget):
    """A field with the messages under it; the label and its access key lead to the field."""

    action_chosen = Signal(object)

    def __init__(self, label: QLabel, field: QWidget, outline: QWidget) -> None:
        super().__init__()
        self.label = label
        self.field = field
        self._outline = outline
        self.messages = FieldMessages()
        self.messages.action_chosen.connect(self.action_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        # A field that is not to grow stands at the beginning of its row, not in the middle.
        line = QHBoxLayout()
        line.addWidget(field, 1)
        line.addStretch(0 if field.maximumWidth() == QWidget().maximumWidth() else 1)
        column.addLayout(line)
        column.addWidget(self.messages)

    @property
    def name(self) -> str:
        """The words of the label without access key and colon."""
        return plain_label(self.label.text())

    def show_messages(self, messages: tuple[FieldMessage, ...]) -> None:
        """Replaces the messages under the field."""
        if messages == self.messages.messages:
            return
        self.messages.show_messages(messages)
        put_after(last_inside(self.field), *self.messages.buttons)
        severity = self.messages.severity
        set_look(self._outline, severity=severity.value if severity else "")
        self.field.setAccessibleDescription(self.messages.spoken())


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

    def add_row(self, name: str, text: str, field: QWidget, *, outline: QWidget | None = None) -> FormRow:
        """Adds a field under a label with access key; the label ends with a colon and gives the field its accessible name.

        `outline` is what is drawn red when there is an error, if it is not the field as a whole.
        """
        label = QLabel(text)
        label.setBuddy(field)
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        field.setAccessibleName(plain_label(text))
        self.rows[name] = row = FormRow(label, field, outline or field)
        self._parts.append(row)
        self._place(len(self._parts) - 1, row)
        return row

    def add_rule(self) -> None:
        """Adds a thin line between two groups."""
        rule = QFrame()
        rule.setProperty("role", "rule")
        room = QWidget()
        column = QVBoxLayout(room)
        column.setContentsMargins(0, SPACE_SMALL, 0, SPACE_SMALL)
        column.addWidget(rule)
        self._parts.append(room)
        self._place(len(self._parts) - 1, room)

    def is_narrow(self) -> bool:
        """Whether the labels stand above their fields."""
        return self._narrow

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW * self.fontMetrics().horizontalAdvance("0")
        if narrow != self._narrow:
            self._narrow = narrow
            self._grid.setVerticalSpacing(SPACE_SMALL if narrow else SPACE)
            for index, part in enumerate(self._parts):
                self._place(index, part)

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
        else:
            self._grid.addWidget(part, line, 1)


def plain_label(text: str) -> str:
    """A label's text without its access key and its colon."""
    return without_access_key(text).rstrip(":： \u00a0")
