"""The Overview page: charts and a map of what was done, and two years or two times side by side."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from pct_tracker.domain.query import ActivityQuery
from pct_tracker.ui.common.actions import Actions
from pct_tracker.ui.common.button_strip import Choice
from pct_tracker.ui.common.views_page import ViewsPage
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.overview.chart import Mark

if TYPE_CHECKING:  # they are loaded and made when somebody looks: the window opens sooner
    from pct_tracker.ui.overview.charts_view import ChartsView
    from pct_tracker.ui.overview.compare_view import CompareView


class OverviewPage(ViewsPage):
    """Two views on the figures, each made when it is first seen.

    `rows_requested` carries ids, words that name them, and their reporting year, None for all; `told` a sentence.
    """

    rows_requested = Signal(object, str, object)
    told = Signal(str)

    def __init__(self, workspace: Workspace, actions: Actions, language: str, parent: QWidget) -> None:
        super().__init__(_choices(), parent)
        self._workspace, self._actions, self._language = workspace, actions, language
        self._query = ActivityQuery()
        self._made: list[ChartsView | CompareView] = []

    @cached_property
    def charts(self) -> "ChartsView":
        """The charts and the map."""
        from pct_tracker.ui.overview.charts_view import ChartsView

        view = ChartsView(self._workspace, self._actions, self._language)
        view.told.connect(self.told)
        self._add(view)
        return view

    @cached_property
    def compare(self) -> "CompareView":
        """Two years or two times side by side."""
        from pct_tracker.ui.overview.compare_view import CompareView

        view = CompareView(self._workspace, self._actions, self._language)
        self._add(view)
        return view

    def find_view(self, name: str) -> "ChartsView | CompareView":
        """The view of a name, "charts" or "compare"."""
        return self.compare if name == "compare" else self.charts

    def follow(self, query: ActivityQuery) -> None:
        """Takes the year and the status that the window shows."""
        self._query = query
        for view in self._made:
            view.follow(query)
        self.reload()

    def set_language(self, language: str) -> None:
        """Shows titles and names in another language."""
        self._language = language
        for view in self._made:
            view.set_language(language)

    def _add(self, view: "ChartsView | CompareView") -> None:
        self._made.append(view)
        self._put_in(view)
        view.opened.connect(self._ask_for_rows)
        view.follow(self._query)

    def _ask_for_rows(self, mark: Mark) -> None:
        self.rows_requested.emit(frozenset(mark.ids), mark.words, mark.year)


def _choices() -> list[Choice]:
    translate = QCoreApplication.translate
    texts = {
        "charts": (translate("OverviewPage", "Charts"), translate("OverviewPage", "Charts and a map of the States reached")),
        "compare": (
            translate("OverviewPage", "Compare"),
            translate("OverviewPage", "Two years, or one year at two times, side by side"),
        ),
    }
    return [Choice(name, *words) for name, words in texts.items()]
