"""A small dialog that asks for a few things before it does one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from pct_tracker.ui.common.buttons import push_button
from pct_tracker.ui.common.form_rows import FormRows
from pct_tracker.ui.common.tab_order import put_after
from pct_tracker.ui.common.theme import SPACE, SPACE_LARGE, set_look

_WIDTH = 64
"""Widths of a digit: enough for labels to stand beside their fields."""


class PlainDialog(QDialog):
    """Rows, a sentence about what is missing or odd, and a button named after what it does.

    `extras` are what else takes the focus, after the rows. Subclasses say in `trouble` what is missing, and in `answer` what
    was given. `answered` carries the answer.
    """

    answered = Signal(object)

    def __init__(self, title: str, verb: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.intro = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.intro.hide()
        self.rows = FormRows()
        self.extras: tuple[QWidget, ...] = ()
        self.note = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.note.hide()
        self.do = push_button(verb, role="primary")
        self.do.setDefault(True)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._buttons.addButton(self.do, QDialogButtonBox.ButtonRole.AcceptRole)
        self._buttons.accepted.connect(self._try)
        self._buttons.rejected.connect(self.reject)
        self.body = QVBoxLayout()
        self.body.setSpacing(SPACE)
        self.body.addWidget(self.intro)
        self.body.addWidget(self.rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_LARGE, SPACE_LARGE, SPACE_LARGE, SPACE_LARGE)
        column.setSpacing(SPACE_LARGE)
        column.addLayout(self.body)
        column.addWidget(self.note)
        column.addWidget(self._buttons)
        self.setMinimumWidth(_WIDTH * self.fontMetrics().horizontalAdvance("0"))

    def show_on(self, window: QWidget) -> None:
        """Shows the dialog on a window, which is active again as soon as the dialog is gone."""
        # The buttons were made before the fields, and Tab would come to them first.
        fields = [row.field for row in self.rows.rows.values()]
        put_after(fields[0], *fields[1:], *self.extras, self.do, self._buttons)
        fields[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.finished.connect(lambda _result: window.activateWindow())
        self.open()

    def tell(self, sentence: str) -> None:
        """Introduces what is asked."""
        self.intro.setText(sentence)
        self.intro.show()

    def say(self, sentence: str, *, trouble: bool = False) -> None:
        """Says what is missing or odd; nothing for an empty text."""
        set_look(self.note, severity="error" if trouble else "")
        self.note.setText(sentence)
        self.note.setVisible(bool(sentence))
        self._grow()

    def trouble(self) -> tuple[str, QWidget] | None:
        """What is missing or odd, with the field that is to be mended; None if the answer can be given."""
        return None

    def answer(self) -> object:
        """What was given."""
        return None

    def _grow(self) -> None:
        """Makes room for a sentence that came; fields give none of theirs."""
        layout = self.layout()
        if self.isVisible() and layout is not None:
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def _try(self) -> None:
        trouble = self.trouble()
        if trouble is None:
            self.answered.emit(self.answer())
            self.accept()
            return
        sentence, field = trouble
        self.say(sentence, trouble=True)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
