"""The sheets of States and organizations: all there are, with the activities that reached them."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from pct_tracker.domain.activity import Activity
from pct_tracker.figures.breakdown import find_reach
from pct_tracker.reporting.workbook.counted import counted_cells, counted_charts, counted_columns
from pct_tracker.reporting.workbook.sheets import Column, Formula, Row, Sheet, Value
from pct_tracker.reporting.workbook.wording import Wording


def reach_sheets(activities: Sequence[Activity], year: int, words: Wording) -> tuple[Sheet, Sheet]:
    """States and organizations, the most frequent first; `year` decides which States benefit.

    Those that nothing reached are there too: the number of States is counted from this sheet, and must see a new one.
    """
    reach = _Reach(activities, year, words)
    return reach.states(), reach.organizations()


class _Reach:
    """How many activities, and of how many participants, reached each party."""

    def __init__(self, activities: Sequence[Activity], year: int, words: Wording) -> None:
        self._words, self._reference = words, words.reference
        self._benefiting = self._reference.lists.beneficiaries(year)
        held, people = (find_reach(activities, measure, self._reference) for measure in ("activities", "participants"))
        self._held, self._people = (
            {bar.key: bar.value for bar in (*reach.states, *reach.others)} for reach in (held, people)
        )  # fmt: skip

    def states(self) -> Sheet:
        facts = (self._words.column("region"), self._words.column("benefits", "flag"))
        return self._sheet("states", "kind.state", self._reference.parties.states, facts, self._facts_of_state)

    def organizations(self) -> Sheet:
        return self._sheet("organizations", "kind.organization", self._reference.parties.organizations, (), lambda _: ())

    def _sheet(
        self, name: str, word: str, codes: Iterable[str], columns: tuple[Column, ...], facts: Callable[[str], tuple[Value, ...]]
    ) -> Sheet:
        before = (self._words.column("code", "code"), self._words.label_column(word), *columns)
        rows = tuple(self._rows(sorted(codes, key=self._order), len(before), facts))
        reached = sum(row[0] in self._held for row in rows)
        charts = counted_charts(self._words, "label", bars=min(reached, _MOST_BARS)) if reached else ()
        columns = (*before, *counted_columns(self._words))
        return Sheet(name=name, title=self._words.title(name), columns=columns, rows=rows, charts=charts)

    def _rows(self, codes: Iterable[str], place: int, facts: Callable[[str], tuple[Value, ...]]) -> Iterator[Row]:
        for line, code in enumerate(codes, 2):
            count = Formula(f"COUNTIFS(origins_code,$A{line})", self._held.get(code, 0))
            sum_ = Formula(f"SUMIFS(origins_participants_of_activity,origins_code,$A{line})", self._people.get(code, 0))
            name = self._reference.parties.name(code, self._words.language)
            yield code, name, *facts(code), *counted_cells(line, place, count, sum_)

    def _facts_of_state(self, code: str) -> tuple[Value, ...]:
        region = self._reference.lists.region(code)
        label = self._reference.vocabulary.region_label(region, self._words.language) if region else None
        return label, int(code in self._benefiting)

    def _order(self, code: str) -> tuple[int, int, str]:
        return -self._held.get(code, 0), self._reference.parties.rank(code, self._words.language), code


_MOST_BARS = 25
"""States in a chart: the names of more cannot be read."""
