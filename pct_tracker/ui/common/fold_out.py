"""A part of a page that is folded away until somebody wants it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from pct_tracker.ui.common.icons import set_icon
from pct_tracker.ui.common.theme import SPACE_SMALL


class FoldOut(QWidget):
    """A button that shows and hides what is under it."""

    def __init__(self, text: str, content: QWidget, *, opened: bool = False) -> None:
        super().__init__()
        self.content = content
        self.button = QToolButton()
        self.button.setProperty("role", "fold")
        self.button.setText(text)
        self.button.setCheckable(True)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_SMALL)
        column.addWidget(self.button)
        column.addWidget(content)
        self.button.toggled.connect(self.unfold)
        self.button.setChecked(opened)
        self.unfold(opened)

    def is_open(self) -> bool:
        return self.button.isChecked()

    def unfold(self, opened: bool) -> None:
        """Shows the content or hides it."""
        self.button.setChecked(opened)
        set_icon(self.button, "chevron-down" if opened else "chevron")
        self.content.setVisible(opened)
