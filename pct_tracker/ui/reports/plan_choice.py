"""Whether the report prints a plan as its second annex, that of which year, and whether it is frozen."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QStyle, QVBoxLayout, QWidget

from pct_tracker.ui.common.choice_box import ChoiceBox
from pct_tracker.ui.common.form_row import FieldLabel, plain_label
from pct_tracker.ui.common.theme import SPACE

_DIGITS = 6
"""Room for a year."""


class PlanChoice(QWidget):
    """`changed` says that something else was chosen. What is asked of the plan shows only while it is printed."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._year: int | None = None
        self._planned_year: int | None = None
        self.planned = QCheckBox(self.tr("Annex II: planned activities"))
        self.years = ChoiceBox(())
        self.freeze = QCheckBox(self.tr("Freeze this plan, to compare it with what is held"))
        self._more = QWidget()
        self._lay_out()
        self.setFocusProxy(self.planned)
        self.planned.toggled.connect(self._more.setVisible)
        self.years.currentIndexChanged.connect(lambda _place: self._choose())
        for box in (self.planned, self.freeze):
            box.toggled.connect(lambda _on: self.changed.emit())

    @property
    def planned_year(self) -> int | None:
        """The year whose plan is printed; None for that of the report."""
        return self._planned_year

    @property
    def freezes(self) -> bool:
        """Whether the plan that is printed is to be frozen; chosen anew each time."""
        return self.planned.isChecked() and self.freeze.isChecked()

    def show_plan(self, planned_year: int | None, *, planned: bool) -> None:
        """Shows what was chosen before."""
        self.planned.setChecked(planned)
        self._planned_year = planned_year
        self.offer((), self._year)

    def offer(self, years: Sequence[int], year: int | None) -> None:
        """Offers these years, that of the report and the one after it, newest first."""
        self._year = year
        chosen = self._planned_year or year
        offered = {*years, *(() if year is None else (year, year + 1)), *(() if chosen is None else (chosen,))}
        with QSignalBlocker(self.years):
            self.years.clear()
            for one in sorted(offered, reverse=True):
                self.years.addItem(str(one), one)
            self.years.setCurrentIndex(self.years.findData(chosen))

    def _choose(self) -> None:
        chosen = self.years.currentData()
        self._planned_year = None if chosen == self._year else chosen
        self.changed.emit()

    def _lay_out(self) -> None:
        label = FieldLabel(self.tr("Plan of the year:"))
        label.setBuddy(self.years)
        self.years.setAccessibleName(plain_label(label.text()))
        self.years.setMinimumContentsLength(_DIGITS)
        line = QHBoxLayout()
        line.setSpacing(SPACE)
        line.addWidget(label)
        line.addWidget(self.years)
        line.addStretch(1)
        indent = self.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth) + SPACE
        more = QVBoxLayout(self._more)
        # Qt mirrors no margins.
        more.setContentsMargins(*((0, 0, indent, 0) if self.isRightToLeft() else (indent, 0, 0, 0)))
        more.addLayout(line)
        more.addWidget(self.freeze)
        self._more.setVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.planned)
        column.addWidget(self._more)
