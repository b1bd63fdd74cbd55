"""What is compared with what: two years, or two steps of the work on one."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from pct_tracker.domain.change import JournalEntry
from pct_tracker.services.wording import Wording
from pct_tracker.ui.common.button_strip import Choice, ChoiceStrip
from pct_tracker.ui.common.flow_layout import FlowLayout
from pct_tracker.ui.common.form_rows import plain_label
from pct_tracker.ui.common.theme import SPACE
from pct_tracker.ui.overview.step_names import step_name

YEARS, TIMES = "years", "times"

_LONGEST = 34
"""Widths of the letter m of a choice that show without opening its list."""


class CompareChoices(QWidget):
    """`changed` says that something else is to be compared."""

    changed = Signal()

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self.mode = ChoiceStrip(
            [
                Choice(YEARS, self.tr("Two years"), self.tr("One reporting year against another")),
                Choice(
                    TIMES, self.tr("One year at two times"), self.tr("What changed in a year from one step of work to another")
                ),
            ]
        )
        self.mode.setAccessibleName(self.tr("What is compared"))
        self.mode.choose(YEARS)
        self.first, self.second = QComboBox(), QComboBox()
        flow = FlowLayout(self, spacing=SPACE)
        flow.addWidget(self.mode)
        for text, box in ((self.tr("Ea&rlier:"), self.first), (self.tr("&Later:"), self.second)):
            label = QLabel(text)
            label.setBuddy(box)
            box.setAccessibleName(plain_label(text))
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.setMaximumWidth(_LONGEST * self.fontMetrics().horizontalAdvance("m"))
            box.activated.connect(lambda _place: self.changed.emit())
            flow.addWidget(_together(label, box))
        self.mode.chosen.connect(lambda _mode: self._turn())

    @property
    def are_years(self) -> bool:
        """Whether two years are compared, not two times."""
        return self.mode.code() != TIMES

    @property
    def pair(self) -> tuple[int, int] | None:
        """The two years, or the two entries of the journal; None if they are not two."""
        first, second = self.first.currentData(), self.second.currentData()
        return None if first is None or second is None or first == second else (int(first), int(second))

    def name_of(self, entry_id: int) -> str:
        """What a step of work that is offered is called."""
        return self.second.itemText(self.second.findData(entry_id))

    def forget(self) -> None:
        """Forgets what was chosen, so that the usual is taken next time."""
        self.first.clear()
        self.second.clear()

    def offer_years(self, years: Sequence[int], year: int | None) -> None:
        """Offers these years, newest first; usual are `year` and the one before it, or the newest and the oldest one."""
        later = year if year in years else None
        earlier = next((one for one in years if later is not None and one < later), years[-1] if years else None)
        if earlier == later:
            later = next(iter(years), None)
        choices = [(one, str(one)) for one in years]
        _fill(self.first, choices, earlier)
        _fill(self.second, choices, later)

    def offer_steps(self, steps: Sequence[JournalEntry]) -> None:
        """Offers these steps of work, newest first; usual are the first and the last."""
        choices = [(step.id, step_name(step, self._wording)) for step in steps]
        _fill(self.first, choices, steps[-1].id if steps else None)
        _fill(self.second, choices, steps[0].id if steps else None)

    def _turn(self) -> None:
        self.forget()
        self.changed.emit()


def _together(label: QLabel, box: QComboBox) -> QWidget:
    """A label and its box, which a line does not part."""
    pair = QWidget()
    line = QHBoxLayout(pair)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(SPACE)
    line.addWidget(label)
    line.addWidget(box)
    return pair


def _fill(box: QComboBox, choices: Sequence[tuple[int, str]], usual: int | None) -> None:
    """Offers these choices; the chosen one stays if it is among them, else the usual one is taken."""
    chosen = box.currentData()
    with QSignalBlocker(box):
        box.clear()
        for data, text in choices:
            box.addItem(text, data)
        kept = box.findData(chosen) if chosen is not None else -1
        box.setCurrentIndex(kept if kept >= 0 else box.findData(usual))
