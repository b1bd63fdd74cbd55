"""Types of participants."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pct_tracker.reference.reference import Reference
from pct_tracker.ui.common.participant_types import ParticipantTypes


@pytest.fixture
def types(on_page, reference: Reference) -> ParticipantTypes:
    widget = ParticipantTypes(reference.vocabulary, "en")
    widget.page = on_page(widget)
    return widget


def test_the_order_of_what_was_stored_stays(qtbot: QtBot, types: ParticipantTypes) -> None:
    types.set_value(("users", "offices"))
    assert types.value() == ("users", "offices")
    qtbot.mouseClick(types.strip.button("smes"), Qt.MouseButton.LeftButton)
    assert types.value() == ("users", "offices", "smes")


def test_types_are_checked_by_keyboard(qtbot: QtBot, types: ParticipantTypes) -> None:
    types.setFocus()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Space):
        qtbot.keyClick(QApplication.focusWidget(), key)
    assert types.value() == ("offices", "users")


def test_words_of_ones_own_become_a_chip(qtbot: QtBot, types: ParticipantTypes) -> None:
    qtbot.keyClicks(types.other, "judges")
    assert (types.value(), types.pending()) == ((), ("judges",))
    qtbot.keyClick(types.other, Qt.Key.Key_Return)
    assert (types.value(), types.other.text()) == (("judges",), "")


def test_words_that_name_a_known_type_check_it(qtbot: QtBot, types: ParticipantTypes) -> None:
    types.other.setFocus()
    qtbot.keyClicks(types.other, "universities")
    types.page.after.setFocus()
    assert types.value() == ("universities",)


def test_stored_words_are_kept_and_can_be_taken_out(qtbot: QtBot, types: ParticipantTypes) -> None:
    types.set_value(("offices", "judges"))
    assert types.value() == ("offices", "judges")
    qtbot.mouseClick(types.strip.button("judges"), Qt.MouseButton.LeftButton)
    assert types.value() == ("offices",)
