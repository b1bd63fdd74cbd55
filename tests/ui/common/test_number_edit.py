"""Counts, typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pct_tracker.ui.common.choice_box import ChoiceBox
from pct_tracker.ui.common.number_edit import NumberEdit, parse_count


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("229", 229),
        ("1,200", 1200),
        ("1 200", 1200),
        ("1.200.000", 1200000),
        ("1\u202f200", 1200),
        ("٢٥", 25),
        ("-3", -3),
    ],
)
def test_a_number_is_understood_with_and_without_separators(text: str, number: int) -> None:
    assert parse_count(text) == number


@pytest.mark.parametrize("text", ["", "about 40", "1,2", "12.5", "1,200.000", "40+", "1e3"])
def test_what_is_no_whole_number_is_none(text: str) -> None:
    assert parse_count(text) is None


@given(st.integers(-999_999_999, 999_999_999))
def test_every_number_is_read_back(number: int) -> None:
    assert parse_count(str(number)) == parse_count(f"{number:,}") == number


def test_typed_words_stay_and_are_told(qtbot: QtBot, on_page) -> None:
    edit = NumberEdit()
    page = on_page(edit)
    edit.setFocus()
    qtbot.keyClicks(edit, "about 40")
    page.after.setFocus()
    assert (edit.text(), edit.value(), edit.unread_text()) == ("about 40", None, "about 40")


def test_an_emptied_number_is_none_and_not_zero(qtbot: QtBot) -> None:
    edit = NumberEdit()
    qtbot.addWidget(edit)
    edit.set_value(12)
    edit.selectAll()
    qtbot.keyClick(edit, Qt.Key.Key_Delete)
    assert edit.value() is None


def test_numbers_stand_on_the_right(qtbot: QtBot) -> None:
    edit = NumberEdit()
    qtbot.addWidget(edit)
    assert edit.alignment() & Qt.AlignmentFlag.AlignRight


def test_the_wheel_changes_neither_a_number_nor_a_choice(qtbot: QtBot) -> None:
    edit, box = NumberEdit(), ChoiceBox((("a", "A"), ("b", "B")))
    edit.set_value(12)
    box.set_value("a")
    for widget in (edit, box):
        qtbot.addWidget(widget)
        widget.show()
        _roll(widget)
    assert (edit.value(), box.value()) == (12, "a")


def _roll(widget: NumberEdit | ChoiceBox) -> None:
    nowhere, down = QPoint(), QPoint(0, -120)
    place = QPointF(widget.rect().center())
    event = QWheelEvent(
        place, widget.mapToGlobal(place), nowhere, down, Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003 - Qt's own signature
    )  # fmt: skip
    QApplication.sendEvent(widget, event)
