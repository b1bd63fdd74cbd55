"""Which findings stand in which part of the Check page."""

from dataclasses import replace

import pytest

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.codes import Severity
from pct_tracker.domain.finding import Finding
from pct_tracker.services.checks.accepting import Judged
from pct_tracker.ui.findings.check_lines import PARTS, Wanted, count_open, in_part, judged_lines, kind_of, narrowed, part_of

MISSING = "title.missing-translation"
ERROR = Finding("place.unknown", Severity.ERROR, "origins")
WARNING = Finding("venue.missing", Severity.WARNING, "venue")
HINT = Finding("text.stray-markup", Severity.HINT, "title")
ACCEPTED = replace(HINT, accepted="So it was printed")
TRANSLATION = Finding(MISSING, Severity.HINT, "title")
FIRST, SECOND = Activity(id=1), Activity(id=2)


@pytest.fixture
def lines() -> list[Judged]:
    return judged_lines([FIRST, SECOND], {1: [HINT, WARNING, TRANSLATION], 2: [ERROR, ACCEPTED]})


def test_the_gravest_come_first_then_the_order_of_the_activities(lines: list[Judged]) -> None:
    told = [(line.finding.severity.value, line.activity.id) for line in lines]
    assert told == [("error", 2), ("warning", 1), ("hint", 1), ("hint", 1), ("hint", 2)]


def test_every_finding_stands_in_one_part(lines: list[Judged]) -> None:
    parts = [in_part(lines, Wanted(part)) for part in PARTS]
    assert [len(some) for some in parts] == [1, 3, 1]
    assert [part_of(one) for one in (ERROR, WARNING, HINT, ACCEPTED)] == ["blocking", "look", "look", "accepted"]


def test_a_lacking_translation_is_of_its_own_kind_unless_it_blocks() -> None:
    assert kind_of(TRANSLATION) == "translation"
    assert kind_of(replace(TRANSLATION, severity=Severity.ERROR)) == "error"


def test_kinds_narrow_only_what_is_to_look_at(lines: list[Judged]) -> None:
    assert [line.finding for line in in_part(lines, Wanted("look", ("warning",)))] == [WARNING]
    assert [line.finding for line in in_part(lines, Wanted("blocking", ()))] == [ERROR]


def test_lines_are_narrowed_to_a_rule_and_a_field(lines: list[Judged]) -> None:
    assert [line.finding.rule for line in narrowed(lines, Wanted("look", rule=MISSING))] == [MISSING]
    assert {line.finding.field for line in narrowed(lines, Wanted("look", field="title"))} == {"title"}
    assert narrowed(lines, Wanted("look", rule=MISSING, field="venue")) == []


def test_only_what_is_open_counts_by_its_kind(lines: list[Judged]) -> None:
    assert count_open(line.finding for line in lines) == {"error": 1, "warning": 1, "hint": 1, "translation": 1, "accepted": 1}
