"""The History page: the steps of work, one activity through time, what was deleted, and what changed since a lock."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from pct_tracker.ui.common.actions import Actions
from pct_tracker.ui.common.button_strip import Choice, ChoiceStrip
from pct_tracker.ui.common.theme import SPACE
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.history.activity_view import ActivityView
from pct_tracker.ui.history.lost_view import LostView
from pct_tracker.ui.history.since_view import SinceView
from pct_tracker.ui.history.steps_view import StepsView


class HistoryPage(QWidget):
    """Four views of the journal.

    `opened` carries the id of an activity to be opened, `saved` the change that put something back, and `told` a sentence
    about steps that were turned.
    """

    opened = Signal(int)
    saved = Signal(object)
    told = Signal(str)

    def __init__(self, workspace: Workspace, actions: Actions, language: str) -> None:
        super().__init__()
        self.steps = StepsView(workspace, language)
        self.activity = ActivityView(workspace, actions, language)
        self.lost = LostView(workspace, language)
        self.since = SinceView(workspace, language)
        self._views: dict[str, StepsView | ActivityView | LostView | SinceView] = {
            "steps": self.steps,
            "activity": self.activity,
            "lost": self.lost,
            "since": self.since,
        }
        self._stale: set[str] = set(self._views)
        self.strip = ChoiceStrip(
            [
                Choice("steps", self.tr("Steps"), self.tr("Everything that was done, newest first")),
                Choice("activity", self.tr("One activity"), self.tr("What happened to one activity")),
                Choice("lost", self.tr("Deleted"), self.tr("What was deleted, to be put back")),
                Choice("since", self.tr("Since the lock"), self.tr("What changed in the year since it was locked")),
            ]
        )
        self.strip.setAccessibleName(self.tr("What is shown"))
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.show_view("steps")

    @property
    def view(self) -> str:
        """Which of the views is shown."""
        return self.strip.code() or "steps"

    def show_view(self, name: str) -> None:
        """Turns to one of the views."""
        self.strip.choose(name)
        self._stack.setCurrentWidget(self._views[name])
        self._read_if_seen()

    def show_activity(self, activity_id: int) -> None:
        """Turns to the history of an activity."""
        self.activity.show_activity(activity_id)
        self._stale.discard("activity")
        self.show_view("activity")

    def follow_year(self, year: int | None) -> None:
        """Takes the reporting year whose changes since the lock are told."""
        self.since.year = year
        self._stale.add("since")
        self._read_if_seen()

    def reload(self) -> None:
        """Reads again what is seen, and the rest when it is."""
        self._stale = set(self._views)
        self._read_if_seen()

    def focus_view(self) -> None:
        """Puts the focus into what is shown."""
        self._views[self.view].take_focus()

    def set_language(self, language: str) -> None:
        """Shows titles in another language."""
        for view in self._views.values():
            view.set_language(language)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read_if_seen()

    def _read_if_seen(self) -> None:
        if self.isVisible() and self.view in self._stale:
            self._stale.discard(self.view)
            self._views[self.view].reload()

    def _connect(self) -> None:
        self.strip.chosen.connect(self.show_view)
        for view in (self.steps, self.lost, self.since):
            view.chosen.connect(self._show_chosen)
        self.steps.told.connect(self.told)
        self.activity.opened.connect(self.opened)
        for saving in (self.activity, self.lost):
            saving.saved.connect(self.saved)

    def _show_chosen(self, activity_id: int) -> None:
        self.show_activity(activity_id)
        self.activity.take_focus()

    def _lay_out(self) -> None:
        for view in self._views.values():
            self._stack.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        column.setSpacing(SPACE)
        column.addWidget(self.strip)
        column.addWidget(self._stack, 1)
