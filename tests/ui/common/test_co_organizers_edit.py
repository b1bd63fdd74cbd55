"""Co-organizers."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pct_tracker.domain.activity import CoOrganizer
from pct_tracker.domain.texts import Texts
from pct_tracker.reference.reference import Reference
from pct_tracker.ui.common.co_organizers_edit import CoOrganizersEdit

SIC = CoOrganizer(Texts({"en": "Superintendence of Industry and Commerce", "zh": "工业和商业监督局"}), "CO")
ARIPO = CoOrganizer(Texts({"en": "ARIPO"}), "AP")

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def edit(on_page, reference: Reference) -> CoOrganizersEdit:
    widget = CoOrganizersEdit(reference, "en")
    on_page(widget)
    return widget


def test_what_is_set_comes_back_with_an_empty_line_below(edit: CoOrganizersEdit) -> None:
    edit.set_value((SIC, ARIPO))
    assert edit.value() == (SIC, ARIPO)
    assert len(edit.rows) == 3
    assert edit.rows[2].is_empty()


def test_a_name_and_a_code_are_typed_by_keyboard_alone(qtbot: QtBot, edit: CoOrganizersEdit) -> None:
    edit.setFocus()
    qtbot.keyClicks(QApplication.focusWidget(), "KIPO")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "kr")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert edit.value() == (CoOrganizer(Texts({"en": "KIPO"}), "KR"),)
    assert QApplication.focusWidget() is edit.rows[1].name


def test_the_code_of_a_name_is_found_and_an_unknown_code_stays(qtbot: QtBot, edit: CoOrganizersEdit) -> None:
    code = edit.rows[0].code
    code.setFocus()
    qtbot.keyClicks(code, "Colombia")
    qtbot.keyClick(code, Qt.Key.Key_Tab)
    assert code.text() == "CO"
    code.setFocus()
    code.selectAll()
    qtbot.keyClicks(code, "DST")
    qtbot.keyClick(code, Qt.Key.Key_Tab)
    assert edit.value() == (CoOrganizer(code="DST"),)


def test_another_language_shows_its_own_names_and_keeps_the_rest(qtbot: QtBot, edit: CoOrganizersEdit) -> None:
    edit.set_value((SIC,))
    edit.set_language("zh")
    assert edit.rows[0].name.text() == "工业和商业监督局"
    edit.set_language("fr")
    qtbot.keyClicks(edit.rows[0].name, "Surintendance")
    assert edit.value() == (CoOrganizer(SIC.name.replace("fr", "Surintendance"), "CO"),)


def test_control_shift_delete_removes_a_line(qtbot: QtBot, edit: CoOrganizersEdit) -> None:
    edit.set_value((SIC, ARIPO))
    edit.rows[0].name.setFocus()
    qtbot.keyClick(edit.rows[0].name, Qt.Key.Key_Delete, CONTROL_SHIFT)
    assert edit.value() == (ARIPO,)
    assert QApplication.focusWidget() is edit.rows[0].name


def test_a_click_on_the_cross_removes_a_line(qtbot: QtBot, edit: CoOrganizersEdit) -> None:
    edit.set_value((SIC, ARIPO))
    qtbot.mouseClick(edit.rows[1].remove, Qt.MouseButton.LeftButton)
    assert edit.value() == (SIC,)


def test_enter_goes_to_the_next_line(qtbot: QtBot, edit: CoOrganizersEdit) -> None:
    edit.set_value((SIC,))
    edit.rows[0].name.setFocus()
    qtbot.keyClick(edit.rows[0].name, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is edit.rows[1].name


def test_every_line_has_a_name_of_its_own(edit: CoOrganizersEdit) -> None:
    edit.setAccessibleName("Co-organizers")
    edit.set_value((SIC, ARIPO))
    assert [row.name.accessibleName() for row in edit.rows[:2]] == ["Co-organizers 1, name", "Co-organizers 2, name"]
