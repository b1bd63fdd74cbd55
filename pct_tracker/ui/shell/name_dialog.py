"""Asks for the name of a view."""

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from pct_tracker.ui.common.buttons import push_button
from pct_tracker.ui.common.form_rows import FormRows
from pct_tracker.ui.common.theme import SPACE, set_look

_LONGEST = 60


class NameDialog(QDialog):
    """`named` carries a name that is not empty; one that is taken is said to be so before it is used."""

    named = Signal(str)

    def __init__(self, title: str, action: str, taken: Collection[str], name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._taken = taken
        self.setWindowTitle(title)
        self.name = QLineEdit(name)
        self.name.setMaxLength(_LONGEST)
        self.hint = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.do = push_button(action, role="primary")
        self.do.setDefault(True)
        self.buttons.addButton(self.do, QDialogButtonBox.ButtonRole.AcceptRole)
        rows = FormRows()
        rows.add_row("name", self.tr("&Name:"), self.name)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        column.addWidget(rows)
        column.addWidget(self.hint)
        column.addStretch(1)
        column.addWidget(self.buttons)
        self.setMinimumWidth(40 * self.fontMetrics().horizontalAdvance("m"))
        self.name.textChanged.connect(self._judge)
        self.name.selectAll()
        self.name.setFocus()
        self.buttons.accepted.connect(self._choose)
        self.buttons.rejected.connect(self.reject)
        self._judge(name)

    def _judge(self, text: str) -> None:
        taken = text.strip() in self._taken
        self.hint.setText(self.tr("There is a view of this name; it will be replaced.") if taken else "")
        set_look(self.hint, severity="warning" if taken else "")

    def _choose(self) -> None:
        name = self.name.text().strip()
        if name:
            self.named.emit(name)
            self.accept()
        else:
            set_look(self.hint, severity="error")
            self.hint.setText(self.tr("A view needs a name to be found again. Type one."))
            self.name.setFocus()
