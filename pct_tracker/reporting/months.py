"""Months as the annex prints them."""

from functools import cache

from pct_tracker.domain.period import is_month
from pct_tracker.reference.loader import read_json_resource


def format_month(month: str | None, language: str) -> str:
    """A month in the pattern of the annex; words that are no month stand for themselves."""
    if month is None or not is_month(month):
        return month or ""
    pattern, names = _month_format(language)
    year, number = month.split("-")
    return pattern.format(yyyy=year, mm=number, m=int(number), name=names[int(number) - 1])


@cache
def _month_format(language: str) -> tuple[str, tuple[str, ...]]:
    formats = read_json_resource("data", "vocabulary.json")["month_format"]
    return str(formats["annex"][language]), tuple(formats["names"][language])
