"""The History page: the steps of work, one activity through time, what was deleted, and what changed since a lock."""

from PySide6.QtCore import QCoreApplication, Signal

from pct_tracker.ui.common.actions import Actions
from pct_tracker.ui.common.button_strip import Choice
from pct_tracker.ui.common.views_page import ViewsPage
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.history.activity_view import ActivityView
from pct_tracker.ui.history.lost_view import LostView
from pct_tracker.ui.history.since_view import SinceView
from pct_tracker.ui.history.steps_view import StepsView


class HistoryPage(ViewsPage):
    """Four views of the journal.

    `opened` carries the id of an activity to be opened, `saved` the change that put something back, and `told` a sentence
    about steps that were turned.
    """

    opened = Signal(int)
    saved = Signal(object)
    told = Signal(str)

    def __init__(self, workspace: Workspace, actions: Actions, language: str) -> None:
        super().__init__(_choices())
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
        for view in self._views.values():
            self._stack.addWidget(view)
        self._connect()

    def find_view(self, name: str) -> StepsView | ActivityView | LostView | SinceView:
        """The view of a name: "steps", "activity", "lost" or "since"."""
        return self._views[name]

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

    def set_language(self, language: str) -> None:
        """Shows titles in another language."""
        for view in self._views.values():
            view.set_language(language)

    def _connect(self) -> None:
        for view in (self.steps, self.lost, self.since):
            view.chosen.connect(self._show_chosen)
        self.steps.told.connect(self.told)
        self.activity.opened.connect(self.opened)
        for saving in (self.activity, self.lost):
            saving.saved.connect(self.saved)

    def _show_chosen(self, activity_id: int) -> None:
        self.show_activity(activity_id)
        self.activity.take_focus()


def _choices() -> list[Choice]:
    translate = QCoreApplication.translate
    texts = {
        "steps": (translate("HistoryPage", "Steps"), translate("HistoryPage", "Everything that was done, newest first")),
        "activity": (translate("HistoryPage", "One activity"), translate("HistoryPage", "What happened to one activity")),
        "lost": (translate("HistoryPage", "Deleted"), translate("HistoryPage", "What was deleted, to be put back")),
        "since": (
            translate("HistoryPage", "Since the lock"),
            translate("HistoryPage", "What changed in the year since it was locked"),
        ),
    }
    return [Choice(name, *words) for name, words in texts.items()]
