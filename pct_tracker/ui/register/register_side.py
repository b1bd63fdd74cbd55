"""The register with what stands in its place when there is nothing to show, and what can be done with its rows."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property, partial
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QStackedWidget

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.query import ActivityQuery, SortKey
from pct_tracker.reference.reference import Reference
from pct_tracker.ui.common.actions import Actions
from pct_tracker.ui.common.empty_state import EmptyState
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.register.register_lines import PAGE, Listing, Pages, Sight, in_order_of, with_staying
from pct_tracker.ui.register.register_model import RegisterModel
from pct_tracker.ui.register.register_view import RegisterView

if TYPE_CHECKING:  # what is needed only once somebody does something with the rows
    from pct_tracker.domain.change import Change
    from pct_tracker.services.tracker import Tracker
    from pct_tracker.ui.register.bulk_dialog import BulkDialog
    from pct_tracker.ui.register.cell_store import CellStore
    from pct_tracker.ui.register.columns_dialog import ColumnsDialog
    from pct_tracker.ui.register.register_menus import RegisterMenus

_IN_PLACE = frozenset({"cell", "fill-down", "bulk"})
"""Steps made in the register itself: after them its rows stay where they are."""

_DRAWING = 0.05
"""Seconds that the window has to draw a page before the log is read on."""

_AT_ONCE = 200
"""Selected activities that are read while one waits: a few pages."""

_OF_THE_REGISTER = ("copy", "copy-headed", "paste", "edit-cell", "fill-down", "delete")
"""Actions whose keys mean the register only while it has the focus."""


class RegisterSide(QStackedWidget):
    """Shows the activities it is asked for, in the language, order and groups it is told.

    `arranged` follows a change of order, groups or columns.
    """

    arranged = Signal()

    def __init__(self, workspace: Workspace, reference: Reference, actions: Actions, language: str) -> None:
        super().__init__()
        self._workspace = workspace
        self._actions = actions
        self._language = language
        self._sort: tuple[SortKey, ...] = ()
        self._group = ""
        self._asked: ActivityQuery | None = None
        self._shown: ActivityQuery | None = None
        self._in_view: ActivityQuery | None = None
        self._steady = False
        self.model = RegisterModel(reference, workspace.rows, language)
        self.register = RegisterView(self.model)
        self.addWidget(self.register)
        for id_ in _OF_THE_REGISTER:
            self.register.addAction(actions[id_])
        self.model.page_fetched.connect(self.ask_findings)
        self.model.page_wanted.connect(self._read_page)
        self.model.page_entered.connect(self._read_ahead)
        self.register.headings.rearranged.connect(self.arranged)
        workspace.changed.connect(self._note)

    @cached_property
    def cells(self) -> "CellStore":
        """What stores the text typed into cells."""
        from pct_tracker.ui.register.cell_store import CellStore

        return CellStore(self._workspace, self.model)

    @cached_property
    def menus(self) -> "RegisterMenus":
        """The menus on rows and headings."""
        from pct_tracker.ui.register.register_menus import RegisterMenus

        return RegisterMenus(self._workspace, self._actions, self.register, lambda: self._sort)

    @cached_property
    def empty_log(self) -> EmptyState:
        """What stands in the place of rows while there are none."""
        from pct_tracker.ui.register.empty_places import make_empty_log

        return self._added(make_empty_log(self._actions))

    @cached_property
    def empty_filter(self) -> EmptyState:
        """What stands in the place of rows that are all filtered out."""
        from pct_tracker.ui.register.empty_places import make_empty_filter

        return self._added(make_empty_filter(self._actions))

    @property
    def sort(self) -> tuple[SortKey, ...]:
        """The columns by which the register is sorted; report order is by month."""
        return self._sort or (SortKey("month"),)

    @property
    def own_sort(self) -> tuple[SortKey, ...]:
        """The order somebody chose; none is report order."""
        return self._sort

    @property
    def group(self) -> str:
        """By what the register is grouped; empty if it is not."""
        return self._group

    @property
    def query(self) -> ActivityQuery | None:
        """What is shown."""
        return self._shown

    @property
    def in_view(self) -> ActivityQuery | None:
        """What the rows in view answer, while more of them may still be read."""
        return self._in_view

    def choose_sort(self, keys: tuple[SortKey, ...]) -> None:
        """Takes another order for the questions to come."""
        self._sort = () if keys == (SortKey("month"),) else keys
        self.register.show_sort(self._sort)
        self.arranged.emit()

    def choose_group(self, by: str) -> None:
        """Takes another grouping for the questions to come."""
        self._group = self.model.group_words.by = by
        self.arranged.emit()

    def set_language(self, language: str) -> None:
        """Shows titles and names in another language."""
        self._language = language
        self.model.set_language(language)

    def asked(self, query: ActivityQuery) -> ActivityQuery:
        """A query with the order of the register."""
        return replace(query, sort=self._sort, language=self._language)

    def ask(self, query: ActivityQuery, changed: Sequence[int], then: Callable[[list[int]], None]) -> None:
        """Asks for activities and shows them; then `then` hears which. Those that changed stay in view until another question."""
        asked, by = self.asked(query), self._group
        self._asked = asked
        candidates = {*self.model.leaving, *changed} if asked == self._shown else set()
        known = frozenset(candidates.intersection(self.model.ids)) if candidates else frozenset()
        sight = self.register.sight
        first = _FirstRows(asked, sight)
        if asked.text and not by and not known:
            self._workspace.ask(first.find, partial(self._take_first, first), "first rows")
        else:
            first.let_go()
        ask = self._workspace.ponder if by else self._workspace.ask
        ask(
            lambda tracker: _listing(tracker, asked, by, known, sight, first),
            lambda listing: self._take(listing, asked, changed, then),
            "register",
        )

    def refresh(self) -> None:
        """Lets go of what stays in view although the filter no longer asks for it, and of what could not be stored."""
        self._shown = None
        self.model.drop_pending()

    def show_listing(self, listing: Listing, changed: Sequence[int], query: ActivityQuery) -> None:
        """Shows these activities, or what to do when there are none."""
        stays = query == self._shown
        self._in_view = query
        self._shown, self._steady = query, self._steady and stays
        staying = listing.alive.difference(listing.ids) if stays and not listing.by else frozenset()
        before = [id_ for id_ in self.model.ids if id_ > 0] if staying or self._steady else []
        if listing.by:
            self.register.set_groups(listing.groups, changed)
        else:
            ids = with_staying(listing.ids, before, staying)
            self.model.leave_groups()
            self.register.set_ids(in_order_of(before, ids) if self._steady else ids, changed, listing.pages)
        self.model.set_leaving(staying)
        bare = ActivityQuery(query.year, sort=query.sort, language=query.language)
        if listing.ids or staying:
            self.setCurrentWidget(self.register)
        else:
            self.setCurrentWidget(self.empty_log if query == bare else self.empty_filter)

    def show_first(self, ids: list[int], activities: Sequence[Activity]) -> None:
        """Shows rows before the log is open: all ids, and the activities that there is room for."""
        pages = {start // PAGE: list(activities[start : start + PAGE]) for start in range(0, len(activities), PAGE)}
        self.model.set_ids(ids, pages=pages)

    def ask_findings(self, activities: Sequence[Activity]) -> None:
        """Asks for the findings of the activities that came into view."""
        ids = [one.id for one in activities]
        self._workspace.ponder(lambda tracker: tracker.findings_on(activities), lambda found: self.model.set_findings(found, ids))

    def _read_ahead(self, number: int) -> None:
        """Reads the pages beside the one in view, so that scrolling on has nothing to wait for; not where others come soon."""
        if self._asked != self._in_view:
            return
        for near in self.model.pages_beside(number):
            self._read_page(near)

    def _read_page(self, number: int) -> None:
        ids = self.model.page_ids(number)
        self._workspace.ask(partial(_read, ids), partial(self.model.take_page, number, ids), f"page {number}")

    def with_selected(self, act: Callable[[list[Activity]], None]) -> None:
        """Hands on the selected activities: at once where they are few, else when they are read off the window's thread."""
        ids = self.register.selected_ids()
        if len(ids) <= _AT_ONCE:
            act(self.register.selected_activities())
        else:
            self._workspace.ask(partial(_read, ids), act, "selected")

    def copy(self, *, headed: bool = False) -> None:
        """Puts the selected activities on the clipboard as rows of the annex, with its headings if wished."""
        self.with_selected(partial(self._copy, headed=headed))

    def fill_down(self) -> None:
        """Fills the current column of the topmost selected activity into the other selected ones."""
        key = self.register.current_key
        self.with_selected(lambda chosen: self.cells.fill_down(chosen, key))

    def change_many(self) -> "BulkDialog":
        """Opens the dialog that changes one column of many activities."""
        from pct_tracker.ui.register.bulk_dialog import BulkDialog

        chosen = self.register.selected_ids()
        grouped = [id_ for group in self.model.groups for id_ in group.ids]
        shown = list(dict.fromkeys(grouped or self.model.ids))
        dialog = BulkDialog(self._workspace, self.model, chosen, shown, self.register.current_key, self)
        dialog.is_typed_elsewhere = self.cells.is_typed_elsewhere
        dialog.stored.connect(self.cells.stored)
        return dialog

    def arrange(self) -> "ColumnsDialog":
        """Opens the dialog for columns and order."""
        from pct_tracker.ui.register.columns_dialog import ColumnsDialog

        dialog = ColumnsDialog(self.model, self.register.headings.keys, self.sort, self)
        dialog.columns_chosen.connect(self.register.headings.show_keys)
        dialog.sort_chosen.connect(self.menus.sorted)
        return dialog

    def fold_all(self, folded: bool) -> None:
        """Puts the activities of all groups out of sight, or back."""
        self.register.fold(self.model.groups, folded=folded)

    def menu(self) -> QMenu:
        """What can be done with the selected activities."""
        return self.menus.on_row()

    def _copy(self, chosen: Sequence[Activity], *, headed: bool) -> None:
        from pct_tracker.ui.register.register_copy import rows_for_clipboard

        if not chosen:
            return
        language, vocabulary = self._language, self._workspace.tracker.reference.vocabulary
        headings = [vocabulary.column_label(column, language) for column in vocabulary.columns] if headed else []

        def put(rows: list[tuple[str, ...]]) -> None:
            QGuiApplication.clipboard().setMimeData(rows_for_clipboard(rows, language, headings))

        if len(chosen) <= _AT_ONCE:
            put([self._workspace.preview(one, language) for one in chosen])
        else:
            self._workspace.ask(lambda tracker: [tracker.preview(one, language) for one in chosen], put, "copied")

    def _added(self, place: EmptyState) -> EmptyState:
        self.addWidget(place)
        return place

    def _take_first(self, first: "_FirstRows", listing: Listing | None) -> None:
        """Shows the first rows of what is asked, to which the others are added."""
        if listing is not None and first.asked == self._asked != self._shown and not self.model.groups:
            self.register.set_ids(listing.ids, pages=listing.pages)
            self.model.set_leaving(frozenset())
            self._in_view = first.asked
            self.setCurrentWidget(self.register)
            self.register.viewport().repaint()
        first.let_go()

    def _take(self, listing: Listing, asked: ActivityQuery, changed: Sequence[int], then: Callable[[list[int]], None]) -> None:
        # Groups are worked out elsewhere than lists: an answer may be overtaken by that to a later question.
        if listing.by == self._group and asked == self._asked:
            self.show_listing(listing, changed, asked)
            then(listing.ids)

    def _note(self, change: "Change") -> None:
        self._steady = self._steady or change.step.code in _IN_PLACE


class _FirstRows:
    """The first rows of an answer, which are drawn before the others are looked for: both are done in Python, one at a time."""

    def __init__(self, asked: ActivityQuery, sight: Sight) -> None:
        self.asked = asked
        self._sight = sight
        self._drawn = Event()

    def find(self, tracker: "Tracker") -> Listing | None:
        """The first rows, where they can be told sooner than all."""
        ids = tracker.first_ids(self.asked, self._sight.room, self._sight.current)
        if ids is None:
            self.let_go()
            return None
        return Listing(ids, pages=_in_sight(ids, self._sight, tracker))

    def let_go(self) -> None:
        """Nothing is left to be drawn."""
        self._drawn.set()

    def give_way(self) -> None:
        """Waits until the first rows are drawn, if there are any; not for long, since others may wait for the log."""
        self._drawn.wait(_DRAWING)


def _listing(
    tracker: "Tracker", query: ActivityQuery, by: str, known: frozenset[int], sight: Sight, first: _FirstRows
) -> Listing:
    first.give_way()
    alive = frozenset(tracker.ids(ActivityQuery(only_ids=known))) if known else frozenset[int]()
    if not by:
        ids = tracker.ids(query)
        pages = _in_sight(ids, sight, tracker)
        return Listing(ids, alive=alive, pages=pages)
    groups = tracker.groups(query, by)
    return Listing(list(dict.fromkeys(id_ for group in groups for id_ in group.ids)), by, groups, alive)


def _in_sight(ids: list[int], sight: Sight, tracker: "Tracker") -> Pages:
    """The pages that will be in sight, read with one question."""
    numbers = sight.pages_of(ids)
    wanted = {number: ids[number * PAGE : (number + 1) * PAGE] for number in numbers}
    found = {one.id: one for one in tracker.activities_by_id([id_ for some in wanted.values() for id_ in some])}
    return {number: [found[id_] for id_ in some if id_ in found] for number, some in wanted.items()}


def _read(ids: list[int], tracker: "Tracker") -> list[Activity]:
    return tracker.activities_by_id(ids)
