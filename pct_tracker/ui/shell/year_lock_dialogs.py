"""What is asked before a year is locked or unlocked."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QMessageBox, QVBoxLayout, QWidget

from pct_tracker.domain.codes import Severity
from pct_tracker.domain.errors import UserError
from pct_tracker.services.wording import Wording
from pct_tracker.ui.common.field_messages import FieldMessage
from pct_tracker.ui.common.form_rows import FormRows
from pct_tracker.ui.common.theme import SPACE

_WIDTH = 40
"""Widths of the letter m."""


def make_lock_question(year: int, window: QWidget) -> QMessageBox:
    """Asks whether a year is to be locked; the default button does it."""
    translate = QCoreApplication.translate
    box = QMessageBox(window)
    box.setIcon(QMessageBox.Icon.Question)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(translate("YearLock", "Lock {year}").format(year=year))
    box.setText(translate("YearLock", "Lock {year}, because it is published?").format(year=year))
    box.setInformativeText(
        translate(
            "YearLock",
            "Nothing can then be added to {year}, changed in it, moved into it or out of it, or deleted: not here, not by an "
            "import, not on the command line. If something has to change later, the year is unlocked with a reason, and what "
            "changes after that is listed.",
        ).format(year=year)
    )
    box.setDefaultButton(box.addButton(translate("YearLock", "Lock {year}").format(year=year), QMessageBox.ButtonRole.AcceptRole))
    box.addButton(translate("YearLock", "Leave it open"), QMessageBox.ButtonRole.RejectRole)
    return box


class UnlockDialog(QDialog):
    """Asks why a year has to be unlocked; `agreed` carries the reason, which is never empty."""

    agreed = Signal(str)

    def __init__(self, year: int, wording: Wording, window: QWidget) -> None:
        super().__init__(window)
        self._year = year
        self._wording = wording
        self.setWindowTitle(self.tr("Unlock {year}").format(year=year))
        self.reason = QLineEdit()
        rows = FormRows()
        self.row = row = rows.add_row("reason", self.tr("&Reason:"), self.reason)
        self.reason.textEdited.connect(lambda _text: row.show_messages(()))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        unlock = self.buttons.addButton(self.tr("Unlock {year}").format(year=year), QDialogButtonBox.ButtonRole.AcceptRole)
        unlock.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        text = QLabel(
            self.tr(
                "{year} is published. The reason is kept in the history, and what changes in the year from now on is listed."
            ).format(year=year),
            wordWrap=True,
            textFormat=Qt.TextFormat.PlainText,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, SPACE)
        column.setSpacing(2 * SPACE)
        column.addWidget(text)
        column.addWidget(rows)
        column.addWidget(self.buttons)
        self.setMinimumWidth(_WIDTH * self.fontMetrics().horizontalAdvance("m"))
        self.reason.setFocus()

    def accept(self) -> None:
        """Agrees if there is a reason, else says that one is needed."""
        reason = self.reason.text().strip()
        if reason:
            self.agreed.emit(reason)
            super().accept()
        else:
            sentence = self._wording.error(UserError("year.no-reason", year=self._year))
            self.row.show_messages((FieldMessage(Severity.ERROR, sentence),))
            self.adjustSize()
            self.reason.setFocus()
