"""Months, typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.reference.loader import load_reference
from pct_tracker.ui.common.month_edit import MonthEdit
from pct_tracker.ui.common.month_text import parse_month, step_month

NAMES = [load_reference().vocabulary.month_names(language) for language in LANGUAGES]


@pytest.mark.parametrize(
    "text",
    ["2024-06", "2024-6", "6/2024", "06/2024", "06.2024", "202406", "2024/06", "2024 6", "june 2024", "Jun 2024", "2024 June",
     "juin 2024", "junio de 2024", "июнь 2024", "2024年6月", "2024年06月", "يونيو 2024", " 2024-06 ", "٢٠٢٤-٠٦"],
)  # fmt: skip
def test_every_spelling_of_a_month_is_understood(text: str) -> None:
    assert parse_month(text, NAMES) == "2024-06"


@pytest.mark.parametrize(
    "text", ["", "2024", "june", "2024-13", "2024-00", "soon", "ju 2024", "june july 2024", "6/24", "2024-06-15"]
)
def test_what_is_no_month_is_none(text: str) -> None:
    assert parse_month(text, NAMES) is None


@pytest.mark.parametrize(("text", "month"), [("6", "2024-06"), ("12", "2024-12"), ("june", "2024-06"), ("6月", "2024-06")])
def test_a_month_without_a_year_is_one_of_the_year_in_sight(text: str, month: str) -> None:
    assert parse_month(text, NAMES, 2024) == month
    assert parse_month(text, NAMES) is None


@pytest.mark.parametrize(("text", "year"), [("13", 2024), ("0", 2024), ("june 3", 2024), ("2023", 2024), ("6", 0), ("6", 12345)])
def test_the_year_in_sight_makes_no_month_of_anything_else(text: str, year: int) -> None:
    assert parse_month(text, NAMES, year) is None


def test_only_what_is_typed_lies_in_the_year_in_sight(qtbot: QtBot, on_page) -> None:
    edit = MonthEdit(load_reference().vocabulary, lambda: 2024)
    on_page(edit)
    edit.set_value("12")
    assert (edit.value(), edit.unread_text()) == (None, "12")
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, "12")
    assert edit.value() == "2024-12"
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert edit.text() == "2024-12"


@given(st.integers(1, 12), st.integers(1900, 2999), st.sampled_from(NAMES))
def test_the_name_of_every_month_is_understood_in_every_language(number: int, year: int, names: tuple[str, ...]) -> None:
    assert parse_month(f"{names[number - 1]} {year}", NAMES) == f"{year}-{number:02}"


@given(st.text())
def test_no_text_breaks_the_reading(text: str) -> None:
    parse_month(text, NAMES)


@given(st.integers(1990, 2100), st.integers(1, 12), st.integers(-40, 40))
def test_stepping_there_and_back_leads_home(year: int, number: int, step: int) -> None:
    month = f"{year}-{number:02}"
    assert step_month(step_month(month, step), -step) == month


def test_a_typed_month_is_shown_as_year_and_month_on_leaving(qtbot: QtBot, on_page) -> None:
    edit = MonthEdit(load_reference().vocabulary)
    on_page(edit)
    edit.setFocus()
    qtbot.keyClicks(edit, "june 2024")
    assert edit.value() == "2024-06"
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert edit.text() == "2024-06"


def test_up_and_down_step_over_the_turn_of_the_year(qtbot: QtBot) -> None:
    edit = MonthEdit(load_reference().vocabulary)
    qtbot.addWidget(edit)
    edit.set_value("2024-12")
    qtbot.keyClick(edit, Qt.Key.Key_Up)
    assert edit.value() == "2025-01"
    qtbot.keyClick(edit, Qt.Key.Key_Down)
    assert edit.value() == "2024-12"


def test_unreadable_text_stays_and_is_told(qtbot: QtBot, on_page) -> None:
    edit = MonthEdit(load_reference().vocabulary)
    on_page(edit)
    edit.setFocus()
    qtbot.keyClicks(edit, "next spring")
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert (edit.text(), edit.value(), edit.unread_text()) == ("next spring", None, "next spring")


def test_an_empty_month_is_nothing_to_complain_of(qtbot: QtBot) -> None:
    edit = MonthEdit(load_reference().vocabulary)
    qtbot.addWidget(edit)
    assert (edit.value(), edit.unread_text()) == (None, None)
