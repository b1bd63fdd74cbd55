"""Months as people type them."""

import re
from collections.abc import Iterable
from datetime import MAXYEAR

from pct_tracker.domain.folding import fold, latin_digits

_SEPARATED = re.compile(r"(\d{4})\s*[-/.年\s]\s*(\d{1,2})\s*月?")
_MONTH_FIRST = re.compile(r"(\d{1,2})\s*月?\s*[-/.\s]\s*(\d{4})")
_ALONE = re.compile(r"(\d{1,2})\s*月?")
_TOGETHER = re.compile(r"(\d{4})(\d{2})")
_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"\d{4}")
_SHORTEST_NAME = 3


def parse_month(text: str, names: Iterable[tuple[str, ...]] = (), year: int | None = None) -> str | None:
    """The month as "YYYY-MM" from 2024-06, 6/2024, 202406, 2024年6月, june 2024 or jun 2024; None if it is none.

    `names` are the twelve names of the months in each language that is understood. With a `year`, 6 and june are months of it.
    """
    plain = latin_digits(text).strip()
    year = year if year is not None and 0 < year <= MAXYEAR else None
    for pattern, order in ((_SEPARATED, (1, 2)), (_MONTH_FIRST, (2, 1)), (_TOGETHER, (1, 2))):
        if match := pattern.fullmatch(plain):
            return _month(match.group(order[0]), int(match.group(order[1])))
    if year is not None and (match := _ALONE.fullmatch(plain)):
        return _month(f"{year:04}", int(match.group(1)))
    return _named_month(fold(plain), names, year)


def step_month(month: str, step: int) -> str:
    """The month that many months later."""
    count = int(month[:4]) * 12 + int(month[5:]) - 1 + step
    return f"{count // 12:04}-{count % 12 + 1:02}"


def _named_month(text: str, names: Iterable[tuple[str, ...]], year: int | None) -> str | None:
    years, words = _YEAR.findall(text), _WORD.findall(text)
    if year is not None and not any(sign.isdigit() for sign in text):
        years = [f"{year:04}"]
    numbers = {number for word in words for number in _numbers_named(word, names)}
    return _month(years[0], numbers.pop()) if len(years) == 1 and len(numbers) == 1 else None


def _numbers_named(word: str, names: Iterable[tuple[str, ...]]) -> set[int]:
    """The numbers of the months whose name the word is, or begins; short words mean nothing unless they are a whole name."""
    folded = [[fold(name) for name in twelve] for twelve in names]
    exact = {number for twelve in folded for number, name in enumerate(twelve, 1) if name == word}
    if exact or len(word) < _SHORTEST_NAME:
        return exact
    return {number for twelve in folded for number, name in enumerate(twelve, 1) if name.startswith(word)}


def _month(year: str, number: int) -> str | None:
    return f"{year}-{number:02}" if 1 <= number <= 12 else None
