"""The table of findings: several lines can be selected, the weight stands in its colour."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QColor, QPalette, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from pct_tracker.domain.finding import Finding
from pct_tracker.services.checks.accepting import Judged
from pct_tracker.ui.common.colours import colours_of
from pct_tracker.ui.common.row_table import RowTable
from pct_tracker.ui.common.text_cell import run_text
from pct_tracker.ui.common.theme import SPACE
from pct_tracker.ui.findings.check_model import CheckModel, DirectionRole, FindingRole

_WIDEST = 16
"""Widths of the letter m beyond which a column does not grow by itself."""

_STRETCHED = ("message", "reason")
"""What is read here and nowhere else: these share the room that the other columns leave."""

_WIDEST_TITLE = 22
"""Widths of the letter m that tell one activity from another; its whole title is in its tool tip and in its form."""


class CheckTable(RowTable):
    """Shows the lines of a CheckModel."""

    def __init__(self, model: CheckModel, name: str) -> None:
        super().__init__(model, name, several=True)
        self._model = model
        self.setItemDelegate(_SeverityDelegate(self))
        header, metrics = self.horizontalHeader(), self.fontMetrics()
        samples = {
            "severity": model.severity_texts,
            "month": ["2024-06"],
            "field": model.field_texts,
            "author": ["xxxxxxxx, 2024-06-12"],
        }
        for place, column in enumerate(model.columns):
            if column in _STRETCHED:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
            elif column == "title":
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Fixed)
            else:
                widest = max(metrics.horizontalAdvance(sample) for sample in samples[column])
                self.setColumnWidth(place, min(widest, _WIDEST * metrics.horizontalAdvance("m")) + 3 * SPACE)

    def line(self) -> Judged | None:
        """The line in focus."""
        return self._model.row_at(self.currentIndex().row())

    def chosen(self) -> list[Judged]:
        """The selected lines in their order; the line in focus if none is selected."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        lines = [self._model.row_at(row) for row in rows or [self.currentIndex().row()]]
        return [line for line in lines if line is not None]

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_title()
        super().resizeEvent(event)

    def _fit_title(self) -> None:
        """In a narrow window the title has two thirds of what a sentence has."""
        columns, header = self._model.columns, self.horizontalHeader()
        sentences = [column for column in columns if column in _STRETCHED]
        others = sum(header.sectionSize(place) for place, one in enumerate(columns) if one not in (*sentences, "title"))
        share = 2 * (self.viewport().width() - others) // (2 + 3 * len(sentences))
        widest = _WIDEST_TITLE * self.fontMetrics().horizontalAdvance("m")
        self.setColumnWidth(columns.index("title"), max(min(share, widest), header.minimumSectionSize()))


class _SeverityDelegate(QStyledItemDelegate):
    """The column of weights in the colour of each."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        finding, model = index.data(FindingRole), index.model()
        shows_weight = isinstance(model, CheckModel) and model.columns[index.column()] == "severity"
        if shows_weight and isinstance(finding, Finding):
            colour = QColor(colours_of(option.palette).of_severity(finding.severity))
            option.palette.setColor(QPalette.ColorRole.Text, colour)
            option.palette.setColor(QPalette.ColorRole.HighlightedText, colour)
        direction = index.data(DirectionRole)
        if direction is not None:
            run_text(option, direction)
        option.state &= ~QStyle.StateFlag.State_HasFocus
