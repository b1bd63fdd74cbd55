"""Rules about the life of an activity: outcomes that are due, reasons, new dates, and questions nobody has answered."""

from collections.abc import Iterator
from datetime import date

from pct_tracker.domain.activity import Activity, ActivityDraft
from pct_tracker.domain.codes import Status
from pct_tracker.domain.finding import Finding, Fix
from pct_tracker.rules.catalogue import found
from pct_tracker.rules.context import RuleContext


def check_outcome(draft: ActivityDraft, context: RuleContext) -> Iterator[Finding]:
    """A planned activity whose date has passed was held, postponed or cancelled."""
    if draft.status is Status.PLANNED and context.today is not None and is_over(draft, context.today):
        fix = Fix("set-held", {}, {"status": Status.HELD})
        yield found("status.needs-outcome", "status", fixes=(fix,), month=draft.month)


def check_reason(draft: ActivityDraft, _context: RuleContext) -> Iterator[Finding]:
    """A cancelled activity says why."""
    if draft.status is Status.CANCELLED and not draft.status_reason:
        yield found("status.reason-missing", "status")


def check_new_date(draft: ActivityDraft, context: RuleContext) -> Iterator[Finding]:
    """A postponed activity has a new date: another activity follows it."""
    if draft.status is Status.POSTPONED and not (isinstance(draft, Activity) and draft.id in context.followed):
        yield found("status.no-new-date", "status")


def check_questions(draft: ActivityDraft, _context: RuleContext) -> Iterator[Finding]:
    """Every question is answered."""
    for question in draft.questions:
        if question.is_open:
            yield found("question.open", question.field, text=question.text, author=question.author)


def is_over(draft: ActivityDraft, today: date) -> bool:
    """Whether the days of an activity are past; where only the month is known, whether that is."""
    last_day = draft.end or draft.start
    if last_day is not None:
        return last_day < today
    return draft.month is not None and draft.month < today.strftime("%Y-%m")
