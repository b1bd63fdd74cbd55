"""A series: several sessions made after one activity, each an activity of its own."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pct_tracker.domain.activity import ActivityDraft
from pct_tracker.domain.change import Edit, Step
from pct_tracker.domain.codes import Status
from pct_tracker.domain.period import year_of
from pct_tracker.domain.texts import Texts
from pct_tracker.services.editing.life import pattern_of
from pct_tracker.services.tracker import titled

FEWEST, MOST = 2, 50
"""How many sessions a series may have."""

_ENDINGS = {
    "en": " – Session {number}",
    "fr": " – Séance {number}",
    "es": " – Sesión {number}",
    "ru": " – Занятие {number}",
    "zh": "——第{number}期",
    "ar": " – الجلسة {number}",
}
"""How the titles of the sessions of a series end; the dash is what the rules know members of a series by."""


class Rhythm(StrEnum):
    """How far apart the sessions of a series lie."""

    SAME_MONTH = "same-month"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"


_DAYS_APART = {Rhythm.WEEKLY: 7, Rhythm.FORTNIGHTLY: 14}


@dataclass(frozen=True, slots=True)
class FirstSession:
    """When the first session takes place: its month, and its days where they are known."""

    month: str
    start: date | None = None
    end: date | None = None


def needs_days(rhythm: Rhythm) -> bool:
    """Whether sessions in this rhythm can only be dated from a known day."""
    return rhythm in _DAYS_APART


def build_series(
    pattern: ActivityDraft, count: int, first: FirstSession, rhythm: Rhythm, today: date
) -> tuple[ActivityDraft, ...]:
    """The sessions of a series: dated one after the other, numbered in every language that has a title.

    Sessions to come are planned; past ones have the status of the pattern. Sessions in a rhythm of weeks whose first day is
    not known stay in the first month.
    """
    content = pattern_of(pattern)
    sessions = (_date_of(first, rhythm, step) for step in range(count))
    return tuple(_session(content, number, at, today) for number, at in enumerate(sessions, 1))


def series_edit(sessions: Sequence[ActivityDraft], pattern: ActivityDraft, language: str = "en") -> Edit:
    """All sessions of a series as one step."""
    named = titled("series", pattern, language).params
    return Edit(Step("series", {**named, "count": len(sessions)}), added=tuple(sessions))


def numbered(title: Texts, number: int) -> Texts:
    """A title as that of a session; a number it ends with already is replaced."""
    texts = {language: _without_number(text, language) + _ending(language, number) for language, text in title.items()}
    return Texts(texts, title.marks)


def _session(content: ActivityDraft, number: int, at: FirstSession, today: date) -> ActivityDraft:
    to_come = at.start > today if at.start else at.month > today.strftime("%Y-%m")
    return content.with_fields(
        year=year_of(at.month),
        month=at.month,
        start=at.start,
        end=at.end,
        title=numbered(content.title, number),
        status=Status.PLANNED if to_come else content.status,
    )


def _date_of(first: FirstSession, rhythm: Rhythm, step: int) -> FirstSession:
    """The date of the session so many steps after the first one."""
    if rhythm is Rhythm.SAME_MONTH:
        return first
    if rhythm is Rhythm.MONTHLY:
        return FirstSession(_month_after(first.month, step), _day_after(first.start, step), _day_after(first.end, step))
    if first.start is None:
        return first
    apart = timedelta(days=_DAYS_APART[rhythm] * step)
    start = first.start + apart
    return FirstSession(start.strftime("%Y-%m"), start, first.end + apart if first.end else None)


def _month_after(month: str, step: int) -> str:
    months = int(month[:4]) * 12 + int(month[5:]) - 1 + step
    return f"{months // 12:04d}-{months % 12 + 1:02d}"


def _day_after(day: date | None, step: int) -> date | None:
    """The same day some months later, or the last one of a shorter month."""
    if day is None:
        return None
    month = _month_after(day.strftime("%Y-%m"), step)
    year, number = int(month[:4]), int(month[5:])
    return date(year, number, min(day.day, calendar.monthrange(year, number)[1]))


def _ending(language: str, number: int) -> str:
    return _ENDINGS[language].format(number=number)


def _without_number(title: str, language: str) -> str:
    before, after = _ENDINGS[language].split("{number}")
    return re.sub(re.escape(before) + r"\d{1,3}" + re.escape(after) + "$", "", title)
