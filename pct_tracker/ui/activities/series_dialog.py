"""Makes several sessions after one activity."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QWidget

from pct_tracker.domain.activity import ActivityDraft
from pct_tracker.reference.labels import Vocabulary
from pct_tracker.services.editing.series import FEWEST, MOST, FirstSession, Rhythm, build_series, needs_days
from pct_tracker.services.wording import Wording
from pct_tracker.ui.activities.life_dialogs import days_trouble
from pct_tracker.ui.common.choice_box import ChoiceBox
from pct_tracker.ui.common.days_edit import DaysEdit
from pct_tracker.ui.common.days_text import format_days
from pct_tracker.ui.common.month_edit import MonthEdit
from pct_tracker.ui.common.number_edit import NumberEdit
from pct_tracker.ui.common.plain_dialog import PlainDialog

_USUAL = 3
_SHOWN = 7
"""Lines of the preview that are seen at once."""


class SeriesDialog(PlainDialog):
    """Asks how many sessions there are and when; `answered` carries the drafts."""

    def __init__(
        self,
        pattern: ActivityDraft,
        vocabulary: Vocabulary,
        wording: Wording,
        language: str,
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", "", parent)
        self._pattern = pattern
        self._wording = wording
        self._language = language
        self._today = today
        self.setWindowTitle(self.tr("Make a series"))
        self.count = NumberEdit()
        self.count.set_value(_USUAL)
        self.month = MonthEdit(vocabulary)
        self.month.set_value(pattern.month)
        self.days = DaysEdit(self.month.value)
        self.days.set_value(pattern.start, pattern.end)
        self.rhythm = ChoiceBox(self._rhythms())
        self.rhythm.set_value(Rhythm.SAME_MONTH.value)
        self.preview = QListWidget()
        self.preview.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        # The number of the session stands at the end.
        self.preview.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.preview.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay_out()
        for field in (self.count, self.month, self.days, self.rhythm):
            field.changed.connect(self._show_preview)
        self.days.textEdited.connect(self._follow_days)
        self._show_preview()

    def trouble(self) -> tuple[str, QWidget] | None:
        count = self.count.value()
        if count is None or not FEWEST <= count <= MOST:
            return self.tr("A series has {fewest} to {most} sessions.").format(fewest=FEWEST, most=MOST), self.count
        if self.month.value() is None:
            return self.tr("Give the month of the first session as 2024-06."), self.month
        if (trouble := days_trouble(self.month, self.days)) is not None:
            return trouble
        if needs_days(self._rhythm()) and self.days.value() is None:
            return self.tr("Give the day of the first session; the weeks are counted from it."), self.days
        return None

    def answer(self) -> tuple[ActivityDraft, ...]:
        start, end = self.days.value() or (None, None)
        first = FirstSession(self.month.value() or "", start, end)
        return build_series(self._pattern, self.count.value() or 0, first, self._rhythm(), self._today)

    def _rhythm(self) -> Rhythm:
        return Rhythm(self.rhythm.value() or Rhythm.SAME_MONTH.value)

    def _show_preview(self) -> None:
        """Shows what would be made, or what is missing."""
        trouble = self.trouble()
        sessions = () if trouble else self.answer()
        self.preview.clear()
        for one in sessions:
            when = format_days(one.start, one.end) or one.month or ""
            status = self._wording.status_name(one.status.value)
            self.preview.addItem(" · ".join((when, one.title.best(self._language), status)))
        self.do.setText(self.tr("Create {count} activities").format(count=self.count.value() if sessions else "…"))
        self.say(trouble[0] if trouble else "")

    def _follow_days(self) -> None:
        days = self.days.value()
        if days is not None:
            self.month.set_value(days[0].strftime("%Y-%m"))

    def _lay_out(self) -> None:
        self.tell(
            self.tr("Each session becomes an activity of its own, with the content of:\n{title}").format(
                title=self._pattern.title.best(self._language) or "—"
            )
        )
        self.rows.add_row("count", self.tr("&Sessions:"), self.count)
        self.rows.add_row("month", self.tr("First &month:"), self.month)
        self.rows.add_row("days", self.tr("First &days:"), self.days)
        self.rows.add_row("rhythm", self.tr("&Rhythm:"), self.rhythm)
        label = QLabel(self.tr("&What will be created:"))
        label.setBuddy(self.preview)
        self.extras = (self.preview,)
        self.preview.setAccessibleName(self.tr("What will be created"))
        line = self.fontMetrics().lineSpacing() + 4
        self.preview.setMinimumHeight(_SHOWN * line)
        self.body.addWidget(label)
        self.body.addWidget(self.preview, 1)

    def _rhythms(self) -> tuple[tuple[str, str], ...]:
        return (
            (Rhythm.SAME_MONTH.value, self.tr("All in the same month")),
            (Rhythm.WEEKLY.value, self.tr("Every week")),
            (Rhythm.FORTNIGHTLY.value, self.tr("Every two weeks")),
            (Rhythm.MONTHLY.value, self.tr("Every month")),
        )
