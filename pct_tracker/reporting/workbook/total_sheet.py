"""The sheet of totals: every figure of the report with its rule, its value, and a formula that counts it once more."""

from collections.abc import Iterable, Iterator

from pct_tracker.domain.codes import CONTENT_LETTERS, Modality
from pct_tracker.domain.figure import Figure
from pct_tracker.reporting.trace import figure_words
from pct_tracker.reporting.workbook.counted import check
from pct_tracker.reporting.workbook.sheets import Formula, Row, Sheet
from pct_tracker.reporting.workbook.wording import Wording

_OF_MODALITY = 'SUMPRODUCT(--EXACT(activities_modality_code,"{code}"))'
# Whole columns by names that are the same in every language, and nothing newer than Excel 2016.
_FORMULAS = {
    "activities": "COUNT(activities_id)",
    "participants": "SUM(activities_participants)",
    "online": _OF_MODALITY.format(code=Modality.ONLINE.value),
    "on_site": _OF_MODALITY.format(code=Modality.ON_SITE.value),
    "hybrid": _OF_MODALITY.format(code=Modality.HYBRID.value),
    "states": "SUMPRODUCT(--(states_activities_counted>0))",
    "organizations": "SUMPRODUCT(--(organizations_activities_counted>0))",
    "beneficiary_states": "SUMPRODUCT((states_activities_counted>0)*states_benefits)",
}


def total_sheet(figures: Iterable[Figure], year: int, words: Wording) -> Sheet:
    """The figures of the report on a year in their order, those that are 0 among them."""
    columns = (
        words.column("figure_name", "code"),
        words.trace_column("figure"),
        words.trace_column("rule", "wrapped"),
        words.trace_column("value", "number"),
        words.column("counted", "number"),
        words.column("check", "check"),
    )
    rows = tuple(_rows(figures, year, words))
    return Sheet(name="totals", title=words.title("totals"), columns=columns, rows=rows)


def _rows(figures: Iterable[Figure], year: int, words: Wording) -> Iterator[Row]:
    for line, figure in enumerate(figures, 2):
        label, rule = figure_words(figure, year, words.language, words.reference)
        formula = _formula(figure.name, line)
        counted = (Formula(formula, figure.value), check(f"D{line}=E{line}")) if formula else (None, None)
        yield figure.name, label, rule, figure.value, *counted


def _formula(name: str, line: int) -> str | None:
    """What counts a figure; None for one that no table tells of."""
    family, _, member = name.partition(".")
    if family == "types":
        # A type may be any words: they stand in the cell of the name, never in a formula.
        return f'SUMPRODUCT(--EXACT("types."&activities_type_code,$A{line}))'
    if family == "contents":
        return f"SUM(activities_letter_{member})" if member in tuple(CONTENT_LETTERS) else None
    return _FORMULAS.get(name)
