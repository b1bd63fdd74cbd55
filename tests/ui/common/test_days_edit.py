"""Exact days, as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pct_tracker.ui.common.days_edit import DaysEdit
from pct_tracker.ui.common.days_text import format_days, parse_days

TWELFTH, FOURTEENTH = date(2024, 6, 12), date(2024, 6, 14)
DAYS = st.dates(date(1970, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2024-06-12", (TWELFTH, TWELFTH)),
        ("2024/6/12", (TWELFTH, TWELFTH)),
        ("2024年6月12日", (TWELFTH, TWELFTH)),
        ("12", (TWELFTH, TWELFTH)),
        ("12-14", (TWELFTH, FOURTEENTH)),
        ("12 – 14", (TWELFTH, FOURTEENTH)),
        ("12日至14日", (TWELFTH, FOURTEENTH)),
        ("12 to 14", (TWELFTH, FOURTEENTH)),
        ("١٢-١٤", (TWELFTH, FOURTEENTH)),
        ("2024-06-12 – 14", (TWELFTH, FOURTEENTH)),
        ("2024-06-12 - 2024-06-14", (TWELFTH, FOURTEENTH)),
        ("2024-05-30 – 2024-06-14", (date(2024, 5, 30), FOURTEENTH)),
        ("14-12", None),
        ("31", None),
        ("0", None),
        ("soon", None),
        ("12-13-14", None),
        ("", None),
    ],
)
def test_days_are_read(text: str, days: tuple[date, date] | None) -> None:
    assert parse_days(text, "2024-06") == days


def test_a_day_without_a_month_is_none() -> None:
    assert parse_days("12", None) is None


@given(DAYS, DAYS)
def test_what_is_written_is_read_back(one: date, other: date) -> None:
    first, last = sorted((one, other))
    assert parse_days(format_days(first, last), None) == (first, last)


@given(st.text(max_size=20), st.sampled_from([None, "2024-02"]))
def test_no_text_is_too_odd_to_be_looked_at(text: str, month: str | None) -> None:
    days = parse_days(text, month)
    assert days is None or days[0] <= days[1]


@pytest.fixture
def edit(qtbot: QtBot, on_page) -> DaysEdit:
    edit = DaysEdit(lambda: "2024-06")
    on_page(edit)
    edit.setFocus()
    return edit


def test_short_days_are_written_out_when_the_field_is_left(qtbot: QtBot, edit: DaysEdit) -> None:
    qtbot.keyClicks(edit, "12-14")
    assert edit.value() == (TWELFTH, FOURTEENTH)
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert edit.text() == "2024-06-12 – 2024-06-14"


def test_unreadable_days_stay_and_are_told(qtbot: QtBot, edit: DaysEdit) -> None:
    qtbot.keyClicks(edit, "mid June")
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert (edit.text(), edit.value(), edit.unread_text()) == ("mid June", None, "mid June")


def test_one_known_day_is_shown_as_one(edit: DaysEdit) -> None:
    edit.set_value(TWELFTH, None)
    assert edit.text() == "2024-06-12"
    edit.set_value(None, None)
    assert (edit.text(), edit.unread_text()) == ("", None)
