"""Exact days as people type them: one, or the first and the last of several."""

import re
from datetime import date

from pct_tracker.domain.folding import latin_digits

Days = tuple[date, date]
"""The first and the last day; the same twice for a single day."""

_WHOLE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_IN_MONTH = re.compile(r"(\d{1,2})\s*日?")
_BETWEEN = re.compile(r"\s*(?:–|—|~|～|至|\bto\b|\s-\s|…|\.\.\.?)\s*")
_SHORT_RANGE = re.compile(r"(\d{1,2})\s*日?\s*-\s*(\d{1,2})\s*日?")
_RANGE = "–"


def parse_days(text: str, month: str | None) -> Days | None:
    """The days from 2024-06-12, 2024-06-12 – 2024-06-14, 2024-06-12 – 14, or 12 and 12-14 in `month`; None if it is none."""
    plain = latin_digits(text).strip()
    within = _SHORT_RANGE.fullmatch(plain)
    parts = list(within.groups()) if within else _BETWEEN.split(plain)
    if len(parts) > 2:
        return None
    first = _day(parts[0], month)
    last = _day(parts[-1], first.strftime("%Y-%m") if first else month)
    return (first, last) if first and last and first <= last else None


def format_days(start: date | None, end: date | None) -> str:
    """The days as 2024-06-12 or 2024-06-12 – 2024-06-14; empty if none is known."""
    days = [day.isoformat() for day in (start, end) if day is not None]
    return f" {_RANGE} ".join(dict.fromkeys(days))


def _day(text: str, month: str | None) -> date | None:
    if match := _WHOLE.fullmatch(text):
        numbers = [int(part) for part in match.groups()]
    elif month and (match := _IN_MONTH.fullmatch(text)):
        numbers = [int(month[:4]), int(month[5:]), int(match.group(1))]
    else:
        return None
    try:
        return date(*numbers)
    except ValueError:  # the 31st of June
        return None
