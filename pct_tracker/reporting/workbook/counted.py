"""Numbers beside the formulas that count them once more, and beside both a check: the right half of every breakdown."""

from pct_tracker.reporting.workbook.sheets import Chart, Column, Formula, Value
from pct_tracker.reporting.workbook.wording import Wording

RIGHT, WRONG = "✓", "≠"
"""What a check says of numbers that are equal, and of numbers that differ."""

_MEASURES = ("activities", "participants")


def check(*pairs: str) -> Formula:
    """A formula that says whether the numbers of every pair, such as "D2=E2", are equal."""
    test = pairs[0] if len(pairs) == 1 else f"AND({','.join(pairs)})"
    return Formula(f'IF({test},"{RIGHT}","{WRONG}")', RIGHT)


def counted_columns(words: Wording) -> tuple[Column, ...]:
    """Activities and participants, each as stored and as counted by a formula, and the check."""
    pairs = (words.column(name, "number") for measure in _MEASURES for name in (measure, f"{measure}_counted"))
    return (*pairs, words.column("check", "check"))


def counted_cells(line: int, place: int, activities: Formula, participants: Formula) -> tuple[Value, ...]:
    """The cells of a line under these columns, the first of which stands at a place counted from 0."""
    first, second, third, fourth = (f"{chr(ord('A') + place + offset)}{line}" for offset in range(4))
    right = check(f"{first}={second}", f"{third}={fourth}")
    return activities.value, activities, participants.value, participants, right


def counted_charts(words: Wording, labels: str, *, bars: int, lying: bool = True) -> tuple[Chart, ...]:
    """A chart of the activities and one of the participants, of the first rows."""
    return tuple(Chart(words.text(f"column.{measure}"), labels, measure, bars, lying) for measure in _MEASURES)
