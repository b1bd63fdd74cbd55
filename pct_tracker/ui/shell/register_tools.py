"""Filter, views, groups, columns and pasting: what is chosen in the window is asked of the register."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from pct_tracker.domain.codes import Status
from pct_tracker.domain.figure import Figure
from pct_tracker.domain.query import Condition, SavedView
from pct_tracker.services.tracker import Tracker
from pct_tracker.services.views import Group, is_changed
from pct_tracker.ui.activities.activities_page import ActivitiesPage
from pct_tracker.ui.common.actions import Actions
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.register.register_menus import grouping_names
from pct_tracker.ui.shell.condition_words import ConditionWords
from pct_tracker.ui.shell.filter_bar import FilterBar
from pct_tracker.ui.shell.filter_line import FilterLine, Part
from pct_tracker.ui.shell.name_dialog import NameDialog
from pct_tracker.ui.shell.views_menu import ViewsMenu


class RegisterTools(QObject):
    """`dialog_made` carries a dialog to show, `figure_asked` a figure with a name, `stored` a change.

    `told` carries a sentence, `offered` one with a step to take.
    """

    dialog_made = Signal(object)
    figure_asked = Signal(object, str)
    told = Signal(str)
    offered = Signal(str, object)
    stored = Signal(object)

    def __init__(self, workspace: Workspace, actions: Actions, page: ActivitiesPage, filter_: FilterBar) -> None:
        super().__init__(page)
        self._workspace = workspace
        self._page = page
        self._filter = filter_
        self._own: list[SavedView] = []
        self._view: SavedView | None = None
        self._view_name = ""
        self._is_own = False
        self._group_before = ""
        self.words = ConditionWords(workspace.tracker.reference, workspace.wording)
        self.line = FilterLine(workspace, actions, filter_)
        self.views = ViewsMenu(filter_.views, self.words, actions)
        self._connect(actions)

    def ask_views(self) -> None:
        """Reads the views that were kept."""
        self._workspace.ask(lambda tracker: tracker.store.views(), self._take_views, "views")

    def turn_page(self) -> None:
        """Says what is shown on the page that is in sight now."""
        self._tell()

    # Steps

    def narrow(self, conditions: tuple[Condition, ...]) -> None:
        """Asks for something more of the fields."""
        self._filter.set_conditions((*self._filter.conditions, *conditions))

    def show_all(self) -> None:
        """Shows all activities of the year again, in their order; columns stay."""
        self._view, self._group_before = None, ""
        self._filter.clear()
        if self._page.side.group or self._page.side.own_sort:
            self._page.side.choose_group("")
            self._page.sort_by(())
        self._tell()

    def choose_view(self, view: SavedView, name: str, own: bool) -> None:
        """Shows what a view asks for. Changing it afterwards does not change the view."""
        side = self._page.side
        self._view, self._view_name, self._is_own = view, name, own
        if view.columns:
            side.register.headings.show_keys(view.columns)
        side.choose_sort(view.sort)
        side.choose_group(view.group)
        self._filter.widen()
        self._filter.show_view(view.status, view.text, view.conditions)
        self._page.show_query(self._filter.query())
        self._tell()

    def _shown(self, name: str = "") -> SavedView:
        """What is shown now, as a view."""
        side, asked = self._page.side, self._filter.query()
        columns = side.register.headings.keys
        return SavedView(name, asked.status, asked.text, asked.conditions, side.own_sort, side.group, columns)

    def _ask_name(self) -> None:
        names = {view.name for view in self._own}
        dialog = NameDialog(self.tr("Keep this view"), self.tr("Keep the view"), names, parent=self._page.window())
        dialog.named.connect(self._keep)
        self.dialog_made.emit(dialog)

    def _keep(self, name: str) -> None:
        view = self._shown(name)
        self._store(lambda tracker: tracker.store.keep_view(view))
        self._view, self._view_name, self._is_own = view, name, True
        self.told.emit(self.tr("The view “{name}” is kept.").format(name=name))
        self._tell()

    def _update(self) -> None:
        if self._view is not None:
            self._keep(self._view.name)

    def _ask_new_name(self, name: str) -> None:
        names = {view.name for view in self._own} - {name}
        dialog = NameDialog(self.tr("Rename the view"), self.tr("Rename"), names, name, self._page.window())
        dialog.named.connect(lambda new: self._rename(name, new))
        self.dialog_made.emit(dialog)

    def _rename(self, name: str, new: str) -> None:
        view = next((one for one in self._own if one.name == name), None)
        if view is None or name == new:
            return

        def change(tracker: Tracker) -> None:
            tracker.store.keep_view(replace(view, name=new))
            tracker.store.drop_view(name)

        self._store(change)
        if self._view is not None and self._is_own and self._view.name == name:
            self._view, self._view_name = replace(self._view, name=new), new
            self._tell()

    def _drop(self, name: str) -> None:
        """Forgets a view, and offers to have it back: the names of views are typed by hand."""
        self._store(lambda tracker: tracker.store.drop_view(name))
        if self._is_own and self._view is not None and self._view.name == name:
            self._view = None
            self._tell()
        view = next((one for one in self._own if one.name == name), None)
        if view is not None:
            back = self.tr("Undo"), lambda: self._store(lambda tracker: tracker.store.keep_view(view))
            self.offered.emit(self.tr("The view “{name}” is deleted.").format(name=name), back)

    def _store(self, change: Callable[[Tracker], None]) -> None:
        self._workspace.ask(change, lambda _answer: self.ask_views())

    def _take_views(self, views: list[SavedView]) -> None:
        self._own = views
        self.views.show_views(views)

    def _ask_condition(self) -> None:
        from pct_tracker.ui.shell.condition_dialog import ConditionDialog

        language = self._workspace.wording.language
        dialog = ConditionDialog(self._workspace.tracker.reference, self.words, language, self._page.window())
        dialog.chosen.connect(lambda condition: self.narrow((condition,)))
        self.dialog_made.emit(dialog)

    def _paste(self) -> None:
        from pct_tracker.ui.importing.paste_dialog import PasteDialog

        # Without anything on it, a clipboard has no data at all, whatever the annotations of Qt say.
        data = QGuiApplication.clipboard().mimeData() or QMimeData()
        status = self._filter.status or Status.HELD
        text, html = data.text() if data.hasText() else "", data.html() if data.hasHtml() else ""
        dialog = PasteDialog(self._workspace, text, html, self._filter.year, status, self._page.window())
        dialog.stored.connect(self.stored)
        self.dialog_made.emit(dialog)

    def _show_source(self) -> None:
        from pct_tracker.services.imports.review import imported_row
        from pct_tracker.ui.importing.source_dialog import SourceDialog

        activity = next(iter(self._page.register.selected_activities()), None)
        row = imported_row(self._workspace.tracker, activity) if activity else None
        if row is None:
            self.told.emit(self.tr("No imported activity is selected; what was typed here has no source."))
        else:
            self.dialog_made.emit(SourceDialog(self._workspace, row, self._page.window()))

    def _open_group(self, group: Group) -> None:
        """Shows the rows of a group under each other; the groups come back when all rows do."""
        name = self._page.model.group_words.name(group)
        self._group_before = self._page.side.group
        self._page.side.choose_group("")
        self.figure_asked.emit(Figure("activities", len(group.ids), group.ids), name)

    def _group_by(self, by: str) -> None:
        self._group_before = ""
        self._page.group_by(by)

    def _after_filter(self) -> None:
        if self._group_before and self._filter.query().only_ids is None:
            self._group_by(self._group_before)
        self._tell()

    # What is said

    def _tell(self) -> None:
        """Says in the line what is shown. How rows are put together is a matter of the register, and said only where it is."""
        view, changed, parts = "", False, self._narrowing()
        if self._page.isHidden():
            self.line.show_parts("", self._with_words(parts))
            return
        if self._view is not None:
            changed = is_changed(self._view, self._shown())
            view = self._view_name if not changed else self.tr("{view} (changed)").format(view=self._view_name)
        whole = self._with_words([*parts, *self._order()])
        self.line.show_parts(view, whole, changed=changed and self._is_own, can_be_kept=True)

    def _narrowing(self) -> list[Part]:
        """Which activities are shown; the figures below every page are theirs."""
        bar = self._filter
        narrowing = [Part(self.words.condition(one), partial(self._without, one)) for one in bar.conditions]
        if bar.status is not None:
            narrowing.insert(0, Part(bar.statuses.currentText(), lambda: bar.statuses.setCurrentIndex(0)))
        return narrowing

    def _order(self) -> list[Part]:
        """How the register is grouped and sorted."""
        side, parts = self._page.side, []
        if side.group:
            name = grouping_names()[side.group]
            parts.append(Part(self.tr("grouped by {field}").format(field=name), lambda: self._group_by("")))
        if side.own_sort:
            names = self._workspace.wording.listed(self._sorted_by(key.column) for key in side.own_sort)
            parts.append(Part(self.tr("sorted by {columns}").format(columns=names), lambda: self._page.sort_by(())))
        return parts

    def _with_words(self, parts: list[Part]) -> list[Part]:
        """The words of a search stand in their own line already; alone they need no second one that moves the page."""
        text = self._filter.search.text().strip()
        return [Part(self.tr("“{text}”").format(text=text), self._filter.search.clear), *parts] if parts and text else parts

    def _sorted_by(self, column: str) -> str:
        return self._page.model.title_of(column)

    def _without(self, condition: Condition) -> None:
        self._filter.set_conditions(one for one in self._filter.conditions if one != condition)

    def _connect(self, actions: Actions) -> None:
        page, side = self._page, self._page.side
        actions.connect(
            copy_headed=lambda: side.copy(headed=True),
            paste=self._paste,
            source=self._show_source,
            edit_cell=page.register.edit_cell,
            fill_down=side.fill_down,
            bulk=lambda: self.dialog_made.emit(side.change_many()),
            filter=self._ask_condition,
            clear_filter=self.show_all,
            keep_view=self._ask_name,
            columns=lambda: self.dialog_made.emit(side.arrange()),
            refresh=page.refresh,
        )
        self._filter.changed.connect(self._after_filter)
        self._filter.search.textChanged.connect(lambda _text: self._tell())
        # Not at once: the line takes some milliseconds, in which the log is asked already.
        side.arranged.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        side.cells.told.connect(self.told)
        side.menus.narrowed.connect(self.narrow)
        side.menus.figure_asked.connect(self.figure_asked)
        page.register.group_opened.connect(self._open_group)
        self.line.update_view.clicked.connect(self._update)
        self.views.chosen.connect(self.choose_view)
        self.views.rename_requested.connect(self._ask_new_name)
        self.views.delete_requested.connect(self._drop)
        self.ask_views()
