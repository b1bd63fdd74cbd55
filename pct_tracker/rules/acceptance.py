"""Findings that somebody accepted as they are: what an acceptance is about, and whether it still holds."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

from pct_tracker.domain.activity import REPORTED_FIELDS, Acceptance, ActivityDraft
from pct_tracker.domain.codes import Severity
from pct_tracker.domain.finding import Finding
from pct_tracker.rules.catalogue import ABOUT

_LETTERS = 16


def can_be_accepted(finding: Finding) -> bool:
    """An error is to be mended; what only draws attention may be right as it is."""
    return finding.severity is not Severity.ERROR


def accept(draft: ActivityDraft, finding: Finding, reason: str, author: str, today: date) -> ActivityDraft:
    """The draft with a finding accepted, in the place of an earlier acceptance of the same."""
    subject = subject_of(draft, finding)
    kept = [one for one in draft.acceptances if (one.rule, one.field, one.subject) != (finding.rule, finding.field, subject)]
    accepted = Acceptance(finding.rule, finding.field, subject, reason, author, today)
    return draft.with_fields(acceptances=(*kept, accepted))


def withdraw(draft: ActivityDraft, finding: Finding) -> ActivityDraft:
    """The draft without the acceptance of a finding; those that lapsed stay, as a record."""
    subject = subject_of(draft, finding)
    kept = (one for one in draft.acceptances if (one.rule, one.field, one.subject) != (finding.rule, finding.field, subject))
    return draft.with_fields(acceptances=tuple(kept))


def with_acceptances(draft: ActivityDraft, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, those that are accepted with their reason."""
    given = {(one.rule, one.field, one.subject): one.reason for one in draft.acceptances}
    for finding in findings:
        if not given or not can_be_accepted(finding):
            yield finding
        else:
            yield replace(finding, accepted=given.get((finding.rule, finding.field, subject_of(draft, finding))))


def subject_of(draft: ActivityDraft, finding: Finding) -> str:
    """What a finding is about, as some letters: the values of its fields, and the other activities that it names.

    Fields that hold nothing are left out, so that a field which later versions add changes no subject.
    """
    names = REPORTED_FIELDS if finding.field == "activity" else (finding.field, *ABOUT.get(finding.rule, ()))
    values = {name: _plain(getattr(draft, name, None)) for name in names}
    others = sorted(finding.params.get("others") or ())
    told = json.dumps([values, others], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:_LETTERS]


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if is_dataclass(value):
        told = {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
        return {name: one for name, one in told.items() if one not in (None, "", [], {})}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
