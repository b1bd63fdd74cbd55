"""Links between a postponed activity and its new date."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from pct_tracker.domain.activity import Activity
from pct_tracker.ui.common.buttons import push_button
from pct_tracker.ui.common.flow_layout import FlowLayout
from pct_tracker.ui.common.theme import SPACE_SMALL


class LifeLinks(QWidget):
    """A button for each activity that is the new date of the one shown, and for the one it was postponed from."""

    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[QPushButton] = []
        self._flow = FlowLayout(self, spacing=SPACE_SMALL)
        self._flow.setContentsMargins(0, SPACE_SMALL, 0, 0)
        self.hide()

    def show_links(self, before: Activity | None, followers: Sequence[Activity]) -> None:
        """Shows where the activity came from and where it went."""
        for button in self.buttons:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        came = [(self.tr("Postponed from {month}"), before)] if before is not None else []
        went = [(self.tr("New date: {month}"), one) for one in followers]
        self.buttons = [self._button(text, one) for text, one in (*came, *went)]
        self.setVisible(bool(self.buttons))

    def _button(self, text: str, activity: Activity) -> QPushButton:
        button = push_button(text.format(month=activity.month or "—"), role="link")
        button.clicked.connect(lambda _checked=False: self.opened.emit(activity.id))
        self._flow.addWidget(button)
        button.setVisible(True)
        return button
