"""Findings that are accepted with a reason, corrected together, or weighed otherwise in this log."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pct_tracker.domain.activity import Acceptance, Activity, ActivityDraft
from pct_tracker.domain.change import Edit, Revision, Step
from pct_tracker.domain.codes import Severity
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.finding import OFF, Finding, Fix, RuleGrade
from pct_tracker.rules import acceptance
from pct_tracker.rules.acceptance import can_be_accepted
from pct_tracker.rules.catalogue import SEVERITIES
from pct_tracker.services.tracker import Tracker, titled

__all__ = [
    "OWN", "ChosenFix", "FixStep", "Judged", "accept_findings", "acceptance_of", "accepted_draft", "can_be_accepted",
    "find_judged", "fix_findings", "fix_steps", "grade_rules", "withdraw_findings", "withdrawn_draft",
]  # fmt: skip

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


@dataclass(frozen=True, slots=True)
class FixStep:
    """What one correction makes of its activity after those before it; both are equal where these have settled it."""

    chosen: ChosenFix
    before: ActivityDraft
    after: ActivityDraft


def find_judged(tracker: Tracker, activity_id: int, rule: str, *, is_open: bool) -> list[Judged]:
    """What a rule says of an activity and nobody has accepted, or what was accepted of it.

    Raises UserError where there is no such activity, rule or finding.
    """
    if rule not in SEVERITIES:
        raise UserError("rules.unknown", rule=rule)
    activity = tracker.activity(activity_id)
    about = [one for one in tracker.findings_on([activity]).get(activity_id, ()) if one.rule == rule]
    found = [Judged(activity, one) for one in about if one.is_open is is_open]
    if found:
        return found
    if is_open:
        raise UserError("accept.not-found", activity_id=activity_id, rule=rule)
    raise UserError("accept.not-accepted", activity_id=activity_id, rule=rule)


def acceptance_of(activity: Activity, finding: Finding) -> Acceptance | None:
    """Who accepted a finding, when and why; None for one that is open."""
    if finding.is_open:
        return None
    subject = acceptance.subject_of(activity, finding)
    about = (finding.rule, finding.field, subject)
    return next((one for one in activity.acceptances if (one.rule, one.field, one.subject) == about), None)


def accepted_draft(tracker: Tracker, draft: ActivityDraft, finding: Finding, reason: str) -> ActivityDraft:
    """A content with one of its findings accepted. Raises UserError as `accept_findings` does."""
    told = " ".join(reason.split())
    if not told:
        raise UserError("accept.no-reason")
    if not can_be_accepted(finding):
        raise UserError("accept.is-error")
    return acceptance.accept(draft, finding, told, tracker.author, tracker.today())


def withdrawn_draft(draft: ActivityDraft, finding: Finding) -> ActivityDraft:
    """A content with one of its findings open again."""
    return acceptance.withdraw(draft, finding)


def accept_findings(tracker: Tracker, chosen: Sequence[Judged], reason: str, language: str = "en") -> Edit:
    """Accepts findings as they are, for a reason that is kept with their activities.

    Raises UserError without a reason, and for errors, which are to be corrected.
    """
    revised: dict[int, Revision] = {}
    for one in chosen:
        draft = accepted_draft(tracker, _draft(revised, one.activity), one.finding, reason)
        revised[one.activity.id] = Revision(one.activity.id, one.activity.version, draft)
    return _edit("accept", len(chosen), chosen, revised, language)


def withdraw_findings(chosen: Sequence[Judged], language: str = "en") -> Edit:
    """Opens findings again that were accepted."""
    revised: dict[int, Revision] = {}
    for one in chosen:
        draft = withdrawn_draft(_draft(revised, one.activity), one.finding)
        revised[one.activity.id] = Revision(one.activity.id, one.activity.version, draft)
    return _edit("withdraw", len(chosen), chosen, revised, language)


def fix_steps(tracker: Tracker, chosen: Sequence[ChosenFix]) -> tuple[FixStep, ...]:
    """What corrections do, one after the other. Of an activity with several the later ones are looked up after the earlier."""
    steps: list[FixStep] = []
    made: dict[int, ActivityDraft] = {}
    for one in chosen:
        before = made.get(one.activity.id)
        fix = one.fix if before is None else _found_again(tracker, before, one)
        before = before or one.activity.content()
        made[one.activity.id] = after = before.with_fields(**fix.values) if fix is not None else before
        steps.append(FixStep(one, before, after))
    return tuple(steps)


def fix_findings(tracker: Tracker, chosen: Sequence[ChosenFix], language: str = "en") -> Edit:
    """Corrects findings as one step, as `fix_steps` tells them; empty if they change nothing."""
    revised: dict[int, Revision] = {}
    for step in fix_steps(tracker, chosen):
        if step.after != step.before:
            activity = step.chosen.activity
            revised[activity.id] = Revision(activity.id, activity.version, step.after)
    judged = [Judged(one.activity, one.finding) for one in chosen if one.activity.id in revised]
    return _edit("fix", len(revised), judged, revised, language)


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
