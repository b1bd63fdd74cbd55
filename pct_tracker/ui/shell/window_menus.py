"""The menus of the window: the table of actions, and the choices of View."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QMenuBar

from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.domain.query import SortKey
from pct_tracker.services.wording import Wording
from pct_tracker.ui.activities.register_model import COLUMNS, RegisterModel
from pct_tracker.ui.common.actions import Actions
from pct_tracker.ui.common.theme import SCHEMES
from pct_tracker.ui.common.translation import OWN_NAMES

Choices = Sequence[tuple[str, str]]


class WindowMenus:
    """Fills a menu bar. Choices show a mark at the one in force whenever their menu opens."""

    def __init__(self, bar: QMenuBar, actions: Actions) -> None:
        self._view = actions.fill(bar)["view"]
        self._view.addSeparator()

    def add_sorting(self, model: RegisterModel, current: Callable[[], SortKey], choose: Callable[[SortKey], None]) -> QMenu:
        """The columns of the register, and the direction."""
        translate = QCoreApplication.translate
        menu = self._view.addMenu(translate("WindowMenus", "&Sort by"))
        columns = [(column.sort, model.title_of(column.key)) for column in COLUMNS if column.sort]
        self._fill(menu, columns, lambda: current().column, lambda column: choose(SortKey(column, current().descending)))
        menu.addSeparator()
        directions = [("", translate("WindowMenus", "Ascending")), ("descending", translate("WindowMenus", "Descending"))]
        self._fill(
            menu,
            directions,
            lambda: "descending" if current().descending else "",
            lambda direction: choose(SortKey(current().column, bool(direction))),
        )
        return menu

    def add_appearance(self, current: Callable[[], str], choose: Callable[[str], None]) -> QMenu:
        """Light, dark, or as the system."""
        translate = QCoreApplication.translate
        names = {
            "system": translate("WindowMenus", "As the system"),
            "light": translate("WindowMenus", "Light"),
            "dark": translate("WindowMenus", "Dark"),
        }
        menu = self._view.addMenu(translate("WindowMenus", "A&ppearance"))
        self._fill(menu, [(scheme, names[scheme]) for scheme in SCHEMES], current, choose)
        return menu

    def add_languages(self, wording: Wording, current: Callable[[], str], choose: Callable[[str], None]) -> QMenu:
        """The languages of titles and names."""
        menu = self._view.addMenu(QCoreApplication.translate("WindowMenus", "&Titles and names in"))
        self._fill(menu, [(code, wording.language_name(code)) for code in LANGUAGES], current, choose)
        return menu

    def add_interfaces(self, current: Callable[[], str], choose: Callable[[str], None]) -> QMenu:
        """The languages of the window itself, each under its own name."""
        menu = self._view.addMenu(QCoreApplication.translate("WindowMenus", "&Language of the window"))
        self._fill(menu, list(OWN_NAMES.items()), current, choose)
        return menu

    def _fill(self, menu: QMenu, choices: Choices, current: Callable[[], str], choose: Callable[[str], None]) -> None:
        group = QActionGroup(menu)
        for code, text in choices:
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setData(code)
            action.triggered.connect(lambda _checked=False, code=code: choose(code))
            group.addAction(action)

        def mark() -> None:
            for action in group.actions():
                action.setChecked(action.data() == current())

        menu.aboutToShow.connect(mark)
        mark()
