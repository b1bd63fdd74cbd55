"""Plan against result: what became of each activity of the frozen plan of a year."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from pct_tracker.domain.report import ExportRecord
from pct_tracker.services.reports.plan import OUTCOMES, PlanOutcome, PlanRow, frozen_plan, plan_outcome
from pct_tracker.services.tracker import Tracker
from pct_tracker.ui.common.buttons import push_button
from pct_tracker.ui.common.direction import direction_of
from pct_tracker.ui.common.empty_state import EmptyState
from pct_tracker.ui.common.flow_layout import FlowLayout
from pct_tracker.ui.common.moments import apart, local_moment
from pct_tracker.ui.common.row_table import RowTable
from pct_tracker.ui.common.theme import SPACE
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.reports.lines_model import Line, LinesModel
from pct_tracker.ui.reports.year_needed import YearNeeded

_TITLE = 3


class PlanView(QWidget):
    """Shows the plan of `year`. `rows_requested` carries ids of activities to be shown, and what they are in words.

    `latest_requested` asks for the latest year where all years are shown.
    """

    rows_requested = Signal(object, str)
    latest_requested = Signal()

    def __init__(self, workspace: Workspace, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._language = language
        self._outcome: PlanOutcome | None = None
        self.year: int | None = None
        self.state = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.groups: dict[str, QPushButton] = {name: push_button("", role="link") for name in OUTCOMES}
        headings = (self.tr("Outcome"), self.tr("Planned for"), self.tr("Now"), self.tr("Activity"), self.tr("Why"))
        self.model = LinesModel(headings)
        self.table = RowTable(self.model, self.tr("Plan against result"))
        self._empty = EmptyState(
            "overview",
            self.tr("No frozen plan"),
            self.tr("Export the report with the planned activities and freeze the plan; later this shows what became of it."),
            [],
        )
        self.year_needed = YearNeeded("overview", self.tr("A plan is that of one year. Choose a year above."))
        self._nothing: EmptyState = self._empty
        self._page = QWidget()
        self._stack = QStackedWidget()
        self._lay_out()
        self.table.opened.connect(self._open_row)
        self.year_needed.latest.triggered.connect(self.latest_requested)
        for name, button in self.groups.items():
            button.clicked.connect(lambda _checked=False, name=name: self._open_group(name))

    def reload(self) -> None:
        """Reads the plan and what became of it."""
        year = self.year

        def read(tracker: Tracker) -> tuple[ExportRecord | None, PlanOutcome | None]:
            return (None, None) if year is None else (frozen_plan(tracker, year), plan_outcome(tracker, year))

        def take(answer: tuple[ExportRecord | None, PlanOutcome | None]) -> None:
            self._take(year, *answer)

        self._workspace.ponder(read, take, "plan")

    def set_language(self, language: str) -> None:
        """Shows titles in another language."""
        self._language = language
        self._show()

    def take_focus(self) -> None:
        """Puts the focus into the table, or to what is said in its place."""
        (self.table if self._outcome else self._nothing).setFocus()

    def _take(self, year: int | None, record: ExportRecord | None, outcome: PlanOutcome | None) -> None:
        self._outcome = outcome
        self._stack.setVisible(True)
        self._nothing = self.year_needed if year is None else self._empty
        self._stack.setCurrentWidget(self._nothing if outcome is None else self._page)
        if record is not None and outcome is not None:
            told = self.tr("The plan of {year} was frozen on {when} by {who}. Activities in it: {count}.")
            when, count = apart(local_moment(record.at)), sum(1 for row in outcome.rows if row.planned)
            self.state.setText(told.format(year=outcome.year, when=when, who=apart(record.author), count=count))
        self._show()

    def _show(self) -> None:
        if self._outcome is None:
            return
        names = self._names()
        for name, button in self.groups.items():
            ids = self._outcome.ids(name)
            button.setText(self.tr("{outcome}: {count}").format(outcome=names[name], count=len(self._outcome.of(name))))
            button.setEnabled(bool(ids))
            button.setToolTip(self.tr("Show these activities in the register") if ids else "")
        row = self.table.currentIndex().row()
        lines = [self._line(row, names[name]) for name in OUTCOMES for row in self._outcome.of(name)]
        self.model.show_rows(lines)
        if lines:
            self.table.go_to(min(max(row, 0), len(lines) - 1))

    def _line(self, row: PlanRow, outcome: str) -> Line:
        planned, now = (one.month or "—" if one else "" for one in (row.planned, row.now))
        now = "" if row.outcome == "dropped" else now
        title = row.shown.title
        texts = (outcome, planned, now, title.best(self._language) or "—", self._why(row))
        direction = direction_of(title.language_of_best(self._language) or self._language)
        return Line(texts, (row.now.id,) if row.now else (), muted=row.outcome == "dropped", directions={_TITLE: direction})

    def _why(self, row: PlanRow) -> str:
        reasons = {
            "cancelled": self.tr("cancelled"),
            "deleted": self.tr("deleted"),
            "postponed": self.tr("postponed without a new date"),
            "overdue": self.tr("the year is over and no outcome was recorded"),
        }
        words = [reasons.get(row.why, ""), row.now.status_reason or "" if row.now and row.why else ""]
        return ": ".join(filter(None, words))

    def _names(self) -> dict[str, str]:
        return {
            "held": self.tr("Held"),
            "moved": self.tr("Moved"),
            "dropped": self.tr("Dropped"),
            "open": self.tr("Still planned"),
            "added": self.tr("Added"),
        }

    def _open_group(self, name: str) -> None:
        if self._outcome is not None and self._outcome.ids(name):
            words = self.tr("{outcome}, plan of {year}").format(outcome=self._names()[name], year=self._outcome.year)
            self.rows_requested.emit(self._outcome.ids(name), words)

    def _open_row(self) -> None:
        line = self.model.row_at(self.table.currentIndex().row())
        if line is not None and line.ids:
            self.rows_requested.emit(line.ids, line.texts[_TITLE])

    def _lay_out(self) -> None:
        widest = max(self._names().values(), key=len)
        samples = {0: widest, 1: "0000-00", 2: "0000-00", 4: "m" * 24}
        self.table.fit_columns(samples, _TITLE)
        groups = QWidget()
        flow = FlowLayout(groups, spacing=2 * SPACE)
        for button in self.groups.values():
            flow.addWidget(button)
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.state)
        column.addWidget(groups)
        column.addWidget(self.table, 1)
        for widget in (self._empty, self.year_needed, self._page):
            self._stack.addWidget(widget)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        # Before the first answer nothing is known to be missing.
        self._stack.setVisible(False)
