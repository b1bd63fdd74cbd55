"""The page people work on: the register, and beside it the form of the activity in focus."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QSettings, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QMenuBar, QVBoxLayout, QWidget

from pct_tracker.domain.activity import Activity, ActivityDraft
from pct_tracker.domain.change import Change, Edit, KeptDraft, Removal, Revision, Step
from pct_tracker.domain.codes import Review, Status
from pct_tracker.domain.finding import Finding, Fix
from pct_tracker.domain.query import ActivityQuery, SortKey
from pct_tracker.services.editing.life import pattern_of
from pct_tracker.services.tracker import titled
from pct_tracker.ui.activities.entry import Entry
from pct_tracker.ui.activities.life_actions import LifeActions
from pct_tracker.ui.activities.life_inbox import LifeInbox
from pct_tracker.ui.activities.life_trail import LifeTrail
from pct_tracker.ui.common.actions import Actions
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.form.form import ActivityForm
from pct_tracker.ui.form.form_desk import FormDesk
from pct_tracker.ui.register.register_splitter import RegisterSplitter


class ActivitiesPage(QWidget):
    """Register and form.

    `saved` carries the change of a save. `conflicted` carries what somebody else has stored together with what was to be
    saved, `vanished` the trouble of an activity that is gone together with what was to be saved into it, and `waiting` a
    draft that would take the place of another new activity that is not saved yet. `told` carries a sentence with the steps
    that may follow, and `narrow_requested` activities to show alone, their name, and their year if it is one.
    """

    saved = Signal(object)
    given_up = Signal(object)
    conflicted = Signal(object, object)
    vanished = Signal(object, object)
    waiting = Signal(object)
    told = Signal(str, object)
    narrow_requested = Signal(object, str, object)

    def __init__(
        self,
        workspace: Workspace,
        actions: Actions,
        language: str,
        settings: QSettings,
        splitter: RegisterSplitter,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._query = ActivityQuery()
        self._wanted: int | None = None
        self._narrow = False
        self._wants_focus = False
        self.splitter = splitter
        self.side = splitter.side
        self.register, self.model = self.side.register, self.side.model
        self.desk = FormDesk(workspace, language, self._blank, self)
        self.entry = Entry(workspace, self.desk, self.side, settings, self._pattern, self)
        self.life = LifeActions(workspace, actions, self.desk, self._with_chosen, self._count_chosen, self)
        self.trail = LifeTrail(workspace, self)
        self.inbox = LifeInbox(workspace, self.desk.drafts, self)
        self.entry.connect_actions(actions)
        self._attach(self.form)
        self._lay_out()
        self._connect()

    @property
    def form(self) -> ActivityForm:
        """The form; another one after the language of titles and names has changed."""
        return self.desk.form

    @property
    def drafts(self) -> Mapping[int | None, KeptDraft]:
        """What was typed and not saved, by activity; None stands for a new one."""
        return self.desk.drafts.by_id

    @property
    def language(self) -> str:
        """The language of titles and names."""
        return self.desk.language

    # What is shown

    def show_query(self, query: ActivityQuery, changed: Sequence[int] = ()) -> None:
        """Fills the register with what is asked for; `changed` activities are read anew."""
        self._query = query
        self.side.ask(query, changed, self._show_ids)

    def sort_by(self, keys: tuple[SortKey, ...]) -> None:
        """Sorts the register by columns."""
        self.side.choose_sort(keys)
        self.show_query(self._query)

    def group_by(self, by: str) -> None:
        """Groups the register by something, or by nothing."""
        self.side.choose_group(by)
        self.show_query(self._query)

    def refresh(self) -> None:
        """Shows what the filter asks for now, without what only stayed in view."""
        self.side.refresh()
        self.show_query(self._query)

    def take_drafts(self, drafts: Sequence[KeptDraft]) -> None:
        """Takes over what was kept when the program last stopped; what is already typed since stays in the form."""
        self.desk.drafts.take(drafts)
        if self.desk.is_idle:
            self.desk.show_new()
        self.entry.open()
        self.inbox.ask_once()

    def begin(self) -> None:
        """Goes to the register, or to a new activity that was kept.

        Rows that are there already, from before the log was open, are met like those that come.
        """
        self._show_ids(list(self.model.ids))
        if None in self.drafts and not self.form.isHidden():
            self.form.focus_first()
        # With rows and none of them in focus, Qt would choose one itself, and take the form away from a new activity.
        elif self.register.currentIndex().isValid() or not self.model.rowCount():
            self.register.setFocus()

    def open_activity(self, activity_id: int, field: str = "") -> None:
        """Shows an activity in the form, with the focus in a field if one is named."""
        if self.register.show_activity(activity_id):
            self._load(activity_id)
        elif activity_id != self.form.activity_id:
            self.desk.keep_now()
            found = self._workspace.rows([activity_id])
            if found:
                self.desk.show(found[0])
        self._show_form()
        self.form.focus_field(field) if field else self.form.focus_first()

    def open_current(self) -> None:
        """Shows the activity in focus in the form, with the focus there."""
        if self.register.current_id is not None:
            self.open_activity(self.register.current_id)

    def new_activity(self) -> None:
        """Empties the form for a new activity, or goes on with the one that was begun; what was typed before is kept."""
        self.desk.keep_now()
        self._go_to_new()

    def begin_with(self, draft: ActivityDraft) -> None:
        """Begins a new activity with a content that is not saved yet, in the place of any other that was begun."""
        if self.form.activity_id is not None:
            self.desk.keep_now()
        self.desk.drafts.keep(KeptDraft(None, 0, draft))
        self._go_to_new()

    def begin_or_ask(self, draft: ActivityDraft) -> None:
        """Begins a new activity with a content, unless another one was begun: then somebody has to choose."""
        if None in self.drafts or (self.form.activity_id is None and self.form.is_changed()):
            self.desk.keep_now()
            self.waiting.emit(draft)
        else:
            self.begin_with(draft)

    def begin_anew(self, gone: int, draft: ActivityDraft) -> None:
        """Begins a new activity with what was typed into one that is gone."""
        if self.form.activity_id == gone:
            self.desk.show_new()
        self.desk.forget(gone)
        self.begin_with(draft)

    def focus_register(self) -> None:
        """Goes to the register; on a narrow window the form makes room for it."""
        if self._narrow:
            self.form.hide()
            self.side.show()
        if not self.register.currentIndex().isValid() and self.model.rowCount():
            self.register.select_first()
        # An empty page has no register yet; it gets the focus as soon as there is one.
        self._wants_focus = not self.register.isVisible()
        self.register.setFocus()

    def read_only(self) -> None:
        """Lets nothing be edited any more, neither in the form nor in the register."""
        self.form.read_only()
        self.register.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

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
        self.desk.keep_now()
        self.side.set_language(language)
        self._replace_form(language)
        self.show_query(self._query)

    # What is changed

    def save(self, *, and_new: bool = False) -> None:
        """Stores what the form holds as one step. What is missing is said at its field, and never stops saving."""
        if not self.desk.save(and_new=and_new) and and_new:
            self.new_activity()

    def save_over(self, stored: Activity) -> None:
        """Saves what was typed over what somebody else has stored meanwhile."""
        self.open_activity(stored.id)
        self.desk.save_over(stored)

    def take_stored(self, stored: Activity) -> None:
        """Gives up what was typed for what somebody else has stored."""
        self.desk.take_stored(stored)

    def revert(self) -> None:
        """Takes back what was typed since the last save; without that, goes back to the register."""
        if not self.form.is_changed():
            self.focus_register()
            self._load(self.register.current_id)
            return
        kept = self.desk.give_up()
        self.given_up.emit(lambda: self._bring_back(kept))

    def _bring_back(self, kept: KeptDraft) -> None:
        """Puts what was given up back into the form."""
        if kept.activity_id is None:
            self.begin_with(kept.draft)
        else:
            self.open_activity(kept.activity_id)
            self.desk.drafts.keep(kept)
            self.desk.take_up(kept)

    def confirm(self, finding: Finding, fix: Fix) -> None:
        """Stores a fix of a stored activity at once, as one step."""
        activity = next(iter(self._workspace.rows([finding.activity_id or self.form.activity_id or 0])), None)
        if activity is not None:
            draft = activity.with_fields(**fix.values)
            step = titled("tell-apart" if fix.code == "not-repeated" else "fix", draft, self.language)
            self._workspace.do(Edit(step, revised=(Revision(activity.id, activity.version, draft),)), self.saved.emit)

    def duplicate(self) -> None:
        """Begins a new activity with the content of the one in focus, but for what is true of that one alone."""
        pattern = self._in_focus()
        if pattern is not None:
            planned = pattern.status is Status.PLANNED
            self.begin_or_ask(pattern_of(pattern).with_fields(status=Status.PLANNED if planned else Status.HELD))

    def delete(self) -> None:
        """Deletes the selected activities as one step, or the one whose form has the focus; undo brings them back."""
        self._with_chosen(self._delete)

    def apply(self, change: Change) -> None:
        """Shows what a change did, wherever it was made."""
        if change.added:
            self._wanted = change.added[0] if len(change.added) == 1 else None
        if self.form.activity_id in change.removed:
            self._wanted = self.model.neighbour_of(change.removed, self.form.activity_id)
            self.desk.show_new()
        elif self.form.activity_id in change.revised and not self.form.is_changed():
            self.desk.reload()
        else:
            self.trail.refresh()
        self.show_query(self._query, (*change.added, *change.revised))
        # A change may settle the findings of other rows as well, of a twin for example.
        self.side.ask_findings(self.model.fetched())

    def is_typed(self, activity_id: int) -> bool:
        """Whether the form holds changes of an activity that are not saved."""
        return activity_id in self.drafts or (self.form.activity_id == activity_id and self.form.is_changed())

    def is_in_sight(self, activity_id: int) -> bool:
        """Whether an activity is seen in the form as it is stored."""
        return self.form.isVisible() and self.form.activity_id == activity_id and not self.form.is_changed()

    def keep_draft_now(self) -> None:
        """Keeps what is in the form, before the window closes or another log is opened."""
        self.desk.keep_now()

    def serve_menu(self, menu: QMenu) -> None:
        """Shows in a menu with the actions of this page which of them can do something."""
        menu.aboutToShow.connect(self.life.show_what_applies)
        menu.aboutToHide.connect(self.life.allow_all)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.splitter.is_narrow(event.size().width())
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
            self.desk.reload()
        self.side.ask_findings(self.model.fetched())

    # Inner: register

    def _show_ids(self, ids: list[int]) -> None:
        if self._wanted is not None and self.register.show_activity(self._wanted):
            self._wanted = None
        elif ids and not self.register.currentIndex().isValid() and self._form_is_idle():
            self.register.select_first()
        if self._wants_focus and ids:
            self.focus_register()

    def _form_is_idle(self) -> bool:
        """Whether the form shows an empty new activity that nobody is about to fill in."""
        return self.desk.is_idle and not self._is_in_form()

    def _is_in_form(self) -> bool:
        focus = QApplication.focusWidget()
        if isinstance(focus, QMenuBar):
            return bool(self.form.row_in_use)
        return focus is not None and self.form.isAncestorOf(focus)

    def _in_focus(self) -> ActivityDraft | None:
        """The activity in the form as it stands there, or the one in focus in the register."""
        current = self.register.current_id
        if self.form.activity_id is not None and (self.form.activity_id == current or self._is_in_form()):
            return self.form.draft()
        found = self._workspace.rows([current]) if current is not None else []
        return found[0] if found else None

    def _pattern(self) -> ActivityDraft | None:
        """What a template or a series is made after: what is typed into the form, or the activity in focus."""
        is_typed = self.form.activity_id is None and self.form.is_changed() and not self.register.hasFocus()
        return self.form.draft() if is_typed else self._in_focus()

    def _delete(self, chosen: Sequence[Activity]) -> None:
        if chosen:
            several = Step("delete-many", {"count": len(chosen)})
            step = several if len(chosen) > 1 else titled("delete", chosen[0], self.language)
            edit = Edit(step, removed=tuple(Removal(one.id, one.version) for one in chosen))
            self._workspace.do(edit, self._after_delete)

    def _with_chosen(self, act: Callable[[list[Activity]], None]) -> None:
        """Hands on the activity in the form while the focus is there, else the selected ones of the register."""
        if self._is_in_form():
            act(self._workspace.rows([self.form.activity_id]) if self.form.activity_id is not None else [])
        elif self.register.isVisible():
            self.side.with_selected(act)
        else:
            act([])

    def _count_chosen(self) -> int:
        return 1 if self._is_in_form() else len(self.register.selectionModel().selectedRows())

    # Inner: form

    def _load(self, activity_id: int | None) -> None:
        """Shows the activity in focus; what was typed into the form before is kept for its own activity."""
        if activity_id is None or activity_id == self.form.activity_id:
            return
        self.desk.keep_now()
        row = self.model.row_of(activity_id)
        activity = self.model.activity_at(row) if row is not None else None
        if activity is not None:
            self.desk.show(activity)

    def _blank(self) -> ActivityDraft:
        """What a new activity begins with."""
        return self.entry.pins.begin(ActivityDraft(year=self._query.year, review=Review.DRAFT))

    def _go_to_new(self) -> None:
        self._show_form()
        # First the focus: a field that it leaves after the form is emptied would at once be told to be empty.
        self.form.focus_first()
        self.desk.show_new()

    def _show_form(self) -> None:
        self.form.show()
        if self._narrow:
            self.side.hide()

    def _go_on(self, _saved: Activity, and_new: bool) -> None:
        if and_new:
            self._wanted = None
            self.new_activity()

    def _after_delete(self, change: Change) -> None:
        self.saved.emit(change)
        self.focus_register()

    def _show_series(self, change: Change, pattern: ActivityDraft) -> None:
        """Shows the first session; a new activity that the series was made after is one of them now."""
        self.saved.emit(change)
        if self.form.activity_id is None and self.form.draft() == pattern:
            self.desk.forget(None)
            self.desk.show_new()
        self._wanted = next(iter(change.added), None)

    def _tell_overdue(self, text: str, step: str, ids: frozenset[int], year: int | None) -> None:
        name = self.tr("outcome due")
        self.told.emit(text, ((step, lambda: self.narrow_requested.emit(ids, name, year)),))

    def _show_alike(self, ids: frozenset[int]) -> None:
        self.desk.keep_now()
        self.narrow_requested.emit(ids, self.tr("alike"), self.form.draft().year)

    def _mark_edited(self) -> None:
        self.model.set_edited(self.desk.drafts.activity_ids)

    # Inner: layout

    def _connect(self) -> None:
        self.register.current_changed.connect(self._load)
        self.register.clicked.connect(lambda _index: self._load(self.register.current_id))
        self.register.opened.connect(self.open_activity)
        self.register.sort_requested.connect(self.sort_by)
        self.side.menus.sorted.connect(self.sort_by)
        self.side.menus.grouped.connect(self.group_by)
        self.side.cells.stored.connect(self.saved)
        self.side.cells.is_typed_elsewhere = self.is_typed
        self.desk.drafts.changed.connect(self._mark_edited)
        self.desk.made.connect(self._attach)
        self.desk.saved.connect(self.saved)
        self.desk.stored.connect(self._go_on)
        self.desk.conflicted.connect(self.conflicted)
        self.desk.vanished.connect(self.vanished)
        self.entry.begun.connect(lambda draft: self.begin_or_ask(draft.with_fields(year=self._query.year)))
        self.entry.made.connect(self._show_series)
        self.life.saved.connect(self.saved)
        self.trail.opened.connect(self.open_activity)
        self.inbox.found.connect(self._tell_overdue)
        for part in (self.entry, self.life):
            part.told.connect(lambda text: self.told.emit(text, ()))

    def _attach(self, form: ActivityForm) -> None:
        """Connects a form that was just made."""
        form.save_requested.connect(self.save)
        form.save_and_new_requested.connect(lambda: self.save(and_new=True))
        form.cancel_requested.connect(self.revert)
        form.fix_requested.connect(self.confirm)
        form.together_requested.connect(self._show_alike)
        self.entry.attach(form)
        self.trail.attach(form)
        if self._workspace.is_reading_only:
            form.read_only()

    def _replace_form(self, language: str) -> None:
        """Makes the form anew, with its labels in the language that is shown now."""
        shown, had_focus = self.form.isVisibleTo(self), self._is_in_form()
        self.desk.remake(language)
        self.splitter.put_beside(self.form)
        self.form.setVisible(shown)
        if had_focus:
            self.form.focus_first()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)
        self.splitter.put_beside(self.form)
        self.splitter.show()
