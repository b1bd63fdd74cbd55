"""`accept` and `rules`, and what `check` says after them."""

from typing import Any

import pytest

from pct_tracker.rules.catalogue import SEVERITIES

FEW = "participants.fewer-than-origins"
"""The sample has it once, on activity 44."""

RULE_KEYS = ["rule", "name", "explanation", "own_weight", "weight", "changed_by", "changed_at"]


def sum_of(command: Any) -> dict[str, int]:
    """The last line of `check`: how many there are of each weight."""
    parts = (part.split() for part in command("check").out.splitlines()[-1].split(", "))
    return {name.rstrip("s"): int(count) for count, name in parts}


def line_of(told: str, rule: str) -> str:
    (line,) = [one for one in told.splitlines() if rule in one]
    return line


class TestAccept:
    """What a rule found is right as it is."""

    def test_an_accepted_finding_is_printed_with_its_reason_and_counts_no_more(self, on_sample: Any) -> None:
        before = sum_of(on_sample)
        told = on_sample("accept", 44, FEW, "--reason", "Two Offices sent one person")
        assert (told.status, told.out.startswith("Accepted as it is: “")) == (0, True)
        check = on_sample("check").out
        assert line_of(check, FEW).endswith(" Accepted: Two Offices sent one person")
        assert sum_of(on_sample) == {**before, "hint": before["hint"] - 1, "accepted": 1}
        (one,) = [one for one in on_sample("check", "--json").json if one["rule"] == FEW]
        assert one["accepted"] == "Two Offices sent one person"

    def test_it_is_withdrawn_once(self, on_sample: Any) -> None:
        before = sum_of(on_sample)
        on_sample("accept", 44, FEW, "--reason", "So it was")
        assert on_sample("accept", 44, FEW, "--withdraw").status == 0
        assert sum_of(on_sample) == before
        assert on_sample("accept", 44, FEW, "--withdraw").refused_plainly

    @pytest.mark.parametrize(
        "arguments",
        [
            (44, FEW, "--reason", " "),
            (44, FEW),
            (44, FEW, "--reason", "So it was", "--withdraw"),
            (43, FEW, "--reason", "So it was"),
            (4_000, FEW, "--reason", "So it was"),
            (44, "weather.bad", "--reason", "So it was"),
            (35, "place.name-and-code-disagree", "--reason", "So it was"),
        ],
    )
    def test_what_cannot_be_accepted_is_refused_plainly(self, on_sample: Any, arguments: tuple[object, ...]) -> None:
        before = on_sample("check").out
        assert on_sample("accept", *arguments).refused_plainly
        assert on_sample("check").out == before

    def test_nothing_is_accepted_in_a_locked_year(self, on_sample: Any) -> None:
        on_sample("lock", "--year", 2024)
        told = on_sample("accept", 44, FEW, "--reason", "So it was")
        assert told.refused_plainly
        assert "2024 is locked" in told.err


class TestRules:
    """How heavily the rules weigh."""

    def test_all_rules_are_printed_with_the_weight_of_the_catalogue(self, on_sample: Any) -> None:
        told = on_sample("rules", "--json")
        assert all(list(one) == RULE_KEYS for one in told.json)
        assert {one["rule"]: one["weight"] for one in told.json} == {rule: one.value for rule, one in SEVERITIES.items()}
        assert len(on_sample("rules").out.splitlines()) == len(SEVERITIES)

    def test_a_rule_is_switched_off_made_an_error_and_made_its_own_again(self, on_sample: Any) -> None:
        before = sum_of(on_sample)
        told = on_sample("rules", FEW, "off")
        assert told.out.startswith("off ")
        assert "by itself hint" in told.out
        assert FEW not in on_sample("check").out
        on_sample("rules", FEW, "error")
        assert sum_of(on_sample) == {**before, "error": before["error"] + 1, "hint": before["hint"] - 1}
        (one,) = on_sample("rules", FEW, "own", "--json").json
        assert (one["weight"], one["own_weight"]) == ("hint", "hint")
        assert one["changed_by"]

    @pytest.mark.parametrize("arguments", [("weather.bad",), ("weather.bad", "off"), (FEW, "fatal")])
    def test_what_does_not_exist_is_refused_plainly(self, on_sample: Any, arguments: tuple[str, ...]) -> None:
        assert on_sample("rules", *arguments).refused_plainly
