"""The menus of the register: on its rows, on headings of groups, and on its column headings."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from pct_tracker.domain.query import GROUPINGS, SortKey
from pct_tracker.services.views import Group
from pct_tracker.ui.common.actions import Actions
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.register.cell_conditions import condition_of_emptiness, conditions_of_value
from pct_tracker.ui.register.register_columns import COLUMNS, PLACE
from pct_tracker.ui.register.register_header import sorted_further
from pct_tracker.ui.register.register_view import RegisterView

if TYPE_CHECKING:  # named only: the window is drawn before they are needed
    from pct_tracker.domain.figure import Figure

_ON_ROWS = (
    ("edit-activity", "edit-cell", "duplicate"),
    ("copy", "copy-headed", "paste"),
    ("fill-down", "bulk"),
    ("hold", "postpone", "cancel-activity", "review-draft", "review-complete", "review-checked"),
    ("history", "source", "delete"),
)
_GROUP_FIGURES = ("activities", "states", "participants")


def grouping_names() -> dict[str, str]:
    """By what the register can be grouped, in words; the empty key is not at all."""
    translate = QCoreApplication.translate
    words = {
        "month": translate("RegisterMenus", "Month"),
        "type": translate("RegisterMenus", "Type"),
        "letter": translate("RegisterMenus", "Content"),
        "region": translate("RegisterMenus", "Region of origin"),
    }
    return {"": translate("RegisterMenus", "Nothing"), **{key: words[key] for key in GROUPINGS}}


class RegisterMenus(QObject):
    """`narrowed` carries conditions to add, `grouped` by what to group, `sorted` the keys to sort by.

    `figure_asked` carries a figure of a group with the name of the group.
    """

    narrowed = Signal(object)
    grouped = Signal(str)
    sorted = Signal(object)
    figure_asked = Signal(object, str)

    def __init__(self, workspace: Workspace, actions: Actions, view: RegisterView, sort: Callable[[], Sequence[SortKey]]) -> None:
        super().__init__(view)
        self._workspace = workspace
        self._actions = actions
        self._view = view
        self._model = view.rows
        self._sort = sort
        view.menu_requested.connect(lambda place: self._show(self.on_row(), place))
        view.headings.menu_requested.connect(lambda key, place: self._show(self.on_heading(key), place))

    def on_row(self) -> QMenu:
        """What can be done with the selected activities, or with the group in focus."""
        row = self._view.currentIndex().row()
        group = self._model.group_at(row)
        if group is not None:
            return self._on_group(group)
        menu = QMenu(self._view)
        for number, ids in enumerate(_ON_ROWS):
            for id_ in ids:
                menu.addAction(self._actions[id_])
            if number == 0:
                self._add_narrowing(menu)
            if number + 1 < len(_ON_ROWS):
                menu.addSeparator()
        return menu

    def on_heading(self, key: str) -> QMenu:
        """What can be done with a column."""
        menu, column = QMenu(self._view), COLUMNS[PLACE[key]]
        if column.sort:
            for text, descending in ((self.tr("Sort &ascending"), False), (self.tr("Sort &descending"), True)):
                menu.addAction(text).triggered.connect(
                    lambda _checked=False, down=descending: self.sorted.emit((SortKey(column.sort, down),))
                )
            menu.addAction(self.tr("&Then sort by this")).triggered.connect(lambda: self.sorted.emit(self._further(column.sort)))
            menu.addSeparator()
        if empty := condition_of_emptiness(key):
            menu.addAction(self.tr("Only where this is &empty")).triggered.connect(lambda: self.narrowed.emit((empty,)))
        by = {"contents": "letter", "origins": "region"}.get(key, key)
        if by in GROUPINGS:
            menu.addAction(self.tr("&Group by this")).triggered.connect(lambda: self.grouped.emit(by))
        if key not in ("finding", "title"):
            menu.addAction(self.tr("&Hide this column")).triggered.connect(lambda: self._hide(key))
        menu.addAction(self._actions["columns"])
        return menu

    def _further(self, column: str) -> tuple[SortKey, ...]:
        return sorted_further(tuple(self._sort()) or (SortKey("month"),), column)

    def _hide(self, key: str) -> None:
        self._view.headings.show_keys([shown for shown in self._view.headings.keys if shown != key])

    def _add_narrowing(self, menu: QMenu) -> None:
        activity, key = self._model.activity_at(self._view.currentIndex().row()), self._view.current_key
        if activity is None:
            return
        menu.addSeparator()
        if conditions := conditions_of_value(activity, key):
            text = self.tr("Only activities with this &value")
            menu.addAction(text).triggered.connect(lambda: self.narrowed.emit(conditions))
        if empty := condition_of_emptiness(key):
            menu.addAction(self.tr("Only where this is &empty")).triggered.connect(lambda: self.narrowed.emit((empty,)))

    def _on_group(self, group: Group) -> QMenu:
        menu, view = QMenu(self._view), self._view
        menu.addAction(self.tr("&Show its activities")).triggered.connect(lambda: view.group_opened.emit(group))
        for name in _GROUP_FIGURES:
            figure, words = group.figure(name), self._workspace.wording
            text = self.tr("Show what is counted: {figure} {value}").format(
                figure=words.figure_label(name), value=f"{figure.value:,}"
            )
            menu.addAction(text).triggered.connect(lambda _checked=False, one=figure: self._ask_figure(one, group))
        menu.addSeparator()
        groups = self._model.groups
        for text, folded in ((self.tr("&Fold all groups"), True), (self.tr("&Unfold all groups"), False)):
            menu.addAction(text).triggered.connect(lambda _checked=False, away=folded: view.fold(groups, folded=away))
        return menu

    def _ask_figure(self, figure: "Figure", group: Group) -> None:
        self.figure_asked.emit(figure, self._model.group_words.name(group))

    def _show(self, menu: QMenu, place: QPoint) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)
