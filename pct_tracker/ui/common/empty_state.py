"""What a page shows when it has nothing to show: what the place is for, and the next step."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from pct_tracker.ui.common.buttons import push_button, trigger
from pct_tracker.ui.common.icons import icon
from pct_tracker.ui.common.theme import SPACE, scaled_font, set_look

_ICON = 48
_LOWEST = 9 * SPACE


class EmptyState(QWidget):
    """A title, one sentence, and buttons; the first one is the step most people take."""

    def __init__(self, icon_name: str, title: str, sentence: str, steps: Sequence[tuple[str, QAction]]) -> None:
        super().__init__()
        self._icon_name = icon_name
        self._picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        heading = QLabel(title, alignment=Qt.AlignmentFlag.AlignCenter)
        heading.setFont(scaled_font(heading.font(), 1.35, bold=True))
        text = QLabel(sentence, alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        set_look(text, role="muted")
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        buttons.addStretch(1)
        for number, (label, action) in enumerate(steps):
            button = push_button(label, role="" if number else "primary", tip=action.toolTip())
            trigger(button, action)
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE * 4, SPACE * 4, SPACE * 4, SPACE * 4)
        column.setSpacing(SPACE)
        column.addStretch(2)
        for widget in (self._picture, heading, text):
            column.addWidget(widget)
        column.addSpacing(SPACE)
        column.addLayout(buttons)
        column.addStretch(3)
        # It stands in the place of something that gives way; on a low screen its margins and its picture may as well.
        self.setMinimumHeight(_LOWEST)
        self.redraw()

    def redraw(self) -> None:
        """Draws the picture in the colours in force."""
        self._picture.setPixmap(icon(self._icon_name).pixmap(_ICON, _ICON))
