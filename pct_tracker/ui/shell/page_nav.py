"""The pages down the side, with a count where something waits."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from pct_tracker.ui.common.actions import Actions, plain_text
from pct_tracker.ui.common.buttons import tool_button
from pct_tracker.ui.common.theme import SPACE

_WIDTH = 12
"""Widths of the letter m."""


class PageNav(QWidget):
    """`chosen` carries the name of a page."""

    chosen = Signal(str)

    def __init__(self, pages: Sequence[str], actions: Actions) -> None:
        super().__init__()
        self._names = {name: plain_text(actions[f"page-{name}"].text()) for name in pages}
        self.buttons = {name: self._make_button(name, actions[f"page-{name}"].toolTip()) for name in pages}
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE // 2)
        for button in self.buttons.values():
            column.addWidget(button)
        column.addStretch(1)
        self.setFixedWidth(self._width())
        self.mark(pages[0])

    def mark(self, name: str) -> None:
        """Shows which page is open."""
        for one, button in self.buttons.items():
            button.setChecked(one == name)

    def show_count(self, name: str, count: int) -> None:
        """Shows beside a page how much waits there; nothing for none."""
        button, text = self.buttons[name], self._names[name]
        button.setText(f"{text}   {count}" if count else text)
        button.setAccessibleName(f"{text}, {count}" if count else text)

    def _width(self) -> int:
        """Wide enough for the longest name with a count of two digits, and never narrow."""
        metrics = self.fontMetrics()
        longest = max(metrics.horizontalAdvance(f"{name}   00") for name in self._names.values())
        icon = next(iter(self.buttons.values())).iconSize().width()
        return max(_WIDTH * metrics.horizontalAdvance("m"), longest + icon + 7 * SPACE)

    def _make_button(self, name: str, tip: str) -> QToolButton:
        button = tool_button(name, self._names[name], text=self._names[name], tip=tip, role="nav")
        button.setCheckable(True)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda _checked=False: self.chosen.emit(name))
        return button
