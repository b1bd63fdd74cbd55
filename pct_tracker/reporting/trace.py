"""The trace table: every figure of the document with the rule in words and the rows it was counted from."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from pct_tracker.domain.figure import Figure
from pct_tracker.reference.reference import Reference
from pct_tracker.reporting.report import Cell, Report, ReportRow

TRACE_COLUMNS = ("figure", "rule", "value", "rows")
"""The columns of the trace table."""


def build_trace(figures: Iterable[Figure], held: Report, reference: Reference, *, annex: str, end_mark: str) -> Report:
    """The figures that counted anything, their rows numbered as they stand in the annex of held activities.

    `annex` is what a sentence calls that annex.
    """
    words, language = reference.document, held.language
    place = {row.activity_id: number for number, row in enumerate(held.rows, 1)}
    counted = [figure for figure in figures if figure.activity_ids]
    return Report(
        kind="trace",
        language=language,
        direction=held.direction,
        year=held.year,
        title_lines=(words.text("trace.title", language),),
        columns=TRACE_COLUMNS,
        headings=tuple(words.text(f"trace.column.{column}", language) for column in TRACE_COLUMNS),
        rows=tuple(ReportRow(number, _cells(one, held, place, reference)) for number, one in enumerate(counted, 1)),
        notes=(words.text("trace.note", language, annex=annex),),
        end_mark=end_mark,
    )


def figure_words(figure: Figure, year: int, language: str, reference: Reference) -> tuple[str, str]:
    """What a figure of the report on a year is called, and the rule by which it is counted."""
    words = reference.document
    family, _, member = figure.name.partition(".")
    day = words.long_date(date(min(year + 1, date.max.year), 1, 1), language)
    values = {"letter": member, "type": reference.vocabulary.type_label(member, language), "date": day}
    label, rule = (words.text(f"figure.{family}.{part}", language, **values) for part in ("label", "rule"))
    return label, rule


def _cells(figure: Figure, held: Report, place: dict[int, int], reference: Reference) -> tuple[Cell, ...]:
    words, language = reference.document, held.language
    label, rule = figure_words(figure, held.year, language, reference)
    separator = reference.vocabulary.punctuation(language).list_separator
    rows = sorted(place[id_] for id_ in figure.activity_ids if id_ in place)
    return (
        Cell(label),
        Cell(rule),
        Cell(words.number(figure.value, language), figure.value),
        Cell(separator.join(_ranges(rows))),
    )


def _ranges(numbers: Sequence[int]) -> Iterator[str]:
    """Numbers in ascending order as 1–4, 7, 9–10."""
    first = 0
    for at, number in enumerate(numbers):
        if at + 1 < len(numbers) and numbers[at + 1] == number + 1:
            continue
        yield str(number) if first == at else f"{numbers[first]}–{number}"
        first = at + 1
