"""How ready a year is, in words."""

import pytest

from pct_tracker.ui.findings.check_words import CheckWords


@pytest.mark.parametrize(
    ("year", "counts", "false_claims", "told"),
    [
        (2024, {"error": 2, "warning": 3, "hint": 2, "accepted": 3}, 0, "2 errors stand in the way of publishing 2024."),
        (2024, {"error": 1}, 0, "One error stands in the way of publishing 2024. To look at: 0. Accepted: 0."),
        (2024, {}, 1, "Nothing stands in the way of publishing 2024. To look at: 0. Accepted: 0. Not borne out by the rows: 1"),
        (None, {"error": 200}, 0, "200 errors stand in the way of publishing. To look at: 0."),
    ],
)
def test_the_headline(qapp: object, year: int | None, counts: dict[str, int], false_claims: int, told: str) -> None:
    assert CheckWords().headline(year, counts, false_claims).startswith(told)


def test_missing_translations_are_counted_by_themselves(qapp: object) -> None:
    words, counts = CheckWords(), {"hint": 2, "translation": 200}
    assert words.parts(counts)["look"] == "To look at  2"
    assert words.kinds(counts)["translation"] == "Missing translations  200"
    assert "To look at: 2." in words.headline(2024, counts)
