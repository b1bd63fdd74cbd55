"""All rules by name, with their severity. The names are a contract with scripts: they never change."""

from collections.abc import Mapping

from pct_tracker.domain.codes import Severity
from pct_tracker.domain.finding import Finding, Fix

_ERROR, _WARNING, _HINT = Severity.ERROR, Severity.WARNING, Severity.HINT

RULES_EDITION = 2
"""Grows with every rule that is added or judges otherwise than before; stands in the manifest of an export."""

SEVERITIES: Mapping[str, Severity] = {
    "date.missing": _ERROR,
    "date.unreadable": _ERROR,
    "date.outside-year": _ERROR,
    "type.missing": _ERROR,
    "type.unknown": _WARNING,
    "type.unlike-title": _HINT,
    "type.unlike-delivery": _HINT,
    "contents.missing": _ERROR,
    "contents.unknown": _ERROR,
    "contents.unlike-participants": _HINT,
    "contents.accession-long-ago": _HINT,
    "title.missing": _ERROR,
    "title.missing-translation": _HINT,
    "title.numbers-differ": _HINT,
    "text.stray-markup": _HINT,
    "co-organizer.unlike-its-series": _HINT,
    "co-organizer.other-spelling": _HINT,
    "venue.missing": _WARNING,
    "venue.not-among-origins": _HINT,
    "modality.said-in-title": _HINT,
    "place.name-and-code-disagree": _ERROR,
    "place.unknown": _ERROR,
    "place.unusual-name": _HINT,
    "separator.missing": _HINT,
    "origins.missing": _ERROR,
    "origins.not-countable": _WARNING,
    "origins.none-benefits": _WARNING,
    "participant-types.missing": _WARNING,
    "participant-types.unknown": _HINT,
    "participants.missing": _ERROR,
    "participants.unreadable": _WARNING,
    "participants.implausible": _WARNING,
    "participants.unusual": _HINT,
    "participants.fewer-than-origins": _HINT,
    "participants.split-too-large": _ERROR,
    "participants.head-counts-disagree": _WARNING,
    "activity.repeated": _WARNING,
    "activity.similar": _HINT,
    "activity.unlike-its-series": _HINT,
    "status.needs-outcome": _WARNING,
    "status.reason-missing": _WARNING,
    "status.no-new-date": _HINT,
    "question.open": _WARNING,
}


ABOUT: Mapping[str, tuple[str, ...]] = {
    "date.outside-year": ("year",),
    "participants.fewer-than-origins": ("origins",),
    "participants.implausible": ("type",),
    "participants.unusual": ("type",),
    "modality.said-in-title": ("title",),
    "type.unlike-title": ("title",),
    "type.unlike-delivery": ("type",),
    "contents.unlike-participants": ("participant_types",),
    "contents.accession-long-ago": ("origins", "year"),
    "venue.not-among-origins": ("venue",),
    "origins.none-benefits": ("year",),
    "status.needs-outcome": ("status", "month", "end"),
}
"""Fields that a rule looks at beside the one it speaks of: an acceptance lapses when one of them changes."""


def found(rule: str, field: str, /, *, fixes: tuple[Fix, ...] = (), **params: object) -> Finding:
    """A finding of a rule at a field of the draft ("activity" for the whole); `params` fill the rule's sentence."""
    return Finding(rule, SEVERITIES[rule], field, params=params, fixes=fixes)
