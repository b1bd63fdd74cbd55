"""Runs the rules: the ones about a single activity, and the ones about activities among each other."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from pct_tracker.domain.activity import NO_TEXTS, Activity, ActivityDraft
from pct_tracker.domain.breathing import Breathing
from pct_tracker.domain.codes import Severity
from pct_tracker.domain.finding import Finding
from pct_tracker.rules import (
    cross_rules,
    doubt_rules,
    field_rules,
    language_rules,
    life_rules,
    organizer_rules,
    place_rules,
    series_rules,
    set_rules,
    text_rules,
)
from pct_tracker.rules.acceptance import with_acceptances
from pct_tracker.rules.context import RuleContext

_RECORD_RULES: tuple[Callable[[ActivityDraft, RuleContext], Iterator[Finding]], ...] = (
    field_rules.check_month,
    field_rules.check_type,
    field_rules.check_contents,
    text_rules.check_title,
    text_rules.check_markup,
    place_rules.check_venue,
    place_rules.check_modality,
    place_rules.check_origins,
    place_rules.check_benefit,
    field_rules.check_participant_types,
    field_rules.check_participants,
    field_rules.check_plausibility,
    field_rules.check_split,
    field_rules.check_head_counts,
    life_rules.check_outcome,
    life_rules.check_reason,
    life_rules.check_new_date,
    life_rules.check_questions,
    cross_rules.check_type_in_title,
    cross_rules.check_delivery,
    cross_rules.check_letters,
    cross_rules.check_host,
    cross_rules.check_unusual_number,
    language_rules.check_numbers,
    doubt_rules.check_doubts,
)
_SetRule = Callable[[Sequence[ActivityDraft], RuleContext], Iterator[tuple[int, Finding]]]
_MONTH_RULES: tuple[_SetRule, ...] = (set_rules.check_repeated,)
"""What shows among the activities of one month."""
_YEAR_RULES: tuple[_SetRule, ...] = (
    series_rules.check_series,
    series_rules.check_siblings,
    organizer_rules.check_spellings,
)
"""What shows only among the activities of a whole year."""
_JUDGED, _COMPARED = 4, 50
"""Activities that are judged, and that are held against each other, between two breaths: some milliseconds."""
_WEIGHTS = {severity: weight for weight, severity in enumerate(Severity)}


def check_one(draft: ActivityDraft, context: RuleContext) -> tuple[Finding, ...]:
    """The findings on one activity by itself, errors first."""
    return _weighed(draft, (finding for rule in _RECORD_RULES for finding in rule(draft, context)), context)


def check_among(draft: ActivityDraft, others: Sequence[ActivityDraft], context: RuleContext) -> tuple[Finding, ...]:
    """The findings on one activity by itself and among others of its year.

    While it is not stored yet, others of the same month and type that share a State with it are named as well.
    """
    drafts = [*others, draft]
    among = [finding for rule in (*_MONTH_RULES, *_YEAR_RULES) for at, finding in rule(drafts, context) if at == len(others)]
    if not isinstance(draft, Activity) and not any(finding.rule == "activity.repeated" for finding in among):
        among += set_rules.check_similar(draft, others)
    return tuple(sorted((*check_one(draft, context), *_weighed(draft, among, context)), key=weight))


def check_all(
    drafts: Sequence[ActivityDraft], context: RuleContext, breathe: Callable[[], None] = lambda: None
) -> list[tuple[Finding, ...]]:
    """The findings on each of the activities of one year, those that show only among each other included.

    `breathe` is called now and then; it may wait, or raise to end the work.
    """
    return check_parts([drafts], context, breathe)


def check_parts(
    parts: Iterable[Sequence[ActivityDraft]], context: RuleContext, breathe: Callable[[], None] = lambda: None
) -> list[tuple[Finding, ...]]:
    """As `check_all`, of a year that comes in parts, all activities of a month in one of them: no part is held for the next."""
    findings: list[tuple[Finding, ...]] = []
    compared: list[ActivityDraft] = []
    for drafts in parts:
        among = _among(drafts, _MONTH_RULES, context, breathe)
        for at, draft in enumerate(Breathing(drafts, _JUDGED, breathe)):
            findings.append(_together(check_one(draft, context), draft, among.get(at, ()), context))
        compared += map(_what_is_compared, drafts)
    for at, some in _among(compared, _YEAR_RULES, context, breathe).items():
        findings[at] = _together(findings[at], compared[at], some, context)
    return findings


def _among(
    drafts: Sequence[ActivityDraft], rules: Iterable[_SetRule], context: RuleContext, breathe: Callable[[], None]
) -> dict[int, list[Finding]]:
    """What rules about activities among each other say, by the place of an activity."""
    among: dict[int, list[Finding]] = defaultdict(list)
    compared = Breathing(drafts, _COMPARED, breathe)
    for rule in rules:
        for at, finding in rule(compared, context):
            among[at].append(finding)
    return among


def _together(
    own: tuple[Finding, ...], draft: ActivityDraft, others: Iterable[Finding], context: RuleContext
) -> tuple[Finding, ...]:
    named = _weighed(draft, others, context)
    return tuple(sorted((*own, *named), key=weight)) if named else own


def _what_is_compared(draft: ActivityDraft) -> ActivityDraft:
    """An activity with as much of it as the rules of a year look at: its texts are most of what a year weighs.

    One with acceptances stays whole: what they are about may be any of its fields.
    """
    if draft.acceptances:
        return draft
    title = series_rules.beginnings(draft.title)
    return replace(draft, title=title, origin_note=NO_TEXTS, origins=(), head_counts=(), source_cells=(), doubts=())


def weight(finding: Finding) -> int:
    """0 for an error, 1 for a warning, 2 for a hint."""
    return _WEIGHTS[finding.severity]


def _weighed(draft: ActivityDraft, findings: Iterable[Finding], context: RuleContext) -> tuple[Finding, ...]:
    """The findings of one activity as they weigh in this log, without those of rules that are switched off."""
    graded = ((one, context.grades.get(one.rule, one.severity)) for one in findings)
    own = (replace(one, severity=severity, activity_id=_id_of(draft)) for one, severity in graded if severity is not None)
    return tuple(sorted(with_acceptances(draft, own), key=weight))


def _id_of(draft: ActivityDraft) -> int | None:
    return draft.id if isinstance(draft, Activity) else None
