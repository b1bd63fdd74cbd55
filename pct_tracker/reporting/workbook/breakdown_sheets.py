"""The sheets that break the totals down by month, type, letter and region."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pct_tracker.domain.activity import Activity
from pct_tracker.figures.breakdown import break_down
from pct_tracker.reporting.workbook.activity_sheet import LETTER_SEPARATOR
from pct_tracker.reporting.workbook.counted import counted_cells, counted_charts, counted_columns
from pct_tracker.reporting.workbook.sheets import Formula, Row, Sheet
from pct_tracker.reporting.workbook.wording import Wording

_MOST_BARS = 30
_AROUND = f'"{LETTER_SEPARATOR}"'


@dataclass(frozen=True, slots=True)
class _Breakdown:
    """`condition` is 1 in the rows that belong to the key of its {line}, `participants` the column of their numbers."""

    name: str
    by: str
    label_of: Callable[[str], str]
    word: str
    condition: str
    participants: str = "activities_participants"
    chart_labels: str = "label"


def breakdown_sheets(activities: Sequence[Activity], words: Wording) -> Iterator[Sheet]:
    """A sheet for each breakdown; what has no key stands in the last row."""
    return (_sheet(one, activities, words) for one in _breakdowns(words))


def _breakdowns(words: Wording) -> tuple[_Breakdown, ...]:
    vocabulary, language = words.reference.vocabulary, words.language
    months = vocabulary.month_names(language)
    # A key may be any words: formulas compare with its cell, and exactly.
    return (
        _Breakdown(
            "months",
            "month",
            lambda key: months[int(key) - 1],
            "column.month",
            "(activities_month_number=$A{line})",
        ),
        _Breakdown(
            "types",
            "type",
            lambda key: vocabulary.type_label(key, language),
            "column.type",
            "EXACT(activities_type_code,$A{line})",
        ),
        _Breakdown(
            "letters",
            "letter",
            lambda key: vocabulary.content_label(key, language),
            "column.contents",
            f"ISNUMBER(FIND({_AROUND}&$A{{line}}&{_AROUND},{_AROUND}&activities_contents&{_AROUND}))",
            chart_labels="key",
        ),
        _Breakdown(
            "regions",
            "region",
            lambda key: vocabulary.region_label(key, language),
            "column.region",
            "EXACT(origins_region_code,$A{line})*origins_once_per_region",
            "origins_participants_of_activity",
        ),
    )


def _sheet(one: _Breakdown, activities: Sequence[Activity], words: Wording) -> Sheet:
    rows = tuple(_rows(one, activities, words))
    is_month = one.by == "month"
    return Sheet(
        name=one.name,
        title=words.title(one.name),
        columns=(words.column("key", "plain" if is_month else "code"), words.label_column(one.word), *counted_columns(words)),
        rows=rows,
        charts=counted_charts(words, one.chart_labels, bars=min(len(rows), _MOST_BARS), lying=not is_month) if rows else (),
    )


def _rows(one: _Breakdown, activities: Sequence[Activity], words: Wording) -> Iterator[Row]:
    held, people = (break_down(activities, one.by, measure, words.reference) for measure in ("activities", "participants"))
    for line, (bar, persons) in enumerate(zip(held, people, strict=True), 2):
        condition = one.condition.format(line=line)
        count = Formula(f"SUMPRODUCT(1*{condition})", bar.value)
        sum_ = Formula(f"SUMPRODUCT(1*{condition},{one.participants})", persons.value)
        key = int(bar.key) if bar.key and one.by == "month" else bar.key
        yield key, one.label_of(bar.key) if bar.key else words.text("none"), *counted_cells(line, 2, count, sum_)
