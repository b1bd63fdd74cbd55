"""A comparison in words: the numbers of both sides, and what is new, gone or still there."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from pct_tracker.domain.activity import Activity
from pct_tracker.services.overview import COMPARED, Bar, BarPair, Comparison, Match
from pct_tracker.services.wording import Wording
from pct_tracker.ui.common.translation import shown_number
from pct_tracker.ui.overview.chart import Chart, ChartLine, Mark
from pct_tracker.ui.overview.chart_words import ChartWords

KINDS = ("new-states", "dropped-states", "added", "removed", "matched")
"""What the list beside the numbers can show."""

_MOST = 2_000
"""Activities of one kind that are listed one by one; nobody reads more of them."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: what it is called, the reporting year of its rows, and whether it is the earlier one."""

    name: str
    year: int
    is_before: bool = False


class CompareWords:
    """Says a comparison of `first` and `second` as charts that are listed, not drawn."""

    def __init__(self, words: ChartWords, wording: Wording, first: Side, second: Side) -> None:
        self._words = words
        self._wording = wording
        self._first, self._second = first, second

    def numbers(self, comparison: Comparison) -> Chart:
        """Totals first, then the activities by letter, type, region, modality and month, each part below its heading."""
        translate = QCoreApplication.translate
        lines = [
            self._line(total.name, self._wording.figure_label(total.name), total.first.value, total.second.value, ids)
            for total in comparison.totals
            for ids in [(total.first.activity_ids, total.second.activity_ids)]
        ]
        for by in COMPARED:
            heading = f"{self._words.measures()['activities']} · {self._words.kinds()[by]}"
            lines.append(ChartLine(by, heading, (), is_aside=True))
            lines += [self._pair(pair, by) for pair in comparison.lines[by]]
        columns = (
            translate("CompareWords", "What"),
            self._first.name,
            self._second.name,
            translate("CompareWords", "Difference"),
        )
        return Chart(f"{self._first.name} – {self._second.name}", columns, tuple(lines))

    def entries(self, comparison: Comparison, kinds: Iterable[str]) -> Chart:
        """The States and activities of some kinds, each with its month and what became of it."""
        translate = QCoreApplication.translate
        listed = self._listed(comparison)
        counts = self.counts(comparison)
        lines = [line for kind in KINDS if kind in set(kinds) for line in _with_rest(listed[kind], counts[kind])]
        columns = (
            translate("CompareWords", "State or activity"),
            translate("CompareWords", "Month"),
            translate("CompareWords", "What became of it"),
        )
        return Chart(translate("CompareWords", "States and activities"), columns, tuple(lines))

    @staticmethod
    def counts(comparison: Comparison) -> Mapping[str, int]:
        """How many entries there are of each kind."""
        return {
            "new-states": len(comparison.new_states) + len(comparison.new_others),
            "dropped-states": len(comparison.dropped_states) + len(comparison.dropped_others),
            "added": len(comparison.added),
            "removed": len(comparison.removed),
            "matched": len(_told_matches(comparison)),
        }

    def _listed(self, comparison: Comparison) -> dict[str, list[ChartLine]]:
        translate = QCoreApplication.translate
        new, gone = translate("CompareWords", "newly reached"), translate("CompareWords", "no longer reached")
        return {
            "new-states": [self._party(bar, new, self._second) for bar in (*comparison.new_states, *comparison.new_others)],
            "dropped-states": [
                self._party(bar, gone, self._first) for bar in (*comparison.dropped_states, *comparison.dropped_others)
            ],
            "added": [self._activity(one, translate("CompareWords", "new"), self._second) for one in comparison.added[:_MOST]],
            "removed": [
                self._activity(one, translate("CompareWords", "no longer there"), self._first)
                for one in comparison.removed[:_MOST]
            ],
            "matched": [self._match(match) for match in _told_matches(comparison)[:_MOST]],
        }

    def _line(self, key: str, label: str, first: int, second: int, ids: tuple[tuple[int, ...], tuple[int, ...]]) -> ChartLine:
        marks = [
            Mark(
                value,
                shown_number(value),
                f"{label}, {side.name}: {shown_number(value)}",
                f"{label}, {side.name}",
                own,
                side.year,
                side.is_before,
            )
            for side, value, own in ((self._first, first, ids[0]), (self._second, second, ids[1]))
        ]
        difference = second - first
        shown = f"\u2066{'+' if difference > 0 else '−' if difference < 0 else '±'}{shown_number(abs(difference))}\u2069"
        return ChartLine(key, label, (*marks, Mark(difference, shown, f"{label}: {shown}", label, ())))

    def _pair(self, pair: BarPair, by: str) -> ChartLine:
        label = self._words.label(pair.key, by)
        return self._line(pair.key, label, pair.before.value, pair.now.value, (pair.before.activity_ids, pair.now.activity_ids))

    def _party(self, bar: Bar, told: str, side: Side) -> ChartLine:
        label = self._words.label(bar.key, "state")
        return ChartLine(bar.key, label, tuple(_texts(("", told), label, bar.activity_ids, side)))

    def _activity(self, activity: Activity, told: str, side: Side | None, ids: tuple[int, ...] = ()) -> ChartLine:
        label = activity.title.best(self._words.language) or "—"
        return ChartLine(str(activity.id), label, tuple(_texts((activity.month or "", told), label, ids or (activity.id,), side)))

    def _match(self, match: Match) -> ChartLine:
        if match.way == "id":
            fields = self._wording.listed(self._wording.field_name(name) for name in match.fields)
            told = QCoreApplication.translate("CompareWords", "changed: {fields}").format(fields=fields)
            return self._activity(match.second, told, self._second)
        ids = (match.first.id, match.second.id)
        return self._activity(match.second, way_names()[match.way], None, ids)


def way_names() -> dict[str, str]:
    """How two activities of different years were found to belong together."""
    translate = QCoreApplication.translate
    return {
        "title": translate("CompareWords", "again: same title"),
        "series": translate("CompareWords", "again: same title but for its numbers"),
        "like": translate("CompareWords", "alike: same type, modality and origins"),
    }


def _with_rest(lines: list[ChartLine], count: int) -> list[ChartLine]:
    """The lines, and one that says how many more there are."""
    if len(lines) >= count:
        return lines
    more = QCoreApplication.translate("CompareWords", "… and {count} more").format(count=shown_number(count - len(lines)))
    return [*lines, ChartLine("", more, ())]


def _told_matches(comparison: Comparison) -> tuple[Match, ...]:
    """Of the same activities at two times only those that differ; of two years all."""
    by_id = any(match.way == "id" for match in comparison.matched)
    return comparison.changed if by_id else comparison.matched


def _texts(cells: Iterable[str], label: str, ids: tuple[int, ...], side: Side | None) -> Iterator[Mark]:
    """The cells of a line, with the rows of one side or, without one, of both."""
    year, is_before = (side.year, side.is_before) if side else (None, False)
    return (Mark(0, cell, f"{label}: {cell}" if cell else label, label, ids, year, is_before) for cell in cells)
