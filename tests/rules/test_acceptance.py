"""Findings that were accepted stay so until what they are about changes; rules weigh as a log wants it."""

from dataclasses import replace
from datetime import date

import pytest
from builders import make_activity, make_draft, rules_of, texts

from pct_tracker.domain.activity import ActivityDraft, Origin
from pct_tracker.domain.codes import Severity
from pct_tracker.domain.finding import Finding
from pct_tracker.rules.acceptance import accept, can_be_accepted, subject_of, withdraw
from pct_tracker.rules.context import RuleContext
from pct_tracker.rules.engine import check_all, check_one

TODAY = date(2024, 6, 15)
FEW = make_draft(participants=1, origins=(Origin("KE"), Origin("UG")))


def finding_of(draft: ActivityDraft, context: RuleContext, rule: str = "participants.fewer-than-origins") -> Finding:
    return next(one for one in check_one(draft, context) if one.rule == rule)


def accepted(draft: ActivityDraft, context: RuleContext) -> ActivityDraft:
    return accept(draft, finding_of(draft, context), "Two came with one registration", "Ana", TODAY)


def test_an_accepted_finding_tells_its_reason(context: RuleContext) -> None:
    draft = accepted(FEW, context)
    assert finding_of(draft, context).accepted == "Two came with one registration"
    assert not finding_of(draft, context).is_open


@pytest.mark.parametrize("origins", ["KE TZ", "UG KE"])
def test_it_lapses_when_a_value_that_it_is_about_changes(origins: str, context: RuleContext) -> None:
    changed = accepted(FEW, context).with_fields(origins=tuple(Origin(code) for code in origins.split()))
    assert finding_of(changed, context).is_open


def test_other_changes_leave_it_and_going_back_brings_it_back(context: RuleContext) -> None:
    draft = accepted(FEW, context)
    assert not finding_of(draft.with_fields(title=texts("Another title")), context).is_open
    assert not finding_of(draft.with_fields(participants=5).with_fields(participants=1), context).is_open


def test_it_can_be_withdrawn_and_given_anew(context: RuleContext) -> None:
    draft = accepted(FEW, context)
    again = accept(draft, finding_of(draft, context), "Checked twice", "Ana", TODAY)
    assert [one.reason for one in again.acceptances] == ["Checked twice"]
    assert withdraw(again, finding_of(again, context)).acceptances == ()


def test_an_error_is_never_accepted(context: RuleContext) -> None:
    draft = make_draft(participants=None)
    error = finding_of(draft, context, "participants.missing")
    assert not can_be_accepted(error)
    assert finding_of(accept(draft, error, "It is so", "Ana", TODAY), context, "participants.missing").is_open


def test_a_repetition_accepted_for_one_other_is_open_again_for_a_third(context: RuleContext) -> None:
    twins = [make_activity(1), make_activity(2)]
    finding = check_all(twins, context)[0][0]
    first = make_activity(1, acceptances=accept(twins[0], finding, "Held twice", "Ana", TODAY).acceptances)
    assert check_all([first, twins[1]], context)[0][0].accepted == "Held twice"
    assert check_all([first, twins[1], make_activity(3)], context)[0][0].is_open


def test_what_an_acceptance_is_about_is_the_same_in_every_version(context: RuleContext) -> None:
    """Stored logs hold these letters: another way to make them would let every acceptance lapse."""
    assert subject_of(FEW, finding_of(FEW, context)) == "d81342bc3565918d"


def test_rules_weigh_as_the_log_wants_it(context: RuleContext) -> None:
    heavy = replace(context, grades={"participants.fewer-than-origins": Severity.ERROR})
    assert finding_of(FEW, heavy).severity is Severity.ERROR
    off = replace(context, grades={"participants.fewer-than-origins": None})
    assert "participants.fewer-than-origins" not in rules_of(check_one(FEW, off))
    assert check_all([FEW], off) == [()]
