"""The register with what stands in its place when there is nothing to show, and what can be done with its rows."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QStackedWidget

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.query import ActivityQuery, SortKey
from pct_tracker.ui.activities.empty_places import make_empty_filter, make_empty_log
from pct_tracker.ui.activities.register_copy import rows_for_clipboard
from pct_tracker.ui.activities.register_model import RegisterModel
from pct_tracker.ui.activities.register_view import RegisterView
from pct_tracker.ui.common.actions import Actions
from pct_tracker.ui.common.workspace import Workspace


class RegisterSide(QStackedWidget):
    """Shows the ids it is given, in the language it is told."""

    def __init__(self, workspace: Workspace, actions: Actions, language: str) -> None:
        super().__init__()
        self._workspace = workspace
        self._actions = actions
        self._language = language
        self._sort: SortKey | None = None
        self.model = RegisterModel(workspace.tracker.reference, workspace.rows, language)
        self.register = RegisterView(self.model)
        self.empty_log, self.empty_filter = make_empty_log(actions), make_empty_filter(actions)
        for place in (self.register, self.empty_log, self.empty_filter):
            self.addWidget(place)
        for id_ in ("delete", "copy"):
            self.register.addAction(actions[id_])
        self.model.page_fetched.connect(self.ask_findings)
        self.register.menu_requested.connect(self._offer_menu)

    @property
    def sort(self) -> SortKey:
        """The column by which the register is sorted; report order is by month."""
        return self._sort or SortKey("month")

    def choose_sort(self, key: SortKey) -> None:
        """Takes another order for the questions to come."""
        self._sort = None if key == SortKey("month") else key
        self.register.show_sort(self._sort)

    def set_language(self, language: str) -> None:
        """Shows titles and names in another language."""
        self._language = language
        self.model.set_language(language)

    def asked(self, query: ActivityQuery) -> ActivityQuery:
        """A query with the order of the register."""
        sort = (self._sort,) if self._sort else ()
        return ActivityQuery(query.year, query.status, query.text, query.only_ids, sort, self._language)

    def show_ids(self, ids: list[int], changed: Sequence[int], query: ActivityQuery) -> None:
        """Shows these activities, or what to do when there are none."""
        self.register.set_ids(ids, changed)
        nothing_asked = query.status is None and not query.text and query.only_ids is None
        self.setCurrentWidget(self.register if ids else self.empty_log if nothing_asked else self.empty_filter)

    def ask_findings(self, activities: Sequence[Activity]) -> None:
        """Asks for the findings of the activities that came into view."""
        ids = [one.id for one in activities]
        self._workspace.ponder(lambda tracker: tracker.findings_on(activities), lambda found: self.model.set_findings(found, ids))

    def copy(self) -> None:
        """Puts the selected activities on the clipboard as rows of the annex."""
        chosen = self.register.selected_activities()
        if chosen:
            rows = [self._workspace.preview(one, self._language) for one in chosen]
            QGuiApplication.clipboard().setMimeData(rows_for_clipboard(rows, self._language))

    def menu(self) -> QMenu:
        """What can be done with the selected activities."""
        menu = QMenu(self)
        for id_ in ("edit-activity", "duplicate", "copy", "delete"):
            menu.addAction(self._actions[id_])
        return menu

    def _offer_menu(self, place: QPoint) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)
