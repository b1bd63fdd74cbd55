"""What is not yet right in a year, on one page: every line opens its activity at its field and offers its fixes."""

from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.finding import Finding
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.services.tracker import Tracker
from pct_tracker.ui.common.actions import Actions
from pct_tracker.ui.common.button_strip import Choice, ToggleStrip
from pct_tracker.ui.common.colours import colours_of
from pct_tracker.ui.common.empty_state import EmptyState
from pct_tracker.ui.common.row_table import RowTable
from pct_tracker.ui.common.text_cell import run_text
from pct_tracker.ui.common.theme import SPACE, set_look
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.findings.check_model import KINDS, CheckModel, DirectionRole, FindingRole, Line, kind_of

Findings = Mapping[int, tuple[Finding, ...]]


_MANY = 3_000
"""Activities beyond which the findings of all years are worked out only when they are looked at."""

_TOO_MANY = 20_000
"""Activities beyond which the findings of all years together are not worked out: it would take minutes and all memory."""

_WIDEST = 16
"""Widths of the letter m beyond which the column of fields does not grow by itself."""


class CheckPage(QWidget):
    """The findings of a year.

    `opened` carries the id and field of a finding, `fix_chosen` a finding and its fix, `compared` activities to show
    together, and `counted` how many findings there are of each kind.
    """

    opened = Signal(int, str)
    fix_chosen = Signal(object, object)
    compared = Signal(object)
    counted = Signal(object)

    def __init__(self, workspace: Workspace, actions: Actions, language: str) -> None:
        super().__init__()
        self._workspace = workspace
        self._activities: list[Activity] = []
        self._findings: Findings = {}
        self._shown_year: tuple[int | None] | tuple[()] = ()
        self._is_postponed = False
        self.model = CheckModel(workspace.wording, workspace.tracker.reference.vocabulary, language)
        self.table = self._make_table()
        self.kinds = ToggleStrip([Choice(kind, kind) for kind in KINDS])
        self.kinds.setAccessibleName(self.tr("What is shown"))
        self.kinds.choose(("error", "warning", "hint"))
        self._message = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._fixes = QHBoxLayout()
        all_well = self.tr("Nothing is wrong"), self.tr("No rule has anything to say about the activities shown here.")
        self._stack = QStackedWidget()
        self.empty = EmptyState("check", *all_well, [(self.tr("To the activities"), actions["page-activities"])])
        too_many = self.tr("Too much to check at once"), self.tr("Choose one year above to see what is not right in it.")
        self.empty_many = EmptyState("check", *too_many, [(self.tr("To the activities"), actions["page-activities"])])
        self._lay_out()
        self.kinds.toggled.connect(lambda _code: self._show())

    def follow_year(self, year: int | None) -> None:
        """Shows the findings of a reporting year, or of all, if it does not yet."""
        if (year,) != self._shown_year:
            self.show_year(year)

    def show_year(self, year: int | None) -> None:
        """Works out and shows the findings of a reporting year, or of all.

        Those of many years are worked out only when somebody looks at this page.
        """
        self._shown_year = (year,)
        is_seen = self.isVisible()

        def look(tracker: Tracker) -> tuple[list[Activity], Findings] | None:
            ids = tracker.ids(ActivityQuery(year=year))
            if year is None and len(ids) > (_TOO_MANY if is_seen else _MANY):
                return None
            findings = tracker.findings(year)
            return tracker.activities_by_id([id_ for id_ in ids if id_ in findings]), findings

        self._workspace.ponder(look, self._take, "check")

    def set_language(self, language: str) -> None:
        """Shows titles and names in another language."""
        self.model.set_language(language)
        self._show()

    def step(self, by: int) -> None:
        """Opens the next or the previous finding."""
        row = self.table.currentIndex().row()
        count = self.model.rowCount()
        if count:
            self.table.go_to((row + by) % count if row >= 0 else 0 if by > 0 else count - 1)
            self._open_current()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_postponed and self._shown_year:
            self.show_year(self._shown_year[0])

    def _take(self, answer: tuple[list[Activity], Findings] | None) -> None:
        self._is_postponed = answer is None
        self._activities, self._findings = answer or ([], {})
        counts = Counter(kind_of(one) for some in self._findings.values() for one in some)
        self._show_counts(counts)
        self._show()
        self.counted.emit(counts)

    def _show_counts(self, counts: Counter[str]) -> None:
        names = {
            "error": self.tr("● Errors"),
            "warning": self.tr("▲ Warnings"),
            "hint": self.tr("○ Hints"),
            "translation": self.tr("Missing translations"),
        }
        for kind, name in names.items():
            self.kinds.button(kind).set_words(f"{name}  {counts[kind]}")

    def _show(self) -> None:
        row = self.table.currentIndex().row()
        self.model.set_findings(self._activities, self._findings, self.kinds.chosen())
        empty = self.empty_many if self._is_postponed else self.empty
        self._stack.setCurrentWidget(self.table if self.model.rowCount() else empty)
        if self.model.rowCount():
            self.table.go_to(min(max(row, 0), self.model.rowCount() - 1))
        self._show_fixes()

    def _show_fixes(self) -> None:
        while (item := self._fixes.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        line = self._line()
        self._message.setText(self._workspace.wording.finding(line.finding) if line else "")
        if line is None:
            return
        for fix in line.finding.fixes:
            self._add_button(self._workspace.wording.fix(fix), partial(self.fix_chosen.emit, line.finding, fix))
        others = line.finding.params.get("others")
        if others:
            together = frozenset((line.activity.id, *others))
            self._add_button(self.tr("Show them together"), lambda: self.compared.emit(together))
        self._add_button(self.tr("Open the activity"), self._open_current)

    def _add_button(self, text: str, act: Callable[[], object]) -> None:
        button = QPushButton(text)
        set_look(button, role="link")
        button.clicked.connect(lambda _checked=False: act())
        self._fixes.addWidget(button)
        button.setVisible(True)

    def _line(self) -> Line | None:
        return self.model.row_at(self.table.currentIndex().row())

    def _open_current(self) -> None:
        line = self._line()
        if line is not None:
            self.opened.emit(line.activity.id, line.finding.field)

    def _make_table(self) -> RowTable:
        table = RowTable(self.model, self.tr("Findings"))
        table.setItemDelegate(_SeverityDelegate(table))
        header, metrics = table.horizontalHeader(), table.fontMetrics()
        for column, samples in ((0, self.model.severity_texts), (1, ("2024-06",)), (3, self.model.field_texts)):
            widest = max(metrics.horizontalAdvance(sample) for sample in samples)
            table.setColumnWidth(column, min(widest, _WIDEST * metrics.horizontalAdvance("m")) + 3 * SPACE)
        for column in (2, 4):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        table.opened.connect(self._open_current)
        table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_fixes())
        return table

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.kinds)
        head.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self._message, 1)
        foot.addLayout(self._fixes)
        foot.setSpacing(SPACE)
        self._fixes.setSpacing(SPACE)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.empty_many)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        column.setSpacing(SPACE)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)


class _SeverityDelegate(QStyledItemDelegate):
    """The first column in the colour of its weight."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        finding = index.data(FindingRole)
        if index.column() == 0 and isinstance(finding, Finding):
            colour = QColor(colours_of(option.palette).of_severity(finding.severity))
            option.palette.setColor(QPalette.ColorRole.Text, colour)
            option.palette.setColor(QPalette.ColorRole.HighlightedText, colour)
        direction = index.data(DirectionRole)
        if direction is not None:
            run_text(option, direction)
        option.state &= ~QStyle.StateFlag.State_HasFocus
