"""Backups that the window makes by itself, and what it says of them."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from pct_tracker.domain.backup import Backup
from pct_tracker.domain.errors import UserError
from pct_tracker.services.keeping.safekeeping import BackupAge, as_utc, backup_age, keep_daily
from pct_tracker.ui.common.moments import apart, local_moment
from pct_tracker.ui.common.workspace import Workspace


class QuietBackups(QObject):
    """Has the backup of a day made when the window shows a log, and with the first change of another day.

    `told` carries a sentence where that was not possible. Neither a save nor the start waits for it.
    """

    told = Signal(str)

    def __init__(self, workspace: Workspace, window: QWidget, today: Callable[[], date] = date.today) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._today = today
        self._day: date | None = None
        workspace.changed.connect(lambda _change: self.look())

    def look(self) -> None:
        """Makes the backup of the day unless that was done, and says what went wrong with others."""
        tracker, day = self._workspace.tracker, self._today()
        trouble, tracker.backup_trouble = tracker.backup_trouble, None
        if trouble is not None:
            self._tell(trouble)
        if day != self._day:
            self._day = day
            self._workspace.writer.run(lambda: keep_daily(tracker, day), _nothing, self._failed, "backup of the day")

    def last_told(self) -> str:
        """When the newest backup was made, and whether there should be a newer one."""
        store = self._workspace.tracker.store
        if store.is_on_server:
            return self.tr("The server that keeps this log looks after its backups.")
        age = backup_age(store.path)
        if age.newest is None:
            return self.tr("There is no backup of this log yet.")
        return self._of(age, age.newest)

    def _of(self, age: BackupAge, newest: Backup) -> str:
        at = apart(local_moment(as_utc(newest.at)))
        if age.is_old:
            return self.tr("The newest backup of this log is of {at}, and much was changed since.").format(at=at)
        return self.tr("The newest backup of this log is of {at}.").format(at=at)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self._tell(error)
        else:
            self._workspace.broken.emit(error)

    def _tell(self, error: UserError) -> None:
        sentence = self._workspace.wording.error(error)
        store = self._workspace.tracker.store
        is_old = not store.is_on_server and backup_age(store.path).is_old
        self.told.emit(f"{sentence} {self.last_told()}" if is_old else sentence)


def _nothing(_backup: Backup | None) -> None:
    """A backup that was made is worth no word."""
