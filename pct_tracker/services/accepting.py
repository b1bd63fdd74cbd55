"""Findings that are accepted with a reason, corrected together, or weighed otherwise in this log."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pct_tracker.domain.activity import Activity, ActivityDraft
from pct_tracker.domain.change import Edit, Revision, Step
from pct_tracker.domain.codes import Severity
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.finding import OFF, Finding, Fix, RuleGrade
from pct_tracker.rules import acceptance
from pct_tracker.rules.acceptance import can_be_accepted
from pct_tracker.rules.catalogue import SEVERITIES
from pct_tracker.services.tracker import Tracker, titled

__all__ = ["OWN", "ChosenFix", "Judged", "accept_findings", "can_be_accepted", "fix_findings", "grade_rules", "withdraw_findings"]

OWN = "own"
"""The grade that gives a rule the weight of the catalogue again."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding with the activity it is about."""

    activity: Activity
    finding: Finding


@dataclass(frozen=True, slots=True)
class ChosenFix:
    """A correction somebody chose for a finding of an activity."""

    activity: Activity
    finding: Finding
    fix: Fix


def accept_findings(tracker: Tracker, chosen: Sequence[Judged], reason: str, language: str = "en") -> Edit:
    """Accepts findings as they are, for a reason that is kept with their activities.

    Raises UserError without a reason, and for errors, which are to be corrected.
    """
    told = " ".join(reason.split())
    if not told:
        raise UserError("accept.no-reason")
    if not all(can_be_accepted(one.finding) for one in chosen):
        raise UserError("accept.is-error")
    revised: dict[int, Revision] = {}
    for one in chosen:
        draft = acceptance.accept(_draft(revised, one.activity), one.finding, told, tracker.author, tracker.today())
        revised[one.activity.id] = Revision(one.activity.id, one.activity.version, draft)
    return _edit("accept", len(chosen), chosen, revised, language)


def withdraw_findings(chosen: Sequence[Judged], language: str = "en") -> Edit:
    """Opens findings again that were accepted."""
    revised: dict[int, Revision] = {}
    for one in chosen:
        draft = acceptance.withdraw(_draft(revised, one.activity), one.finding)
        revised[one.activity.id] = Revision(one.activity.id, one.activity.version, draft)
    return _edit("withdraw", len(chosen), chosen, revised, language)


def fix_findings(tracker: Tracker, chosen: Sequence[ChosenFix], language: str = "en") -> Edit:
    """Corrects findings as one step. Of an activity with several the later ones are looked up after the earlier corrections."""
    revised: dict[int, Revision] = {}
    for one in chosen:
        draft = _draft(revised, one.activity)
        fix = one.fix if one.activity.id not in revised else _found_again(tracker, draft, one)
        if fix is not None:
            revised[one.activity.id] = Revision(one.activity.id, one.activity.version, draft.with_fields(**fix.values))
    return _edit("fix", len(revised), [Judged(one.activity, one.finding) for one in chosen], revised, language)


def grade_rules(tracker: Tracker, grades: Iterable[tuple[str, str]]) -> int:
    """Gives rules another weight in this log: a severity, OFF, or OWN; returns how many changed.

    Raises UserError for a rule or a weight that does not exist.
    """
    now = tracker.severities()
    added = []
    for rule, grade in grades:
        if rule not in SEVERITIES:
            raise UserError("rules.unknown", rule=rule)
        if grade not in (OFF, OWN, *Severity):
            raise UserError("rules.unknown-grade", grade=grade)
        wanted = None if grade == OFF else SEVERITIES[rule] if grade == OWN else Severity(grade)
        if now.get(rule, SEVERITIES[rule]) is not wanted:
            added.append(RuleGrade(rule, None if wanted is SEVERITIES[rule] else grade))
    if added:
        tracker.add_grades(added)
    return len(added)


def _draft(revised: dict[int, Revision], activity: Activity) -> ActivityDraft:
    """The activity as the step has made it so far."""
    return revised[activity.id].draft if activity.id in revised else activity.content()


def _found_again(tracker: Tracker, draft: ActivityDraft, chosen: ChosenFix) -> Fix | None:
    """The same correction for an activity that was corrected already; None where that has settled the finding."""
    wanted = (chosen.finding.rule, chosen.finding.field, chosen.finding.params)
    for finding in tracker.check(draft, chosen.activity.id):
        if (finding.rule, finding.field, finding.params) == wanted:
            return next((fix for fix in finding.fixes if (fix.code, fix.params) == (chosen.fix.code, chosen.fix.params)), None)
    return None


def _edit(code: str, count: int, chosen: Sequence[Judged], revised: dict[int, Revision], language: str) -> Edit:
    step = titled(code, chosen[0].activity, language) if count == 1 else Step(f"{code}-many", {"count": count})
    return Edit(step, revised=tuple(revised.values()))
