"""The Overview page: charts and a map of what was done, and two years or two times side by side."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from pct_tracker.domain.query import ActivityQuery
from pct_tracker.ui.common.actions import Actions
from pct_tracker.ui.common.button_strip import Choice, ChoiceStrip
from pct_tracker.ui.common.theme import SPACE
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.overview.chart import Mark

if TYPE_CHECKING:  # they are loaded and made when somebody looks: the window opens sooner
    from pct_tracker.ui.overview.charts_view import ChartsView
    from pct_tracker.ui.overview.compare_view import CompareView


class OverviewPage(QWidget):
    """Two views on the figures, each made when it is first seen.

    `rows_requested` carries ids, words that name them, and their reporting year, None for all; `told` a sentence.
    """

    rows_requested = Signal(object, str, object)
    told = Signal(str)

    def __init__(self, workspace: Workspace, actions: Actions, language: str) -> None:
        super().__init__()
        self._workspace, self._actions, self._language = workspace, actions, language
        self._query = ActivityQuery()
        self._made: dict[str, ChartsView | CompareView] = {}
        self._stale = {"charts", "compare"}
        self.strip = ChoiceStrip(
            [
                Choice("charts", self.tr("Charts"), self.tr("Charts and a map of the States reached")),
                Choice("compare", self.tr("Compare"), self.tr("Two years, or one year at two times, side by side")),
            ]
        )
        self.strip.setAccessibleName(self.tr("What is shown"))
        self.strip.choose("charts")
        self.strip.chosen.connect(self.show_view)
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        column.setSpacing(SPACE)
        column.addWidget(self.strip)
        column.addWidget(self._stack, 1)

    @cached_property
    def charts(self) -> "ChartsView":
        """The charts and the map."""
        from pct_tracker.ui.overview.charts_view import ChartsView

        view = ChartsView(self._workspace, self._actions, self._language)
        view.told.connect(self.told)
        self._add("charts", view)
        return view

    @cached_property
    def compare(self) -> "CompareView":
        """Two years or two times side by side."""
        from pct_tracker.ui.overview.compare_view import CompareView

        view = CompareView(self._workspace, self._actions, self._language)
        self._add("compare", view)
        return view

    @property
    def view(self) -> "ChartsView | CompareView":
        """The view that is shown."""
        return self.compare if self.strip.code() == "compare" else self.charts

    def show_view(self, name: str) -> None:
        """Turns to "charts" or "compare"."""
        self.strip.choose(name)
        self._read_if_seen()

    def follow(self, query: ActivityQuery) -> None:
        """Takes the year and the status that the window shows."""
        self._query = query
        for view in self._made.values():
            view.follow(query)
        self.reload()

    def reload(self) -> None:
        """Reads again what is seen, and the rest when it is."""
        self._stale = {"charts", "compare"}
        self._read_if_seen()

    def focus_view(self) -> None:
        """Puts the focus into what is shown."""
        self.view.take_focus()

    def set_language(self, language: str) -> None:
        """Shows titles and names in another language."""
        self._language = language
        for view in self._made.values():
            view.set_language(language)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read_if_seen()

    def _read_if_seen(self) -> None:
        if not self.isVisible():
            return
        view, name = self.view, self.strip.code() or "charts"
        self._stack.setCurrentWidget(view)
        if name in self._stale:
            self._stale.discard(name)
            view.reload()

    def _add(self, name: str, view: "ChartsView | CompareView") -> None:
        self._made[name] = view
        self._stack.addWidget(view)
        view.opened.connect(self._ask_for_rows)
        view.follow(self._query)

    def _ask_for_rows(self, mark: Mark) -> None:
        self.rows_requested.emit(frozenset(mark.ids), mark.words, mark.year)
