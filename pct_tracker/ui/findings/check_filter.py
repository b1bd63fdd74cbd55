"""What narrows the lines of the Check page: weight, rule and field, each with how many there are."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from pct_tracker.services.checks.accepting import Judged
from pct_tracker.ui.common.button_strip import Choice, ToggleStrip
from pct_tracker.ui.common.theme import SPACE
from pct_tracker.ui.common.translation import shown_number
from pct_tracker.ui.findings.check_lines import KINDS, Wanted

_LETTERS = 16
"""Letters of a box that has to give way to others."""

_ALL = 100
"""So much of the line is that of the weights; where there are none to choose from, it stays empty."""


class CheckFilter(QWidget):
    """`changed` says that something else is wanted."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.kinds = ToggleStrip([Choice(kind, kind) for kind in KINDS], look="chip")
        self.kinds.setAccessibleName(self.tr("What is shown"))
        self.kinds.choose(("warning", "hint"))
        self.rule = _box(self.tr("Rule"))
        self.field = _box(self.tr("Field"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self.kinds, _ALL)
        row.addStretch(1)
        for box in (self.rule, self.field):
            row.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
        self.kinds.toggled.connect(lambda _code: self.changed.emit())
        for box in (self.rule, self.field):
            box.currentIndexChanged.connect(lambda _place: self.changed.emit())

    def wanted(self, part: str) -> Wanted:
        """What is to be shown of a part."""
        return Wanted(part, self.kinds.chosen(), self.rule.currentData() or "", self.field.currentData() or "")

    def show_kinds(self, words: Mapping[str, str]) -> None:
        """Says how many there are of each kind."""
        for kind, told in words.items():
            self.kinds.button(kind).set_words(told)

    def offer(
        self, part: str, lines: Iterable[Judged], rule_name: Callable[[str], str], field_name: Callable[[str], str]
    ) -> None:
        """Offers the rules and fields of these lines with how many there are, the most frequent first."""
        self.kinds.setVisible(part == "look")
        rules = Counter(line.finding.rule for line in lines)
        fields = Counter(line.finding.field for line in lines)
        _fill(self.rule, self.tr("All rules"), rules, rule_name)
        _fill(self.field, self.tr("All fields"), fields, field_name)


def _box(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setToolTip(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(_LETTERS)
    return box


def _fill(box: QComboBox, all_: str, counts: Counter[str], name_of: Callable[[str], str]) -> None:
    """Fills a box without telling anybody; what was chosen stays chosen even where there is none of it now."""
    before = box.currentData()
    if before:
        counts.setdefault(before, 0)
    with QSignalBlocker(box):
        box.clear()
        box.addItem(all_, "")
        for code, count in counts.most_common():
            box.addItem(f"{name_of(code)}  {shown_number(count)}", code)
        box.setCurrentIndex(max(box.findData(before), 0))
    widest = max(box.fontMetrics().horizontalAdvance(box.itemText(place)) for place in range(box.count()))
    box.view().setMinimumWidth(widest + 5 * SPACE)
