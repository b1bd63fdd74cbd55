"""Builds the rows of a form: label, field and messages that belong together."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFormLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from pct_tracker.ui.common.field_messages import FieldMessage, FieldMessages
from pct_tracker.ui.common.theme import SPACE, set_look

_NARROW = 44
"""Below this many digits' widths, labels stand over their fields."""


class FormRow(QWidget):
    """A field with the messages under it. `focus` is what the label and its access key lead to."""

    action_chosen = Signal(object)

    def __init__(self, label: QLabel, field: QWidget, focus: QWidget) -> None:
        super().__init__()
        self.label = label
        self.field = field
        self.focus = focus
        self.messages = FieldMessages()
        self.messages.action_chosen.connect(self.action_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        # A field that is not to grow stands at the beginning of its row, not in the middle.
        grows = field.maximumWidth() == QWidget().maximumWidth()
        column.addWidget(field, 0, Qt.AlignmentFlag(0) if grows else Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.messages)

    @property
    def name(self) -> str:
        """The words of the label without access key and colon."""
        return plain_label(self.label.text())

    def show_messages(self, messages: tuple[FieldMessage, ...]) -> None:
        self.messages.show_messages(messages)
        severity = self.messages.severity
        set_look(self.field, severity=severity.value if severity else "")
        self.focus.setAccessibleDescription(self.messages.spoken())


class FormRows(QWidget):
    """Rows under each other, labels beside their fields or, in a narrow window, above them."""

    def __init__(self) -> None:
        super().__init__()
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(SPACE + SPACE // 2)
        self._form.setVerticalSpacing(SPACE)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.rows: dict[str, FormRow] = {}

    def add_row(self, name: str, text: str, field: QWidget, focus: QWidget | None = None) -> FormRow:
        """Adds a field under a label with access key; the label ends with a colon and gives the field its accessible name."""
        target = focus or field
        label = QLabel(text)
        label.setBuddy(target)
        for named in {field, target}:
            named.setAccessibleName(plain_label(text))
        row = FormRow(label, field, target)
        self.rows[name] = row
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._form.addRow(label, row)
        self._align(label)
        return row

    def is_narrow(self) -> bool:
        return self.width() < _NARROW * self.fontMetrics().horizontalAdvance("0")

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        policy = QFormLayout.RowWrapPolicy.WrapAllRows if self.is_narrow() else QFormLayout.RowWrapPolicy.DontWrapRows
        if policy != self._form.rowWrapPolicy():
            self._form.setRowWrapPolicy(policy)
            self._form.setVerticalSpacing(SPACE // 2 if self.is_narrow() else SPACE)
            for row in self.rows.values():
                self._align(row.label)

    def _align(self, label: QLabel) -> None:
        """Brings the words of a label to the height of the words in its field."""
        narrow = self._form.rowWrapPolicy() == QFormLayout.RowWrapPolicy.WrapAllRows
        label.setContentsMargins(0, 4, 0, 0)
        label.setAlignment(
            (Qt.AlignmentFlag.AlignLeading if narrow else Qt.AlignmentFlag.AlignTrailing) | Qt.AlignmentFlag.AlignTop
        )


def plain_label(text: str) -> str:
    """A label's text without its access key and its colon."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip(":： \u00a0")
