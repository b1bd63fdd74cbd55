"""Looking at a file off the window's thread, with how far it is and a way to stop it."""

from PySide6.QtCore import QObject, Signal

from pct_tracker.services.import_look import ImportWish, LookedAt, look_at
from pct_tracker.services.progress import Progress
from pct_tracker.ui.common.workspace import Workspace


class ImportJob(QObject):
    """`looked` carries what was found, `refused` the trouble, `progressed` rows done and in all. Only the newest wish counts."""

    looked = Signal(object)
    refused = Signal(object)
    progressed = Signal(int, int)
    running = Signal(bool)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._progress: Progress | None = None
        self._last: LookedAt | None = None
        self._is_closed = False
        workspace.writer.closing.connect(self.stop)

    def look(self, wish: ImportWish, *, anew: bool = False) -> None:
        """Looks at what is wished for; a file that is looked at already is opened again only `anew`."""
        self.stop()
        progress = self._progress = Progress(self.progressed.emit)
        last, tracker = self._last, self._workspace.tracker
        document = last.document if last and last.wish.path == wish.path and not anew else None

        def done(looked: LookedAt) -> None:
            if self._ends(progress):
                self._last = looked
                self.looked.emit(looked)

        def failed(error: Exception) -> None:
            if self._ends(progress):
                self._last = None
                self.refused.emit(error)

        self.running.emit(True)  # noqa: FBT003 - signals have no names for what they carry
        self._workspace.writer.run(lambda: look_at(tracker, wish, progress, document), done, failed)

    def stop(self) -> None:
        """Asks the work to stop."""
        if self._progress is not None:
            self._progress.cancel()

    def close(self) -> None:
        """Stops, and tells nobody any more."""
        self._is_closed = True
        self.stop()

    def _ends(self, progress: Progress) -> bool:
        """Whether somebody still waits for this work."""
        if self._is_closed or progress is not self._progress:
            return False
        self._progress = None
        self.running.emit(False)  # noqa: FBT003
        return True
