"""How heavily each rule weighs in this log: several are changed together, and kept with one note in the history."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from pct_tracker.services.checks.accepting import grade_rules
from pct_tracker.services.checks.rule_weights import WEIGHTS, RuleWeight, rule_weights
from pct_tracker.services.tracker import Tracker
from pct_tracker.ui.common.button_strip import Choice, ChoiceStrip
from pct_tracker.ui.common.buttons import push_button
from pct_tracker.ui.common.row_table import RowTable
from pct_tracker.ui.common.theme import SPACE, SPACE_LARGE, fit_screen
from pct_tracker.ui.common.translation import shown_number
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.findings.rules_model import RulesModel


class RulesDialog(QDialog):
    """`graded` says that rules weigh otherwise than before."""

    graded = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.setWindowTitle(self.tr("Rules"))
        self.model = RulesModel(workspace.wording)
        self.table = RowTable(self.model, self.tr("Rules"), several=True)
        weights = max(self.model.weight_words.values(), key=len)
        self.table.fit_columns({1: weights, 2: f"{weights} – xxxxxxxxxxxxxx", 3: "xxxxxxxx, 2024-06-12 12:00"}, 0)
        self.explanation = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.explanation.setMinimumHeight(3 * self.fontMetrics().lineSpacing())
        self.explanation.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.weight = ChoiceStrip([Choice(weight, self.model.weight_words[weight]) for weight in WEIGHTS])
        self.weight.setAccessibleName(self.tr("Weight in this log"))
        self.reset = push_button(self.tr("&Usual weight"), tip=self.tr("Gives the selected rules the weight they usually have"))
        self.reset_all = push_button(self.tr("&All as usual"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.store = push_button("", role="primary")
        self.store.setDefault(True)
        self.buttons.addButton(self.store, QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out()
        self._connect()
        workspace.ask(rule_weights, self._take, "rules")

    def show_on(self, window: QWidget) -> None:
        """Shows the dialog on a window, which is active again as soon as the dialog is gone."""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.finished.connect(lambda _result: window.activateWindow())
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.open()

    def _take(self, weights: Sequence[RuleWeight]) -> None:
        self.model.show_weights(weights)
        self.table.go_to(0)
        self._show()

    def _chosen(self) -> list[RuleWeight]:
        """The selected rules."""
        lines = (self.model.row_at(index.row()) for index in self.table.selectionModel().selectedRows())
        return [line for line in lines if line is not None]

    def _want(self, rules: Sequence[RuleWeight], weight: str | None) -> None:
        if rules:
            self.model.want(rules, weight)
        self._show()

    def _show(self) -> None:
        """Says what the rule in focus is about, and what would be stored."""
        line, chosen = self.model.row_at(self.table.currentIndex().row()), self._chosen()
        self.explanation.setText(self._workspace.wording.rule_explanation(line.rule) or line.rule if line else "")
        weights = {self.model.weight_of(one) for one in chosen}
        self.weight.choose(weights.pop() if len(weights) == 1 else None)
        count = len(self.model.wanted)
        self.store.setText(self.tr("Change {count} rules").format(count=shown_number(count)))
        self.store.setEnabled(count > 0)

    def _store(self) -> None:
        wanted = list(self.model.wanted.items())
        self.store.setEnabled(False)

        def grade(tracker: Tracker) -> int:
            return grade_rules(tracker, wanted)

        self._workspace.ask(grade, self._finish)

    def _finish(self, _count: int) -> None:
        self.graded.emit()
        self.accept()

    def _lay_out(self) -> None:
        intro = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        intro.setText(
            self.tr("An error stands in the way of publishing, a warning or a hint does not. A rule that is off says nothing.")
        )
        line = QHBoxLayout()
        line.setSpacing(SPACE)
        line.addWidget(self.weight, 1)
        for button in (self.reset, self.reset_all):
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_LARGE, SPACE_LARGE, SPACE_LARGE, SPACE_LARGE)
        column.setSpacing(SPACE + SPACE // 2)
        column.addWidget(intro)
        column.addWidget(self.table, 1)
        column.addWidget(self.explanation)
        column.addLayout(line)
        column.addWidget(self.buttons)
        em = self.fontMetrics().horizontalAdvance("m")
        self.resize(fit_screen(self, QSize(66 * em, 44 * em)))

    def _connect(self) -> None:
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(button is self.store)
        self.table.selectionModel().selectionChanged.connect(lambda _now, _before: self._show())
        self.weight.chosen.connect(lambda weight: self._want(self._chosen(), weight))
        self.reset.clicked.connect(lambda _checked=False: self._want(self._chosen(), None))
        self.reset_all.clicked.connect(lambda _checked=False: self._want(self.model.all_lines(), None))
        self.buttons.accepted.connect(self._store)
        self.buttons.rejected.connect(self.reject)
