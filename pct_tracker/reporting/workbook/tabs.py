"""Names of tabs and headings of tables as Excel takes them: not too long, without its signs, each only once."""

import re
from collections.abc import Iterable

from pct_tracker.reporting.printable import printable

_SIGNS = re.compile(r"[\[\]:*?/\\]")
_LONGEST_TITLE, _LONGEST_HEADING = 31, 255


def tab_titles(titles: Iterable[str]) -> tuple[str, ...]:
    """The titles of the sheets."""
    return _each_once((_SIGNS.sub(" ", printable(one)).strip("' ") for one in titles), _LONGEST_TITLE)


def table_headings(headings: Iterable[str]) -> tuple[str, ...]:
    """The headings of the columns of a table."""
    return _each_once((" ".join(printable(one).split()) for one in headings), _LONGEST_HEADING)


def _each_once(texts: Iterable[str], longest: int) -> tuple[str, ...]:
    """The texts, those that stood before with a number behind them; letter case makes no difference to Excel."""
    taken: dict[str, str] = {}
    for text in texts:
        fitting, number = text[:longest] or "1", 1
        while fitting.casefold() in taken:
            number += 1
            fitting = f"{text[: longest - len(str(number)) - 1]} {number}"
        taken[fitting.casefold()] = fitting
    return tuple(taken.values())
