"""What the chosen line says, and the buttons for what can be done about it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from pct_tracker.services.checks.accepting import Judged, can_be_accepted
from pct_tracker.ui.common.actions import Actions
from pct_tracker.ui.common.buttons import ChangeButton, push_button
from pct_tracker.ui.common.flow_layout import FlowLayout
from pct_tracker.ui.common.theme import SPACE
from pct_tracker.ui.common.translation import shown_number
from pct_tracker.ui.common.workspace import Workspace


@dataclass(frozen=True, slots=True)
class _Step:
    """One button: its words, what it does, a tool tip that names its key, and whether it changes the log."""

    text: str
    act: Callable[[], object]
    tip: str = ""
    changes: bool = True


class CheckFoot(QWidget):
    """A sentence with buttons under it.

    `fix_chosen` carries a line and one of its fixes; `fix_asked`, `accept_asked` and `withdraw_asked` the lines they are
    about, `compared` ids of activities. `open_asked` is about the line in focus.
    """

    fix_chosen = Signal(object, object)
    fix_asked = Signal(object)
    accept_asked = Signal(object)
    withdraw_asked = Signal(object)
    compared = Signal(object)
    open_asked = Signal()

    def __init__(self, workspace: Workspace, actions: Actions) -> None:
        super().__init__()
        self._workspace, self._wording = workspace, workspace.wording
        self._fix_tip, self._accept_tip = (actions[id_].toolTip() for id_ in ("fix-finding", "accept-finding"))
        self.message = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.buttons: list[QPushButton] = []
        self._box = QWidget()
        policy = self._box.sizePolicy()
        policy.setHeightForWidth(True)
        policy.setVerticalPolicy(QSizePolicy.Policy.Fixed)
        self._box.setSizePolicy(policy)
        self._flow = FlowLayout(self._box, spacing=SPACE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.message)
        column.addWidget(self._box)

    def show_lines(self, chosen: Sequence[Judged], line: Judged | None) -> None:
        """Says what was found at the line in focus, or how many are chosen, and what can be done about it."""
        if len(chosen) > 1:
            self._show(self.tr("Selected: {count}").format(count=shown_number(len(chosen))), self._about_several(chosen))
        elif line is not None:
            self._show(self._wording.finding(line.finding), self._about_one(line))
        else:
            self._show("", ())

    def _about_one(self, line: Judged) -> Iterable[_Step]:
        tip = self._fix_tip
        for fix in line.finding.fixes if line.finding.is_open else ():
            yield _Step(self._wording.fix(fix), partial(self.fix_chosen.emit, line, fix), tip)
            tip = ""
        if not line.finding.is_open:
            yield _Step(self.tr("Open again"), lambda: self.withdraw_asked.emit([line]))
        elif can_be_accepted(line.finding):
            yield _Step(self.tr("Accept…"), lambda: self.accept_asked.emit([line]), self._accept_tip)
        if others := line.finding.params.get("others"):
            together = frozenset((line.activity.id, *others))
            yield _Step(self.tr("Show them together"), lambda: self.compared.emit(together), changes=False)
        yield _Step(self.tr("Open the activity"), self.open_asked.emit, changes=False)

    def _about_several(self, chosen: Sequence[Judged]) -> Iterable[_Step]:
        if not chosen[0].finding.is_open:
            yield _Step(self.tr("Open again"), lambda: self.withdraw_asked.emit(chosen))
            return
        yield _Step(self.tr("Correct selected…"), lambda: self.fix_asked.emit(chosen), self._fix_tip)
        if all(can_be_accepted(one.finding) for one in chosen):
            yield _Step(self.tr("Accept selected…"), lambda: self.accept_asked.emit(chosen), self._accept_tip)

    def _show(self, sentence: str, steps: Iterable[_Step]) -> None:
        # A sentence that begins with a quoted word of another script would run the way of that script.
        self.message.setText(f"\u200f{sentence}" if sentence and self.isRightToLeft() else sentence)
        self.message.setVisible(bool(sentence))
        for button in self.buttons:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = [self._button(step) for step in steps]
        self._box.setVisible(not all(button.isHidden() for button in self.buttons))

    def _button(self, step: _Step) -> QPushButton:
        text = step.text.replace("&", "&&")
        if step.changes:
            button: QPushButton = ChangeButton(self._workspace, text, role="link", tip=step.tip)
        else:
            button = push_button(text, role="link", tip=step.tip)
        button.clicked.connect(lambda _checked=False: step.act())
        self._flow.addWidget(button)
        button.setVisible(True)
        return button
