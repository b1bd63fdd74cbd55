"""What the import could only guess, until somebody confirms or changes it."""

from collections.abc import Iterator
from typing import Any

from pct_tracker.domain.activity import ActivityDraft, Doubt, Origin, Venue
from pct_tracker.domain.codes import Modality, Status, VenueKind
from pct_tracker.domain.finding import Finding, Fix
from pct_tracker.reference.names import NameIndex
from pct_tracker.reference.places import read_places, split_entry
from pct_tracker.rules.catalogue import SEVERITIES, found
from pct_tracker.rules.context import RuleContext

_SAID_BY_VALUES = frozenset({"place.unknown"})
"""Rules that judge the stored value itself; a doubt of the same name would say it twice."""


def check_doubts(draft: ActivityDraft, context: RuleContext) -> Iterator[Finding]:
    """Each doubt of the import is a finding under the name of its rule."""
    for doubt in draft.doubts:
        if doubt.rule not in SEVERITIES or doubt.rule in _SAID_BY_VALUES or _is_said_as_missing(draft, doubt):
            continue
        params: dict[str, Any] = {"text": doubt.text}
        fixes: tuple[Fix, ...] = (_confirm(draft, doubt),)
        if doubt.rule == "place.name-and-code-disagree":
            params, fixes = _disagreement(draft, doubt, context.reference.names)
        elif doubt.rule == "place.unusual-name":
            params |= _read(doubt.text, context.reference.names)
        elif doubt.rule == "modality.said-in-title":
            said = draft.modality or Modality.HYBRID
            params |= {"said": said.value, "modality": ""}
            fixes = (_confirm(draft, doubt), Fix("set-modality", {"modality": "on-site"}, {"modality": Modality.ON_SITE}))
        elif doubt.rule == "participants.unreadable":
            params |= {"number": draft.participants}
        elif doubt.rule == "date.unreadable":
            fixes = ()
        yield found(doubt.rule, doubt.field, fixes=fixes, **params)


def _is_said_as_missing(draft: ActivityDraft, doubt: Doubt) -> bool:
    """A held activity without a number is an error that quotes the words; a planned one may be without."""
    return doubt.rule == "participants.unreadable" and draft.participants is None and draft.status is Status.HELD


def _confirm(draft: ActivityDraft, doubt: Doubt) -> Fix:
    """Leaves the value as it is; the same words in another field of the row are settled with it."""
    kept = tuple(other for other in draft.doubts if (other.rule, other.text) != (doubt.rule, doubt.text))
    return Fix("confirm", {}, {"doubts": kept})


def _read(text: str, names: NameIndex) -> dict[str, Any]:
    """What an entry of the source says and stands for."""
    name, _ = split_entry(text)
    codes = [reading.origin.code for reading in read_places(text, names)]
    return {"name": name or text, "code": codes[0] if codes else None}


def _disagreement(draft: ActivityDraft, doubt: Doubt, names: NameIndex) -> tuple[dict[str, Any], tuple[Fix, ...]]:
    """The two States an entry speaks of, with a fix for each: keep the one taken, or change to the other."""
    name, written = split_entry(doubt.text)
    match, code = names.find(name), names.find_code(written)
    named = match.code if match else None
    params = {"name": name, "written": written, "name_code": named, "code": code, "unnamed": code is None}
    if match and not named:
        params["several"] = ", ".join(match.codes)
    taken = code or named
    keep = Fix("keep-place", {"code": taken}, _confirm(draft, doubt).values)
    if named is None or named == taken or taken is None:
        return params, (keep,)
    fields = {other.field for other in draft.doubts if (other.rule, other.text) == (doubt.rule, doubt.text)}
    return params, (keep, Fix("use-place", {"code": named}, _replaced(draft, fields, taken, named)))


def _replaced(draft: ActivityDraft, fields: set[str], old: str, new: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if "venue" in fields:
        values["venue"] = Venue(VenueKind.STATE, new, draft.venue.city)
    if "origins" in fields:
        values["origins"] = tuple(dict.fromkeys(Origin(new) if origin.code == old else origin for origin in draft.origins))
    return values
