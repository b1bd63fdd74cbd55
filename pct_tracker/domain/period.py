"""Months, written "YYYY-MM" everywhere."""

import re

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def is_month(text: str | None) -> bool:
    """Whether the text is a month, such as 2024-06."""
    return text is not None and _MONTH.fullmatch(text) is not None


def year_of(month: str | None) -> int | None:
    """The year of a month; None if it is no month."""
    return int(month[:4]) if month is not None and is_month(month) else None
