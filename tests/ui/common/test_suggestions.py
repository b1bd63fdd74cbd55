"""The list of earlier entries under a text field."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from pct_tracker.ui.common.suggestions import Suggestion, Suggestions

OFFERS = [Suggestion(f"Entry {number}", "EN FR", number) for number in (1, 2, 3)]


@pytest.fixture
def field(on_page) -> QLineEdit:
    edit = QLineEdit()
    on_page(edit)
    edit.setFocus()
    return edit


@pytest.fixture
def offered(field: QLineEdit) -> Suggestions:
    list_ = Suggestions(field)
    list_.offer(OFFERS)
    return list_


def test_the_field_keeps_the_focus_and_nothing_is_marked(field: QLineEdit, offered: Suggestions) -> None:
    assert offered.offers == ("Entry 1", "Entry 2", "Entry 3")
    assert field.hasFocus()
    assert not offered.list.currentIndex().isValid()


def test_arrows_mark_and_enter_takes(qtbot: QtBot, field: QLineEdit, offered: Suggestions) -> None:
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(field, key)
    with qtbot.waitSignal(offered.taken) as taken:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert taken.args == [1]
    assert not offered.is_open()


def test_enter_without_a_mark_takes_nothing(qtbot: QtBot, field: QLineEdit, offered: Suggestions) -> None:
    with qtbot.assertNotEmitted(offered.taken):
        qtbot.keyClick(field, Qt.Key.Key_Down)
        qtbot.keyClick(field, Qt.Key.Key_Up)
        qtbot.keyClick(field, Qt.Key.Key_Return)


def test_tab_leaves_and_escape_closes_without_taking(qtbot: QtBot, field: QLineEdit, offered: Suggestions) -> None:
    with qtbot.assertNotEmitted(offered.taken):
        qtbot.keyClick(field, Qt.Key.Key_Down)
        qtbot.keyClick(field, Qt.Key.Key_Escape)
        assert not offered.is_open()
        offered.offer(OFFERS)
        qtbot.keyClick(field, Qt.Key.Key_Down)
        qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert not offered.is_open()
    assert not field.hasFocus()


def test_a_click_takes(qtbot: QtBot, offered: Suggestions) -> None:
    view = offered.list
    with qtbot.waitSignal(offered.taken) as taken:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(2, 0)).center())
    assert taken.args == [3]


def test_an_answer_that_comes_after_the_field_was_left_opens_nothing(field: QLineEdit, offered: Suggestions) -> None:
    offered.close()
    field.clearFocus()
    offered.offer(OFFERS)
    assert not offered.is_open()


def test_what_it_brings_is_told_with_its_words(offered: Suggestions) -> None:
    index = offered.list.model().index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Entry 1 (EN FR)"


def test_long_offers_get_the_room_they_need_beside_the_field(on_page) -> None:
    edit = QLineEdit()
    page = on_page(edit)
    page.resize(900, 400)
    edit.setMaximumWidth(120)
    page.layout().activate()
    edit.setFocus()
    list_ = Suggestions(edit)
    list_.offer([Suggestion(f"{'w' * 20} {number}", "EN FR", number) for number in (1, 2)])
    view = list_.list
    assert view.width() > edit.width()
    assert page.rect().contains(view.geometry())
    list_.offer([Suggestion("w" * 500, "EN FR", 1)])
    assert page.rect().contains(view.geometry())
