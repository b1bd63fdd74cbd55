"""The letters A to F, and strips of buttons in general."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pct_tracker.reference.reference import Reference
from pct_tracker.ui.common.button_strip import Choice, ChoiceStrip
from pct_tracker.ui.common.content_letters import ContentLetters


def _key(qtbot: QtBot, key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key)


def test_six_letters_are_one_tab_stop(qtbot: QtBot, on_page, reference: Reference) -> None:
    letters = ContentLetters(reference.vocabulary, "en")
    page = on_page(letters)
    page.before.setFocus()
    _key(qtbot, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is letters.strip.button("A")
    _key(qtbot, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is page.after


def test_arrows_move_without_switching_and_space_switches(qtbot: QtBot, on_page, reference: Reference) -> None:
    letters = ContentLetters(reference.vocabulary, "en")
    on_page(letters)
    letters.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Space):
        _key(qtbot, key)
    assert letters.value() == ("C",)


def test_the_focus_returns_to_the_letter_it_left(qtbot: QtBot, on_page, reference: Reference) -> None:
    letters = ContentLetters(reference.vocabulary, "en")
    page = on_page(letters)
    letters.setFocus()
    _key(qtbot, Qt.Key.Key_Left)
    page.before.setFocus()
    _key(qtbot, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is letters.strip.button("F")


def test_the_keys_a_to_f_switch_letters_wherever_the_focus_is(qtbot: QtBot, on_page, reference: Reference) -> None:
    letters = ContentLetters(reference.vocabulary, "en")
    on_page(letters)
    letters.setFocus()
    with qtbot.waitSignals([letters.changed] * 4):
        qtbot.keyClicks(QApplication.focusWidget(), "dbfB")
    assert letters.value() == ("D", "F")


def test_a_click_switches_and_the_meaning_is_told(qtbot: QtBot, on_page, reference: Reference) -> None:
    letters = ContentLetters(reference.vocabulary, "fr")
    on_page(letters)
    qtbot.mouseClick(letters.strip.button("B"), Qt.MouseButton.LeftButton)
    assert "Informations détaillées sur le PCT" in letters.meaning.text()
    assert reference.vocabulary.content_explanation("B", "fr") in letters.strip.button("B").toolTip()


def test_setting_letters_tells_nobody(qtbot: QtBot, reference: Reference) -> None:
    letters = ContentLetters(reference.vocabulary, "en")
    qtbot.addWidget(letters)
    with qtbot.assertNotEmitted(letters.changed):
        letters.set_value(("A", "C"))
    assert letters.value() == ("A", "C")


def test_a_letter_nobody_knows_is_kept_and_can_be_taken_out(qtbot: QtBot, reference: Reference) -> None:
    letters = ContentLetters(reference.vocabulary, "en")
    qtbot.addWidget(letters)
    letters.set_value(("A", "X"))
    assert letters.value() == ("A", "X")
    qtbot.mouseClick(letters.strip.button("X"), Qt.MouseButton.LeftButton)
    assert letters.value() == ("A",)


def test_each_letter_has_a_name_that_can_be_read_aloud(qtbot: QtBot, reference: Reference) -> None:
    letters = ContentLetters(reference.vocabulary, "en")
    qtbot.addWidget(letters)
    letters.setAccessibleName("Content")
    assert letters.strip.button("C").accessibleName() == "Content: C"


def test_arrows_choose_in_a_strip_of_alternatives(qtbot: QtBot, on_page) -> None:
    strip = ChoiceStrip((Choice("a", "A"), Choice("b", "B"), Choice("c", "C")))
    on_page(strip)
    strip.setFocus()
    with qtbot.waitSignal(strip.chosen):
        _key(qtbot, Qt.Key.Key_Right)
    assert strip.code() == "b"


def test_arrows_follow_the_direction_of_the_window(qtbot: QtBot, on_page) -> None:
    strip = ChoiceStrip((Choice("a", "A"), Choice("b", "B"), Choice("c", "C")))
    page = on_page(strip)
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    strip.setFocus()
    _key(qtbot, Qt.Key.Key_Left)
    assert strip.code() == "b"


def test_words_too_long_for_their_button_are_cut_and_come_back(qtbot: QtBot, on_page) -> None:
    words = "Legal practitioners and researchers from everywhere"
    strip = ChoiceStrip((Choice("a", words),))
    page = on_page(strip)
    page.setFixedWidth(200)
    qtbot.waitUntil(lambda: strip.button("a").text().endswith("…"))
    page.setFixedWidth(700)
    qtbot.waitUntil(lambda: strip.button("a").text() == words)
