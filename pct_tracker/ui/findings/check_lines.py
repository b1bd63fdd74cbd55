"""Which findings of a year are shown: in which part of the page, of which weight, rule and field."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.codes import Severity
from pct_tracker.domain.finding import Finding
from pct_tracker.services.checks.accepting import Judged

PARTS = ("blocking", "look", "accepted")
"""Where a finding stands: errors that have to be corrected, what is worth a look, and what was accepted as it is."""

KINDS = ("warning", "hint", "translation")
"""What there is to look at; missing translations by themselves, because there may be one on every row."""

_ORDER = {severity: place for place, severity in enumerate(Severity)}


def part_of(finding: Finding) -> str:
    """One of PARTS."""
    if not finding.is_open:
        return "accepted"
    return "blocking" if finding.severity is Severity.ERROR else "look"


def kind_of(finding: Finding) -> str:
    """One of KINDS, or "error"."""
    is_error = finding.severity is Severity.ERROR
    return "translation" if finding.rule == "title.missing-translation" and not is_error else finding.severity.value


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be shown. Of `kinds` only the findings of the part "look" are; an empty rule or field stands for all."""

    part: str
    kinds: Sequence[str] = KINDS
    rule: str = ""
    field: str = ""


def judged_lines(activities: Iterable[Activity], findings: Mapping[int, Sequence[Finding]]) -> list[Judged]:
    """All findings with their activities, the gravest first, then in the order of the activities."""
    lines = [Judged(activity, one) for activity in activities for one in findings.get(activity.id, ())]
    return sorted(lines, key=lambda line: _ORDER[line.finding.severity])


def in_part(lines: Iterable[Judged], wanted: Wanted) -> list[Judged]:
    """The lines of the part and the kinds, whatever their rule and field."""
    own = (line for line in lines if part_of(line.finding) == wanted.part)
    return [line for line in own if wanted.part != "look" or kind_of(line.finding) in wanted.kinds]


def narrowed(lines: Iterable[Judged], wanted: Wanted) -> list[Judged]:
    """The lines of the rule and the field."""
    of_rule = (line for line in lines if wanted.rule in ("", line.finding.rule))
    return [line for line in of_rule if wanted.field in ("", line.finding.field)]


def count_open(findings: Iterable[Finding]) -> Counter[str]:
    """How many open findings there are of each kind, and how many are "accepted"."""
    return Counter(kind_of(one) if one.is_open else "accepted" for one in findings)
