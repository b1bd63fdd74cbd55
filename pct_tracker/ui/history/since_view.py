"""What was changed in a reporting year since it was locked for publication."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from pct_tracker.domain.change import JournalLine, YearLock
from pct_tracker.services.tracker import Tracker
from pct_tracker.ui.common.moments import local_moment
from pct_tracker.ui.common.theme import SPACE
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.history.changes_text import ChangesText


class SinceView(QWidget):
    """Tells of `year`, or of all years that were ever locked. `chosen` carries the id of an activity whose history is wanted."""

    chosen = Signal(int)

    def __init__(self, workspace: Workspace, language: str) -> None:
        super().__init__()
        self._workspace = workspace
        self.year: int | None = None
        self.state = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.text = ChangesText(workspace, language, self.tr("Changed since the lock"))
        self.text.chosen.connect(self.chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.state)
        column.addWidget(self.text, 1)

    def reload(self) -> None:
        """Reads what changed in the year, or in all that were ever locked."""
        year = self.year

        def read(tracker: Tracker) -> tuple[list[YearLock], list[JournalLine]]:
            locks = [lock for lock in tracker.locks().values() if year in (None, lock.year)]
            return locks, tracker.changed_since_lock(year)

        self._workspace.ask(read, self._take, "history-since")

    def take_focus(self) -> None:
        """Puts the focus into the text."""
        self.text.setFocus()

    def set_language(self, language: str) -> None:
        """Shows titles in another language."""
        self.text.language = language
        self.text.show_again()

    def _take(self, answer: tuple[list[YearLock], list[JournalLine]]) -> None:
        locks, lines = answer
        never = self.tr("No year was ever locked.")
        if self.year is not None:
            never = self.tr("{year} was never locked. Lock it when its annex is published.").format(year=self.year)
        self.state.setText("\n".join(map(self._told, locks)) or never)
        self.text.show_lines(lines, self.tr("Nothing was changed since.") if locks else "")

    def _told(self, lock: YearLock) -> str:
        told = self.tr("{year} was locked on {when} by {who}.").format(
            year=lock.year, when=_apart(local_moment(lock.locked)), who=lock.locked_by
        )
        if lock.unlocked is None:
            return told
        after = self.tr("It was unlocked on {when} by {who}: {reason}").format(
            when=_apart(local_moment(lock.unlocked)), who=lock.unlocked_by, reason=lock.reason
        )
        return f"{told} {after}"


def _apart(text: str) -> str:
    """A text whose direction does not touch that of the sentence around it."""
    return f"\u2068{text}\u2069"
