"""What a rule says about an activity."""

import dataclasses
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pct_tracker.domain.codes import Severity


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that would settle a finding. `values` are fields of the draft with their new values.

    A fix that only confirms what is stored changes nothing but the doubts. `code` and `params` choose its wording.
    """

    code: str
    params: dict[str, Any] = dataclasses.field(default_factory=dict, hash=False)
    values: dict[str, Any] = dataclasses.field(default_factory=dict, hash=False)

    @property
    def only_confirms(self) -> bool:
        """Whether it says that all is right as it is, and changes nothing that is reported."""
        return self.values.keys() <= {"doubts", "distinct_from"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of one rule. `activity_id` is None for a draft; `params` fill the wording of the rule.

    `accepted` is the reason for which somebody accepted it as it is.
    """

    rule: str
    severity: Severity
    field: str
    activity_id: int | None = None
    params: dict[str, Any] = dataclasses.field(default_factory=dict, hash=False)
    fixes: tuple[Fix, ...] = dataclasses.field(default=(), hash=False)
    accepted: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done about it."""
        return self.accepted is None

    @property
    def draws_attention(self) -> bool:
        """Whether its activity is marked. A lacking translation alone does not: in a log of one language that is every row."""
        return self.is_open and self.rule != "title.missing-translation"


OFF = "off"
"""The grade of a rule that says nothing."""


@dataclass(frozen=True, slots=True)
class RuleGrade:
    """How heavily a rule weighs in one log: the value of a severity, OFF, or None for the severity of the catalogue."""

    rule: str
    grade: str | None
    id: int = 0
    at: datetime | None = None
    author: str = ""
