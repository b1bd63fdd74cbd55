"""What others do to a log that a team shares: their changes are shown by themselves, and a lost connection is said."""

from PySide6.QtCore import QObject, Signal

from pct_tracker.domain.team import BACK, CHANGED, LOST
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.shell.notice_bar import NoticeBar


class Others(QObject):
    """`changed` says that the log may be another one than the window shows, `connected` whether it can be reached.

    `is_hearing` and `is_lost` tell of the connection; a file has none, and neither is true.
    """

    changed = Signal()
    connected = Signal(bool)
    _heard = Signal(str)

    def __init__(self, workspace: Workspace, notice: NoticeBar) -> None:
        super().__init__(notice)
        self._workspace = workspace
        self._store = workspace.tracker.store
        self._notice = notice
        self.is_lost = self.is_hearing = False
        self._heard.connect(self._take)
        self._end = self._store.listen(self._heard.emit)
        workspace.ask(lambda tracker: tracker.store.is_reading_only(), self._tell_role)

    def close(self) -> None:
        """Hears nothing more."""
        self._end()

    def _take(self, what: str) -> None:
        was_lost, self.is_lost, self.is_hearing = self.is_lost, what == LOST, what != LOST
        if what == LOST:
            text = self.tr("The connection to {log} is lost. What you type is kept on this computer; connecting is tried again.")
            self._notice.say(text.format(log=self._store.name), trouble=True)
        elif was_lost:
            self._notice.say(self.tr("Connected to {log} again.").format(log=self._store.name))
        if was_lost != self.is_lost:
            self.connected.emit(not self.is_lost)
        if what in (BACK, CHANGED):
            self.changed.emit()

    def _tell_role(self, is_reading_only: bool) -> None:
        if is_reading_only:
            self._workspace.restrict()
            self._notice.say(self.tr("You may look at everything in {log}, and change nothing.").format(log=self._store.name))
