"""One row of a form."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from pct_tracker.ui.common.access_keys import without_access_key
from pct_tracker.ui.common.field_messages import FieldMessage, FieldMessages
from pct_tracker.ui.common.pin_button import PinButton
from pct_tracker.ui.common.tab_order import last_inside, put_after
from pct_tracker.ui.common.theme import SPACE_SMALL, set_look

_ALL = 100
"""So much of the line is the field's, up to its own greatest width."""


class FieldLabel(QLabel):
    """A label whose access key leads into its field, also where that is made of several parts, and brings it into view."""

    def event(self, event: QEvent, /) -> bool:
        field = self.buddy()
        if event.type() != QEvent.Type.Shortcut or field is None:
            return super().event(event)
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(field)
        return True


class FormRow(QWidget):
    """A field with what is said under it; the label and its access key lead to the field."""

    action_chosen = Signal(object)

    def __init__(self, label: QLabel, field: QWidget, outline: QWidget) -> None:
        super().__init__()
        self.label = label
        self.field = field
        self.pin: PinButton | None = None
        self._outline = outline
        self._wanted = True
        self._folded = False
        self._told_language = ""
        self._is_reading = False
        self.messages = FieldMessages()
        self.messages.action_chosen.connect(self.action_chosen)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        # A field that is not to grow stands at the beginning of its row, not in the middle.
        self._line = QHBoxLayout()
        self._line.setSpacing(SPACE_SMALL)
        self._line.addWidget(field, _ALL)
        self._line.addStretch(0 if field.maximumWidth() == QWidget().maximumWidth() else 1)
        self._column.addLayout(self._line)
        self._column.addWidget(self.messages)

    @property
    def name(self) -> str:
        """The words of the label without access key and colon."""
        return plain_label(self.label.text().removesuffix(self._told_language))

    def show_messages(self, messages: tuple[FieldMessage, ...]) -> None:
        """Replaces the messages under the field."""
        if messages == self.messages.messages:
            return
        self.messages.show_messages(messages)
        put_after(last_inside(self.field), *self.messages.buttons)
        severity = self.messages.severity
        set_look(self._outline, severity=severity.value if severity else "")
        self._describe()

    def tell_language(self, language: str) -> None:
        """Says beside the label in which language its text is typed; nothing for an empty one."""
        words = self.label.text().removesuffix(self._told_language)
        self._told_language = f" {language.upper()}" if language else ""
        self.label.setText(f"{words}{self._told_language}")

    def add_below(self, widget: QWidget) -> None:
        """Puts a widget under the field and its messages."""
        self._column.addWidget(widget)
        widget.setEnabled(not self._is_reading)

    def read_only(self) -> None:
        """Disables all of the row but its messages: what they offer to somebody who may only read is no change."""
        self._is_reading = True
        for part in self.children():
            if isinstance(part, QWidget) and part is not self.messages:
                part.setEnabled(False)

    def add_pin(self) -> PinButton:
        """Makes the pin of the row; it shows while the row is in use, or while it is set."""
        self.pin = PinButton(self.name, self, self.label)
        self.pin.toggled.connect(lambda _checked: self._describe())
        return self.pin

    def take_pin(self) -> None:
        """Puts the pin at the end of the field."""
        if self.pin is not None:
            self._line.addWidget(self.pin, 0, Qt.AlignmentFlag.AlignTop)

    def set_wanted(self, *, wanted: bool) -> None:
        """Says whether the row has a meaning for what is shown."""
        self._wanted = wanted
        self._show()

    def set_folded(self, *, folded: bool) -> None:
        """Says whether the part of the form the row is in is folded away."""
        self._folded = folded
        self._show()

    def is_shown(self) -> bool:
        """Whether the row has a meaning and is not folded away."""
        return self._wanted and not self._folded

    def note_focus(self, *, inside: bool) -> None:
        """Takes note of whether the focus is in the row."""
        if self.pin is not None:
            self.pin.note_focus(inside=inside)

    def _show(self) -> None:
        self.setVisible(self.is_shown())
        self.label.setVisible(self.is_shown())
        if self.pin is not None:
            self.pin.setVisible(self.is_shown())

    def _describe(self) -> None:
        kept = self.pin.told() if self.pin is not None else ""
        self.field.setAccessibleDescription(" ".join(part for part in (kept, self.messages.spoken()) if part))


def plain_label(text: str) -> str:
    """A label's text without its access key and its colon."""
    return without_access_key(text).rstrip(":： \u00a0")
