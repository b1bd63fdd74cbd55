"""The form with what happens to what is typed in it: kept, saved, given up, or held against what others stored."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from pct_tracker.domain.activity import Activity, ActivityDraft
from pct_tracker.domain.change import Change, Edit, KeptDraft, Revision
from pct_tracker.domain.errors import StaleEditError
from pct_tracker.domain.following import TRANSLATED_FIELDS, marked_as
from pct_tracker.services.tracker import titled
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.form.form import ActivityForm
from pct_tracker.ui.form.kept_drafts import KeptDrafts

_DRAFT_PAUSE = 800
"""Milliseconds without a key after which what was typed is kept in the log."""


class FormDesk(QObject):
    """Shows activities in a form, and stores what was typed there.

    `made` carries a new form, because another language needs another one. `saved` carries the change of a save;
    `stored` the activity in the form as it is stored now, and whether the next new one is wanted. `conflicted` and
    `vanished` are those of the page.
    """

    made = Signal(object)
    saved = Signal(object)
    stored = Signal(object, bool)
    conflicted = Signal(object, object)
    vanished = Signal(object, object)

    def __init__(self, workspace: Workspace, language: str, blank: Callable[[], ActivityDraft], parent: QObject) -> None:
        """`blank` tells what a new activity begins with."""
        super().__init__(parent)
        self._workspace = workspace
        self._language = language
        self._blank = blank
        self._is_saving = False
        self._wish: bool | None = None
        self._version = 0
        self._loading = False
        self._keep = QTimer(self, singleShot=True, interval=_DRAFT_PAUSE)
        self._keep.timeout.connect(self.keep_now)
        self.drafts = KeptDrafts(workspace, self)
        self.form = self._make_form()

    @property
    def language(self) -> str:
        """The language of titles and names."""
        return self._language

    @property
    def is_idle(self) -> bool:
        """Whether the form shows a new activity into which nothing was typed."""
        return self.form.activity_id is None and not self.form.is_changed()

    # What is shown

    def show(self, activity: Activity) -> None:
        """Shows a stored activity, with what was typed into it and not saved."""
        self._show(activity, self.drafts.by_id.get(activity.id))

    def show_new(self) -> None:
        """Shows the new activity that was begun and not saved, or an empty one."""
        self._show(self._blank(), self.drafts.by_id.get(None))

    def reload(self) -> None:
        """Shows the activity as it is stored now."""
        stored = self._stored(self.form.activity_id)
        if stored is not None:
            self._show(stored)
        else:
            self.show_new()

    def remake(self, language: str) -> None:
        """Makes the form anew, with its labels in another language."""
        before = self.form
        self._language = language
        self.form = self._make_form()
        stored = self._stored(before.activity_id)
        if stored is not None:
            self.show(stored)
        else:
            self.show_new()

    # What is typed

    def keep_now(self) -> None:
        """Keeps what is in the form, if it differs from what is stored."""
        self._keep.stop()
        activity_id = self.form.activity_id
        if self.form.is_changed():
            self.drafts.keep(KeptDraft(activity_id, self._version, self.form.draft()))
        else:
            self.drafts.forget(activity_id)

    def give_up(self) -> KeptDraft:
        """Takes back what was typed since the last save, and returns it in case it is wanted again."""
        kept = KeptDraft(self.form.activity_id, self._version, self.form.draft())
        self.forget(self.form.activity_id)
        self.reload()
        return kept

    def take_up(self, kept: KeptDraft) -> None:
        """Shows what was given up again, on the activity it belongs to."""
        stored = self._stored(kept.activity_id)
        if stored is not None:
            self._show(stored, kept)

    def forget(self, activity_id: int | None) -> None:
        """Forgets what was typed into an activity, or into a new one."""
        self._keep.stop()
        self.drafts.forget(activity_id)

    # What is stored

    def save(self, *, and_new: bool = False) -> bool:
        """Stores what the form holds as one step; False if it holds nothing new.

        While one save is on its way a second one waits for its answer: it would store the same thing twice.
        """
        draft, activity_id = self.form.draft(), self.form.activity_id
        if not self.form.is_changed():
            return False
        if self._is_saving:
            self._wish = and_new
            return True
        self._is_saving = True
        if activity_id is None:
            edit = Edit(titled("add", draft, self._language), added=(draft,))
        else:
            edit = Edit(titled("change", draft, self._language), revised=(Revision(activity_id, self._version, draft),))
        self._keep.stop()
        self._workspace.do(edit, lambda change: self._after_save(change, activity_id, draft, and_new=and_new), self._not_saved)
        return True

    def settle(self, code: str, values: Mapping[str, Any]) -> None:
        """Sets fields of the activity in the form: stored at once as a step of this code, unless something else is typed."""
        if self.form.activity_id is None or self.form.is_changed():
            self.form.take_values(values)
            return
        activity_id, draft = self.form.activity_id, self.form.draft().with_fields(**values)
        edit = Edit(titled(code, draft, self._language), revised=(Revision(activity_id, self._version, draft),))
        self._workspace.do(edit, lambda change: self._after_settling(change, activity_id, values), self._not_saved)

    def save_over(self, stored: Activity) -> None:
        """Saves what was typed over what somebody else has stored meanwhile."""
        self._version = stored.version
        self.save()

    def take_stored(self, stored: Activity) -> None:
        """Gives up what was typed for what somebody else has stored."""
        self.forget(stored.id)
        self._show(stored)

    def _after_settling(self, change: Change, activity_id: int, values: Mapping[str, Any]) -> None:
        """Carries what was settled into what was typed meanwhile, so that the next save does not take it back."""
        self.saved.emit(change)
        saved = self._stored(activity_id)
        if saved is not None and self.form.activity_id == activity_id and self.form.is_changed():
            self._go_on_from(saved, self.form.draft().with_fields(**values))

    def _after_save(self, change: Change, activity_id: int | None, draft: ActivityDraft, *, and_new: bool) -> None:
        self._is_saving = False
        wish, self._wish = self._wish, None
        and_new = and_new or bool(wish)
        typed = self.form.draft() if self.form.activity_id == activity_id else None
        if draft in (typed, self._kept_content(activity_id)):
            self.drafts.forget(activity_id)
        self.saved.emit(change)
        saved = self._stored(next(iter((*change.added, *change.revised)), None))
        if saved is None:
            return
        if typed is not None:
            self._go_on_from(saved, typed)
        if wish is not None and self.form.activity_id == saved.id and self.form.is_changed():
            self.save(and_new=and_new)
        else:
            self.stored.emit(saved, and_new)

    def _go_on_from(self, saved: Activity, typed: ActivityDraft) -> None:
        """Takes what was saved as what is stored, with the translations it has made outdated; what was typed since stays."""
        stored, typed_before = saved.content(), typed
        typed = marked_as(typed, stored)
        if typed == stored:
            if typed_before != stored:
                self.form.take_values({name: getattr(stored, name) for name in TRANSLATED_FIELDS})
            self._version = saved.version
            self.form.mark_saved(saved)
        else:
            self._show(saved, KeptDraft(saved.id, saved.version, typed))

    def _not_saved(self, error: Exception) -> bool:
        """Keeps what was typed; if somebody else was quicker, both versions are shown for a decision."""
        self._is_saving, self._wish = False, None
        self.keep_now()
        if not isinstance(error, StaleEditError) or error.activity_id != self.form.activity_id:
            return False
        stored = self._stored(error.activity_id)
        if stored is None:
            self.vanished.emit(error, self.form.draft())
        else:
            self.conflicted.emit(stored, self.form.draft())
        return True

    # Inner

    def _show(self, activity: ActivityDraft, kept: KeptDraft | None = None) -> None:
        self._loading = True
        self._keep.stop()
        self._version = kept.version if kept else activity.version if isinstance(activity, Activity) else 0
        self.form.set_activity(activity)
        if kept is not None:
            self.form.show_draft(kept.draft)
        self._loading = False

    def _stored(self, activity_id: int | None) -> Activity | None:
        return next(iter(self._workspace.rows([activity_id])), None) if activity_id is not None else None

    def _kept_content(self, activity_id: int | None) -> ActivityDraft | None:
        kept = self.drafts.by_id.get(activity_id)
        return kept.draft if kept else None

    def _note_typing(self) -> None:
        if not self._loading:
            self._keep.start()

    def _make_form(self) -> ActivityForm:
        form = ActivityForm(self._workspace.tracker.reference, self._workspace, self._language)
        form.draft_changed.connect(self._note_typing)
        self.made.emit(form)
        return form
