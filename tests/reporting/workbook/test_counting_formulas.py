"""Every number of the workbook is counted once more by a formula, which finds the same."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from builders import DRAFTS, make_activity
from counting_again import CountedAgain, formula_cells
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from pct_tracker.domain.activity import FIELD_NAMES, Activity, ActivityDraft, Origin
from pct_tracker.domain.codes import LANGUAGES, Status
from pct_tracker.reporting.workbook.sheets import Formula, Workbook

MakeWorkbook = Callable[..., Workbook]
Opened = Callable[[Workbook], Any]

# What Excel could take for a formula, a pattern, a comparison, a number or a name.
HOSTILE = st.sampled_from(
    ("=1+1", "*", "?", "~*", "<>", ">=1", "@x", "TRUE", "01", ",", "A,B", '"q"', "</f>", "#N/A", "PCT-Seminar", "abc" * 100)
)


def counted_and_stored(workbook: Workbook, opened: Opened) -> tuple[list[Any], list[Any]]:
    """What the formulas of the written workbook give, and what was stored as their values."""
    book = opened(workbook)
    again = CountedAgain(book)
    values = [formula.value for sheet in workbook.sheets for _, _, formula in sheet.formulas()]
    return [again.value(*place) for place in formula_cells(book)], values


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_every_language_the_formulas_find_what_is_stored(language: str, make_workbook: MakeWorkbook, opened: Opened) -> None:
    counted, stored = counted_and_stored(make_workbook(language=language), opened)
    assert counted == stored
    assert {"✓", 64, 6465, 122, 93} <= set(counted)
    assert "≠" not in counted


def test_the_formulas_are_the_same_in_every_language(make_workbook: MakeWorkbook) -> None:
    def by_figure(language: str) -> list[tuple[Any, str]]:
        sheets = make_workbook(language=language).sheets
        return [(sheet.rows[line - 2][0], one.text) for sheet in sheets[:-2] for line, _, one in sheet.formulas()]

    assert {language: by_figure(language) == by_figure("en") for language in LANGUAGES} == dict.fromkeys(LANGUAGES, True)


@st.composite
def activities_of_2024(draw: st.DrawFn) -> list[Activity]:
    drafts: list[ActivityDraft] = draw(st.lists(DRAFTS, max_size=8))
    types = draw(st.lists(st.none() | HOSTILE, min_size=len(drafts), max_size=len(drafts)))
    letters = draw(st.lists(st.just(()) | HOSTILE.map(lambda one: (one,)), min_size=len(drafts), max_size=len(drafts)))
    held = [
        replace(one, year=2024, status=Status.HELD, type=type_ or one.type, contents=one.contents + some)
        for one, type_, some in zip(drafts, types, letters, strict=True)
    ]
    return [Activity(id=id_, **{name: getattr(one, name) for name in FIELD_NAMES}) for id_, one in enumerate(held, 1)]


# Writing takes its time: a case that fails is told as it was found.
@settings(max_examples=15, phases=(Phase.generate,))
@given(some=activities_of_2024())
def test_of_any_activities_the_formulas_find_what_is_stored(
    some: list[Activity], make_workbook: MakeWorkbook, opened: Opened
) -> None:
    counted, stored = counted_and_stored(make_workbook(some), opened)
    assert counted == stored


def test_a_year_without_activities_counts_nothing(make_workbook: MakeWorkbook, opened: Opened) -> None:
    counted, stored = counted_and_stored(make_workbook([]), opened)
    assert counted == stored
    assert set(counted) == {0, "✓"}


def test_a_number_that_is_typed_over_counts_at_once_and_the_check_says_so(make_workbook: MakeWorkbook, opened: Opened) -> None:
    book = opened(make_workbook())
    activities, totals = book["Activities"], book["Totals"]
    participants = next(cell for cell in activities[1] if cell.value == "Participants")
    activities.cell(2, participants.column).value += 5
    again = CountedAgain(book)
    assert [totals["A3"].value, totals["D3"].value] == ["participants", 6465]
    assert (again.value("Totals", "E3"), again.value("Totals", "F3")) == (6470, "≠")
    assert again.value("Totals", "F2") == "✓"


def test_a_state_that_nothing_reached_counts_as_soon_as_it_is_typed(make_workbook: MakeWorkbook, opened: Opened) -> None:
    book = opened(make_workbook([make_activity(1, origins=(Origin("KE"),))]))
    origins = book["Activities and States"]
    code = next(cell for cell in origins[1] if cell.value == "Code")
    origins.cell(2, code.column).value = "OM"
    again = CountedAgain(book)
    states = {row[0].value: again.value("States", row[5].coordinate) for row in book["States"].iter_rows(min_row=2)}
    assert (states["OM"], states["KE"]) == (1, 0)


def test_every_figure_has_a_formula(make_workbook: MakeWorkbook) -> None:
    totals = next(one for one in make_workbook().sheets if one.name == "totals")
    assert all(isinstance(row[totals.place("counted")], Formula) for row in totals.rows)
    assert len(totals.rows) == 21
