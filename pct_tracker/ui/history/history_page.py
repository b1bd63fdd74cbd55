"""The History page: the steps of work, one activity through time, what was deleted, and what changed since a lock."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from pct_tracker.ui.common.actions import Actions
from pct_tracker.ui.common.button_strip import Choice
from pct_tracker.ui.common.views_page import ViewsPage
from pct_tracker.ui.common.workspace import Workspace

if TYPE_CHECKING:  # they are loaded and made when somebody looks: the window opens sooner
    from pct_tracker.ui.history.activity_view import ActivityView
    from pct_tracker.ui.history.lost_view import LostView
    from pct_tracker.ui.history.since_view import SinceView
    from pct_tracker.ui.history.steps_view import StepsView

    _View = StepsView | ActivityView | LostView | SinceView


class HistoryPage(ViewsPage):
    """Four views of the journal, each made when it is first seen.

    `opened` carries the id of an activity to be opened, `saved` the change that put something back, and `told` a sentence
    about steps that were turned.
    """

    opened = Signal(int)
    saved = Signal(object)
    told = Signal(str)

    def __init__(self, workspace: Workspace, actions: Actions, language: str, parent: QWidget) -> None:
        super().__init__(_choices(), parent)
        self._workspace, self._actions, self._language = workspace, actions, language
        self._year: int | None = None
        self._made: list[_View] = []

    @cached_property
    def steps(self) -> "StepsView":
        """Everything that was done."""
        from pct_tracker.ui.history.steps_view import StepsView

        view = StepsView(self._workspace, self._language)
        view.chosen.connect(self._show_chosen)
        view.told.connect(self.told)
        self._add(view)
        return view

    @cached_property
    def activity(self) -> "ActivityView":
        """What happened to one activity."""
        from pct_tracker.ui.history.activity_view import ActivityView

        view = ActivityView(self._workspace, self._actions, self._language)
        view.opened.connect(self.opened)
        view.saved.connect(self.saved)
        self._add(view)
        return view

    @cached_property
    def lost(self) -> "LostView":
        """What was deleted."""
        from pct_tracker.ui.history.lost_view import LostView

        view = LostView(self._workspace, self._language)
        view.chosen.connect(self._show_chosen)
        view.saved.connect(self.saved)
        self._add(view)
        return view

    @cached_property
    def since(self) -> "SinceView":
        """What changed since the lock of the year."""
        from pct_tracker.ui.history.since_view import SinceView

        view = SinceView(self._workspace, self._language)
        view.year = self._year
        view.chosen.connect(self._show_chosen)
        self._add(view)
        return view

    def find_view(self, name: str) -> "_View":
        """The view of a name: "steps", "activity", "lost" or "since"."""
        match name:
            case "activity":
                return self.activity
            case "lost":
                return self.lost
            case "since":
                return self.since
            case _:
                return self.steps

    def show_activity(self, activity_id: int) -> None:
        """Turns to the history of an activity."""
        self.activity.show_activity(activity_id)
        self._stale.discard("activity")
        self.show_view("activity")

    def follow_year(self, year: int | None) -> None:
        """Takes the reporting year whose changes since the lock are told."""
        self._year = year
        if "since" in vars(self):
            self.since.year = year
        self._stale.add("since")
        self._read_if_seen()

    def set_language(self, language: str) -> None:
        """Shows titles in another language."""
        self._language = language
        for view in self._made:
            view.set_language(language)

    def _add(self, view: "_View") -> None:
        self._made.append(view)
        self._put_in(view)

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
