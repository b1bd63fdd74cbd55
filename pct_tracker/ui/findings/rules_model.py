"""The rules with their weights, those that are to be changed among them."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt

from pct_tracker.domain.codes import Severity
from pct_tracker.services.checks.rule_weights import RuleWeight
from pct_tracker.services.wording import Wording
from pct_tracker.ui.common.field_messages import SHAPES
from pct_tracker.ui.common.moments import apart, local_moment
from pct_tracker.ui.common.plain_tip import plain_tip
from pct_tracker.ui.common.row_table import MutedRole
from pct_tracker.ui.common.rows_model import ModelIndex, RowsModel


class RulesModel(RowsModel[RuleWeight]):
    """One line for each rule; `wanted` are the weights that are chosen and not stored yet."""

    def __init__(self, wording: Wording) -> None:
        super().__init__((self.tr("Rule"), self.tr("Usual weight"), self.tr("Weight in this log"), self.tr("Changed by")))
        self._wording = wording
        self.wanted: Mapping[str, str] = {}
        words = {Severity.ERROR: self.tr("Error"), Severity.WARNING: self.tr("Warning"), Severity.HINT: self.tr("Hint")}
        self.weight_words = {one.value: f"{SHAPES[one]} {word}" for one, word in words.items()} | {"off": self.tr("Off")}

    def show_weights(self, weights: Sequence[RuleWeight]) -> None:
        """Shows the rules as they weigh in the log."""
        self.wanted = {}
        self.show_rows(weights)

    def all_lines(self) -> list[RuleWeight]:
        """All rules."""
        return list(self._rows)

    def want(self, rules: Sequence[RuleWeight], weight: str | None) -> None:
        """Chooses a weight for these rules, None for their own; what is as it is stored is no change."""
        chosen = {one.rule: weight or one.own for one in rules}
        stored = {one.rule: one.here for one in self._rows}
        merged = {**self.wanted, **chosen}
        self.wanted = {rule: wanted for rule, wanted in merged.items() if wanted != stored[rule]}
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def weight_of(self, line: RuleWeight) -> str:
        """The weight as it is chosen, or as it is stored."""
        return self.wanted.get(line.rule, line.here)

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.row_at(index.row()) if index.isValid() else None
        if line is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts(line)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._wording.rule_explanation(line.rule) or line.rule)
        return self.weight_of(line) == "off" if role == MutedRole else None

    def _texts(self, line: RuleWeight) -> tuple[str, ...]:
        weight = self.weight_of(line)
        here = self.weight_words[weight]
        shown = self.tr("{weight} – not stored yet").format(weight=here) if line.rule in self.wanted else here
        return self._wording.rule_name(line.rule), self.weight_words[line.own], shown, self._changed(line)

    def _changed(self, line: RuleWeight) -> str:
        if line.changed is None or line.changed.at is None:
            return ""
        return f"{apart(line.changed.author)}, {apart(local_moment(line.changed.at))}"
