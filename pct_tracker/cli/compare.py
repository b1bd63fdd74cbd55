"""`compare`: two years side by side."""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from pct_tracker.cli.printing import open_tracker, print_json, wording
from pct_tracker.domain.activity import Activity
from pct_tracker.reference.reference import Reference
from pct_tracker.services.overview import Bar, BarPair, Comparison, compare_years
from pct_tracker.services.wording import Wording

_LANGUAGE = "en"

_WAYS = {
    "title": "with the same title",
    "series": "with the same title but for its numbers",
    "like": "of the same type, modality and origins",
}


def run(given: argparse.Namespace) -> int:
    """Prints what the second year has more or less than the first: totals, States and activities."""
    with open_tracker(given) as tracker:
        comparison = compare_years(tracker, given.year, given.other)
        reference, words = tracker.reference, wording()
    if given.json:
        print_json({"years": [given.year, given.other], **_as_json(comparison)})
    else:
        print("\n".join(_as_lines(comparison, given.year, given.other, reference, words)))
    return 0


def _as_lines(comparison: Comparison, first: int, second: int, reference: Reference, words: Wording) -> Iterator[str]:
    width = max(len(words.figure_label(total.name)) for total in comparison.totals)
    yield f"{'':<{width}}  {first:>9}  {second:>9}"
    for total in comparison.totals:
        label = words.figure_label(total.name)
        yield f"{label:<{width}}  {total.first.value:>9,}  {total.second.value:>9,}  {total.difference:>+9,}"
    for title, bars in (
        ("New States", comparison.new_states),
        ("States no longer there", comparison.dropped_states),
        ("New organizations and territories", comparison.new_others),
        ("Organizations and territories no longer there", comparison.dropped_others),
    ):
        yield f"{title} ({len(bars)}): " + (", ".join(_parties(bars, reference)) or "none")
    ways = Counter(match.way for match in comparison.matched)
    told = ", ".join(f"{count} {_WAYS[way]}" for way, count in ways.items())
    yield f"Repeated activities: {len(comparison.matched)}" + (f" ({told})" if told else "")
    for title, some in (("New activities", comparison.added), ("Activities not repeated", comparison.removed)):
        yield f"{title}: {len(some)}"
        yield from (f"  {one.id:>6}  {one.month or '':<7}  {one.title.best(_LANGUAGE)}" for one in some)


def _parties(bars: Iterable[Bar], reference: Reference) -> list[str]:
    return [f"{reference.parties.name(bar.key, _LANGUAGE)} ({bar.key})" for bar in bars]


def _as_json(comparison: Comparison) -> dict[str, Any]:
    return {
        "totals": {
            total.name: {
                "values": [total.first.value, total.second.value],
                "difference": total.difference,
                "activity_ids": [list(total.first.activity_ids), list(total.second.activity_ids)],
            }
            for total in comparison.totals
        },
        "by": {by: {pair.key: _pair_as_json(pair) for pair in pairs} for by, pairs in comparison.lines.items()},
        "new_states": _bars_as_json(comparison.new_states),
        "dropped_states": _bars_as_json(comparison.dropped_states),
        "new_others": _bars_as_json(comparison.new_others),
        "dropped_others": _bars_as_json(comparison.dropped_others),
        "repeated": [
            {"activity_ids": [match.first.id, match.second.id], "matched_by": match.way} for match in comparison.matched
        ],
        "new": _ids(comparison.added),
        "not_repeated": _ids(comparison.removed),
    }


def _pair_as_json(pair: BarPair) -> list[int]:
    return [pair.before.value, pair.now.value]


def _bars_as_json(bars: Iterable[Bar]) -> dict[str, list[int]]:
    return {bar.key: list(bar.activity_ids) for bar in bars}


def _ids(activities: Iterable[Activity]) -> list[int]:
    return [one.id for one in activities]
