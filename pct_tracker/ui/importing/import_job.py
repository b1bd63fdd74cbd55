"""Looking at a file, and storing its rows, off the window's thread, with how far it is and a way to stop it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from pct_tracker.services.imports.look import ImportWish, LookedAt, look_at
from pct_tracker.services.imports.review import ImportDone
from pct_tracker.services.progress import Progress
from pct_tracker.ui.common.worker import Worker
from pct_tracker.ui.common.workspace import Workspace

_Hear = Callable[[Any], None]


class ImportJob(QObject):
    """`looked` carries what was found, `refused` the trouble, `progressed` rows done and in all. Only the newest wish counts.

    `stored` carries an ImportDone, `not_stored` why nothing was stored.
    """

    looked = Signal(object)
    refused = Signal(object)
    stored = Signal(object)
    not_stored = Signal(object)
    progressed = Signal(int, int)
    running = Signal(bool)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._progress: Progress | None = None
        self._last: LookedAt | None = None
        self._is_closed = False
        self._is_storing = False
        workspace.writer.closing.connect(self._leave)

    @property
    def is_storing(self) -> bool:
        """Whether rows are being stored right now."""
        return self._is_storing

    def look(self, wish: ImportWish, *, anew: bool = False) -> None:
        """Looks at what is wished for; a file that is looked at already is opened again only `anew`."""
        last, tracker = self._last, self._workspace.tracker
        document = last.document if last and last.wish.path == wish.path and not anew else None

        def done(looked: LookedAt) -> None:
            self._last = looked
            self.looked.emit(looked)

        def failed(error: Exception) -> None:
            self._last = None
            self.refused.emit(error)

        self._run(self._workspace.writer, lambda progress: look_at(tracker, wish, progress, document), done, failed)

    def store(self, keep: Callable[[Progress], ImportDone]) -> None:
        """Stores what was decided. Once it is stopped nothing of it is stored, unless it was all stored before that."""
        self._run(self._workspace.worker, keep, self.stored.emit, self.not_stored.emit)
        self._is_storing = True

    def stop(self) -> None:
        """Asks the work to stop."""
        if self._progress is not None:
            self._progress.cancel()

    def close(self) -> None:
        """Stops, and tells nobody any more."""
        self._is_closed = True
        self.stop()

    def _run(self, worker: Worker, work: Callable[[Progress], Any], done: _Hear, failed: _Hear) -> None:
        self.stop()
        progress = self._progress = Progress(self.progressed.emit)

        def if_wanted(hear: _Hear) -> _Hear:
            return lambda answer: hear(answer) if self._ends(progress) else None

        self.running.emit(True)  # noqa: FBT003 - signals have no names for what they carry
        worker.run(lambda: work(progress), if_wanted(done), if_wanted(failed))

    def _leave(self) -> None:
        """Leaves a file unread when the program ends; what is being stored is finished."""
        if not self._is_storing:
            self.stop()

    def _ends(self, progress: Progress) -> bool:
        """Whether somebody still waits for this work."""
        if self._is_closed or progress is not self._progress:
            return False
        self._progress = None
        self._is_storing = False
        self.running.emit(False)  # noqa: FBT003
        return True
