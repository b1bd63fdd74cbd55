"""What was found in the activities of a year, what was corrected of it, what was accepted, and what is still open."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from pct_tracker.domain.activity import Acceptance, Activity
from pct_tracker.domain.finding import Finding
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.rules.catalogue import SEVERITIES
from pct_tracker.rules.engine import weight
from pct_tracker.services.checks.accepting import acceptance_of
from pct_tracker.services.checks.rule_weights import RuleWeight, rule_weights
from pct_tracker.services.checks.settling import Corrected, History, gone_since, judge_first, settled
from pct_tracker.services.tracker import Tracker

MOST_COMPARED = 10_000
"""Changed activities whose first content is judged: some seconds."""

_RANKS = {rule: rank for rank, rule in enumerate(SEVERITIES)}


@dataclass(frozen=True, slots=True)
class Standing:
    """A finding of today. `acceptance` is the one it is accepted by; of an open one, the one that has lapsed, if any."""

    activity: Activity
    finding: Finding
    acceptance: Acceptance | None = None


@dataclass(frozen=True, slots=True)
class Cleaning:
    """The cleaning of a year. `corrected` and `accepted` are in report order, `open` by weight and rule.

    `weights` are those rules that weigh otherwise in this log than by themselves. `left_out` counts changed or deleted
    activities that were too many to compare with what they were at first.
    """

    year: int
    activities: int
    corrected: tuple[Corrected, ...]
    accepted: tuple[Standing, ...]
    open: tuple[Standing, ...]
    weights: tuple[RuleWeight, ...] = ()
    left_out: int = 0

    @property
    def lapsed(self) -> int:
        """How many open findings were accepted before what they are about changed."""
        return sum(one.acceptance is not None for one in self.open)

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that have something to say, in the order of the catalogue."""
        said = {one.finding.rule for some in (self.corrected, self.accepted, self.open) for one in some}
        return tuple(rule for rule in SEVERITIES if rule in said)


def find_cleaning(tracker: Tracker, year: int) -> Cleaning:
    """What became of the findings of a reporting year.

    What activities first said is judged among each other, by what the rules know and weigh today.
    """
    activities = tracker.activities(ActivityQuery(year=year))
    findings = tracker.findings(year)
    changed = {one.id: one for one in activities if one.version > 1}
    deleted = {line.activity_id: line.before for _, line in tracker.lost() if line.before and line.before.year == year}
    compared = list(islice((*changed.items(), *deleted.items()), MOST_COMPARED))
    histories = {id_: history for id_, _ in compared if (history := _history_of(tracker, id_))}
    at_first = judge_first(tracker, activities, histories)
    corrected = [
        settled(id_, last, finding, histories[id_], is_deleted=id_ in deleted)
        for id_, last in compared
        for finding in gone_since(at_first.get(id_, ()), findings.get(id_, ()) if id_ in changed else ())
    ]
    standing = [one for activity in activities for one in _standing(activity, findings.get(activity.id, ()))]
    return Cleaning(
        year=year,
        activities=len(activities),
        corrected=tuple(corrected),
        accepted=tuple(one for one in standing if not one.finding.is_open),
        open=tuple(sorted((one for one in standing if one.finding.is_open), key=_rank)),
        weights=tuple(one for one in rule_weights(tracker) if not one.is_own),
        left_out=len(changed) + len(deleted) - len(compared),
    )


def _standing(activity: Activity, findings: Iterable[Finding]) -> Iterator[Standing]:
    holding = {acceptance_of(activity, one) for one in findings}
    lapsed = {(one.rule, one.field): one for one in activity.acceptances if one not in holding}
    for finding in findings:
        earlier = lapsed.get((finding.rule, finding.field)) if finding.is_open else acceptance_of(activity, finding)
        yield Standing(activity, finding, earlier)


def _rank(one: Standing) -> tuple[int, int]:
    return weight(one.finding), _RANKS[one.finding.rule]


def _history_of(tracker: Tracker, activity_id: int) -> History:
    tracker.breathe()
    return tracker.history(activity_id)
