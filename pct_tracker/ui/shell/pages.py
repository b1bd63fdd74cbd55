"""The pages of a window, one of which is in sight."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QSettings
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from pct_tracker.domain.query import ActivityQuery
from pct_tracker.ui.activities.activities_page import ActivitiesPage
from pct_tracker.ui.common.actions import Actions
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.findings.check_page import CheckPage
from pct_tracker.ui.history.history_page import HistoryPage
from pct_tracker.ui.overview.overview_page import OverviewPage
from pct_tracker.ui.register.register_splitter import RegisterSplitter
from pct_tracker.ui.reports.report_page import ReportPage
from pct_tracker.ui.shell.page_nav import PageNav


class Pages(QObject):
    """Turns to one page or another, and tells all of them what they have to follow."""

    def __init__(
        self,
        workspace: Workspace,
        actions: Actions,
        language: str,
        settings: QSettings,
        splitter: RegisterSplitter,
        nav: PageNav,
        stack: QStackedWidget,
    ) -> None:
        super().__init__(nav)
        self._nav, self._stack = nav, stack
        # Each in its place from the beginning: to move a page dresses all of its widgets again.
        self.activities = ActivitiesPage(workspace, actions, language, settings, splitter, stack)
        self.check = CheckPage(workspace, actions, language, settings, stack)
        self.report = ReportPage(workspace, language, settings, stack)
        self.overview = OverviewPage(workspace, actions, language, stack)
        self.history = HistoryPage(workspace, actions, language, stack)

    def put_in(self) -> None:
        """Stands on the stack, with the activities in sight."""
        for page in (self.activities, self.check, self.report, self.overview, self.history):
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(self.activities)

    def show(self, name: str) -> None:
        """Turns to a page, with the focus where one begins there."""
        pages: dict[str, tuple[QWidget, Callable[[], None]]] = {
            "activities": (self.activities, self.activities.focus_register),
            "check": (self.check, self.check.take_focus),
            "report": (self.report, self.report.focus_view),
            "overview": (self.overview, self.overview.focus_view),
            "history": (self.history, self.history.focus_view),
        }
        page, focus = pages[name]
        self._stack.setCurrentWidget(page)
        self._nav.mark(name)
        focus()

    def show_activities(self) -> None:
        """Turns to the activities without moving the focus."""
        self._stack.setCurrentWidget(self.activities)
        self._nav.mark("activities")

    def new_activity(self) -> None:
        """Begins a new activity."""
        self.show_activities()
        self.activities.new_activity()

    def duplicate(self) -> None:
        """Begins a new activity as the one in focus is."""
        self.show_activities()
        self.activities.duplicate()

    def open_finding(self, activity_id: int, field: str = "") -> None:
        """Shows the activity of a finding, with the focus in its field."""
        self.show_activities()
        self.activities.open_activity(activity_id, field)

    def show_history(self) -> None:
        """Shows what happened to the activity in focus."""
        page = self.activities
        focus = QApplication.focusWidget()
        in_form = focus is not None and page.form.isAncestorOf(focus)
        chosen = page.form.activity_id if in_form or page.register.current_id is None else page.register.current_id
        if chosen is not None:
            self.history.show_activity(chosen)
        else:
            self.history.show_view("activity")
        self.show("history")

    def show_changes_since_lock(self) -> None:
        """Shows what was changed in the year since it was locked."""
        self.history.show_view("since")
        self.show("history")

    def set_language(self, language: str) -> None:
        """Shows titles and names in another language."""
        self.activities.set_language(language)
        self.check.set_language(language)
        self.report.set_language(language)
        self.overview.set_language(language)
        self.history.set_language(language)

    def follow(self, query: ActivityQuery) -> None:
        """Shows what the filter asks for."""
        self.activities.show_query(query)
        self.check.follow_year(query.year)
        self.report.follow_year(query.year)
        self.overview.follow(query)
        self.history.follow_year(query.year)

    def reload(self, year: int | None) -> None:
        """Shows anew what is worked out from the log; the rows of the activities follow by themselves."""
        self.check.show_year(year)
        self.report.reload()
        self.overview.reload()
        self.history.reload()
