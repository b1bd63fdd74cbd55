"""The page people work on: the register, and beside it the form of the activity in focus."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from pct_tracker.domain.activity import Activity, ActivityDraft
from pct_tracker.domain.change import Change, Edit, KeptDraft, Removal, Revision, Step
from pct_tracker.domain.codes import Status
from pct_tracker.domain.errors import StaleEditError
from pct_tracker.domain.finding import Finding, Fix
from pct_tracker.domain.query import ActivityQuery, SortKey
from pct_tracker.services.tracker import titled
from pct_tracker.ui.activities.form import ActivityForm
from pct_tracker.ui.activities.register_model import RegisterModel
from pct_tracker.ui.activities.register_view import RegisterView
from pct_tracker.ui.common.actions import Actions
from pct_tracker.ui.common.empty_state import EmptyState
from pct_tracker.ui.common.workspace import Workspace

_DRAFT_PAUSE = 800
"""Milliseconds without a key after which what was typed is kept in the log."""

_NARROW = 92
"""Widths of the letter m below which the form covers the register."""


class ActivitiesPage(QWidget):
    """Register and form.

    `saved` carries the change of a save, `shown` the ids in the register, and `conflicted` what somebody else has stored
    together with what was to be saved.
    """

    saved = Signal(object)
    conflicted = Signal(object, object)
    shown = Signal(object)

    def __init__(self, workspace: Workspace, actions: Actions, language: str) -> None:
        super().__init__()
        self._workspace = workspace
        self._actions = actions
        self._language = language
        self._query = ActivityQuery()
        self._sort: SortKey | None = None
        self._drafts: dict[int | None, KeptDraft] = {}
        self._version = 0
        self._loading = False
        self._wanted: int | None = None
        self._narrow = False
        self._wants_focus = False
        reference = workspace.tracker.reference
        self.model = RegisterModel(reference, workspace.rows, language)
        self.register = RegisterView(self.model)
        self.form = ActivityForm(reference, workspace, language)
        self.empty_log = self._make_empty_log()
        self.empty_filter = self._make_empty_filter()
        self._keep = QTimer(self, singleShot=True, interval=_DRAFT_PAUSE)
        self._lay_out()
        self._connect()

    @property
    def drafts(self) -> Mapping[int | None, KeptDraft]:
        """What was typed and not saved, by activity; None stands for a new one."""
        return self._drafts

    @property
    def sort(self) -> SortKey | None:
        return self._sort

    # What is shown

    def show_query(self, query: ActivityQuery, changed: Sequence[int] = ()) -> None:
        """Fills the register with what is asked for; `changed` activities are read anew."""
        self._query = query
        sort = (self._sort,) if self._sort else ()
        asked = ActivityQuery(query.year, query.status, query.text, query.only_ids, sort, self._language)
        self._workspace.ask(lambda tracker: tracker.ids(asked), lambda ids: self._show_ids(ids, changed), "register")

    def take_drafts(self, drafts: Sequence[KeptDraft]) -> None:
        """Takes over what was kept when the program last stopped."""
        self._drafts = {draft.activity_id: draft for draft in drafts}
        self._mark_edited()

    def open_activity(self, activity_id: int, field: str = "") -> None:
        """Shows an activity in the form, with the focus in a field if one is named."""
        if self.register.show_activity(activity_id):
            self._load(activity_id)
        else:
            found = self._workspace.rows([activity_id])
            if found:
                self._show_in_form(found[0])
        self._show_form()
        self.form.focus_field(field) if field else self.form.focus_first()

    def new_activity(self, draft: ActivityDraft | None = None) -> None:
        """Empties the form for a new activity, or fills it with a draft of one; what was typed before is kept."""
        self._keep_now()
        kept = self._drafts.get(None)
        self._show_in_form(draft or ActivityDraft(year=self._query.year), kept if draft is None else None)
        self._show_form()
        self.form.focus_first()
        if draft is not None:
            self._note_typing()

    def focus_register(self) -> None:
        """Goes to the register; on a narrow window the form makes room for it."""
        if self._narrow:
            self.form.hide()
            self.register_side.show()
        if not self.register.currentIndex().isValid() and self.model.rowCount():
            self.register.selectRow(0)
        # An empty page has no register yet; it gets the focus as soon as there is one.
        self._wants_focus = not self.register.isVisible()
        self.register.setFocus()

    def toggle_form(self) -> None:
        """Shows or hides the form."""
        if self.form.isVisible():
            self.form.hide()
            self.register_side.show()
            self.register.setFocus()
        else:
            self._show_form()

    def set_language(self, language: str) -> None:
        """Shows titles and names in another language."""
        self._language = language
        self.model.set_language(language)

    # What is changed

    def save(self, *, and_new: bool = False) -> None:
        """Stores what the form holds as one step. What is missing is said at its field, and never stops saving."""
        draft, activity_id = self.form.draft(), self.form.activity_id
        if not self.form.is_changed() and (activity_id is not None or draft == ActivityDraft(year=draft.year)):
            if and_new:
                self.new_activity()
            return
        if activity_id is None:
            edit = Edit(titled("add", draft, self._language), added=(draft,))
        else:
            edit = Edit(titled("change", draft, self._language), revised=(Revision(activity_id, self._version, draft),))
        self._keep.stop()
        self._workspace.do(edit, lambda change: self._after_save(change, activity_id, draft, and_new=and_new), self._not_saved)

    def revert(self) -> None:
        """Takes back what was typed since the last save; without that, goes back to the register."""
        if not self.form.is_changed():
            self.focus_register()
            return
        self._keep.stop()
        self._forget_draft(self.form.activity_id)
        if self.form.activity_id is None:
            self.form.set_activity(ActivityDraft(year=self._query.year))
        else:
            self.form.revert()

    def confirm(self, finding: Finding, fix: Fix) -> None:
        """Stores a fix of the stored activity in the form at once, as one step."""
        activity = next(iter(self._workspace.rows([finding.activity_id or self.form.activity_id or 0])), None)
        if activity is not None:
            draft = activity.with_fields(**fix.values)
            revision = Revision(activity.id, activity.version, draft)
            self._workspace.do(Edit(titled("fix", draft, self._language), revised=(revision,)), self.saved.emit)

    def duplicate(self) -> None:
        """Opens a new activity with the content of the one in focus, but for its date, number and source."""
        chosen = self.register.selected_activities()
        if chosen:
            empty = {"month": None, "start": None, "end": None, "participants": None, "source_cells": (), "doubts": ()}
            self.new_activity(
                chosen[0].with_fields(**empty, status=Status.PLANNED if chosen[0].status is Status.PLANNED else Status.HELD)
            )

    def delete(self) -> None:
        """Deletes the selected activities as one step; undo brings them back."""
        chosen = self.register.selected_activities()
        if not chosen or not self.register.hasFocus():
            return
        step = titled("delete", chosen[0], self._language) if len(chosen) == 1 else Step("delete-many", {"count": len(chosen)})
        self._workspace.do(Edit(step, removed=tuple(Removal(one.id, one.version) for one in chosen)), self._after_delete)

    def apply(self, change: Change) -> None:
        """Shows what a change did, wherever it was made."""
        for id_ in change.removed:
            self._drafts.pop(id_, None)
        if self.form.activity_id in change.removed:
            self.form.set_activity(ActivityDraft(year=self._query.year))
        elif self.form.activity_id in change.revised and not self.form.is_changed():
            self._reload_form()
        self._mark_edited()
        if change.added:
            self._wanted = change.added[0] if len(change.added) == 1 else None
        self.show_query(self._query, (*change.added, *change.revised))

    def keep_draft_now(self) -> None:
        """Keeps what is in the form, before the window closes or another log is opened."""
        self._keep_now()

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW * self.fontMetrics().horizontalAdvance("m")
        if narrow != self._narrow:
            self._narrow = narrow
            self.register_side.setVisible(
                not narrow or not self.form.isVisible() or not self.form.isAncestorOf(self.focusWidget())
            )
            if narrow and self.register_side.isVisible():
                self.form.hide()
            elif not narrow:
                self.form.show()

    # Inner

    def _show_ids(self, ids: list[int], changed: Sequence[int]) -> None:
        self.register.set_ids(ids, changed)
        if self._wanted is not None and self.register.show_activity(self._wanted):
            self._wanted = None
        elif ids and self.register.current_id is None and self.form.activity_id is None and not self.form.is_changed():
            self.register.selectRow(0)
        is_log_empty = not ids and self._query == ActivityQuery(language=self._query.language)
        nothing_asked = self._query.status is None and not self._query.text and self._query.only_ids is None
        place = self.empty_log if is_log_empty or (not ids and nothing_asked) else self.register if ids else self.empty_filter
        self.stack.setCurrentWidget(place)
        if self._wants_focus and ids:
            self.focus_register()
        self.shown.emit(ids)

    def _load(self, activity_id: int | None) -> None:
        """Shows the activity in focus; what was typed into the form before is kept for its own activity."""
        if activity_id is None or activity_id == self.form.activity_id:
            return
        self._keep_now()
        row = self.model.row_of(activity_id)
        activity = self.model.activity_at(row) if row is not None else None
        if activity is not None:
            self._show_in_form(activity, self._drafts.get(activity_id))

    def _show_in_form(self, activity: Activity | ActivityDraft, kept: KeptDraft | None = None) -> None:
        self._loading = True
        self._keep.stop()
        self._version = kept.version if kept else activity.version if isinstance(activity, Activity) else 0
        self.form.set_activity(activity)
        if kept is not None:
            self.form.show_draft(kept.draft)
        self._loading = False

    def _reload_form(self) -> None:
        found = self._workspace.rows([self.form.activity_id]) if self.form.activity_id is not None else []
        if found:
            self._show_in_form(found[0])

    def _show_form(self) -> None:
        self.form.show()
        if self._narrow:
            self.register_side.hide()

    def _after_save(self, change: Change, activity_id: int | None, draft: ActivityDraft, *, and_new: bool) -> None:
        self._forget_draft(activity_id)
        still_there = self.form.activity_id == activity_id and self.form.draft() == draft
        self.saved.emit(change)
        if and_new:
            self.new_activity()
        elif still_there:
            saved = self._workspace.rows([*change.added, *change.revised])
            if saved:
                self._show_in_form(saved[0])

    def _not_saved(self, error: Exception) -> bool:
        """Keeps what was typed; if somebody else was quicker, both versions are shown for a decision."""
        self._keep_now()
        if not isinstance(error, StaleEditError) or error.activity_id != self.form.activity_id:
            return False
        stored = next(iter(self._workspace.rows([error.activity_id])), None)
        if stored is None:
            return False
        self.conflicted.emit(stored, self.form.draft())
        return True

    def save_over(self, stored: Activity) -> None:
        """Saves what is in the form over what somebody else has stored meanwhile."""
        self._version = stored.version
        self.save()

    def take_stored(self, stored: Activity) -> None:
        """Gives up what is in the form for what somebody else has stored."""
        self._forget_draft(stored.id)
        self._show_in_form(stored)

    def _after_delete(self, change: Change) -> None:
        self.saved.emit(change)
        self.focus_register()

    def _note_typing(self) -> None:
        if not self._loading:
            self._keep.start()

    def _keep_now(self) -> None:
        """Keeps what is in the form, if it differs from what is stored."""
        self._keep.stop()
        activity_id = self.form.activity_id
        if self.form.is_changed():
            kept = KeptDraft(activity_id, self._version, self.form.draft())
            if self._drafts.get(activity_id) != kept:
                self._drafts[activity_id] = kept
                self._workspace.keep_draft(kept)
        else:
            self._forget_draft(activity_id)
        self._mark_edited()

    def _forget_draft(self, activity_id: int | None) -> None:
        if self._drafts.pop(activity_id, None) is not None:
            self._workspace.drop_draft(activity_id)
        self._mark_edited()

    def _mark_edited(self) -> None:
        self.model.set_edited(frozenset(id_ for id_ in self._drafts if id_ is not None))

    def _ask_findings(self, activities: Sequence[Activity]) -> None:
        """Asks for the findings of the activities that came into view."""
        ids = [one.id for one in activities]
        self._workspace.ask(lambda tracker: tracker.findings_on(activities), lambda found: self.model.set_findings(found, ids))

    def _sort_by(self, key: SortKey) -> None:
        self._sort = None if key == SortKey("month") else key
        self.show_query(self._query)

    def _connect(self) -> None:
        self.register.current_changed.connect(self._load)
        self.register.opened.connect(self.open_activity)
        self.register.sort_requested.connect(self._sort_by)
        self.model.page_fetched.connect(self._ask_findings)
        self.form.draft_changed.connect(self._note_typing)
        self._keep.timeout.connect(self._keep_now)
        self.form.save_requested.connect(self.save)
        self.form.save_and_new_requested.connect(lambda: self.save(and_new=True))
        self.form.cancel_requested.connect(self.revert)
        self.form.fix_requested.connect(self.confirm)

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        for place in (self.register, self.empty_log, self.empty_filter):
            self.stack.addWidget(place)
        self.register_side = self.stack
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.register_side)
        self.splitter.addWidget(self.form)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.splitter.setChildrenCollapsible(False)
        em = self.fontMetrics().horizontalAdvance("m")
        self.splitter.setSizes([72 * em, 38 * em])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)

    def _make_empty_log(self) -> EmptyState:
        return EmptyState(
            "activities",
            self.tr("No activities here yet"),
            self.tr("Record an activity as it happens, or bring in an annex from Word, Excel or CSV."),
            [
                (self.tr("New activity"), self._actions["new"]),
                (self.tr("Import an annex"), self._actions["import"]),
                (self.tr("Open the 2024 sample"), self._actions["sample"]),
            ],
        )

    def _make_empty_filter(self) -> EmptyState:
        return EmptyState(
            "search",
            self.tr("Nothing matches"),
            self.tr("No activity of this year has these words and this status."),
            [(self.tr("Show all activities"), self._actions["clear-filter"])],
        )
