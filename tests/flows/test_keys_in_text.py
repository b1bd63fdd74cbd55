"""Keys of the window while the focus is in a text field."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.flows.conftest import Hands


class GreedyLine(QLineEdit):
    """Takes every key for itself, as a line does with Ctrl+E and Ctrl+D where they are Emacs keys."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)


@pytest.mark.parametrize(
    ("key", "is_taken"),
    [(Qt.Key.Key_E, False), (Qt.Key.Key_D, False), (Qt.Key.Key_N, False), (Qt.Key.Key_Z, True), (Qt.Key.Key_C, True)],
)
def test_a_text_field_takes_only_the_keys_of_text(
    open_window: Callable[..., Hands], sample_file: Path, key: Qt.Key, is_taken: bool
) -> None:
    line = GreedyLine(open_window(sample_file.name).window)
    line.show()
    line.setFocus()
    wish = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.ControlModifier)
    wish.ignore()
    QApplication.sendEvent(line, wish)
    assert wish.isAccepted() is is_taken


def test_the_export_opens_from_inside_a_field(open_window: Callable[..., Hands], sample_file: Path) -> None:
    hands = open_window(sample_file.name)
    hands.window.activities.open_activity(1, "participants")
    hands.control(Qt.Key.Key_E)
    hands.until(lambda: hands.window.dialogs.exporting is not None)
    assert hands.window.dialogs.exporting is not None
    hands.window.dialogs.exporting.reject()
