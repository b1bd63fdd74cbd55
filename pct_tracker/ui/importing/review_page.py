"""The rows of a file under review: what each is against the log, what is decided, and its cells to correct."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from pct_tracker.domain.errors import UserError
from pct_tracker.domain.finding import Fix
from pct_tracker.services.imports.again import carry_over
from pct_tracker.services.imports.look import LookedAt
from pct_tracker.services.imports.review import ReviewedRow, apply_fix, correct_cell, decide, leave_locked_out
from pct_tracker.ui.common.button_strip import Choice, ChoiceStrip
from pct_tracker.ui.common.row_table import RowTable
from pct_tracker.ui.common.theme import SPACE
from pct_tracker.ui.common.translation import shown_number
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.importing.review_detail import ReviewDetail
from pct_tracker.ui.importing.review_model import COLUMNS, ReviewModel
from pct_tracker.ui.importing.review_words import OUTCOMES

_CELL_MARKS = ("guessed", "kept-as-text")


class ReviewPage(QWidget):
    """`changed` follows every decision and correction, `told` carries a sentence on why a correction cannot be taken."""

    changed = Signal()
    told = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.model = ReviewModel(workspace.wording)
        self.outcomes = ChoiceStrip([Choice(code, code) for code in ("all", *OUTCOMES)])
        self.outcomes.setAccessibleName(self.tr("Rows shown"))
        self.finding = QComboBox(sizeAdjustPolicy=QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.finding.setMinimumContentsLength(18)
        self.finding.setAccessibleName(self.tr("Rows with this finding"))
        self.all = QComboBox()
        self.all.setAccessibleName(self.tr("Decide for all rows shown"))
        self.table = self._make_table()
        self.detail = ReviewDetail(workspace)
        self._fill_all()
        self._lay_out()
        self._connect()

    @property
    def rows(self) -> tuple[ReviewedRow, ...]:
        """All rows as decided and corrected."""
        return self.model.rows

    def show_rows(self, looked: LookedAt | None, *, anew: bool = True) -> None:
        """Shows what was read, all of it; of a source that is only read once more, as decided and corrected before."""
        if looked and not anew:
            looked = replace(looked, rows=carry_over(self._workspace.tracker, self.rows, looked.rows))
        self.model.take(looked)
        self.outcomes.choose("all")
        self._show_counts()
        self._fill_findings()
        self._go_to_first()

    def leave_locked_out(self) -> None:
        """Leaves out the rows that would change a locked year."""
        for row in leave_locked_out(self._workspace.tracker, self.rows):
            self.model.replace_row(row)
        self._show_detail()
        self.changed.emit()

    def focus_rows(self) -> None:
        """Puts the focus where the rows can be walked through."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_space = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Space
        if watched is self.table and is_space:
            self._turn()
            return True
        return super().eventFilter(watched, event)

    # Decisions and corrections

    def _row(self) -> ReviewedRow | None:
        line = self.model.row_at(self.table.currentIndex().row())
        return line if isinstance(line, ReviewedRow) else None

    def _turn(self) -> None:
        """Space leaves a row out, or takes it in again as suggested."""
        row = self._row()
        if row is not None:
            self._take(decide(row, row.decisions[0] if row.decision == "leave-out" else "leave-out"))

    def _decide(self, code: str) -> None:
        row = self._row()
        if row is not None:
            self._take(decide(row, "add" if code == "add" else "update" if code == "update" else "leave-out"))

    def _decide_all(self, place: int) -> None:
        choice = self.all.itemData(place)
        self.all.setCurrentIndex(0)
        match choice:
            case "import":
                self.model.decide_shown(lambda row: row.decision if row.outcome == "same" else row.decisions[0])
            case "add":
                self.model.decide_shown(lambda row: row.decision if row.outcome == "same" else "add")
            case "leave-out":
                self.model.decide_shown(lambda _row: "leave-out")
        self._show_detail()
        self.changed.emit()

    def _correct(self, column: str, text: str) -> None:
        row, tracker = self._row(), self._workspace.tracker
        if row is None:
            return
        try:
            self._take(correct_cell(tracker, row, column, text, self._workspace.wording.language))
        except UserError as error:
            self.told.emit(self._workspace.wording.error(error))

    def _settle(self, fix: Fix) -> None:
        row = self._row()
        if row is not None:
            self._take(apply_fix(self._workspace.tracker, row, fix))

    def _take(self, row: ReviewedRow) -> None:
        self.model.replace_row(row)
        self._show_detail()
        self.changed.emit()

    # What is shown

    def _narrow(self) -> None:
        outcome = self.outcomes.code() or "all"
        self.model.narrow("" if outcome == "all" else outcome, str(self.finding.currentData() or ""))
        self._go_to_first()

    def _go_to_first(self) -> None:
        if self.model.rowCount():
            self.table.go_to(0)
        self._show_detail()

    def _show_detail(self) -> None:
        self.detail.show_row(self._row())

    def _show_counts(self) -> None:
        counts = self.model.counts()
        names = {"all": self.tr("All"), **self.model.words.outcomes}
        for code in self.outcomes.codes:
            count = counts.total() if code == "all" else counts[code]
            self.outcomes.button(code).set_words(f"{names[code]}  {shown_number(count)}")
            self.outcomes.button(code).setEnabled(code == "all" or count > 0)

    def _fill_findings(self) -> None:
        marks, words = self.model.marks(), self._workspace.wording
        names = {mark: self.model.words.cell(mark) for mark in _CELL_MARKS}
        self.finding.clear()
        self.finding.addItem(self.tr("Any finding"), "")
        for mark in (*_CELL_MARKS, *sorted(marks.keys() - set(_CELL_MARKS))):
            if marks[mark]:
                self.finding.addItem(f"{names.get(mark) or words.rule_name(mark)}  ({shown_number(marks[mark])})", mark)

    def _fill_all(self) -> None:
        self.all.addItem(self.tr("All rows shown…"), "")
        self.all.addItem(self.tr("Import them"), "import")
        self.all.addItem(self.tr("Add them as new"), "add")
        self.all.addItem(self.tr("Leave them out"), "leave-out")

    def _make_table(self) -> RowTable:
        words = self.model.words
        table = RowTable(self.model, self.tr("Rows of the file"))
        longest = [max(names.values(), key=len) for names in (words.decisions, words.outcomes)]
        samples = {0: f"✓ {longest[0]}", 1: longest[1], 2: "0000", 3: "2024-06", 5: "m" * 22}
        table.fit_columns(samples, COLUMNS.index("title"))
        table.installEventFilter(self)
        return table

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE)
        head.addWidget(self.outcomes, 1)
        head.addWidget(self.finding)
        head.addWidget(self.all)
        sides = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        sides.addWidget(self.table)
        sides.addWidget(self.detail)
        sides.setSizes([200, 260])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addLayout(head)
        column.addWidget(sides, 1)

    def _connect(self) -> None:
        self.outcomes.chosen.connect(lambda _code: self._narrow())
        self.finding.activated.connect(lambda _place: self._narrow())
        self.all.activated.connect(self._decide_all)
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_detail())
        self.table.opened.connect(self.detail.focus_cells)
        self.detail.decided.connect(self._decide)
        self.detail.corrected.connect(self._correct)
        self.detail.fix_chosen.connect(self._settle)
