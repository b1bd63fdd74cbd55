"""The buttons under the form, and their keys."""

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from pct_tracker.ui.common.theme import SPACE, SPACE_LARGE


class FormButtons(QWidget):
    """Save, save and new, revert. Escape works wherever the focus is in `owner`."""

    save_pressed = Signal()
    save_and_new_pressed = Signal()
    revert_pressed = Signal()

    def __init__(self, owner: QWidget) -> None:
        super().__init__()
        self.save = self._button(self.tr("Save"), "Ctrl+S", role="primary")
        self.save_and_new = self._button(self.tr("Save and new"), "Ctrl+Return")
        self.revert = self._button(self.tr("Revert"), "Esc")
        self._lay_out()
        for button, pressed in self._wishes():
            button.clicked.connect(lambda _=False, wish=pressed: wish.emit())
        # The keys for saving stand in the window's table of actions, because they work outside the form as well.
        escape = QShortcut(QKeySequence("Esc"), owner)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.revert_pressed)

    def _wishes(self) -> tuple[tuple[QPushButton, SignalInstance], ...]:
        return (
            (self.save, self.save_pressed),
            (self.save_and_new, self.save_and_new_pressed),
            (self.revert, self.revert_pressed),
        )

    def _button(self, text: str, keys: str, role: str = "") -> QPushButton:
        button = QPushButton(text)
        button.setProperty("role", role)
        button.setAutoDefault(False)
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(self.tr("{action} ({keys})").format(action=text, keys=shown))
        return button

    def _lay_out(self) -> None:
        rule = QFrame()
        rule.setProperty("role", "rule")
        row = QHBoxLayout()
        row.setContentsMargins(SPACE_LARGE, SPACE, SPACE_LARGE, SPACE + SPACE // 2)
        row.setSpacing(SPACE)
        row.addWidget(self.save)
        row.addWidget(self.save_and_new)
        row.addStretch(1)
        row.addWidget(self.revert)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(rule)
        column.addLayout(row)
