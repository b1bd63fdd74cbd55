"""What is charted, by what and how; the picture with its numbers beside it."""

from pathlib import Path

from PySide6.QtCore import QDir, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pct_tracker.domain.query import ActivityQuery
from pct_tracker.services.chart_files import write_chart
from pct_tracker.services.overview import MEASURES
from pct_tracker.ui.common.actions import Actions
from pct_tracker.ui.common.button_strip import Choice, ChoiceStrip
from pct_tracker.ui.common.buttons import push_button
from pct_tracker.ui.common.empty_state import EmptyState
from pct_tracker.ui.common.file_choice import choose_target
from pct_tracker.ui.common.flow_layout import FlowLayout
from pct_tracker.ui.common.theme import SPACE, scaled_font, set_look
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.overview.bar_chart import BarChart
from pct_tracker.ui.overview.chart_canvas import ChartCanvas
from pct_tracker.ui.overview.chart_export import ChartSheet
from pct_tracker.ui.overview.chart_question import MAP, ChartAnswer, ChartQuestion
from pct_tracker.ui.overview.chart_table import ChartModel, ChartTable
from pct_tracker.ui.overview.chart_words import ChartWords
from pct_tracker.ui.overview.world_map import WorldMap

_SIZES = [680, 300]
"""Pixels of the picture and of the numbers before somebody moves the border."""


class ChartsView(QWidget):
    """`opened` carries the mark whose rows are wanted, `told` a sentence about what was written or copied."""

    opened = Signal(object)
    told = Signal(str)

    def __init__(self, workspace: Workspace, actions: Actions, language: str) -> None:
        super().__init__()
        self._workspace = workspace
        self._query = ActivityQuery()
        self._shown: tuple[ChartQuestion, ChartAnswer] | None = None
        self._folder = QDir.homePath()
        self.words = ChartWords(workspace.tracker, workspace.wording, language)
        self.kinds = ChoiceStrip([Choice(kind, name) for kind, name in self.words.kinds().items()])
        self.measures = ChoiceStrip([Choice(measure, self.words.measures()[measure]) for measure in MEASURES])
        self.beside = QCheckBox(self.tr("&Year before beside it"))
        self.copy = push_button(self.tr("Copy the &numbers"))
        self.export = push_button(self.tr("Export the &picture…"))
        self.title = QLabel(self.tr("Being worked out…"), textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.spoken = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.notes = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.bars = BarChart()
        self.map = WorldMap(lambda code: self.words.label(code, MAP))
        self.model = ChartModel()
        self.table = ChartTable(self.model, self.tr("The numbers of the chart"))
        self._pictures = QStackedWidget()
        self._stack = QStackedWidget()
        self.empty = EmptyState(
            "overview",
            self.tr("Nothing to chart yet"),
            self.tr("No activity of the chosen year and status counts. Choose another year above, or record what was held."),
            [(self.tr("To the activities"), actions["page-activities"])],
        )
        self._lay_out()
        self._connect()
        self.kinds.choose(MAP)
        self.measures.choose("activities")

    @property
    def chart(self) -> ChartCanvas:
        """The picture that is shown."""
        return self.map if self.kinds.code() == MAP else self.bars

    def follow(self, query: ActivityQuery) -> None:
        """Takes the year and the status that are charted; it is read by `reload`."""
        self._query = ActivityQuery(year=query.year, status=query.status)

    def reload(self) -> None:
        """Reads what is charted, off the thread of the window."""
        by = self.kinds.code() or MAP
        question = ChartQuestion(by, self._measure(by), self._query, self.beside.isChecked())
        self.beside.setEnabled(question.can_be_beside)
        self._workspace.ponder(question.ask, lambda answer: self._take(question, answer), "overview")

    def set_language(self, language: str) -> None:
        """Shows names in another language."""
        self.words.language = language
        self._show()

    def take_focus(self) -> None:
        """Puts the focus into the picture."""
        (self.chart if self._stack.currentWidget() is not self.empty else self.kinds).setFocus()

    def write_picture(self, path: Path) -> None:
        """Writes the picture as SVG or PNG, as the name ends, and its data as CSV beside it."""
        path = path if path.suffix.lower() in (".svg", ".png") else path.with_suffix(".svg")
        is_map = self._shown is not None and self._shown[0].by == MAP
        chart = self.model.chart
        sheet = ChartSheet(chart, self.font(), is_map=is_map, not_reached=self.map.not_reached, mirrored=self.isRightToLeft())
        picture = sheet.as_png() if path.suffix.lower() == ".png" else sheet.as_svg()
        done = self.tr("Written to {folder}: {names}.")
        self._workspace.ask(
            lambda _tracker: write_chart(path, picture, chart.table()),
            lambda table: self.told.emit(done.format(folder=path.parent, names=f"{path.name}, {table.name}")),
        )

    def _measure(self, by: str) -> str:
        """What is counted. Each State is one State: that would be no chart."""
        has_states = by not in (MAP, "state")
        self.measures.button("states").setEnabled(has_states)
        if not has_states and self.measures.code() == "states":
            self.measures.choose("activities")
        return self.measures.code() or "activities"

    def _take(self, question: ChartQuestion, answer: ChartAnswer) -> None:
        self._shown = question, answer
        self._show()

    def _show(self) -> None:
        if self._shown is None:
            return
        question, answer = self._shown
        chart = self.words.chart(question, answer)
        self.title.setText(chart.title)
        self.notes.setText(" ".join(chart.notes))
        self.spoken.setText("")
        is_map = question.by == MAP
        (self.map if is_map else self.bars).show_chart(chart)
        self._pictures.setCurrentIndex(0 if is_map else 1)
        self.model.show_chart(chart)
        has_any = any(mark.ids for line in chart.lines for mark in line.marks)
        self._stack.setCurrentIndex(0 if has_any else 1)
        for button in (self.copy, self.export):
            button.setEnabled(has_any)

    def _open_line(self) -> None:
        line = self.model.line_at(self.table.currentIndex().row())
        marks = [mark for mark in line.marks if mark.ids] if line else []
        if marks:
            self.opened.emit(marks[0])

    def _copy(self) -> None:
        self.table.copy()
        self.told.emit(self.tr("The numbers were copied."))

    def _export(self) -> None:
        kinds = ";;".join((self.tr("Picture for documents (*.svg)"), self.tr("Picture of points (*.png)")))
        name = str(Path(self._folder) / f"{self.kinds.code()}-{self._query.year or 'all'}.svg")
        chosen, kind = choose_target(self, self.tr("Export the picture"), name, kinds)
        if chosen:
            path = Path(chosen)
            self._folder = str(path.parent)
            self.write_picture(path if path.suffix else path.with_suffix(".png" if "*.png" in kind else ".svg"))

    def _connect(self) -> None:
        self.kinds.chosen.connect(lambda _kind: self.reload())
        self.measures.chosen.connect(lambda _measure: self.reload())
        self.beside.toggled.connect(lambda _on: self.reload())
        self.table.opened.connect(self._open_line)
        self.copy.clicked.connect(self._copy)
        self.export.clicked.connect(self._export)
        for chart in (self.map, self.bars):
            chart.opened.connect(self.opened)
            chart.told.connect(self.spoken.setText)

    def _lay_out(self) -> None:
        self.kinds.setAccessibleName(self.tr("Chart"))
        self.measures.setAccessibleName(self.tr("What is counted"))
        self.title.setFont(scaled_font(self.title.font(), 1.15, bold=True))
        for label in (self.notes, self.spoken):
            set_look(label, role="muted")
        tools = QWidget()
        flow = FlowLayout(tools, spacing=SPACE)
        for widget in (self.measures, self.beside):
            flow.addWidget(widget)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.copy)
        head.addWidget(self.export)
        for chart in (self.map, self.bars):
            self._pictures.addWidget(_scrolled(chart))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._pictures)
        split.addWidget(self.table)
        split.setStretchFactor(0, 1)
        split.setSizes(_SIZES)
        split.setChildrenCollapsible(False)
        self._stack.addWidget(split)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.kinds)
        column.addWidget(tools)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        column.addWidget(self.spoken)
        column.addWidget(self.notes)


def _scrolled(chart: ChartCanvas) -> QScrollArea:
    """A chart that is as wide as its place and scrolls along its height, after the keys."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    area.setWidget(chart)
    chart.moved.connect(lambda rect: area.ensureVisible(rect.center().x(), rect.center().y(), 0, rect.height()))
    return area
