"""All steps of work, newest first, with what the one in focus did below, and the ways back to before it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from pct_tracker.domain.change import JournalEntry, JournalLine
from pct_tracker.services.editing.going_back import Turned, redo_up_to, undo_down_to
from pct_tracker.services.editing.taking_out import TakenOut, take_out
from pct_tracker.services.tracker import Tracker
from pct_tracker.ui.common.buttons import ChangeButton
from pct_tracker.ui.common.flow_layout import FlowLayout
from pct_tracker.ui.common.row_table import RowTable
from pct_tracker.ui.common.search_field import SearchField
from pct_tracker.ui.common.theme import SPACE
from pct_tracker.ui.common.translation import shown_number
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.history.changes_text import ChangesText
from pct_tracker.ui.history.entry_words import state_names
from pct_tracker.ui.history.steps_model import COLUMNS, PAGE, StepsModel


class StepsView(QWidget):
    """`chosen` carries the id of an activity whose history is wanted, `told` a sentence about steps that were turned."""

    chosen = Signal(int)
    told = Signal(str)

    def __init__(self, workspace: Workspace, language: str) -> None:
        super().__init__()
        self._workspace = workspace
        self._lines: Sequence[JournalLine] = ()
        self._wanted: int | None = None
        self.model = StepsModel(workspace.wording)
        self.table = RowTable(self.model, self.tr("Steps"))
        self.search = SearchField(self.tr("Search the steps"), self.tr("Search what was done, by whom or when"))
        self.detail = ChangesText(workspace, language, self.tr("What the step did"))
        self.undo = ChangeButton(
            workspace, self.tr("Undo down to here"), tip=self.tr("Takes back this step and all that came after it")
        )
        self.redo = ChangeButton(
            workspace, self.tr("Redo up to here"), tip=self.tr("Does the steps taken back once more, up to this one")
        )
        self.alone = ChangeButton(
            workspace,
            self.tr("Take out this step alone"),
            tip=self.tr("Takes back what this step did and nothing that came after it; what was edited since is kept"),
        )
        self._lay_out()
        self._connect()
        self._show_step()

    def reload(self) -> None:
        """Reads the newest steps; the one in focus stays in focus if it is among them."""
        current = self.entry
        if current is not None:
            self._wanted = current.id
        self._workspace.ask(lambda tracker: tracker.steps(limit=PAGE), self._begin, "history-steps")

    def take_focus(self) -> None:
        """Puts the focus into the steps."""
        self.table.setFocus()

    def set_language(self, language: str) -> None:
        """Shows titles in another language."""
        self.detail.language = language
        self.detail.show_again()

    @property
    def entry(self) -> JournalEntry | None:
        """The step in focus."""
        return self.model.entry_at(self.table.currentIndex().row())

    def open_current(self) -> None:
        """Turns to the history of the activity that the step in focus changed; of several, one can be chosen below."""
        if len(self._lines) == 1:
            self.chosen.emit(self._lines[0].activity_id)
        elif self._lines:
            self.detail.setFocus()

    def undo_down_to_here(self) -> None:
        """Takes back the step in focus and all that came after it."""
        self._turn(undo_down_to)

    def redo_up_to_here(self) -> None:
        """Does the steps that were taken back once more, up to the one in focus."""
        self._turn(redo_up_to)

    def _turn(self, turn: Callable[[Tracker, int], Turned]) -> None:
        entry = self.entry
        if entry is not None:
            entry_id = entry.id
            self._workspace.ask(lambda tracker: turn(tracker, entry_id), self._take_turned)
            # The button that was pressed is disabled by what it does.
            self.table.setFocus()

    def take_out_alone(self) -> None:
        """Takes out the step in focus, and says how much of it was edited since and is kept."""
        entry = self.entry
        if entry is not None:
            self._workspace.ask(lambda tracker: take_out(tracker, entry), self._take_out)
            self.table.setFocus()

    def _take_out(self, taken: TakenOut) -> None:
        text = self.tr("Taken out: {count}. Edited since, and kept: {kept}.")
        count = sum(map(len, (taken.edit.removed, taken.edit.revised, taken.edit.restored)))
        told = text.format(count=shown_number(count), kept=shown_number(len(taken.kept)))
        self._workspace.do(taken.edit, lambda _change: self.told.emit(told))

    def _take_turned(self, turned: Turned) -> None:
        for change in turned.changes:
            self._workspace.announce(change)
        count = len(turned.changes)
        if turned.trouble is not None:
            self._workspace.refuse(turned.trouble)
        elif count:
            undone = turned.changes[-1].step.code == "undo"
            text = self.tr("Steps taken back: {count}.") if undone else self.tr("Steps done again: {count}.")
            self.told.emit(text.format(count=count))

    def _begin(self, page: list[JournalEntry]) -> None:
        self.model.begin(page)
        row = self.model.row_of(self._wanted) if self._wanted is not None else None
        self._wanted = None
        if self.model.rowCount():
            self.table.go_to(row or 0)

    def _read_on(self, before: int) -> None:
        self._workspace.ask(lambda tracker: tracker.steps(before=before, limit=PAGE), self.model.add_page, "history-older")

    def _search(self, text: str) -> None:
        self.model.search(text)
        if self.model.rowCount():
            self.table.go_to(0)
        self._show_step()

    def _show_step(self) -> None:
        entry = self.entry
        self.undo.setEnabled(entry is not None and entry.state == "done")
        self.redo.setEnabled(entry is not None and entry.state == "undone")
        self.alone.setEnabled(entry is not None and entry.state == "done" and entry.activities > 0)
        if entry is None:
            self._take_lines([])
        else:
            entry_id = entry.id
            self._workspace.ask(
                lambda tracker: tracker.lines(entry_id), lambda lines: self._take_lines(lines, entry_id), "history-lines"
            )

    def _take_lines(self, lines: Sequence[JournalLine], entry_id: int | None = None) -> None:
        if entry_id != (self.entry.id if self.entry else None):
            return
        self._lines = lines
        nothing = self.tr("This step changed no activity.") if self.entry else self.tr("No step is found.")
        self.detail.show_lines(lines, nothing)

    def _connect(self) -> None:
        self.model.more_wanted.connect(self._read_on)
        self.model.modelReset.connect(self._show_step)
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_step())
        self.table.opened.connect(self.open_current)
        self.search.textChanged.connect(self._search)
        self.search.left.connect(self.table.setFocus)
        self.undo.clicked.connect(lambda _checked=False: self.undo_down_to_here())
        self.redo.clicked.connect(lambda _checked=False: self.redo_up_to_here())
        self.alone.clicked.connect(lambda _checked=False: self.take_out_alone())
        self.detail.chosen.connect(self.chosen)

    def _lay_out(self) -> None:
        state = max(state_names().values(), key=len)
        samples = {"when": "00/00/0000 00:00", "who": "m" * 9, "activities": "0" * 6, "state": state}
        self.table.fit_columns({COLUMNS.index(key): text for key, text in samples.items()}, COLUMNS.index("what"))
        lower = QWidget()
        under = QVBoxLayout(lower)
        under.setContentsMargins(0, SPACE, 0, 0)
        under.setSpacing(SPACE)
        buttons = FlowLayout(spacing=SPACE)
        for button in (self.undo, self.redo, self.alone):
            buttons.addWidget(button)
        under.addLayout(buttons)
        under.addWidget(self.detail, 1)
        # On a low and narrow screen the detail gives way to the buttons, which need two lines there.
        self.detail.setMinimumHeight(5 * SPACE)
        lower.setMinimumHeight(2 * self.undo.sizeHint().height() + 9 * SPACE)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.table)
        splitter.addWidget(lower)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.search)
        column.addWidget(splitter, 1)
