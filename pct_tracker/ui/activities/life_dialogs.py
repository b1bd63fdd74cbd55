"""What is asked before an activity is postponed or cancelled."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from pct_tracker.reference.labels import Vocabulary
from pct_tracker.services.editing.life import NewDate
from pct_tracker.ui.common.days_edit import DaysEdit
from pct_tracker.ui.common.month_edit import MonthEdit
from pct_tracker.ui.common.plain_dialog import PlainDialog
from pct_tracker.ui.common.text_line import TextLine


class CancelDialog(PlainDialog):
    """Asks why activities are cancelled; `answered` carries the reason."""

    def __init__(self, count: int, title: str, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        one = self.tr("Cancel the activity")
        many = self.tr("Cancel {count} activities").format(count=count)
        self.setWindowTitle(one if count == 1 else many)
        self.do.setText(one if count == 1 else many)
        self.tell(title if count == 1 else self.tr("The same reason is kept with each of them."))
        self.reason = TextLine()
        self.rows.add_row("reason", self.tr("&Reason:"), self.reason)

    def trouble(self) -> tuple[str, QWidget] | None:
        if self.reason.value() is None:
            return self.tr("Say in a few words why it was cancelled; the reason is kept with the activity."), self.reason
        return None

    def answer(self) -> str | None:
        return self.reason.value()


class PostponeDialog(PlainDialog):
    """Asks for the new date of an activity; `answered` carries it with the reason."""

    def __init__(self, vocabulary: Vocabulary, title: str, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.setWindowTitle(self.tr("Postpone the activity"))
        self.do.setText(self.tr("Postpone"))
        told = self.tr("{title}\nIt is marked as postponed, and a planned activity with its content is added at the new date.")
        self.tell(told.format(title=title))
        self.month = MonthEdit(vocabulary)
        self.days = DaysEdit(self.month.value)
        self.reason = TextLine(self.tr("Where known"))
        self.rows.add_row("month", self.tr("New &month:"), self.month)
        self.rows.add_row("days", self.tr("&Days:"), self.days)
        self.rows.add_row("reason", self.tr("&Reason:"), self.reason)
        self.days.textEdited.connect(self._follow_days)

    def trouble(self) -> tuple[str, QWidget] | None:
        if self.month.value() is None:
            return self.tr("Give the new month as 2024-09. If it is not known yet, set the status to postponed."), self.month
        return days_trouble(self.month, self.days)

    def answer(self) -> tuple[NewDate, str | None]:
        start, end = self.days.value() or (None, None)
        return NewDate(self.month.value() or "", start, end), self.reason.value()

    def _follow_days(self) -> None:
        days = self.days.value()
        if days is not None:
            self.month.set_value(days[0].strftime("%Y-%m"))


def days_trouble(month: MonthEdit, days: DaysEdit) -> tuple[str, QWidget] | None:
    """What is wrong with days beside a month; None if nothing is."""
    translate = QCoreApplication.translate
    if (text := days.unread_text()) is not None:
        sentence = translate("DaysTrouble", "“{text}” cannot be read as days. Type 2024-06-12, or 12–14 within the month.")
        return sentence.format(text=text), days
    value = days.value()
    if value is not None and value[0].strftime("%Y-%m") != month.value():
        return translate("DaysTrouble", "The first day is not in the month above. Change one of the two."), days
    return None
