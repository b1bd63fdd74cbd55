"""The register and what stands beside it."""

from typing import Any, cast

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from pct_tracker.ui.register.register_splitter import RegisterSplitter


def test_what_stood_beside_the_register_is_deleted(qtbot: QtBot) -> None:
    splitter = RegisterSplitter(cast("Any", QWidget()))
    qtbot.addWidget(splitter)
    stood = [splitter.widget(1)]
    for widget in (QWidget(), QWidget()):
        splitter.put_beside(widget)
        stood.append(widget)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert [Shiboken.isValid(widget) for widget in stood] == [False, False, True]
    splitter.resize(400, 300)
    assert splitter.widget(1) is stood[-1]
