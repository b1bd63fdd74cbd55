"""Keeps the keys of the window from being taken by the text field in focus."""

from PySide6.QtCore import QEvent, QKeyCombination, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from pct_tracker.ui.common.actions import ACTIONS

_OF_THE_TEXT = frozenset({"undo", "redo"})
"""Actions whose keys mean the text while the focus is in one, as those of the register do."""


class WindowKeys(QObject):
    """On Linux text fields have Emacs keys, Ctrl+E and Ctrl+D among them; here these mean what the menus say."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        specs = (spec for spec in ACTIONS if not spec.in_register and spec.id not in _OF_THE_TEXT)
        self._keys = frozenset(keys for spec in specs for keys in spec.keys if keys.startswith("Ctrl+"))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._watch)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        is_ours = self._is_of_the_window(event.keyCombination())
        if is_ours:
            event.ignore()
        return is_ours

    def _watch(self, _before: QWidget | None, now: QWidget | None) -> None:
        # Only fields that had the focus: a filter over all of the program would be asked, in Python, about every event there is.
        if isinstance(now, QLineEdit | QPlainTextEdit):
            now.installEventFilter(self)

    def _is_of_the_window(self, keys: QKeyCombination) -> bool:
        return QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText) in self._keys
