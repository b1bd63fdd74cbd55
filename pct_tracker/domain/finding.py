"""What a rule says about an activity."""

import dataclasses
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of one rule. `activity_id` is None for a draft; `params` fill the wording of the rule."""

    rule: str
    severity: Severity
    field: str
    activity_id: int | None = None
    params: dict[str, Any] = dataclasses.field(default_factory=dict, hash=False)
    fixes: tuple[Fix, ...] = dataclasses.field(default=(), hash=False)
    accepted: str | None = None
