"""The menus of the window: the table of actions, and the choices of View."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QMenuBar

from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.domain.query import SortKey
from pct_tracker.services.wording import Wording
from pct_tracker.ui.common.actions import Actions
from pct_tracker.ui.common.theme import SCHEMES
from pct_tracker.ui.common.translation import OWN_NAMES
from pct_tracker.ui.register.register_menus import grouping_names
from pct_tracker.ui.register.register_model import COLUMNS, RegisterModel

Choices = Sequence[tuple[str, str]]


class WindowMenus:
    """Fills a menu bar. Choices show a mark at the one in force whenever their menu opens."""

    def __init__(self, bar: QMenuBar, actions: Actions) -> None:
        menus = actions.fill(bar)
        self._actions = actions
        self.activity = menus["activity"]
        self._view = menus["view"]
        self._view.addSeparator()

    def add_templates(
        self, names: Callable[[], Sequence[str]], begin: Callable[[str], None], manage: Callable[[], None]
    ) -> QMenu:
        """The templates by name, after the action that makes one; they are listed anew whenever the menu opens."""
        translate = QCoreApplication.translate
        menu = QMenu(translate("WindowMenus", "Be&gin from a template"), self.activity)
        items = self.activity.actions()
        self.activity.insertMenu(items[items.index(self._actions["keep-template"]) + 1], menu)

        def fill() -> None:
            menu.clear()
            for name in names():
                menu.addAction(name.replace("&", "&&")).triggered.connect(lambda _checked=False, name=name: begin(name))
            if not names():
                menu.addAction(translate("WindowMenus", "No template is kept yet")).setEnabled(False)
            menu.addSeparator()
            action = menu.addAction(translate("WindowMenus", "&Manage templates…"))
            action.setEnabled(bool(names()))
            action.triggered.connect(lambda _checked=False: manage())

        menu.aboutToShow.connect(fill)
        fill()
        keep = self._actions["keep-template"]
        keep.visibleChanged.connect(lambda: menu.menuAction().setVisible(keep.isVisible()))
        return menu

    def add_sorting(
        self, model: RegisterModel, current: Callable[[], Sequence[SortKey]], choose: Callable[[tuple[SortKey, ...]], None]
    ) -> QMenu:
        """The columns of the register, and the direction. Sorting by several columns is chosen in the dialog of columns."""
        translate = QCoreApplication.translate
        menu = self._view.addMenu(translate("WindowMenus", "&Sort by"))
        columns = [(column.sort, model.title_of(column.key)) for column in COLUMNS if column.sort]
        self._fill(menu, columns, lambda: current()[0].column, lambda column: choose((SortKey(column, current()[0].descending),)))
        menu.addSeparator()
        directions = [("", translate("WindowMenus", "Ascending")), ("descending", translate("WindowMenus", "Descending"))]
        self._fill(
            menu,
            directions,
            lambda: "descending" if current()[0].descending else "",
            lambda direction: choose((SortKey(current()[0].column, bool(direction)), *current()[1:])),
        )
        return menu

    def add_grouping(self, current: Callable[[], str], choose: Callable[[str], None], fold_all: Callable[[bool], None]) -> QMenu:
        """By what the register is grouped, and all groups at once."""
        translate = QCoreApplication.translate
        menu = self._view.addMenu(translate("WindowMenus", "&Group by"))
        self._fill(menu, list(grouping_names().items()), current, choose)
        menu.addSeparator()
        menu.addAction(translate("WindowMenus", "&Fold all groups")).triggered.connect(lambda: fold_all(True))  # noqa: FBT003
        menu.addAction(translate("WindowMenus", "&Unfold all groups")).triggered.connect(lambda: fold_all(False))  # noqa: FBT003
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
