"""`totals`: the figures of the report."""

import argparse
from collections.abc import Sequence
from typing import Any

from pct_tracker.cli.printing import open_tracker, print_json, require_year, wording
from pct_tracker.domain.figure import Figure
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.services.wording import Wording


def run(given: argparse.Namespace) -> int:
    """Prints the figures over the held activities of a year, or of all years."""
    with open_tracker(given) as tracker:
        require_year(tracker, given.year)
        figures = tracker.figures(ActivityQuery(year=given.year))
    words = wording()
    if given.json:
        print_json(_as_json(given.year, figures, words))
    else:
        width = max(len(words.figure_label(one.name)) for one in figures)
        for one in figures:
            print(f"{words.figure_label(one.name):<{width}}  {one.value:>9,}")
    return 0


def _as_json(year: int | None, figures: Sequence[Figure], words: Wording) -> dict[str, Any]:
    document: dict[str, Any] = {"year": year}
    for one in figures:
        family, _, member = one.name.partition(".")
        if member:
            document.setdefault(family, {})[member] = one.value
        else:
            document[family] = one.value
    return {
        **document,
        "figures": [
            {"name": one.name, "value": one.value, "rule": words.figure_rule(one.name), "activity_ids": list(one.activity_ids)}
            for one in figures
        ],
    }
