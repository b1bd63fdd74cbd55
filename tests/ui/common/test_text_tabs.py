"""Texts in six languages."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pct_tracker.domain.codes import TextMark
from pct_tracker.domain.texts import Texts
from pct_tracker.ui.common.growing_text import GrowingText
from pct_tracker.ui.common.text_tabs import TextTabs
from pct_tracker.ui.common.texts_line import TextsLine

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def test_each_tab_keeps_its_own_text(write, on_page) -> None:
    tabs = TextTabs("en")
    on_page(tabs)
    write(tabs.edit, "Seminar")
    tabs.set_language("fr")
    write(tabs.edit, "Séminaire")
    assert tabs.value() == Texts({"en": "Seminar", "fr": "Séminaire"})


def test_spaces_that_break_no_line_stay_when_a_text_is_edited(write, on_page) -> None:
    tabs = TextTabs("fr")
    tabs.set_value(Texts({"fr": "Séminaire\u00a0: «\u202fPCT\u00a0»", "ru": "Статья\u00a019"}))
    on_page(tabs)
    write(tabs.edit, "Le ")
    assert tabs.value()["fr"].replace("Le ", "") == "Séminaire\u00a0: «\u202fPCT\u00a0»"
    assert tabs.value()["ru"] == "Статья\u00a019"
    tabs.edit.setPlainText("two\nlines")
    assert tabs.value()["fr"] == "two\nlines"


def test_arabic_runs_from_right_to_left_and_english_does_not(qtbot: QtBot) -> None:
    tabs = TextTabs("en")
    qtbot.addWidget(tabs)
    tabs.set_language("ar")
    assert tabs.edit.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert tabs.edit.document().defaultTextOption().textDirection() == Qt.LayoutDirection.RightToLeft
    tabs.set_language("en")
    assert tabs.edit.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_keys_switch_the_language_and_the_focus_stays_in_the_text(qtbot: QtBot, on_page) -> None:
    tabs = TextTabs("en")
    on_page(tabs)
    tabs.setFocus()
    for key, modifier, language in (
        (Qt.Key.Key_PageDown, CONTROL, "fr"),
        (Qt.Key.Key_PageUp, CONTROL, "en"),
        (Qt.Key.Key_PageUp, CONTROL, "ar"),
        (Qt.Key.Key_Left, ALT, "zh"),
        (Qt.Key.Key_Right, ALT, "ar"),
    ):
        with qtbot.waitSignal(tabs.language_changed):
            qtbot.keyClick(tabs.edit, key, modifier)
        assert tabs.language == language
        assert QApplication.focusWidget() is tabs.edit


def test_a_tab_tells_whether_its_language_has_a_text(qtbot: QtBot) -> None:
    tabs = TextTabs("en")
    qtbot.addWidget(tabs)
    tabs.setAccessibleName("Description")
    tabs.set_value(Texts({"zh": "研讨会"}))
    assert "•" in tabs.tabs.button("zh").words
    assert "•" not in tabs.tabs.button("en").words
    assert tabs.tabs.button("en").accessibleName() == "English, no text"
    tabs.set_value(Texts())
    assert "•" not in tabs.tabs.button("zh").words


def test_a_click_on_a_tab_opens_its_language(qtbot: QtBot, on_page) -> None:
    tabs = TextTabs("en")
    on_page(tabs)
    qtbot.mouseClick(tabs.tabs.button("ru"), Qt.MouseButton.LeftButton)
    assert tabs.language == "ru"
    assert tabs.edit.isVisible()


def test_tab_leaves_the_text_and_writes_nothing(qtbot: QtBot, on_page) -> None:
    tabs = TextTabs("en")
    page = on_page(tabs)
    tabs.setFocus()
    qtbot.keyClick(tabs.edit, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is page.after
    assert tabs.value() == Texts()


def test_tab_leads_to_the_text_and_back_to_the_tabs(qtbot: QtBot, on_page) -> None:
    tabs = TextTabs("en")
    page = on_page(tabs)
    page.before.setFocus()
    qtbot.keyClick(page.before, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is tabs.edit
    qtbot.keyClick(tabs.edit, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is tabs.tabs.button("en")


def test_the_field_grows_with_its_text_up_to_six_lines(qtbot: QtBot, on_page) -> None:
    edit = GrowingText("en")
    on_page(edit)
    line = edit.fontMetrics().lineSpacing()
    heights = []
    for lines in (1, 2, 4, 6, 9):
        edit.setPlainText("\n".join("x" * lines))
        heights.append(edit.height())
    assert heights[0] == heights[1] < heights[2] < heights[3] == heights[4]
    assert heights[3] - heights[1] == 4 * line


def test_pasted_lines_become_one_paragraph(qtbot: QtBot) -> None:
    edit = GrowingText("zh")
    qtbot.addWidget(edit)
    pasted = QMimeData()
    pasted.setText("在工业和商业\n监督局 held\nin Bogotá")
    edit.insertFromMimeData(pasted)
    assert edit.toPlainText() == "在工业和商业监督局 held in Bogotá"


def test_a_line_edits_one_language_and_keeps_the_others(qtbot: QtBot) -> None:
    line = TextsLine("en", "Name")
    qtbot.addWidget(line)
    line.set_value(Texts({"zh": "工业和商业监督局", "en": "Superintendence"}))
    line.set_language("fr")
    assert (line.text(), line.placeholderText()) == ("", "Superintendence")
    qtbot.keyClicks(line, "Surintendance")
    assert line.value() == Texts({"en": "Superintendence", "fr": "Surintendance", "zh": "工业和商业监督局"})


def test_a_line_in_arabic_runs_from_right_to_left(qtbot: QtBot) -> None:
    line = TextsLine("en")
    qtbot.addWidget(line)
    line.set_language("ar")
    assert line.layoutDirection() == Qt.LayoutDirection.RightToLeft


def test_what_is_known_of_a_translation_stays_until_its_text_is_another_one(on_page, qtbot: QtBot) -> None:
    tabs = TextTabs("fr")
    on_page(tabs)
    given = Texts({"en": "Seminar", "fr": "Séminaire"}, {"fr": TextMark.CHECKED})
    tabs.set_value(given)
    assert tabs.value() == given
    qtbot.keyClicks(tabs.edit, "x")
    assert tabs.value().marks == {}
    tabs.fill(given)
    assert tabs.value() == given
