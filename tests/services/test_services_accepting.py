"""Findings accepted, opened again, corrected together, and rules weighed otherwise."""

from collections.abc import Callable

import pytest
from builders import adding, make_draft

from pct_tracker.domain.activity import Doubt, Origin
from pct_tracker.domain.codes import Severity
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.finding import OFF, Finding
from pct_tracker.services.checks.accepting import (
    OWN,
    ChosenFix,
    Judged,
    accept_findings,
    acceptance_of,
    find_judged,
    fix_findings,
    fix_steps,
    grade_rules,
    withdraw_findings,
)
from pct_tracker.services.checks.rule_weights import rule_weights
from pct_tracker.services.tracker import Tracker
from pct_tracker.services.wording import Wording

FEW = make_draft(participants=1, origins=(Origin("KE"), Origin("UG")))
RULE = "participants.fewer-than-origins"


def judged(tracker: Tracker, rule: str) -> list[Judged]:
    return [
        Judged(tracker.activity(id_), one) for id_, some in tracker.findings(2024).items() for one in some if one.rule == rule
    ]


def only(tracker: Tracker, rule: str = RULE) -> Finding:
    (one,) = judged(tracker, rule)
    return one.finding


@pytest.fixture
def tracker(empty_tracker: Tracker) -> Tracker:
    empty_tracker.do(adding(FEW))
    return empty_tracker


class TestAccepting:
    """A reason for what is right as it is."""

    def test_it_is_one_step_that_history_tells_and_undo_takes_back(self, tracker: Tracker) -> None:
        change = tracker.do(accept_findings(tracker, judged(tracker, RULE), "  One person \n for two "))
        assert Wording(tracker.reference).step(change.step) == "Accepted as it is: “Seminar on the Patent Cooperation Treaty”"
        assert only(tracker).accepted == "One person for two"
        (given,) = tracker.activity(1).acceptances
        assert (given.author, given.accepted) == (tracker.author, tracker.today())
        tracker.undo()
        assert only(tracker).is_open

    def test_several_are_accepted_together(self, tracker: Tracker) -> None:
        tracker.do(adding(make_draft(participants=1, origins=(Origin("KE"), Origin("TZ")), month="2024-01")))
        change = tracker.do(accept_findings(tracker, judged(tracker, RULE), "Small Offices"))
        assert (set(change.revised), change.step.code) == ({1, 2}, "accept-many")
        assert not any(one.finding.is_open for one in judged(tracker, RULE))

    def test_it_is_opened_again(self, tracker: Tracker) -> None:
        tracker.do(accept_findings(tracker, judged(tracker, RULE), "So it is"))
        tracker.do(withdraw_findings(judged(tracker, RULE)))
        assert only(tracker).is_open

    def test_it_is_told_who_accepted_it_when_and_why(self, tracker: Tracker) -> None:
        (before,) = find_judged(tracker, 1, RULE, is_open=True)
        assert acceptance_of(before.activity, before.finding) is None
        tracker.do(accept_findings(tracker, [before], "So it is"))
        (after,) = find_judged(tracker, 1, RULE, is_open=False)
        given = acceptance_of(after.activity, after.finding)
        assert given is not None
        assert (given.reason, given.author, given.accepted) == ("So it is", tracker.author, tracker.today())

    def test_what_is_not_there_is_refused(self, tracker: Tracker) -> None:
        for wanted, code in (
            ((1, RULE, False), r"accept\.not-accepted"),
            ((1, "participants.missing", True), r"accept\.not-found"),
            ((1, "weather.bad", True), r"rules\.unknown"),
            ((7, RULE, True), r"activity\.unknown"),
        ):
            activity_id, rule, is_open = wanted
            with pytest.raises(UserError, match=code):
                find_judged(tracker, activity_id, rule, is_open=is_open)

    def test_there_is_a_reason_and_no_error(self, tracker: Tracker) -> None:
        with pytest.raises(UserError, match=r"accept\.no-reason"):
            accept_findings(tracker, judged(tracker, RULE), " \n")
        tracker.do(adding(make_draft(participants=None)))
        with pytest.raises(UserError, match=r"accept\.is-error"):
            accept_findings(tracker, judged(tracker, "participants.missing"), "Nobody counted")


class TestFixing:
    """Corrections of several findings as one step."""

    def test_two_findings_of_one_activity_are_both_corrected(self, empty_tracker: Tracker) -> None:
        tracker = empty_tracker
        doubts = (Doubt("place.unusual-name", "origins", "Kenia"), Doubt("separator.missing", "origins", "Uganda"))
        tracker.do(adding(make_draft(origins=(Origin("KE"), Origin("UG")), doubts=doubts)))
        chosen = [
            ChosenFix(one.activity, one.finding, one.finding.fixes[0])
            for rule in ("place.unusual-name", "separator.missing")
            for one in judged(tracker, rule)
        ]
        change = tracker.do(fix_findings(tracker, chosen))
        assert tracker.activity(1).doubts == ()
        assert (change.revised, change.step.code) == ((1,), "fix")

    def test_a_finding_that_an_earlier_correction_settled_changes_nothing_more(self, empty_tracker: Tracker) -> None:
        tracker = empty_tracker
        tracker.do(adding(make_draft(month="2023-05", year=2024)))
        (one,) = judged(tracker, "date.outside-year")
        chosen = [ChosenFix(one.activity, one.finding, one.finding.fixes[0])] * 2
        steps = fix_steps(tracker, chosen)
        assert [step.before.year for step in steps] == [2024, 2023]
        assert steps[1].after == steps[1].before
        tracker.do(fix_findings(tracker, chosen))
        assert tracker.activity(1).year == 2023


class TestGrades:
    """How heavily rules weigh in one log."""

    def test_a_rule_weighs_more_less_or_nothing_and_again_what_it_was(self, tracker: Tracker) -> None:
        weights: list[tuple[str, Callable[[], bool]]] = [
            ("error", lambda: only(tracker).severity is Severity.ERROR),
            (OFF, lambda: judged(tracker, RULE) == []),
            (OWN, lambda: only(tracker).severity is Severity.HINT),
        ]
        for grade, holds in weights:
            assert grade_rules(tracker, [(RULE, grade)]) == 1
            assert holds()
        assert grade_rules(tracker, [(RULE, OWN), (RULE, "hint")]) == 0
        assert [one.grade for one in tracker.grades()] == ["error", "off", None]

    def test_the_table_of_rules_tells_both_weights_and_who_changed_one(self, tracker: Tracker) -> None:
        assert all(one.is_own and one.changed is None for one in rule_weights(tracker))
        grade_rules(tracker, [(RULE, OFF)])
        (one,) = [one for one in rule_weights(tracker) if not one.is_own]
        assert (one.rule, one.own, one.here) == (RULE, "hint", OFF)
        assert one.changed is not None
        assert one.changed.author == tracker.author

    def test_another_program_on_the_same_log_learns_of_it(self, tracker: Tracker) -> None:
        other = Tracker.open(tracker.store.path, "Jean")
        assert only(other).severity is Severity.HINT
        grade_rules(tracker, [(RULE, "warning")])
        assert other.catch_up()
        assert only(other).severity is Severity.WARNING
        other.close()

    def test_what_does_not_exist_is_refused_and_nothing_changes(self, tracker: Tracker) -> None:
        with pytest.raises(UserError, match=r"rules\.unknown"):
            grade_rules(tracker, [(RULE, OFF), ("weather.bad", OFF)])
        with pytest.raises(UserError, match=r"rules\.unknown-grade"):
            grade_rules(tracker, [(RULE, "fatal")])
        assert tracker.grades() == ()
