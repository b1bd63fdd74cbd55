"""How heavily each rule weighs in a log, and who has made it so."""

from dataclasses import dataclass

from pct_tracker.domain.codes import Severity
from pct_tracker.domain.finding import OFF, RuleGrade
from pct_tracker.rules.catalogue import SEVERITIES
from pct_tracker.services.tracker import Tracker

__all__ = ["OFF", "WEIGHTS", "RuleWeight", "rule_weights"]

WEIGHTS = (*(severity.value for severity in Severity), OFF)
"""What a rule can weigh, the heaviest first."""


@dataclass(frozen=True, slots=True)
class RuleWeight:
    """The weight a rule has by itself, and one of WEIGHTS in this log; `changed` is the grade that was given last, if any."""

    rule: str
    own: str
    here: str
    changed: RuleGrade | None = None

    @property
    def is_own(self) -> bool:
        """Whether the rule weighs what it weighs by itself."""
        return self.here == self.own


def rule_weights(tracker: Tracker) -> tuple[RuleWeight, ...]:
    """All rules in the order of the catalogue."""
    here, changed = tracker.severities(), {one.rule: one for one in tracker.grades()}
    weights = []
    for rule, own in SEVERITIES.items():
        severity = here.get(rule, own)
        weights.append(RuleWeight(rule, own.value, OFF if severity is None else severity.value, changed.get(rule)))
    return tuple(weights)
