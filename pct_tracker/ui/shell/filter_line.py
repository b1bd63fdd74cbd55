"""What is shown, as a sentence under the filter: each part of it a button that takes it away."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from pct_tracker.ui.common.actions import Actions, plain_text
from pct_tracker.ui.common.buttons import ChangeButton, push_button, tool_button
from pct_tracker.ui.common.flow_layout import FlowLayout
from pct_tracker.ui.common.tab_order import last_inside, put_after
from pct_tracker.ui.common.theme import SPACE, SPACE_SMALL, set_look
from pct_tracker.ui.common.workspace import Workspace

_WIDEST = 34
"""Widths of the letter m that one part may take."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the sentence, and how it is taken away; what can be taken back by no button is only said."""

    text: str
    remove: Callable[[], object] | None = None


class FilterLine(QWidget):
    """Shows while something narrows or orders the register. Tab leads to it from the end of the widget `above`."""

    def __init__(self, workspace: Workspace, actions: Actions, above: QWidget) -> None:
        super().__init__()
        self._above = above
        self.chips: list[QToolButton] = []
        self.labels: list[QLabel] = []
        self.update_view = ChangeButton(workspace, self.tr("Update the view"), role="link")
        self._flow_widget = QWidget()
        self._flow = FlowLayout(self._flow_widget, spacing=SPACE_SMALL)
        every, keep = actions["clear-filter"], actions["keep-view"]
        self.all = push_button(plain_text(every.text()), role="link", tip=every.toolTip())
        self.keep = ChangeButton(workspace, plain_text(keep.text()), role="link", tip=keep.toolTip())
        self.all.clicked.connect(every.trigger)
        self.keep.clicked.connect(keep.trigger)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * SPACE, 0, 2 * SPACE, SPACE)
        row.setSpacing(SPACE)
        row.addWidget(self._flow_widget, 1)
        for button in (self.all, self.keep, self.update_view):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.update_view.hide()
        self.hide()

    def show_parts(self, view: str, parts: Sequence[Part], *, changed: bool = False, can_be_kept: bool = False) -> None:
        """Shows the sentence; `view` is the name of the view it came from, `changed` says that it is not that any more.

        `can_be_kept` is whether it tells of a whole view, which the name of one may stand for.
        """
        had_focus = self.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        for widget in (*self.chips, *self.labels):
            self._flow.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self.chips, self.labels = [], []
        if parts or view:
            self._say(view or self.tr("Shown:"), muted=not view)
            for part in parts:
                self._add(part)
        put_after(last_inside(self._above), *self.chips, self.all, self.keep, self.update_view)
        self.update_view.setVisible(changed)
        self.keep.setVisible(can_be_kept and bool(parts))
        self.setVisible(bool(parts or view))
        if had_focus and self.isVisible():
            (self.chips[0] if self.chips else self.all).setFocus()

    def sentence(self) -> str:
        """The parts as they are read."""
        return " · ".join(chip.toolTip() for chip in self.chips)

    def _say(self, text: str, *, muted: bool) -> None:
        label = QLabel(text, textFormat=Qt.TextFormat.PlainText)
        if muted:
            set_look(label, role="muted")
        self.labels.append(label)
        self._flow.addWidget(label)

    def _add(self, part: Part) -> None:
        room = _WIDEST * self.fontMetrics().horizontalAdvance("m")
        text = self.fontMetrics().elidedText(part.text, Qt.TextElideMode.ElideRight, room)
        if part.remove is None:
            self._say(text, muted=False)
            return
        chip = tool_button("close", self.tr("Remove: {part}").format(part=part.text), text=text, tip=part.text, role="chip")
        chip.clicked.connect(lambda _checked=False, remove=part.remove: remove())
        self.chips.append(chip)
        self._flow.addWidget(chip)
