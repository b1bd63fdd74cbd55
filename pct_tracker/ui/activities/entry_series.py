"""Makes a series after the activity in focus."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from pct_tracker.domain.activity import ActivityDraft
from pct_tracker.domain.change import Change
from pct_tracker.services.editing.series import series_edit
from pct_tracker.ui.activities.series_dialog import SeriesDialog
from pct_tracker.ui.common.workspace import Workspace


class EntrySeries(QObject):
    """`made` carries the change that added the sessions, and the draft they were made after; `told` a sentence."""

    made = Signal(object, object)
    told = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._page = parent
        self.dialog: SeriesDialog | None = None

    def ask(self, pattern: ActivityDraft | None, language: str) -> None:
        """Asks how many sessions there are and when, then stores them as one step."""
        if pattern is None:
            self.told.emit(self.tr("There is no activity to make a series of. Choose one in the register first."))
            return
        tracker, wording, window = self._workspace.tracker, self._workspace.wording, self._page.window()
        vocabulary = tracker.reference.vocabulary
        self.dialog = dialog = SeriesDialog(pattern, vocabulary, wording, language, tracker.today(), window)
        dialog.answered.connect(lambda sessions: self._store(sessions, pattern, language))
        dialog.show_on(window)

    def _store(self, sessions: tuple[ActivityDraft, ...], pattern: ActivityDraft, language: str) -> None:
        def tell(change: Change) -> None:
            self.made.emit(change, pattern)

        self._workspace.do(series_edit(sessions, pattern, language), tell)
