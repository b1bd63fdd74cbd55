"""The figures of what is shown, always in sight: each is a button that shows the rows it was counted from."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton, QWidget

from pct_tracker.services.wording import Wording
from pct_tracker.ui.common.buttons import tool_button
from pct_tracker.ui.common.flow_layout import FlowLayout
from pct_tracker.ui.common.theme import SPACE_SMALL

if TYPE_CHECKING:  # named only: the window is drawn before they are needed
    from pct_tracker.domain.figure import Figure


class FigureStrip(QWidget):
    """`chosen` carries the figure whose rows are asked for."""

    chosen = Signal(object)

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self._figures: dict[str, Figure] = {}
        self.buttons = {name: self._make_button(name) for name in ("activities", "participants", "states", "beneficiary_states")}
        self.buttons |= {name: self._make_button(name) for name in ("online", "on_site", "hybrid")}
        # With large text the figures need a second line; they must not make the window wider than the screen.
        row = FlowLayout(self, spacing=SPACE_SMALL)
        for button in self.buttons.values():
            row.addWidget(button)

    def show_figures(self, figures: "Sequence[Figure]") -> None:
        """Shows the values of these figures."""
        self._figures = {figure.name: figure for figure in figures}
        for name, button in self.buttons.items():
            value = self._figures[name].value
            button.setText(self._text(name, value))
            button.setAccessibleName(button.text())
            button.setEnabled(value > 0)
        self.buttons["hybrid"].setVisible(self._figures["hybrid"].value > 0)

    def _text(self, name: str, value: int) -> str:
        match name:
            case "activities":
                return self.tr("1 activity") if value == 1 else self.tr("%Ln activities", "", value)
            case "participants":
                return self.tr("1 participant") if value == 1 else self.tr("%Ln participants", "", value)
            case "states":
                return self.tr("1 State") if value == 1 else self.tr("%Ln States", "", value)
            case "beneficiary_states":
                return self.tr("1 benefits") if value == 1 else self.tr("%Ln benefit", "", value)
            case "online":
                return self.tr("%Ln online", "", value)
            case "on_site":
                return self.tr("%Ln on site", "", value)
            case _:
                return self.tr("%Ln hybrid", "", value)

    def _make_button(self, name: str) -> QToolButton:
        button = tool_button("", self._wording.figure_label(name), tip=self._wording.figure_rule(name), role="strip")
        button.clicked.connect(lambda: self.chosen.emit(self._figures[name]))
        button.setVisible(name != "hybrid")
        return button
