"""What rules know besides the activity they judge."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pct_tracker.domain.codes import LANGUAGES, Severity
from pct_tracker.reference.reference import Reference
from pct_tracker.rules.usual import Usual


@dataclass(frozen=True, slots=True)
class RuleContext:
    """`languages` are those to be exported; `usual` tells for a type what numbers of participants held ones had.

    `today` is the day by which planned activities are judged, None for no judgement; `followed` are the ids of the
    postponed activities whose new date is known. `grades` are the severities that rules have in this log instead of their
    own; None switches a rule off.
    """

    reference: Reference
    languages: tuple[str, ...] = LANGUAGES
    usual: Mapping[str, Usual] = field(default_factory=dict)
    today: date | None = None
    followed: frozenset[int] = frozenset()
    grades: Mapping[str, Severity | None] = field(default_factory=dict)
