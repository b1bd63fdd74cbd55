"""One year, one status and one search for all pages."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pct_tracker.domain.codes import Status
from pct_tracker.domain.query import ActivityQuery, Condition, Operator
from pct_tracker.ui.common.actions import Actions
from pct_tracker.ui.shell.filter_bar import FilterBar


@pytest.fixture
def owner(qtbot: QtBot) -> QWidget:
    owner = QWidget()
    qtbot.addWidget(owner)
    return owner


@pytest.fixture
def bar(qtbot: QtBot, owner: QWidget) -> Iterator[FilterBar]:
    bar = FilterBar(Actions(owner))
    qtbot.addWidget(bar)
    with qtbot.waitActive(bar):
        bar.show()
        bar.activateWindow()
    yield bar
    bar.hide()


def offered(bar: FilterBar) -> list[object]:
    return [bar.years.itemData(place) for place in range(bar.years.count())]


def test_the_newest_year_is_shown_first(bar: FilterBar) -> None:
    bar.set_years([2025, 2024])
    assert (bar.year, offered(bar)) == (2025, [2025, 2024, None])


def test_the_chosen_year_stays_when_others_come_and_go(bar: FilterBar) -> None:
    bar.set_years([2025, 2024])
    bar.choose_year(2024)
    changes: list[object] = []
    bar.changed.connect(lambda: changes.append(bar.year))
    bar.set_years([2026, 2024])
    assert (bar.year, changes) == (2024, [])


def test_a_year_that_vanishes_gives_way_to_the_newest(bar: FilterBar) -> None:
    bar.set_years([2025, 2024])
    bar.choose_year(2024)
    bar.set_years([2025])
    assert bar.year == 2025
    bar.set_years([])
    assert (bar.year, offered(bar)) == (None, [None])


def test_all_years_stay_all_years(bar: FilterBar) -> None:
    bar.set_years([2025, 2024])
    bar.choose_year(None)
    bar.set_years([2026, 2025, 2024])
    assert bar.year is None


def test_a_year_that_is_not_offered_cannot_be_chosen(bar: FilterBar) -> None:
    bar.set_years([2025])
    bar.choose_year(1999)
    assert bar.year == 2025


def test_typing_asks_once_for_all_its_words(qtbot: QtBot, bar: FilterBar) -> None:
    asked: list[ActivityQuery] = []
    bar.changed.connect(lambda: asked.append(bar.query()))
    qtbot.keyClicks(bar.search, "oman")
    qtbot.waitUntil(lambda: bool(asked))
    assert asked[-1] == ActivityQuery(None, None, "oman", None)
    qtbot.keyClick(bar.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: asked[-1].text == "")


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_a_key_leads_from_the_search_to_the_register(qtbot: QtBot, bar: FilterBar, key: Qt.Key) -> None:
    with qtbot.waitSignal(bar.left):
        qtbot.keyClick(bar.search, key)


def test_a_narrowed_register_says_so_until_it_is_widened(qtbot: QtBot, bar: FilterBar) -> None:
    bar.narrow_to(frozenset({1, 2}), "States that benefit")
    assert "States that benefit" in bar.only.text()
    assert bar.only.isVisible()
    assert bar.query().only_ids == {1, 2}
    with qtbot.waitSignal(bar.changed):
        qtbot.mouseClick(bar.only, Qt.MouseButton.LeftButton)
    assert (bar.only.isVisible(), bar.query().only_ids) == (False, None)


def test_widening_keeps_the_words_and_showing_all_does_not(bar: FilterBar) -> None:
    bar.search.setText("oman")
    bar.statuses.setCurrentIndex(bar.statuses.findData("planned"))
    bar.narrow_to(frozenset({1}), "alike")
    bar.widen()
    assert (bar.query().text, bar.status, bar.is_filtering) == ("oman", Status.PLANNED, True)
    bar.clear()
    assert (bar.query(), bar.is_filtering) == (ActivityQuery(), False)


def test_a_long_name_does_not_make_the_bar_wide(bar: FilterBar) -> None:
    bar.narrow_to(frozenset({1}), "w" * 200)
    assert bar.minimumSizeHint().width() < 120 * bar.fontMetrics().horizontalAdvance("m")
    assert bar.only.accessibleName().endswith("w" * 200)


def test_a_locked_year_says_so_also_when_years_come_and_go(bar: FilterBar) -> None:
    bar.set_years([2025, 2024])
    bar.mark_locked(frozenset({2024}))
    assert [bar.years.itemText(place) for place in range(3)] == ["2025", "2024 – locked", "All years"]
    bar.set_years([2026, 2025, 2024])
    assert (bar.years.itemText(2), bar.year) == ("2024 – locked", 2025)
    bar.mark_locked(frozenset())
    assert bar.years.itemText(2) == "2024"


OVERDUE = Condition("overdue", Operator.FILLED)


def test_conditions_are_asked_once_each_and_go_with_everything_else(bar: FilterBar) -> None:
    asked: list[ActivityQuery] = []
    bar.changed.connect(lambda: asked.append(bar.query()))
    bar.set_conditions((OVERDUE, OVERDUE))
    assert [query.conditions for query in asked] == [(OVERDUE,)]
    assert bar.is_filtering
    bar.set_conditions((OVERDUE,))
    assert len(asked) == 1
    bar.clear()
    assert (bar.query(), len(asked)) == (ActivityQuery(), 2)


def test_a_view_is_asked_for_with_one_question(bar: FilterBar) -> None:
    asked: list[ActivityQuery] = []
    bar.changed.connect(lambda: asked.append(bar.query()))
    bar.show_view(Status.PLANNED, "oman", (OVERDUE,))
    assert asked == [ActivityQuery(None, Status.PLANNED, "oman", conditions=(OVERDUE,))]
    bar.show_view(None, "", ())
    assert asked[-1] == ActivityQuery()


def test_where_there_is_little_room_icons_stand_alone_before_the_search_is_too_narrow(qtbot: QtBot, bar: FilterBar) -> None:
    words, icons = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
    bar.resize(1600, bar.height())
    qtbot.waitUntil(lambda: bar.views.toolButtonStyle() is words)
    room = 10 * bar.fontMetrics().horizontalAdvance("m")
    bar.resize(bar.minimumSizeHint().width() + room, bar.height())
    qtbot.waitUntil(lambda: bar.views.toolButtonStyle() is icons)
    qtbot.waitUntil(lambda: bar.search.width() > room)
    assert bar.views.accessibleName() == "Views"
    bar.resize(1600, bar.height())
    qtbot.waitUntil(lambda: bar.views.toolButtonStyle() is words)
