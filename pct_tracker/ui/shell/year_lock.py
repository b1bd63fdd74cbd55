"""Locks reporting years and takes locks off, and shows which years are locked."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget

from pct_tracker.domain.change import YearLock
from pct_tracker.domain.errors import UserError
from pct_tracker.services.tracker import Tracker
from pct_tracker.ui.common.actions import Actions, plain_text
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.shell.filter_bar import FilterBar
from pct_tracker.ui.shell.notice_bar import NoticeBar
from pct_tracker.ui.shell.year_lock_dialogs import UnlockDialog, make_lock_question


class YearLocks(QObject):
    """Acts on the year that is shown. `changed` says that a year was locked or unlocked here."""

    changed = Signal()

    def __init__(self, workspace: Workspace, actions: Actions, filter_: FilterBar, notice: NoticeBar, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._actions = actions
        self._filter = filter_
        self._notice = notice
        self._window = window
        self.locked: frozenset[int] = frozenset()
        self.question: QMessageBox | None = None
        self.dialog: UnlockDialog | None = None
        self.follow_year()

    def refresh(self) -> None:
        """Asks the log which years are locked."""
        self._workspace.ask(Tracker.locks, self._take, "locks")

    def follow_year(self) -> None:
        """Names the year that is shown in the actions, and enables the one that makes sense."""
        year = self._filter.year
        names = {"lock-year": self.tr("&Lock {year}…"), "unlock-year": self.tr("&Unlock {year}…")}
        for id_, name in names.items():
            text = name.format(year=year) if year is not None else self._actions.words(id_)
            self._actions[id_].setText(text)
            self._actions[id_].setToolTip(plain_text(text))
        self._actions["lock-year"].setEnabled(year is not None and year not in self.locked)
        self._actions["unlock-year"].setEnabled(year in self.locked)

    def lock(self) -> None:
        """Asks whether the year that is shown is to be locked."""
        year = self._filter.year
        if year is not None:
            self.question = box = make_lock_question(year, self._window)
            box.buttonClicked.connect(lambda button: self._lock(year) if button is box.defaultButton() else None)
            self._open(box)

    def unlock(self, year: int | None = None) -> None:
        """Asks why a year, or the one that is shown, has to be unlocked."""
        wanted = year if year is not None else self._filter.year
        if wanted is not None:
            self.dialog = dialog = UnlockDialog(wanted, self._workspace.wording, self._window)
            dialog.agreed.connect(lambda reason: self._unlock(wanted, reason))
            self._open(dialog)

    def offer_unlock(self, year: int) -> None:
        """Says that a year is locked, with the way to unlock it."""
        step = self.tr("Unlock {year}…").format(year=year), lambda: self.unlock(year)
        self._notice.say(self._workspace.wording.error(UserError("year.locked", year=year)), step, trouble=True)

    def _lock(self, year: int) -> None:
        told = self.tr("{year} is locked. Nothing in it can change until it is unlocked with a reason.").format(year=year)
        self._turn(lambda tracker: tracker.lock_year(year), told)

    def _unlock(self, year: int, reason: str) -> None:
        told = self.tr("{year} is unlocked. What changes in it from now on is listed under History.").format(year=year)
        self._turn(lambda tracker: tracker.unlock_year(year, reason), told)

    def _turn(self, turn: Callable[[Tracker], None], told: str) -> None:
        def done(_nothing: object) -> None:
            self._notice.say(told)
            self.changed.emit()

        self._workspace.ask(turn, done)
        # Also when it was refused: somebody else was quicker then.
        self.refresh()

    def _take(self, locks: Mapping[int, YearLock]) -> None:
        self.locked = frozenset(year for year, lock in locks.items() if lock.holds)
        self._filter.mark_locked(self.locked)
        self.follow_year()

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(lambda _result: self._window.activateWindow())
        dialog.open()
