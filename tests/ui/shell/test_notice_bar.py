"""One line that says what was done or why it was not."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from pct_tracker.ui.shell.notice_bar import NoticeBar


@pytest.fixture
def notice(qtbot: QtBot) -> Iterator[NoticeBar]:
    notice = NoticeBar()
    qtbot.addWidget(notice)
    yield notice
    notice.hide()


def timer(notice: NoticeBar) -> QTimer:
    [timer] = notice.findChildren(QTimer)
    return timer


def test_a_step_is_taken_by_its_button_and_the_notice_goes(qtbot: QtBot, notice: NoticeBar) -> None:
    taken: list[str] = []
    notice.say("Saved.", ("Undo", lambda: taken.append("undo")))
    assert notice.isVisible()
    [undo] = notice.buttons
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert (taken, notice.isVisible()) == (["undo"], False)


def test_a_step_may_say_something_itself(qtbot: QtBot, notice: NoticeBar) -> None:
    notice.say("Saved.", ("Undo", lambda: notice.say("Undone.")))
    qtbot.mouseClick(notice.buttons[0], Qt.MouseButton.LeftButton)
    assert (notice.label.text(), notice.buttons, notice.isVisible()) == ("Undone.", [], True)


def test_good_news_goes_by_itself_and_trouble_stays(notice: NoticeBar) -> None:
    notice.say("Saved.")
    assert timer(notice).isActive()
    notice.say("The log is busy.", trouble=True)
    assert not timer(notice).isActive()
    notice.say("Saved.")
    timer(notice).timeout.emit()
    assert not notice.isVisible()


def test_trouble_can_be_closed(qtbot: QtBot, notice: NoticeBar) -> None:
    notice.say("The log is busy.", trouble=True)
    [close] = notice.findChildren(QToolButton)
    assert close.accessibleName() == "Close this notice"
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert not notice.isVisible()


def test_a_text_is_shown_as_it_is(notice: NoticeBar) -> None:
    notice.say("Saved: Change of “<b>bold</b>”.")
    assert notice.label.textFormat() is Qt.TextFormat.PlainText


def test_a_trouble_that_nothing_is_offered_for_stays_behind_on_its_page(notice: NoticeBar) -> None:
    notice.say("An error cannot be accepted.", trouble=True)
    notice.turn_page()
    assert not notice.isVisible()
    notice.say("Somebody else changed this.", ("Store mine", lambda: None), trouble=True)
    notice.turn_page()
    assert notice.isVisible()
    notice.say("Saved.")
    notice.turn_page()
    assert notice.isVisible()
