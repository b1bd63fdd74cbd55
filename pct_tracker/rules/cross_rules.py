"""Rules that hold one field against another: type, letters, venue and number against what the rest says."""

from collections.abc import Iterator
from datetime import date

from pct_tracker.domain.activity import ActivityDraft, Origin
from pct_tracker.domain.codes import Modality
from pct_tracker.domain.finding import Finding, Fix
from pct_tracker.rules.catalogue import found
from pct_tracker.rules.context import RuleContext

_ONLINE_TYPES = frozenset({"pct-webinar"})
_OFFICE_TRAINING, _ACCESSION = "C", "E"
_OFFICES = "offices"
_HOME = "CH"
"""WIPO is in Geneva: who comes there is expected to come from elsewhere."""

_YEARS_AFTER_ACCESSION = 5
"""Letter E is for States that consider accession and for new ones; so long after it a State is no longer new."""

_ENOUGH_FOR_QUARTERS = 20
_FAR_OUT = 3
"""Spreads beyond the middle half from which a number is far out, as box plots have it; on a scale of ratios."""


def check_type_in_title(draft: ActivityDraft, context: RuleContext) -> Iterator[Finding]:
    """The title does not name another type of activity than the one that is set."""
    vocabulary = context.reference.vocabulary
    if draft.type not in vocabulary.types:
        return
    for language, title in draft.title.items():
        said = vocabulary.types_in(title, language)
        if len(said) == 1 and draft.type not in said:
            (other,) = said
            fix = Fix("set-type", {"type": other}, {"type": other})
            yield found("type.unlike-title", "type", fixes=(fix,), type=draft.type, said_type=other, language=language)
            return


def check_delivery(draft: ActivityDraft, _context: RuleContext) -> Iterator[Finding]:
    """A type that is held online has no place only."""
    if draft.type in _ONLINE_TYPES and draft.modality is Modality.ON_SITE:
        yield found("type.unlike-delivery", "modality", type=draft.type, modality=Modality.ON_SITE.value)


def check_letters(draft: ActivityDraft, context: RuleContext) -> Iterator[Finding]:
    """Training of Office staff has Offices among its participants; accession concerns States that are not long in the PCT."""
    if _OFFICE_TRAINING in draft.contents and draft.participant_types and _OFFICES not in draft.participant_types:
        yield found("contents.unlike-participants", "contents", letter=_OFFICE_TRAINING)
    states = [code for code in draft.origin_codes if context.reference.parties.is_state(code)]
    if _ACCESSION not in draft.contents or not states or draft.origin_note or draft.year is None:
        return
    year = draft.year - _YEARS_AFTER_ACCESSION
    if year >= date.min.year and set(states) <= context.reference.lists.members("contracting", date(year, 1, 1)):
        yield found("contents.accession-long-ago", "contents", letter=_ACCESSION, years=_YEARS_AFTER_ACCESSION)


def check_host(draft: ActivityDraft, context: RuleContext) -> Iterator[Finding]:
    """Where an activity is held on site, somebody comes from that State."""
    code, codes = draft.venue.code, draft.origin_codes
    is_abroad = draft.modality is Modality.ON_SITE and code is not None and code != _HOME and code in context.reference.parties
    if not is_abroad or not codes or draft.origin_note or code in codes:
        return
    fix = Fix("add-origin", {"code": code}, {"origins": (*draft.origins, Origin(code))})
    yield found("venue.not-among-origins", "origins", fixes=(fix,), code=code)


def check_unusual_number(draft: ActivityDraft, context: RuleContext) -> Iterator[Finding]:
    """The number is not far from the middle half of what other held activities of the type had."""
    number, seen = draft.participants, context.usual.get(draft.type or "")
    if number is None or number <= 0 or seen is None:
        return
    if seen.others(number) < _ENOUGH_FOR_QUARTERS:
        return
    low, middle, high = seen.quarters
    reach = (high / low) ** _FAR_OUT
    if number > high * reach or number * reach < low:
        yield found("participants.unusual", "participants", number=number, usual=round(middle), type=draft.type)
