"""Buttons with all a button needs: icon, tool tip and a name that is read aloud."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton

from pct_tracker.ui.common.icons import set_icon
from pct_tracker.ui.common.theme import set_look
from pct_tracker.ui.common.workspace import Workspace

_SMALLEST_ICON = 16


class ChangeButton(QPushButton):
    """A button that changes the log: whatever would show it, it is not there for somebody who may only read.

    Actions of the window that do so say it in their table; see `Actions.leave_out_changes`.
    """

    def __init__(self, workspace: Workspace, text: str, *, role: str = "", tip: str = "") -> None:
        super().__init__(text)
        self._workspace = workspace
        _dress(self, role, tip)
        if workspace.is_reading_only:
            self.hide()
        else:
            workspace.restricted.connect(self.hide)

    def setVisible(self, visible: bool) -> None:
        super().setVisible(visible and not self._workspace.is_reading_only)


def push_button(text: str, *, role: str = "", tip: str = "") -> QPushButton:
    """A button with a text; `role` is one of the style sheet's, such as primary or link."""
    button = QPushButton(text)
    _dress(button, role, tip)
    return button


def tool_button(icon_name: str, name: str, *, text: str = "", tip: str = "", role: str = "") -> QToolButton:
    """A flat button with an icon; `name` is read aloud, `text` stands beside the icon if there is one."""
    button = QToolButton()
    button.setAccessibleName(name)
    button.setToolTip(tip or name)
    if icon_name:
        set_icon(button, icon_name)
        side = max(_SMALLEST_ICON, round(0.95 * button.fontMetrics().height()))
        button.setIconSize(QSize(side, side))
    if text:
        button.setText(text)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    if role:
        set_look(button, role=role)
    return button


def trigger(button: QAbstractButton, action: QAction) -> None:
    """Has a button do what an action does, and go with it when it is shown no more."""
    button.clicked.connect(action.trigger)
    action.visibleChanged.connect(lambda: button.setVisible(action.isVisible()))


def _dress(button: QPushButton, role: str, tip: str) -> None:
    button.setToolTip(tip)
    if role:
        set_look(button, role=role)
