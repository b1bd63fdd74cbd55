"""What becomes of activities: held, postponed, cancelled, reviewed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.change import Edit
from pct_tracker.domain.codes import Review, Status
from pct_tracker.services.editing.life import OPEN_STATUSES, NewDate, cancel, hold, postpone, set_review
from pct_tracker.ui.activities.life_dialogs import CancelDialog, PostponeDialog
from pct_tracker.ui.common.actions import Actions
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.form.form_desk import FormDesk

Chosen = Callable[[Callable[[list[Activity]], None]], None]
"""Hands the chosen activities on: at once where they are at hand, else when they are read."""

_MANY = 500
"""Chosen activities beyond which it is not looked up what could be done with them."""


class LifeActions(QObject):
    """Acts on the selected activities of the register, or on the one in the form while the focus is there.

    What is typed in the form and not saved is never overtaken: there, the new status is set beside it. `told` carries a
    sentence where nothing was to be done.
    """

    saved = Signal(object)
    told = Signal(str)

    def __init__(
        self,
        workspace: Workspace,
        actions: Actions,
        desk: FormDesk,
        with_chosen: Chosen,
        count: Callable[[], int],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._actions = actions
        self._desk = desk
        self._with_chosen = with_chosen
        self._count = count
        self._page = parent
        self.dialog: CancelDialog | PostponeDialog | None = None
        actions.connect(
            hold=self.hold,
            postpone=self.postpone,
            cancel_activity=self.cancel,
            review_draft=lambda: self.review(Review.DRAFT),
            review_complete=lambda: self.review(Review.COMPLETE),
            review_checked=lambda: self.review(Review.CHECKED),
        )

    def hold(self) -> None:
        """Planned activities took place."""
        self._with_chosen(self._hold)

    def cancel(self) -> None:
        """Asks for the reason, then cancels the activities that are planned or held."""
        self._with_chosen(self._ask_reason)

    def postpone(self) -> None:
        """Asks for the new date, then postpones the one activity that is planned or held."""
        self._with_chosen(self._ask_new_date)

    def review(self, review: Review) -> None:
        """Marks how far the records have come."""
        self._with_chosen(lambda chosen: self._review(chosen, review))

    def show_what_applies(self) -> None:
        """Enables the actions that can do something with what is chosen, while their menu is open."""
        if self._count() > _MANY:
            # To look at all of them would take longer than anybody waits for a menu; each action says itself what it lacks.
            return
        self._with_chosen(self._enable)

    def allow_all(self) -> None:
        """Enables all actions: outside the menu each says itself what it lacks."""
        for id_ in ("hold", "postpone", "cancel-activity", *(f"review-{review.value}" for review in Review)):
            self._actions[id_].setEnabled(True)

    def _hold(self, chosen: Sequence[Activity]) -> None:
        planned = [one for one in chosen if one.status is Status.PLANNED]
        if not planned:
            self.told.emit(self.tr("Only a planned activity can be marked as held. Choose one in the register first."))
        elif self._is_being_typed(planned):
            self._desk.form.take_values({"status": Status.HELD})
        else:
            self._do(hold(planned, self._desk.language))

    def _ask_reason(self, chosen: Sequence[Activity]) -> None:
        still_open = _still_open(chosen)
        if not still_open:
            self._tell_not_open()
            return
        title = still_open[0].title.best(self._desk.language)
        self.dialog = dialog = CancelDialog(len(still_open), title, self._page.window())
        dialog.answered.connect(lambda reason: self._cancel(still_open, reason))
        dialog.show_on(self._page.window())

    def _ask_new_date(self, chosen: Sequence[Activity]) -> None:
        still_open = _still_open(chosen)
        if not still_open:
            self._tell_not_open()
        elif len(still_open) > 1:
            self.told.emit(self.tr("Each activity has its own new date. Choose a single one to postpone."))
        elif self._is_being_typed(still_open):
            self.told.emit(self.tr("This activity has changes that are not saved. Save them first, then postpone it."))
        else:
            activity = still_open[0]
            title = activity.title.best(self._desk.language)
            vocabulary = self._workspace.tracker.reference.vocabulary
            self.dialog = dialog = PostponeDialog(vocabulary, title, self._page.window())
            dialog.answered.connect(lambda answer: self._postpone(activity, *answer))
            dialog.show_on(self._page.window())

    def _review(self, chosen: Sequence[Activity], review: Review) -> None:
        others = [one for one in chosen if one.review is not review]
        if not others:
            self.told.emit(self.tr("There is nothing to mark. Choose activities in the register, or one in the form."))
        elif self._is_being_typed(others):
            self._desk.form.take_values({"review": review})
        else:
            self._do(set_review(others, review, self._desk.language))

    def _enable(self, chosen: Sequence[Activity]) -> None:
        still_open = _still_open(chosen)
        applies = {
            "hold": any(one.status is Status.PLANNED for one in chosen),
            "postpone": len(still_open) == 1,
            "cancel-activity": bool(still_open),
            **{f"review-{review.value}": any(one.review is not review for one in chosen) for review in Review},
        }
        for id_, enabled in applies.items():
            self._actions[id_].setEnabled(enabled)

    def _tell_not_open(self) -> None:
        self.told.emit(
            self.tr("Only a planned or held activity can be postponed or cancelled. Choose one in the register first.")
        )

    def _is_being_typed(self, activities: Sequence[Activity]) -> bool:
        """Whether the only one of them is in the form with changes that are not saved."""
        form = self._desk.form
        return [one.id for one in activities] == [form.activity_id] and form.is_changed()

    def _cancel(self, activities: Sequence[Activity], reason: str) -> None:
        if self._is_being_typed(activities):
            self._desk.form.take_values({"status": Status.CANCELLED, "status_reason": reason})
        else:
            self._do(cancel(activities, reason, self._desk.language))

    def _postpone(self, activity: Activity, new_date: NewDate, reason: str | None) -> None:
        self._do(postpone(activity, new_date, reason, self._desk.language))

    def _do(self, edit: Edit) -> None:
        self._workspace.do(edit, self.saved.emit)


def _still_open(chosen: Sequence[Activity]) -> list[Activity]:
    return [one for one in chosen if one.status in OPEN_STATUSES]
