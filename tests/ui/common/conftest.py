"""What the tests of the field widgets share."""

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot


class Page(QWidget):
    """A window with the widget under test between two other fields, so that Tab has somewhere to go."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.before, self.after = QLineEdit(), QLineEdit()
        column = QVBoxLayout(self)
        for part in (self.before, widget, self.after):
            column.addWidget(part)
        column.addStretch(1)
        self.resize(420, 400)


@pytest.fixture
def on_page(qtbot: QtBot):
    """Puts a widget on an active window, which lives as long as the test."""
    pages: list[Page] = []

    def show(widget: QWidget) -> Page:
        page = Page(widget)
        pages.append(page)
        qtbot.addWidget(page)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        return page

    return show


@pytest.fixture
def write(qtbot: QtBot):
    """Types a text: plain letters by key, others as an input method hands them over."""

    def type_in(widget: QWidget, text: str) -> None:
        for letter in text:
            if letter.isascii():
                qtbot.keyClicks(widget, letter)
            else:
                event = QInputMethodEvent()
                event.setCommitString(letter)
                QApplication.sendEvent(widget, event)

    return type_in
