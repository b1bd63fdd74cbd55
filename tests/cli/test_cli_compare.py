"""Two years side by side on the command line."""

from pathlib import Path

import pytest
from builders import adding, make_draft

from pct_tracker.domain.activity import Origin
from pct_tracker.services.tracker import Tracker
from tests.cli.conftest import Command


@pytest.fixture
def two_years(pct: Command, sample_file: Path) -> Command:
    """Runs a command on the sample of 2024 with two activities of 2025."""
    tracker = Tracker.open(sample_file, "somebody")
    again = tracker.activity(1).with_fields(year=2025, month="2025-02")
    tracker.do(adding(again, make_draft(year=2025, month="2025-03", origins=(Origin("MN"),))))
    tracker.close()
    return lambda *arguments: pct("--store", sample_file, *arguments)


def test_two_years_are_told_for_reading(two_years: Command) -> None:
    told = two_years("compare", "--year", 2024, "--with", 2025)
    assert told.status == 0
    lines = told.out.splitlines()
    assert lines[0].split() == ["2024", "2025"]
    assert lines[1].split() == ["Activities", "64", "2", "-62"]
    assert "New States (1): Mongolia (MN)" in lines
    assert "Repeated activities: 1 (1 with the same title)" in lines
    assert "New activities: 1" in lines


def test_two_years_are_told_for_programs(two_years: Command) -> None:
    told = two_years("compare", "--year", 2024, "--with", 2025, "--json").json
    assert told["years"] == [2024, 2025]
    assert told["totals"]["activities"]["values"] == [64, 2]
    assert len(told["totals"]["activities"]["activity_ids"][0]) == 64
    assert told["by"]["letter"]["F"] == [1, 0]
    assert told["new_states"] == {"MN": [66]}
    assert told["repeated"] == [{"activity_ids": [1, 65], "matched_by": "title"}]
    assert told["new"] == [66]
    assert len(told["not_repeated"]) == 63


@pytest.mark.parametrize("years", [(2024, 2024), (2024, 1999), (1999, 2024)])
def test_what_cannot_be_compared_is_refused_plainly(two_years: Command, years: tuple[int, int]) -> None:
    assert two_years("compare", "--year", years[0], "--with", years[1]).refused_plainly


def test_both_years_are_needed(two_years: Command) -> None:
    assert two_years("compare", "--year", 2024).refused_plainly
