"""What activities leave open, so that their figures are lower bounds or no figures at all."""

from collections.abc import Iterable
from dataclasses import dataclass

from pct_tracker.domain.activity import ActivityDraft
from pct_tracker.reference.reference import Reference


@dataclass(frozen=True, slots=True)
class Gaps:
    """Names of figures: `incomplete` are lower bounds, since not every activity tells all; `unknown` are worth nothing."""

    incomplete: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()


def find_gaps(activities: Iterable[ActivityDraft], reference: Reference) -> Gaps:
    """The gaps in the figures of these activities."""
    incomplete: set[str] = set()
    unknown: set[str] = set()
    for one in activities:
        if not _tells_all_origins(one, reference):
            incomplete |= {"states", "beneficiary_states"}
        if one.participants is None:
            incomplete.add("participants")
        elif one.participants < 0:
            unknown.add("participants")
    return Gaps(frozenset(incomplete), frozenset(unknown))


def _tells_all_origins(activity: ActivityDraft, reference: Reference) -> bool:
    """Whether participants came from parties that are all known, and from nowhere else."""
    parties = reference.parties
    return bool(activity.origins) and not activity.origin_note and all(one.code in parties for one in activity.origins)
