"""What the tests of the field widgets share."""

import pytest
from pytestqt.qtbot import QtBot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from pct_tracker.reference.loader import load_reference
from pct_tracker.reference.reference import Reference


@pytest.fixture
def reference() -> Reference:
    return load_reference()


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
    """Puts a widget on an active window."""

    def show(widget: QWidget) -> Page:
        page = Page(widget)
        qtbot.addWidget(page)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        return page

    return show
