"""What was deleted, to be put back."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pct_tracker.domain.change import JournalEntry, JournalLine
from pct_tracker.services.editing.going_back import with_lost
from pct_tracker.services.tracker import Tracker
from pct_tracker.ui.common.buttons import ChangeButton, push_button
from pct_tracker.ui.common.empty_state import EmptyState
from pct_tracker.ui.common.row_table import RowTable
from pct_tracker.ui.common.theme import SPACE
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.history.lost_model import COLUMNS, LostModel


class LostView(QWidget):
    """`saved` carries the change that put activities back, `chosen` the id of one whose history is wanted."""

    saved = Signal(object)
    chosen = Signal(int)

    def __init__(self, workspace: Workspace, language: str) -> None:
        super().__init__()
        self._workspace = workspace
        self._language = language
        self._wants_focus = False
        self.model = LostModel(language)
        self.table = RowTable(self.model, self.tr("Deleted activities"), several=True)
        self.restore = ChangeButton(workspace, self.tr("Put back"), tip=self.tr("Puts the selected activities back as they were"))
        self.history = push_button(self.tr("History"), tip=self.tr("Shows what happened to the activity in focus"))
        nothing = self.tr("Nothing was deleted"), self.tr("Activities that are deleted can be found here and put back.")
        self._empty = EmptyState("delete", *nothing, [])
        self._stack = QStackedWidget()
        self._lay_out()
        self.table.opened.connect(self._open_current)
        self.restore.clicked.connect(lambda _checked=False: self.put_back())
        self.history.clicked.connect(lambda _checked=False: self._open_current())

    def reload(self) -> None:
        """Reads again what was deleted."""
        self._workspace.ask(Tracker.lost, self._take, "history-lost")

    def take_focus(self) -> None:
        """Puts the focus into the table, as soon as there is something in it."""
        self._wants_focus = not self.model.rowCount()
        (self.table if self.model.rowCount() else self._empty).setFocus()

    def set_language(self, language: str) -> None:
        """Shows titles in another language."""
        self._language = language
        self.model.set_language(language)

    def put_back(self) -> None:
        """Puts the selected activities back as one step."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        if rows:
            edit = with_lost([self.model.line_at(row) for row in rows], self._language)
            self._workspace.do(edit, self.saved.emit)

    def _take(self, lost: Sequence[tuple[JournalEntry, JournalLine]]) -> None:
        row = self.table.currentIndex().row()
        wants_focus = self._wants_focus or self.table.hasFocus() or self.restore.hasFocus()
        self.model.show_rows(lost)
        self._stack.setCurrentIndex(1 if lost else 0)
        if lost:
            self.table.go_to(min(max(row, 0), len(lost) - 1))
            if wants_focus:
                self.take_focus()

    def _open_current(self) -> None:
        row = self.table.currentIndex().row()
        if row >= 0:
            self.chosen.emit(self.model.line_at(row).activity_id)

    def _lay_out(self) -> None:
        samples = {"year": "0000", "month": "0000-00", "when": "00/00/0000 00:00", "who": "m" * 9}
        self.table.fit_columns({COLUMNS.index(key): text for key, text in samples.items()}, COLUMNS.index("title"))
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        buttons.addWidget(self.restore)
        buttons.addWidget(self.history)
        buttons.addStretch(1)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
