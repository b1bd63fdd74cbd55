"""Asks once per start what became of the planned activities whose date has passed."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.query import ActivityQuery, Condition, Operator
from pct_tracker.services.tracker import Tracker
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.form.kept_drafts import KeptDrafts

_OVERDUE = ActivityQuery(conditions=(Condition("overdue", Operator.FILLED),))


class LifeInbox(QObject):
    """`found` carries the sentence, the words of its button, the activities and the year they are all in, if there is one."""

    found = Signal(str, str, object, object)

    def __init__(self, workspace: Workspace, drafts: KeptDrafts, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._drafts = drafts
        self._was_asked = False
        drafts.changed.connect(self._go_on)
        self._waits = False

    def ask_once(self) -> None:
        """Looks for activities without an outcome; says so after a new activity that waits to be finished is dealt with."""
        self._waits = not self._was_asked and not self._workspace.is_reading_only
        self._go_on()

    def _go_on(self) -> None:
        if self._waits and None not in self._drafts.by_id:
            self._waits, self._was_asked = False, True
            self._workspace.ask(_read_overdue, self._tell, "overdue")

    def _tell(self, overdue: Sequence[Activity]) -> None:
        if not overdue:
            return
        one = self.tr("1 planned activity needs an outcome: was it held, postponed or cancelled?")
        many = self.tr("{count} planned activities need an outcome: were they held, postponed or cancelled?")
        years = {activity.year for activity in overdue}
        self.found.emit(
            one if len(overdue) == 1 else many.format(count=len(overdue)),
            self.tr("Show it") if len(overdue) == 1 else self.tr("Show them"),
            frozenset(activity.id for activity in overdue),
            next(iter(years)) if len(years) == 1 else None,
        )


def _read_overdue(tracker: Tracker) -> list[Activity]:
    return tracker.activities(_OVERDUE)
