"""The open log as the window sees it: questions and changes go to the worker, what changed comes back as a signal."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from pct_tracker.domain.activity import Activity, ActivityDraft
from pct_tracker.domain.errors import UserError
from pct_tracker.logs import LOGGER
from pct_tracker.services.wording import Wording
from pct_tracker.ui.common.worker import Worker, is_gone

if TYPE_CHECKING:  # named only: the window is drawn before they are needed
    from pct_tracker.domain.change import Change, Edit, KeptDraft
    from pct_tracker.domain.finding import Finding, Fix
    from pct_tracker.services.tracker import Tracker


class Workspace(QObject):
    """What pages work with. `changed` carries every Change, `refused` a sentence, `broken` a mistake of the program.

    `locked` follows a refusal with the year that is locked.

    Questions and changes go to one worker. What is only worked out from the log, findings and figures, goes to another
    one, so that a search does not wait for it; files are written on a third, so that neither does a save.

    Without a tracker yet, nothing is asked: whoever shows something before the log is open asks anew once it is.
    `is_reading_only` says that every change would be refused; `restricted` tells of it, before any page has an answer to show.
    """

    tracker: "Tracker"

    changed = Signal(object)
    refused = Signal(str)
    locked = Signal(int)
    restricted = Signal()
    broken = Signal(object)

    def __init__(self, tracker: "Tracker | None", wording: Wording, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.wording = wording
        self.worker = Worker(self)
        self.thinker = Worker(self)
        self.writer = Worker(self)
        self.is_reading_only = False
        self._is_open = False
        if tracker is not None:
            self.open(tracker)

    def open(self, tracker: "Tracker") -> None:
        """Takes the log that is to be worked with."""
        self.tracker = tracker
        self._is_open = True
        tracker.breathe = self._breathe

    def restrict(self) -> None:
        """Takes note that whoever has the log open may change nothing in it."""
        self.is_reading_only = True
        self.restricted.emit()

    @property
    def is_open(self) -> bool:
        """Whether there is a log to ask."""
        return self._is_open

    @property
    def is_busy(self) -> bool:
        """Whether some question is not answered yet."""
        return self.worker.is_busy or self.thinker.is_busy or self.writer.is_busy

    def close(self) -> None:
        """Finishes what is to be stored, leaves the rest, and lets go of the log."""
        self.thinker.close()
        self.writer.close()
        self.worker.close()
        if self._is_open:
            self.tracker.close()

    # Questions

    def ask(self, question: "Callable[[Tracker], Any]", answer: Callable[[Any], None], key: str = "") -> None:
        """Asks the log off the window's thread; of several questions under one key only the newest is answered."""
        if self._is_open:
            self.worker.run(lambda: question(self.tracker), answer, self._fail, key)

    def ponder(self, question: "Callable[[Tracker], Any]", answer: Callable[[Any], None], key: str = "") -> None:
        """As `ask`, for what takes its time: findings and figures."""

        def think() -> Any:
            self._breathe()
            return question(self.tracker)

        if not self._is_open:
            return
        self.worker.go_first()
        self.thinker.run(think, answer, self._fail, key)

    def rows(self, ids: Sequence[int]) -> list[Activity]:
        """The activities of one page of the register, at once: some milliseconds, and only ever a page.

        Empty where the log cannot be read; that is said like every trouble.
        """
        try:
            return self.tracker.activities_by_id(ids)
        except UserError as error:
            self._fail(error)
            return []

    # Changes

    def do(
        self, edit: "Edit", then: "Callable[[Change], None] | None" = None, failed: Callable[[Exception], bool] | None = None
    ) -> None:
        """Applies an edit; `then` hears of it after every page has. `failed` hears of trouble, and says if it dealt with it."""
        self._change(lambda: self.tracker.do(edit), then, failed)

    def undo(self) -> None:
        """Takes the last step back."""
        self._change(self.tracker.undo)

    def redo(self) -> None:
        """Does the step taken back last once more."""
        self._change(self.tracker.redo)

    def keep_draft(self, draft: "KeptDraft") -> None:
        """Keeps what is being typed."""
        self.worker.run(lambda: self.tracker.keep_draft(draft), _ignore, self._fail)

    def drop_draft(self, activity_id: int | None) -> None:
        """Forgets what was typed for an activity, or for a new one."""
        self.worker.run(lambda: self.tracker.drop_draft(activity_id), _ignore, self._fail)

    def announce(self, change: "Change") -> None:
        """Tells every page of a change that was made with `ask`, as an import is."""
        self.changed.emit(change)

    # What the form asks

    def check(self, draft: ActivityDraft, activity_id: int | None) -> "Sequence[Finding]":
        """All findings on a draft; none where the log cannot be read."""
        try:
            return self.tracker.check(draft, activity_id)
        except UserError as error:
            self._fail(error)
            return ()

    def preview(self, draft: ActivityDraft, language: str) -> tuple[str, ...]:
        """The nine cells of the annex row."""
        return self.tracker.preview(draft, language)

    def message(self, finding: "Finding") -> str:
        """What a finding says."""
        return self.wording.finding(finding)

    def fix_label(self, fix: "Fix") -> str:
        """What the button of a fix says."""
        return self.wording.fix(fix)

    def _change(
        self,
        work: "Callable[[], Change]",
        then: "Callable[[Change], None] | None" = None,
        failed: Callable[[Exception], bool] | None = None,
    ) -> None:
        def done(change: "Change") -> None:
            self.changed.emit(change)
            if then is not None and not is_gone(then):
                then(change)

        def not_done(error: Exception) -> None:
            if failed is None or is_gone(failed) or not failed(error):
                self._fail(error)

        self.worker.run(work, done, not_done)

    def refuse(self, error: UserError) -> None:
        """Says what could not be done and why."""
        self.refused.emit(self.wording.error(error))
        if error.code == "year.locked":
            self.locked.emit(error.params["year"])

    def _breathe(self) -> None:
        """Lets questions and changes go first while the thinker works, and ends work that nobody waits for any more."""
        if self.thinker.is_here():
            self.thinker.give_way_to(self.worker)

    def _fail(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.refuse(error)
        else:
            LOGGER.error("Unforeseen trouble in the worker", exc_info=error)
            self.broken.emit(error)


def _ignore(_answer: object) -> None:
    """Some questions have no answer."""
