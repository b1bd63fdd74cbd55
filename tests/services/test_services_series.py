"""Sessions made after one activity."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from builders import make_draft, texts
from hypothesis import given
from hypothesis import strategies as st

from pct_tracker.domain.activity import HeadCount
from pct_tracker.domain.codes import LANGUAGES, Status
from pct_tracker.domain.period import is_month, year_of
from pct_tracker.domain.texts import Texts
from pct_tracker.rules.series_rules import stems_of
from pct_tracker.services.editing.series import FirstSession, Rhythm, build_series, numbered, series_edit
from pct_tracker.services.tracker import Tracker

TODAY = date(2024, 6, 15)
MONTHS = st.dates(date(2020, 1, 1), date(2030, 12, 31)).map(lambda day: day.strftime("%Y-%m"))
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
COUNTS = st.integers(2, 50)


def first_on(start: date, days: int = 1) -> FirstSession:
    return FirstSession(start.strftime("%Y-%m"), start, start + timedelta(days=days - 1))


def test_each_language_that_has_a_title_numbers_it_in_its_own_words() -> None:
    assert numbered(texts("PCT"), 3) == Texts(
        {
            "en": "PCT – Session 3",
            "fr": "PCT – Séance 3",
            "es": "PCT – Sesión 3",
            "ru": "PCT – Занятие 3",
            "zh": "PCT——第3期",
            "ar": "PCT – الجلسة 3",
        }
    )
    assert set(numbered(texts("PCT", "fr"), 1)) == {"fr"}


@given(st.sampled_from(LANGUAGES), st.integers(1, 50), st.integers(1, 50))
def test_a_number_takes_the_place_of_another_one(language: str, before: int, after: int) -> None:
    title = texts("Webinar on the PCT", language)
    assert numbered(numbered(title, before), after) == numbered(title, after)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rules_know_the_sessions_as_one_series(language: str) -> None:
    pattern = make_draft(title=texts("Webinar on the PCT System", language))
    sessions = build_series(pattern, 4, FirstSession("2024-05"), Rhythm.SAME_MONTH, TODAY)
    assert len({stems_of(one).get(language) for one in sessions}) == 1
    assert stems_of(sessions[0]).get(language)


@given(COUNTS, MONTHS)
def test_months_roll_over_the_years_and_the_reporting_year_follows(count: int, month: str) -> None:
    sessions = build_series(make_draft(), count, FirstSession(month), Rhythm.MONTHLY, TODAY)
    assert len(sessions) == count
    assert sessions[0].month == month
    assert all(is_month(one.month) and one.year == year_of(one.month) for one in sessions)
    numbers = [int(one.month[:4]) * 12 + int(one.month[5:]) for one in sessions if one.month]
    assert numbers == list(range(numbers[0], numbers[0] + count))


@given(COUNTS, DAYS, st.integers(1, 5), st.sampled_from((Rhythm.WEEKLY, Rhythm.FORTNIGHTLY)))
def test_days_move_on_by_whole_weeks(count: int, start: date, length: int, rhythm: Rhythm) -> None:
    sessions = build_series(make_draft(), count, first_on(start, length), rhythm, TODAY)
    apart = {later.start - earlier.start for earlier, later in pairwise(sessions)}
    assert apart == {timedelta(days=7 if rhythm is Rhythm.WEEKLY else 14)}
    assert all(one.end - one.start == timedelta(days=length - 1) for one in sessions)
    assert all(one.month == one.start.strftime("%Y-%m") and one.year == one.start.year for one in sessions)


@given(COUNTS, DAYS)
def test_the_same_day_of_later_months_is_the_last_one_where_they_are_shorter(count: int, start: date) -> None:
    sessions = build_series(make_draft(), count, first_on(start), Rhythm.MONTHLY, TODAY)
    for one in sessions:
        assert one.start.strftime("%Y-%m") == one.month
        assert one.start.day == start.day or (one.start.day < start.day and (one.start + timedelta(days=1)).day == 1)


def test_sessions_to_come_are_planned_and_past_ones_are_as_their_pattern() -> None:
    sessions = build_series(make_draft(), 3, FirstSession("2024-05"), Rhythm.MONTHLY, TODAY)
    assert [one.status for one in sessions] == [Status.HELD, Status.HELD, Status.PLANNED]
    days = build_series(make_draft(), 3, first_on(date(2024, 6, 14)), Rhythm.WEEKLY, TODAY)
    assert [one.status for one in days] == [Status.HELD, Status.PLANNED, Status.PLANNED]


def test_each_session_has_its_own_numbers_and_its_own_history() -> None:
    pattern = make_draft(head_counts=(HeadCount("KE", 20),), source_cells=("2024-05",), distinct_from=(3,), follows=2)
    for one in build_series(pattern, 2, FirstSession("2024-05"), Rhythm.SAME_MONTH, TODAY):
        assert (one.participants, one.head_counts, one.source_cells, one.distinct_from, one.follows) == (None, (), (), (), None)


def test_a_series_is_one_step_and_one_undo(empty_tracker: Tracker) -> None:
    pattern = make_draft()
    sessions = build_series(pattern, 5, FirstSession("2024-05"), Rhythm.SAME_MONTH, TODAY)
    change = empty_tracker.do(series_edit(sessions, pattern))
    assert len(change.added) == 5
    assert (change.step.code, change.step.params["count"]) == ("series", 5)
    empty_tracker.undo()
    assert empty_tracker.years() == []
