"""The page people work on: the register, and beside it the form of the activity in focus."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from pct_tracker.domain.activity import Activity, ActivityDraft
from pct_tracker.domain.change import Change, Edit, KeptDraft, Removal, Revision, Step
from pct_tracker.domain.codes import Status
from pct_tracker.domain.errors import StaleEditError
from pct_tracker.domain.finding import Finding, Fix
from pct_tracker.domain.query import ActivityQuery, SortKey
from pct_tracker.services.tracker import titled
from pct_tracker.ui.activities.form import ActivityForm
from pct_tracker.ui.activities.kept_drafts import KeptDrafts
from pct_tracker.ui.activities.register_side import RegisterSide
from pct_tracker.ui.common.actions import Actions
from pct_tracker.ui.common.workspace import Workspace

_DRAFT_PAUSE = 800
"""Milliseconds without a key after which what was typed is kept in the log."""

_NARROW = 92
"""Widths of the letter m below which the form covers the register."""

_NOT_COPIED = {"month": None, "start": None, "end": None, "participants": None, "source_cells": (), "doubts": ()}
"""What a duplicate begins without."""


class ActivitiesPage(QWidget):
    """Register and form.

    `saved` carries the change of a save. `conflicted` carries what somebody else has stored together with what was to be
    saved, `vanished` the trouble of an activity that is gone together with what was to be saved into it, and `waiting` a
    draft that would take the place of another new activity that is not saved yet.
    """

    saved = Signal(object)
    conflicted = Signal(object, object)
    vanished = Signal(object, object)
    waiting = Signal(object)

    def __init__(self, workspace: Workspace, actions: Actions, language: str) -> None:
        super().__init__()
        self._workspace = workspace
        self._language = language
        self._query = ActivityQuery()
        self._drafts = KeptDrafts(workspace, self)
        self._version = 0
        self._loading = False
        self._wanted: int | None = None
        self._narrow = False
        self._wants_focus = False
        self.side = RegisterSide(workspace, actions, language)
        self.register, self.model = self.side.register, self.side.model
        self.form = self._make_form()
        self._keep = QTimer(self, singleShot=True, interval=_DRAFT_PAUSE)
        self._lay_out()
        self._connect()

    @property
    def drafts(self) -> Mapping[int | None, KeptDraft]:
        """What was typed and not saved, by activity; None stands for a new one."""
        return self._drafts.by_id

    @property
    def language(self) -> str:
        """The language of titles and names."""
        return self._language

    # What is shown

    def show_query(self, query: ActivityQuery, changed: Sequence[int] = ()) -> None:
        """Fills the register with what is asked for; `changed` activities are read anew."""
        self._query = query
        asked = self.side.asked(query)
        self._workspace.ask(lambda tracker: tracker.ids(asked), lambda ids: self._show_ids(ids, changed), "register")

    def sort_by(self, key: SortKey) -> None:
        """Sorts the register by a column."""
        self.side.choose_sort(key)
        self.show_query(self._query)

    def take_drafts(self, drafts: Sequence[KeptDraft]) -> None:
        """Takes over what was kept when the program last stopped; what is already typed since stays in the form."""
        self._drafts.take(drafts)
        if self.form.activity_id is None and not self.form.is_changed():
            self._show_new()

    def open_activity(self, activity_id: int, field: str = "") -> None:
        """Shows an activity in the form, with the focus in a field if one is named."""
        if self.register.show_activity(activity_id):
            self._load(activity_id)
        elif activity_id != self.form.activity_id:
            self._keep_now()
            found = self._workspace.rows([activity_id])
            if found:
                self._show_in_form(found[0], self._drafts.by_id.get(activity_id))
        self._show_form()
        self.form.focus_field(field) if field else self.form.focus_first()

    def open_current(self) -> None:
        """Shows the activity in focus in the form, with the focus there."""
        if self.register.current_id is not None:
            self.open_activity(self.register.current_id)

    def new_activity(self) -> None:
        """Empties the form for a new activity, or goes on with the one that was begun; what was typed before is kept."""
        self._keep_now()
        self._go_to_new()

    def begin_with(self, draft: ActivityDraft) -> None:
        """Begins a new activity with a content that is not saved yet, in the place of any other that was begun."""
        if self.form.activity_id is not None:
            self._keep_now()
        self._drafts.keep(KeptDraft(None, 0, draft))
        self._go_to_new()

    def begin_anew(self, gone: int, draft: ActivityDraft) -> None:
        """Begins a new activity with what was typed into one that is gone."""
        self._keep.stop()
        if self.form.activity_id == gone:
            self._show_new()
        self._drafts.forget(gone)
        self.begin_with(draft)

    def focus_register(self) -> None:
        """Goes to the register; on a narrow window the form makes room for it."""
        if self._narrow:
            self.form.hide()
            self.side.show()
        if not self.register.currentIndex().isValid() and self.model.rowCount():
            self.register.select_row(0)
        # An empty page has no register yet; it gets the focus as soon as there is one.
        self._wants_focus = not self.register.isVisible()
        self.register.setFocus()

    def toggle_form(self) -> None:
        """Shows or hides the form."""
        if self.form.isVisible():
            self.form.hide()
            self.side.show()
            self.register.setFocus()
        else:
            self._show_form()

    def set_language(self, language: str) -> None:
        """Shows titles and names in another language; what is being typed stays."""
        self._keep_now()
        self._language = language
        self.side.set_language(language)
        self._replace_form()
        self.show_query(self._query)

    # What is changed

    def save(self, *, and_new: bool = False) -> None:
        """Stores what the form holds as one step. What is missing is said at its field, and never stops saving."""
        draft, activity_id = self.form.draft(), self.form.activity_id
        if not self.form.is_changed():
            if and_new:
                self.new_activity()
            return
        if activity_id is None:
            edit = Edit(titled("add", draft, self._language), added=(draft,))
        else:
            edit = Edit(titled("change", draft, self._language), revised=(Revision(activity_id, self._version, draft),))
        self._keep.stop()
        self._workspace.do(edit, lambda change: self._after_save(change, activity_id, draft, and_new=and_new), self._not_saved)

    def save_over(self, stored: Activity) -> None:
        """Saves what was typed over what somebody else has stored meanwhile."""
        self.open_activity(stored.id)
        self._version = stored.version
        self.save()

    def take_stored(self, stored: Activity) -> None:
        """Gives up what was typed for what somebody else has stored."""
        self._keep.stop()
        self._drafts.forget(stored.id)
        self._show_in_form(stored)

    def revert(self) -> None:
        """Takes back what was typed since the last save; without that, goes back to the register."""
        if not self.form.is_changed():
            self.focus_register()
            self._load(self.register.current_id)
            return
        self._keep.stop()
        self._drafts.forget(self.form.activity_id)
        self._reload_form()

    def confirm(self, finding: Finding, fix: Fix) -> None:
        """Stores a fix of a stored activity at once, as one step."""
        activity = next(iter(self._workspace.rows([finding.activity_id or self.form.activity_id or 0])), None)
        if activity is not None:
            draft = activity.with_fields(**fix.values)
            revision = Revision(activity.id, activity.version, draft)
            self._workspace.do(Edit(titled("fix", draft, self._language), revised=(revision,)), self.saved.emit)

    def duplicate(self) -> None:
        """Begins a new activity with the content of the one in focus, but for its date, number and source."""
        pattern = self._in_focus()
        if pattern is None:
            return
        planned = pattern.status is Status.PLANNED
        draft = pattern.with_fields(**_NOT_COPIED, status=Status.PLANNED if planned else Status.HELD)
        if None in self._drafts.by_id or (self.form.activity_id is None and self.form.is_changed()):
            self._keep_now()
            self.waiting.emit(draft)
        else:
            self.begin_with(draft)

    def delete(self) -> None:
        """Deletes the selected activities as one step, or the one whose form has the focus; undo brings them back."""
        chosen = self._chosen()
        if chosen:
            several = Step("delete-many", {"count": len(chosen)})
            step = several if len(chosen) > 1 else titled("delete", chosen[0], self._language)
            edit = Edit(step, removed=tuple(Removal(one.id, one.version) for one in chosen))
            self._workspace.do(edit, self._after_delete)

    def apply(self, change: Change) -> None:
        """Shows what a change did, wherever it was made."""
        for id_ in change.removed:
            self._drafts.forget(id_)
        if change.added:
            self._wanted = change.added[0] if len(change.added) == 1 else None
        if self.form.activity_id in change.removed:
            self._wanted = self.model.neighbour_of(change.removed, self.form.activity_id)
            self._show_new()
        elif self.form.activity_id in change.revised and not self.form.is_changed():
            self._reload_form()
        self.show_query(self._query, (*change.added, *change.revised))
        # A change may settle the findings of other rows as well, of a twin for example.
        self.side.ask_findings(self.model.fetched())

    def keep_draft_now(self) -> None:
        """Keeps what is in the form, before the window closes or another log is opened."""
        self._keep_now()

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW * self.fontMetrics().horizontalAdvance("m")
        if narrow == self._narrow:
            return
        self._narrow = narrow
        in_form = self._is_in_form()
        self.side.setVisible(not narrow or not in_form)
        self.form.setVisible(not narrow or in_form)

    def reload(self) -> None:
        """Reads again what is shown, because somebody else changed the log; what is being typed stays as it is."""
        self.model.forget_all()
        if self.form.activity_id is not None and not self.form.is_changed():
            self._reload_form()
        self.side.ask_findings(self.model.fetched())

    # Inner: register

    def _show_ids(self, ids: list[int], changed: Sequence[int]) -> None:
        self.side.show_ids(ids, changed, self._query)
        if self._wanted is not None and self.register.show_activity(self._wanted):
            self._wanted = None
        elif ids and self.register.current_id is None and self._form_is_idle():
            self.register.select_row(0)
        if self._wants_focus and ids:
            self.focus_register()

    def _form_is_idle(self) -> bool:
        """Whether the form shows an empty new activity that nobody is about to fill in."""
        return self.form.activity_id is None and not self.form.is_changed() and not self._is_in_form()

    def _is_in_form(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.form.isAncestorOf(focus)

    def _in_focus(self) -> ActivityDraft | None:
        """The activity in the form as it stands there, or the one in focus in the register."""
        current = self.register.current_id
        if self.form.activity_id is not None and (self.form.activity_id == current or self._is_in_form()):
            return self.form.draft()
        found = self._workspace.rows([current]) if current is not None else []
        return found[0] if found else None

    def _chosen(self) -> list[Activity]:
        if not self._is_in_form():
            return self.register.selected_activities() if self.register.isVisible() else []
        return self._workspace.rows([self.form.activity_id]) if self.form.activity_id is not None else []

    # Inner: form

    def _load(self, activity_id: int | None) -> None:
        """Shows the activity in focus; what was typed into the form before is kept for its own activity."""
        if activity_id is None or activity_id == self.form.activity_id:
            return
        self._keep_now()
        row = self.model.row_of(activity_id)
        activity = self.model.activity_at(row) if row is not None else None
        if activity is not None:
            self._show_in_form(activity, self._drafts.by_id.get(activity_id))

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
        self._show_in_form(found[0]) if found else self._show_new()

    def _show_new(self) -> None:
        """Shows the new activity that was begun and not saved, or an empty one."""
        self._show_in_form(ActivityDraft(year=self._query.year), self._drafts.by_id.get(None))

    def _go_to_new(self) -> None:
        self._show_form()
        # First the focus: a field that it leaves after the form is emptied would at once be told to be empty.
        self.form.focus_first()
        self._show_new()

    def _show_form(self) -> None:
        self.form.show()
        if self._narrow:
            self.side.hide()

    def _after_save(self, change: Change, activity_id: int | None, draft: ActivityDraft, *, and_new: bool) -> None:
        typed = self.form.draft() if self.form.activity_id == activity_id else None
        if draft in (typed, self._kept_content(activity_id)):
            self._drafts.forget(activity_id)
        self.saved.emit(change)
        saved = self._workspace.rows([*change.added, *change.revised])
        if saved and typed is not None:
            self._go_on_from(saved[0], typed)
        if and_new:
            self._wanted = None
            self.new_activity()

    def _go_on_from(self, saved: Activity, typed: ActivityDraft) -> None:
        """Takes what was saved as what is stored; what was typed since stays."""
        if typed == saved.content():
            self._version = saved.version
            self.form.mark_saved(saved)
        else:
            self._show_in_form(saved, KeptDraft(saved.id, saved.version, typed))

    def _kept_content(self, activity_id: int | None) -> ActivityDraft | None:
        kept = self._drafts.by_id.get(activity_id)
        return kept.draft if kept else None

    def _not_saved(self, error: Exception) -> bool:
        """Keeps what was typed; if somebody else was quicker, both versions are shown for a decision."""
        self._keep_now()
        if not isinstance(error, StaleEditError) or error.activity_id != self.form.activity_id:
            return False
        stored = next(iter(self._workspace.rows([error.activity_id])), None)
        if stored is None:
            self.vanished.emit(error, self.form.draft())
        else:
            self.conflicted.emit(stored, self.form.draft())
        return True

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
            self._drafts.keep(KeptDraft(activity_id, self._version, self.form.draft()))
        else:
            self._drafts.forget(activity_id)

    def _mark_edited(self) -> None:
        self.model.set_edited(self._drafts.activity_ids)

    # Inner: layout

    def _connect(self) -> None:
        self.register.current_changed.connect(self._load)
        self.register.clicked.connect(lambda _index: self._load(self.register.current_id))
        self.register.opened.connect(self.open_activity)
        self.register.sort_requested.connect(self.sort_by)
        self._drafts.changed.connect(self._mark_edited)
        self._keep.timeout.connect(self._keep_now)

    def _make_form(self) -> ActivityForm:
        form = ActivityForm(self._workspace.tracker.reference, self._workspace, self._language)
        form.draft_changed.connect(self._note_typing)
        form.save_requested.connect(self.save)
        form.save_and_new_requested.connect(lambda: self.save(and_new=True))
        form.cancel_requested.connect(self.revert)
        form.fix_requested.connect(self.confirm)
        return form

    def _replace_form(self) -> None:
        """Makes the form anew, with its labels in the language that is shown now."""
        before, shown = self.form, self.form.isVisibleTo(self)
        had_focus = self._is_in_form()
        sizes = self.splitter.sizes()
        self.form = self._make_form()
        self.splitter.replaceWidget(1, self.form)
        self.splitter.setSizes(sizes)
        self.form.setVisible(shown)
        before.deleteLater()
        found = self._workspace.rows([before.activity_id]) if before.activity_id is not None else []
        self._show_in_form(found[0], self._drafts.by_id.get(found[0].id)) if found else self._show_new()
        if had_focus:
            self.form.focus_first()

    def _lay_out(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.side)
        self.splitter.addWidget(self.form)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.splitter.setChildrenCollapsible(False)
        em = self.fontMetrics().horizontalAdvance("m")
        self.splitter.setSizes([72 * em, 38 * em])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)
