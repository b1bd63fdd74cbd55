"""What the notice bar says of what happened, with the step that may follow."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pct_tracker.domain.activity import Activity, ActivityDraft
from pct_tracker.domain.change import Change
from pct_tracker.domain.errors import StaleEditError
from pct_tracker.domain.figure import Figure
from pct_tracker.ui.activities.activities_page import ActivitiesPage
from pct_tracker.ui.common.access_keys import without_access_key
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.shell.conflict import told_differences
from pct_tracker.ui.shell.filter_bar import FilterBar
from pct_tracker.ui.shell.notice_bar import NoticeBar

if TYPE_CHECKING:
    from pct_tracker.services.imports.review import ImportDone

Step = tuple[str, Callable[[], object]]


class Notices(QObject):
    """Finds the words for what pages and steps report."""

    def __init__(self, bar: NoticeBar, workspace: Workspace, page: ActivitiesPage, filter_: FilterBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self._workspace = workspace
        self._page = page
        self._filter = filter_

    def tell_saved(self, change: Change) -> None:
        """Says that a step was stored, and offers to take it back."""
        self._bar.say(self.tr("Saved: {step}.").format(step=self._workspace.wording.step(change.step)), self._undo())

    def tell_turned(self, change: Change, other_way: str) -> None:
        """Says what was taken back or done again, in the place of what was said of it before, and offers the other way."""
        turn = self._workspace.redo if change.step.code == "undo" else self._workspace.undo
        self._bar.say(f"{self._workspace.wording.step(change.step)}.", (without_access_key(other_way), turn))

    def tell_given_up(self, bring_back: Callable[[], object]) -> None:
        """Says that what was typed was taken back, and offers it again."""
        self._bar.say(self.tr("What you typed was taken back."), (self.tr("Bring it back"), bring_back))

    def tell_import(self, done: "ImportDone") -> None:
        """Says what an import brought."""
        if not done.file:
            self.tell_saved(done.change)
            return
        text = self.tr("{file}: {new} activities added, {changed} changed.").format(
            file=done.file, new=len(done.change.added), changed=len(done.change.revised)
        )
        self._bar.say(text, self._undo())

    def tell_sample(self, change: Change) -> None:
        """Shows the sample that was loaded, and says so."""
        self._workspace.announce(change)
        self._bar.say(self.tr("The sample of 2024 is in this log. Its findings are real: look at the Check page."), self._undo())

    def tell_figure(self, figure: Figure) -> None:
        """Says which rows are shown, and by which rule they were counted."""
        wording = self._workspace.wording
        text = self.tr("Shown are the {count} activities behind “{figure}”. {rule}").format(
            count=len(figure.activity_ids), figure=wording.figure_label(figure.name), rule=wording.figure_rule(figure.name)
        )
        self._bar.say(text, self._show_all())

    def tell_alike(self) -> None:
        """Says why the activities that are shown are shown together."""
        self._bar.say(self.tr("These activities agree in every cell, or in all but the count."), self._show_all())

    def show_conflict(self, stored: Activity, mine: ActivityDraft) -> None:
        """Somebody else was quicker: says in which fields the two differ, and lets the user choose."""
        differing = told_differences(stored, mine, self._workspace.tracker.reference, self._workspace.wording)
        text = self.tr("Somebody else changed this activity meanwhile. Yours is kept here and not stored yet.")
        keep = (self.tr("Store mine"), lambda: self._page.save_over(stored))
        take = (self.tr("Take the stored one"), lambda: self._page.take_stored(stored))
        self._bar.say(" ".join([text, *differing]), keep, take, trouble=True)

    def offer_rescue(self, error: StaleEditError, mine: ActivityDraft) -> None:
        """Somebody else deleted the activity: says so, and offers to go on with what was typed."""
        step = self.tr("Go on with it as a new activity"), lambda: self._page.begin_anew(error.activity_id, mine)
        self._bar.say(self._workspace.wording.error(error), step, trouble=True)

    def offer_choice(self, draft: ActivityDraft) -> None:
        """Another new activity is not saved yet: lets the user choose which of the two to go on with."""
        text = self.tr("You were typing another new activity that is not saved yet; this one would take its place.")
        go_on = self.tr("Go on with it"), self._page.new_activity
        self._bar.say(text, go_on, (self.tr("Begin this one instead"), lambda: self._page.begin_with(draft)), trouble=True)

    def _undo(self) -> Step:
        return self.tr("Undo"), self._workspace.undo

    def _show_all(self) -> Step:
        return self.tr("Show all"), self._filter.widen
