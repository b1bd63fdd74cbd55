"""Conditions of a query as SQL. What is worked out by rules or from the journal comes here as ids, not as a condition."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Integer, Table, and_, or_, select, true

from pct_tracker.domain.query import Condition, Operator
from pct_tracker.store.tables import ACTIVITY, CO_ORGANIZER, LINK, ORIGIN, PARTICIPANT_TYPE, QUESTION, TEXT


def holds(condition: Condition) -> ColumnElement[bool]:
    """The condition on an activity."""
    return _FIELDS[condition.field](condition.operator, condition.values)


def _value(name: str, empty: str | None = None) -> Callable[[Operator, Sequence[str]], ColumnElement[bool]]:
    """A column of the activity itself; `empty` is the value that means nothing, if it is not NULL."""
    column = ACTIVITY.c[name]
    nothing = column.is_(None) if empty is None else column == empty

    def asked(operator: Operator, values: Sequence[str]) -> ColumnElement[bool]:
        if operator is Operator.ANY_OF:
            return column.in_(values)
        if operator is Operator.BETWEEN:
            return _between(column, values)
        return nothing if operator is Operator.EMPTY else ~nothing

    return asked


def _between(column: ColumnElement[Any], values: Sequence[str]) -> ColumnElement[bool]:
    """From the first to the second value; an empty one is open. Numbers come as text and are compared as numbers."""
    first, last = (_typed(column, value) for value in values)
    lower = column >= first if first is not None else column.is_not(None)
    return and_(lower, column <= last if last is not None else true())


def _typed(column: ColumnElement[Any], value: str) -> Any:
    if not value:
        return None
    return int(value) if isinstance(column.type, Integer) else value


def _contents(operator: Operator, values: Sequence[str]) -> ColumnElement[bool]:
    if operator is Operator.EMPTY:
        return ACTIVITY.c.contents == ""
    # The letters stand in one column, joined by commas.
    return or_(*(("," + ACTIVITY.c.contents + ",").contains(f",{letter},", autoescape=True) for letter in values))


def _title(operator: Operator, values: Sequence[str]) -> ColumnElement[bool]:
    wanted = select(TEXT.c.activity_id).where(TEXT.c.part == "title")
    there = ACTIVITY.c.id.in_(wanted.where(TEXT.c.language.in_(values)) if values else wanted)
    return ~there if operator is Operator.EMPTY else there


def _co_organizers(operator: Operator, _values: Sequence[str]) -> ColumnElement[bool]:
    there = ACTIVITY.c.id.in_(select(CO_ORGANIZER.c.activity_id))
    return ~there if operator is Operator.EMPTY else there


def _venue(operator: Operator, values: Sequence[str]) -> ColumnElement[bool]:
    if operator is Operator.EMPTY:
        return and_(ACTIVITY.c.venue_kind == "unknown", ACTIVITY.c.city.is_(None))
    online = ACTIVITY.c.venue_kind == "online" if "online" in values else ~true()
    return or_(online, ACTIVITY.c.venue_code.in_(values))


def _origins(operator: Operator, values: Sequence[str]) -> ColumnElement[bool]:
    if operator is Operator.EMPTY:
        noted = select(TEXT.c.activity_id).where(TEXT.c.part == "origin_note")
        return and_(ACTIVITY.c.id.not_in(select(ORIGIN.c.activity_id)), ACTIVITY.c.id.not_in(noted))
    return ACTIVITY.c.id.in_(select(ORIGIN.c.activity_id).where(ORIGIN.c.code.in_(values)))


def _part(table: Table, name: str) -> Callable[[Operator, Sequence[str]], ColumnElement[bool]]:
    """A column of a table in which an activity may have several lines."""

    def asked(operator: Operator, values: Sequence[str]) -> ColumnElement[bool]:
        lines = select(table.c.activity_id)
        if operator is Operator.ANY_OF:
            return ACTIVITY.c.id.in_(lines.where(table.c[name].in_(values)))
        return ACTIVITY.c.id.not_in(lines) if operator is Operator.EMPTY else ACTIVITY.c.id.in_(lines)

    return asked


def _questions(operator: Operator, _values: Sequence[str]) -> ColumnElement[bool]:
    still_open = ACTIVITY.c.id.in_(select(QUESTION.c.activity_id).where(QUESTION.c.answer.is_(None)))
    return ~still_open if operator is Operator.EMPTY else still_open


def _overdue(_operator: Operator, values: Sequence[str]) -> ColumnElement[bool]:
    """Planned, and over before a day: the last day is known and past, or the month is."""
    (today,) = values
    known_day = and_(ACTIVITY.c.start.is_not(None), _last_day_before(today))
    known_month = and_(ACTIVITY.c.start.is_(None), ACTIVITY.c.month < today[:7])
    return and_(ACTIVITY.c.status == "planned", or_(known_day, known_month))


def _last_day_before(today: str) -> ColumnElement[bool]:
    day = date.fromisoformat(today)
    return or_(ACTIVITY.c.end < day, and_(ACTIVITY.c.end.is_(None), ACTIVITY.c.start < day))


_FIELDS: dict[str, Callable[[Operator, Sequence[str]], ColumnElement[bool]]] = {
    "month": _value("month"),
    "type": _value("type"),
    "contents": _contents,
    "title": _title,
    "co_organizers": _co_organizers,
    "venue": _venue,
    "modality": _value("modality"),
    "origins": _origins,
    "participant_types": _part(PARTICIPANT_TYPE, "code"),
    "participants": _value("participants"),
    "planned_participants": _value("planned_participants"),
    "funding": _value("funding"),
    "notes": _value("notes"),
    "links": _part(LINK, "target"),
    "questions": _questions,
    "review": _value("review"),
    "overdue": _overdue,
}
