"""Two years side by side, or one year at two times: numbers at one side, States and activities at the other."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from pct_tracker.domain.change import JournalEntry
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.services.overview import Comparison, StateThen, compare_snapshots, compare_years, state_then, steps_of_year
from pct_tracker.services.tracker import Tracker
from pct_tracker.ui.common.actions import Actions
from pct_tracker.ui.common.button_strip import Choice, ToggleStrip
from pct_tracker.ui.common.buttons import push_button
from pct_tracker.ui.common.empty_state import EmptyState
from pct_tracker.ui.common.theme import SPACE, set_look
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.overview.chart import Mark
from pct_tracker.ui.overview.chart_table import ChartModel, ChartTable
from pct_tracker.ui.overview.chart_words import ChartWords
from pct_tracker.ui.overview.compare_choices import CompareChoices
from pct_tracker.ui.overview.compare_words import KINDS, CompareWords, Side
from pct_tracker.ui.overview.then_dialog import ThenDialog

_SIZES = [440, 600]
"""Pixels of the numbers and of the list before somebody moves the border."""


class CompareView(QWidget):
    """`opened` carries the mark whose rows are wanted."""

    opened = Signal(object)

    def __init__(self, workspace: Workspace, actions: Actions, language: str) -> None:
        super().__init__()
        self._workspace = workspace
        self._year: int | None = None
        self._comparison: Comparison | None = None
        self._sides = Side("", 0), Side("", 0)
        self._steps: tuple[int, int] | None = None
        self.then: ThenDialog | None = None
        self.words = ChartWords(workspace.tracker, workspace.wording, language)
        self.choices = CompareChoices(workspace.wording)
        self.kinds = ToggleStrip([Choice(kind, self._kind_names()[kind]) for kind in KINDS])
        self.numbers, self.entries = ChartModel(), ChartModel(numbers=False)
        self.number_table = ChartTable(self.numbers, self.tr("Numbers of both sides"))
        self.entry_table = ChartTable(self.entries, self.tr("States and activities"))
        self.note = QLabel(self.tr("Being worked out…"), textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.show_first, self.show_second = (push_button(self.tr("Show the rows"), role="link") for _side in range(2))
        self._stack = QStackedWidget()
        self.empty = EmptyState(
            "overview",
            self.tr("Nothing to compare"),
            self.tr("Choose two different years with activities, or two different steps of the work on one year."),
            [(self.tr("To the activities"), actions["page-activities"])],
        )
        self._lay_out()
        self._connect()
        self.kinds.choose(KINDS)

    def follow(self, query: ActivityQuery) -> None:
        """Takes the year that is the later one, or the one looked at; it is read by `reload`."""
        if query.year != self._year:
            self._year = query.year
            self.choices.forget()

    def reload(self) -> None:
        """Reads what can be compared, then compares what is chosen."""
        are_years, year = self.choices.are_years, self._year

        def read(tracker: Tracker) -> tuple[list[int], list[JournalEntry], int | None]:
            years = tracker.years()
            looked_at = year if year is not None else next(iter(years), None)
            return years, [] if are_years or looked_at is None else steps_of_year(tracker, looked_at), looked_at

        self._workspace.ask(read, lambda answer: self._offer(*answer), "compare-choices")

    def set_language(self, language: str) -> None:
        """Shows names and titles in another language."""
        self.words.language = language
        if self._comparison is not None:
            self._show()

    def take_focus(self) -> None:
        """Puts the focus into the numbers, or to the choices while there are none."""
        (self.number_table if self._stack.currentIndex() == 0 else self.choices.mode).setFocus()

    def _offer(self, years: Sequence[int], steps: Sequence[JournalEntry], year: int | None) -> None:
        if self.choices.are_years:
            self.choices.offer_years(years, year)
        else:
            self.choices.offer_steps(steps)
        pair, are_years = self.choices.pair, self.choices.are_years
        if pair is None or year is None:
            self._comparison = None
            self._show()
            return
        first, second = pair
        names = (str(first), str(second)) if are_years else (self.tr("Earlier"), self.tr("Later"))
        years = pair if are_years else (year, year)
        sides = Side(names[0], years[0], is_before=True), Side(names[1], years[1])

        def compared(tracker: Tracker) -> Comparison:
            return compare_years(tracker, first, second) if are_years else compare_snapshots(tracker, year, first, second)

        def take(comparison: Comparison) -> None:
            if self.choices.pair == pair:
                self._comparison, self._sides = comparison, sides
                self._steps = None if are_years else pair
                self._show()

        self._workspace.ponder(compared, take, "compare")

    def _show(self) -> None:
        self._stack.setCurrentIndex(0 if self._comparison is not None else 1)
        self.note.setVisible(self._comparison is not None)
        if self._comparison is None:
            return
        words = CompareWords(self.words, self._workspace.wording, *self._sides)
        row = self.number_table.currentIndex().row()
        self.numbers.show_chart(words.numbers(self._comparison))
        self._show_entries()
        for kind, count in words.counts(self._comparison).items():
            self.kinds.button(kind).set_words(f"{self._kind_names()[kind]}  {count}")
        self.note.setText(
            self.tr("Held activities only. They are matched by title, by title without its numbers, or by type and origins.")
            if self.choices.are_years
            else self.tr("Held activities only, as they stood after each of the two steps.")
        )
        self.number_table.go_to(min(max(row, 0), self.numbers.rowCount() - 1))

    def _kind_names(self) -> dict[str, str]:
        return {
            "new-states": self.tr("New origins"),
            "dropped-states": self.tr("Origins no longer there"),
            "added": self.tr("New activities"),
            "removed": self.tr("Activities no longer there"),
            "matched": self.tr("Repeated") if self.choices.are_years else self.tr("Changed"),
        }

    def _show_entries(self) -> None:
        if self._comparison is not None:
            words = CompareWords(self.words, self._workspace.wording, *self._sides)
            self.entries.show_chart(words.entries(self._comparison, self.kinds.chosen()))

    def _offer_rows(self) -> None:
        """Names the rows behind the line in focus, those of each side by a button of its own."""
        marks = self._marks()
        for place, button in enumerate((self.show_first, self.show_second)):
            count = len(marks[place].ids) if len(marks) > 2 else 0
            button.setVisible(count > 0)
            button.setText(self.tr("Show the rows: {side} ({count})").format(side=self._sides[place].name, count=count))

    def _marks(self) -> Sequence[Mark]:
        line = self.numbers.line_at(self.number_table.currentIndex().row())
        return line.marks if line else ()

    def _open_number(self, place: int | None = None) -> None:
        """Opens the rows of one side; those of the later one first where none is named."""
        marks = self._marks()
        order = (1, 0) if place is None else (place,)
        found = [marks[at] for at in order if at < len(marks) and marks[at].ids]
        if found:
            self._open(found[0])

    def _open_entry(self) -> None:
        line = self.entries.line_at(self.entry_table.currentIndex().row())
        if line is not None and line.marks and line.now.ids:
            self._open(line.now)

    def _open(self, mark: Mark) -> None:
        """Opens the rows of a mark in the register; those of a time as they stood then."""
        if self._steps is None or mark.year is None:
            self.opened.emit(mark)
            return
        year, entry_id = mark.year, self._steps[0 if mark.is_before else 1]
        when = self.choices.name_of(entry_id)
        self._workspace.ponder(
            lambda tracker: state_then(tracker, year, entry_id, mark.ids), partial(self._show_then, mark, when), "state-then"
        )

    def _show_then(self, mark: Mark, when: str, state: StateThen) -> None:
        self.then = dialog = ThenDialog(self._workspace, mark, state, when, self.words.language, self.window())
        dialog.opened.connect(self.opened)
        dialog.finished.connect(lambda _result: self.window().activateWindow())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _connect(self) -> None:
        self.choices.changed.connect(self.reload)
        self.kinds.toggled.connect(lambda _kind: self._show_entries())
        self.number_table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._offer_rows())
        self.number_table.opened.connect(self._open_number)
        self.entry_table.opened.connect(self._open_entry)
        self.show_first.clicked.connect(lambda: self._open_number(0))
        self.show_second.clicked.connect(lambda: self._open_number(1))

    def _lay_out(self) -> None:
        self.kinds.setAccessibleName(self.tr("What is shown"))
        split = QSplitter(Qt.Orientation.Horizontal)
        for side in (self._numbers_side(), self._entries_side()):
            split.addWidget(side)
        split.setStretchFactor(1, 1)
        split.setSizes(_SIZES)
        split.setChildrenCollapsible(False)
        self._stack.addWidget(split)
        self._stack.addWidget(self.empty)
        set_look(self.note, role="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.choices)
        column.addWidget(self._stack, 1)
        column.addWidget(self.note)

    def _numbers_side(self) -> QWidget:
        buttons = QHBoxLayout()
        for button in (self.show_first, self.show_second):
            button.hide()
            buttons.addWidget(button)
        buttons.addStretch(1)
        return _column((0, 0, SPACE, 0), self.number_table, buttons)

    def _entries_side(self) -> QWidget:
        return _column((SPACE, 0, 0, 0), self.kinds, self.entry_table)


def _column(margins: tuple[int, int, int, int], *parts: QWidget | QHBoxLayout) -> QWidget:
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(*margins)
    column.setSpacing(SPACE)
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part)
        else:
            column.addLayout(part)
    return side
