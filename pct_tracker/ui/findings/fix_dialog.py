"""Corrects several findings together: what would change is seen before it is stored as one step."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QHeaderView, QLabel, QVBoxLayout, QWidget

from pct_tracker.domain.change import Change, Edit
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.finding import Finding, Fix
from pct_tracker.services.checks.accepting import ChosenFix, FixStep, Judged, fix_findings, fix_steps
from pct_tracker.ui.common.buttons import push_button
from pct_tracker.ui.common.choice_box import ChoiceBox
from pct_tracker.ui.common.row_table import RowTable
from pct_tracker.ui.common.theme import SPACE, SPACE_LARGE, fit_screen, set_look
from pct_tracker.ui.common.translation import shown_number
from pct_tracker.ui.common.workspace import Workspace
from pct_tracker.ui.findings.fix_model import FixModel

_STAYS = "stays"


class FixDialog(QDialog):
    """`stored` carries the change once it is made. At first each finding has its first correction; those without come last."""

    stored = Signal(object)

    def __init__(self, workspace: Workspace, chosen: Sequence[Judged], language: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._language = language
        self._judged = sorted(chosen, key=lambda one: not one.finding.fixes)
        self._fixes: list[Fix | None] = [_offered(one.finding) for one in self._judged]
        self.setWindowTitle(self.tr("Correct several findings"))
        self.model = FixModel(workspace.tracker, workspace.wording, language)
        self.table = RowTable(self.model, self.tr("Before and after"))
        self.table.fit_columns({0: "2024-06", 3: "x" * 14}, 1)
        for column in (2, 4, 5):
            self.table.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.summary = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.finding = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.correction = ChoiceBox(())
        self.correction.setAccessibleName(self.tr("Correction"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.store = push_button("", role="primary")
        self.store.setDefault(True)
        self.buttons.addButton(self.store, QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_finding())
        self.correction.changed.connect(self._choose)
        self.buttons.accepted.connect(self._store)
        self.buttons.rejected.connect(self.reject)
        self._look()

    def show_on(self, window: QWidget) -> None:
        """Shows the dialog on a window, which is active again as soon as the dialog is gone."""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.finished.connect(lambda _result: window.activateWindow())
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.open()

    def _chosen(self) -> list[tuple[int, ChosenFix]]:
        """The corrections by the place of their finding."""
        pairs = zip(self._judged, self._fixes, strict=True)
        return [(place, ChosenFix(one.activity, one.finding, fix)) for place, (one, fix) in enumerate(pairs) if fix]

    def _look(self) -> None:
        """Asks what the corrections would change."""
        chosen = self._chosen()
        self.store.setEnabled(False)
        wanted = [one for _, one in chosen]
        self._workspace.ask(
            lambda tracker: fix_steps(tracker, wanted),
            lambda steps: self._show(dict(zip((place for place, _ in chosen), steps, strict=True))),
            "fixes",
        )

    def _show(self, steps: dict[int, FixStep]) -> None:
        line = self.model.row_at(self.table.currentIndex().row())
        place = line.place if line else 0
        self.model.show_steps(self._judged, steps)
        rows = range(self.model.rowCount())
        self.table.go_to(next(row for row in rows if (at := self.model.row_at(row)) is not None and at.place == place))
        count = len({step.chosen.activity.id for step in steps.values() if step.before != step.after})
        self.store.setText(self.tr("Correct {count} activities").format(count=shown_number(count)))
        self.store.setEnabled(count > 0)
        self._say(self._told(), trouble=False)
        self._show_finding()

    def _told(self) -> str:
        without = sum(not one.finding.fixes for one in self._judged)
        one_step = self.tr("Nothing is stored before you press the button. It is one step, and one undo takes it back.")
        if not without:
            return one_step
        told = self.tr("No ready correction: {count} of {all}. They stay as they are.")
        return f"{told.format(count=shown_number(without), all=shown_number(len(self._judged)))} {one_step}"

    def _say(self, text: str, *, trouble: bool) -> None:
        set_look(self.summary, severity="error" if trouble else "")
        self.summary.setText(text)

    def _show_finding(self) -> None:
        """Says what was found at the line in focus, with the corrections there are."""
        line = self.model.row_at(self.table.currentIndex().row())
        fixes = line.judged.finding.fixes if line else ()
        self.finding.setText(self._workspace.wording.finding(line.judged.finding) if line else "")
        with QSignalBlocker(self.correction):
            self.correction.clear()
            for place, fix in enumerate(fixes):
                self.correction.addItem(self._workspace.wording.fix(fix), str(place))
            self.correction.addItem(self.tr("Leave it as it is"), _STAYS)
            chosen = self._fixes[line.place] if line else None
            self.correction.set_value(str(fixes.index(chosen)) if chosen else _STAYS)
        self.correction.setEnabled(bool(fixes))

    def _choose(self) -> None:
        line, code = self.model.row_at(self.table.currentIndex().row()), self.correction.value()
        if line is not None and code is not None:
            self._fixes[line.place] = None if code == _STAYS else line.judged.finding.fixes[int(code)]
            self._look()

    def _store(self) -> None:
        chosen = [one for _, one in self._chosen()]
        if self.store.isEnabled():
            self.store.setEnabled(False)
            self._workspace.ask(lambda tracker: fix_findings(tracker, chosen, self._language), self._do, "fixes")

    def _do(self, edit: Edit) -> None:
        self._workspace.do(edit, self._finish, self._refuse)

    def _finish(self, change: Change) -> None:
        self.stored.emit(change)
        self.accept()

    def _refuse(self, error: Exception) -> bool:
        """Says why nothing was stored."""
        if isinstance(error, UserError):
            self._say(self._workspace.wording.error(error), trouble=True)
            return True
        return False

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(SPACE)
        line.addWidget(self.finding, 3)
        line.addWidget(self.correction, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_LARGE, SPACE_LARGE, SPACE_LARGE, SPACE_LARGE)
        column.setSpacing(SPACE)
        column.addWidget(self.summary)
        column.addWidget(self.table, 1)
        column.addLayout(line)
        column.addWidget(self.buttons)
        em = self.fontMetrics().horizontalAdvance("m")
        self.resize(fit_screen(self, QSize(76 * em, 36 * em)))


def _offered(finding: Finding) -> Fix | None:
    """The correction to begin with. That many findings are right as they are is for somebody to say of each."""
    first = next(iter(finding.fixes), None)
    return None if first is None or first.only_confirms else first
