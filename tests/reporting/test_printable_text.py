"""Text that every file can carry, and text taken apart by direction."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pct_tracker.reporting.printable import printable
from pct_tracker.reporting.writers.directions import runs_of_one_direction


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("a\r\nb\rc\u2028d\u2029e\x85f\vg", "a\nb\nc\nd\ne\nf\ng"),
        ("a\x00b\x07c\x1bd\x7fe\x9ff", "abcdef"),
        ("a\tb", "a\tb"),
        ("a\ud800b\ufffe\uffffc", "abc"),
        ("阿曼（OM）\u00a0ок عمان", "阿曼（OM）\u00a0ок عمان"),
    ],
)
def test_control_characters_go_and_line_breaks_become_one_kind(text: str, printed: str) -> None:
    assert printable(text) == printed


@given(st.text())
def test_printable_text_has_no_control_characters_and_stays_as_it_is(text: str) -> None:
    printed = printable(text)
    assert not {char for char in printed if unicodedata.category(char) in ("Cc", "Cs")} - {"\n", "\t"}
    assert printable(printed) == printed


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("عمان (OM)، قطر (QA)", [("عمان ", False), ("(OM)", True), ("، قطر ", False), ("(QA)", True)]),
        ("C، D", [("C", True), ("، ", False), ("D", True)]),
        ("نظام ePCT 2.0 و«PCT»", [("نظام ", False), ("ePCT 2.0", True), (" و«", False), ("PCT", True), ("»", False)]),
        ("(في عام 2024)", [("(في عام ", False), ("2024", True), (")", False)]),
        ("معهد (VPI) (XV)", [("معهد ", False), ("(VPI) (XV)", True)]),
        ("2024-02", [("2024-02", True)]),
        ("[en] Seminar (OM)", [("[en] Seminar (OM)", True)]),
    ],
)
def test_latin_words_stand_in_runs_of_their_own(text: str, runs: list[tuple[str, bool]]) -> None:
    assert list(runs_of_one_direction(text)) == runs


@given(st.text(alphabet="ab (عم)،-2؛“”\n"))
def test_runs_together_are_the_text(text: str) -> None:
    assert "".join(part for part, _ in runs_of_one_direction(text)) == text


@given(st.text(alphabet="ab (عم)،-2؛"))
def test_no_run_from_left_to_right_holds_arabic_letters_beside_arabic(text: str) -> None:
    assert not any("ع" in part or "م" in part for part, left_to_right in runs_of_one_direction(text) if left_to_right)


def test_thirty_thousand_letters_after_an_open_bracket_are_no_trouble() -> None:
    text = "ع(" + "a" * 30_000
    assert list(runs_of_one_direction(text)) == [("ع(", False), ("a" * 30_000, True)]
