"""Texts that a spreadsheet would take for formulas are marked, and are as they were without the mark."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pct_tracker.domain.formulas import guard_formula, is_number, tabbed_cell, unguard_formula

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'", '"', " ", "\u3000", "\u200f", "\ufeff", "'=", " '@")
SPICED = st.builds("{}{}".format, st.lists(st.sampled_from(STARTS), max_size=4).map("".join), st.text(max_size=12))


@pytest.mark.parametrize(
    "text",
    [
        *(
            "=1+1",
            "+cmd",
            "-cmd",
            "@SUM(A1)",
            "\t=1",
            "\rx",
            "\n=1",
            " =1",
            "\u00a0=1",
            "\u3000＝1",
            "＝1+1",
            "＋1",
            "－x",
            "＠SUM(A1)",
        ),
        *("\u200f=1", "\ufeff=1", "=cmd|' /C calc'!A0", "-1+1", "--1", "-1e5", "'=1", "''=1", "－x", "＠SUM(A1)"),
    ],
)
def test_what_looks_like_a_formula_is_marked(text: str) -> None:
    assert guard_formula(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=1", "-12", "+3.5", "-3,5", "'quoted", "2024-01", "#N/A", "1-2", "(=1)", "“=1”"])
def test_other_texts_and_numbers_stay_as_they_are(text: str) -> None:
    assert guard_formula(text) == text == unguard_formula(text)


@given(SPICED)
def test_no_text_changes_on_its_way_out_and_back(text: str) -> None:
    assert unguard_formula(guard_formula(text)) == text


@given(SPICED)
def test_nothing_goes_out_that_begins_like_a_formula(text: str) -> None:
    out = guard_formula(text)
    assert is_number(out) or not out.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


@given(SPICED)
def test_a_cell_between_tabs_is_on_one_line_and_whole(text: str) -> None:
    cell = tabbed_cell(text)
    assert not {"\t", "\n", "\r"} & set(cell)
    assert not cell.startswith('"') or (cell.endswith('"') and cell.count('"') % 2 == 0)
