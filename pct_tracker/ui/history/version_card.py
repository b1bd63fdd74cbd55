"""One step in the history of an activity: who did it, when, and what it changed, field by field."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.change import JournalEntry, JournalLine
from pct_tracker.services.telling import FieldChange, differences, put_back, sentence
from pct_tracker.ui.common.buttons import ChangeButton
from pct_tracker.ui.common.moments import local_moment
from pct_tracker.ui.common.theme import SPACE, SPACE_SMALL, scaled_font, set_look
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.history.entry_words import state_name


class VersionCard(QFrame):
    """`value_chosen` carries the change of a field that is to be taken back, `version_chosen` says that all of it is wanted.

    What is so today already offers nothing.
    """

    value_chosen = Signal(object)
    version_chosen = Signal()

    def __init__(self, entry: JournalEntry, line: JournalLine, today: Activity | None, workspace: Workspace) -> None:
        super().__init__()
        set_look(self, role="card")
        self._workspace = workspace
        self._today = today.content() if today else None
        self.restore = ChangeButton(workspace, self.tr("Restore this version"), role="link")
        self.buttons: list[QPushButton] = []
        self.sentences: list[str] = []
        self.heading = QLabel(self._told(entry), wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.heading.setFont(scaled_font(self.heading.font(), 1, bold=True))
        self.made = QLabel(self._made(entry), wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        set_look(self.made, role="muted")
        self._rows = QGridLayout()
        self._lay_out(line)
        self.setAccessibleName(f"{self.made.text()}, {self.heading.text()}")
        self.restore.setAccessibleName(f"{self.restore.text()}: {self.made.text()}")
        self.restore.clicked.connect(lambda _checked=False: self.version_chosen.emit())

    def _told(self, entry: JournalEntry) -> str:
        return self._workspace.wording.step(entry.step)

    def _made(self, entry: JournalEntry) -> str:
        words = [local_moment(entry.at), entry.author]
        if entry.state in ("undone", "dropped"):
            words.append(state_name(entry))
        return " · ".join(words)

    def _add_changes(self, line: JournalLine) -> None:
        reference, wording = self._workspace.tracker.reference, self._workspace.wording
        if line.before is None or line.after is None:
            self._add_row(self.tr("It came into the log.") if line.before is None else self.tr("It was taken out of the log."))
            return
        for change in differences(line.before, line.after, reference, wording):
            self._add_row(sentence(change, wording), self._way_back(line, change))

    def _way_back(self, line: JournalLine, change: FieldChange) -> QWidget | None:
        if self._today is None or line.before is None:
            return None
        if put_back(self._today, line.before, change) == self._today:
            so_already = QLabel(self.tr("so today"))
            set_look(so_already, role="muted")
            return so_already
        button = ChangeButton(self._workspace, self.tr("Put back"), role="link")
        button.setAccessibleName(self.tr("Put back: {change}").format(change=sentence(change, self._workspace.wording)))
        button.clicked.connect(lambda _checked=False: self.value_chosen.emit(change))
        self.buttons.append(button)
        return button

    def _add_row(self, text: str, side: QWidget | None = None) -> None:
        row = len(self.sentences)
        label = QLabel(text, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._rows.addWidget(label, row, 0)
        if side is not None:
            self._rows.addWidget(side, row, 1, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignTop)
        self.sentences.append(text)

    def _lay_out(self, line: JournalLine) -> None:
        head = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.heading)
        words.addWidget(self.made)
        head.addLayout(words, 1)
        head.addWidget(self.restore, 0, Qt.AlignmentFlag.AlignTop)
        self._rows.setColumnStretch(0, 1)
        self._rows.setHorizontalSpacing(2 * SPACE)
        self._rows.setVerticalSpacing(SPACE_SMALL)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        column.setSpacing(SPACE)
        column.addLayout(head)
        column.addLayout(self._rows)
        # Only now: a widget that is shown before it has a place becomes a window for a moment.
        self.restore.setVisible(self._today is not None and line.after is not None and line.after != self._today)
        self._add_changes(line)
