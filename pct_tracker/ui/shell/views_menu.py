"""The views of the register under one button: the ready-made ones, and those that were kept."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QToolButton

from pct_tracker.domain.query import SavedView
from pct_tracker.services.views import READY_VIEWS
from pct_tracker.ui.common.actions import Actions
from pct_tracker.ui.shell.condition_words import ConditionWords


class ViewsMenu(QObject):
    """`chosen` carries a view, with the name it is shown under and whether it is one of the user's own."""

    chosen = Signal(object, str, bool)
    rename_requested = Signal(str)
    delete_requested = Signal(str)

    def __init__(self, button: QToolButton, words: ConditionWords, actions: Actions) -> None:
        super().__init__(button)
        self._words = words
        self._actions = actions
        self.menu = QMenu(button)
        button.setMenu(self.menu)
        self.show_views(())

    def show_views(self, own: Sequence[SavedView]) -> None:
        """Offers these views besides the ready-made ones."""
        self.menu.clear()
        for view in READY_VIEWS:
            self._add(self._words.view(view), view, own=False)
        if own:
            self.menu.addSeparator()
            for view in own:
                self._add(view.name, view, own=True)
        self.menu.addSeparator()
        self.menu.addAction(self._actions["filter"])
        self.menu.addAction(self._actions["keep-view"])
        if own and self._actions["keep-view"].isVisible():
            self._add_submenu(self.tr("&Rename"), own, self.rename_requested.emit)
            self._add_submenu(self.tr("&Delete"), own, self.delete_requested.emit)

    def _add(self, name: str, view: SavedView, *, own: bool) -> None:
        action = self.menu.addAction(_shown(name))
        action.triggered.connect(lambda _checked=False: self.chosen.emit(view, name, own))

    def _add_submenu(self, title: str, own: Sequence[SavedView], ask: Callable[[str], object]) -> None:
        submenu = self.menu.addMenu(title)
        for view in own:
            submenu.addAction(_shown(view.name)).triggered.connect(lambda _checked=False, name=view.name: ask(name))


def _shown(name: str) -> str:
    """A name without what a menu would take for an access key."""
    return name.replace("&", "&&")
