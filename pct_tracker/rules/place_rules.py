"""Rules about where: venue, modality, States of origin and whether one of them benefits from fee reductions."""

from collections.abc import Iterator

from pct_tracker.domain.activity import ActivityDraft, Origin, Venue
from pct_tracker.domain.codes import Modality, Status, VenueKind
from pct_tracker.domain.finding import Finding, Fix
from pct_tracker.rules.catalogue import found
from pct_tracker.rules.context import RuleContext


def check_venue(draft: ActivityDraft, context: RuleContext) -> Iterator[Finding]:
    """There is a location, and its State is known."""
    venue, parties = draft.venue, context.reference.parties
    if venue.kind is VenueKind.UNKNOWN and venue.city:
        yield found("place.unknown", "venue", fixes=_venue_fixes(venue.city, context), text=venue.city, former="")
    elif venue.kind is not VenueKind.ONLINE and not venue.code:
        if draft.status in (Status.HELD, Status.PLANNED):
            yield found("venue.missing", "venue")
    elif venue.code and venue.code not in parties:
        yield found("place.unknown", "venue", text=venue.code, former=_former(venue.code, context))
    for organizer in draft.co_organizers:
        if organizer.code and organizer.code not in parties:
            yield found("place.unknown", "co_organizers", text=organizer.code, former=_former(organizer.code, context))


def check_modality(draft: ActivityDraft, context: RuleContext) -> Iterator[Finding]:
    """What a title says of hybrid delivery agrees with the modality; "online" in a title may mean its subject."""
    for language, title in draft.title.items():
        if draft.modality not in (None, Modality.HYBRID) and context.reference.vocabulary.says_hybrid(title):
            said = Modality.HYBRID
            fix = Fix("set-modality", {"modality": said.value}, {"modality": said})
            yield found(
                "modality.said-in-title",
                "modality",
                fixes=(fix,),
                said=said.value,
                modality=draft.modality.value,
                title=title,
                language=language,
            )
            return


def check_origins(draft: ActivityDraft, context: RuleContext) -> Iterator[Finding]:
    """A held activity has origins, each of them known; prose cannot be counted."""
    if not draft.origins and not draft.origin_note and draft.status is Status.HELD:
        yield found("origins.missing", "origins")
    for origin in draft.origins:
        if origin.text:
            yield found("place.unknown", "origins", fixes=_origin_fixes(draft, origin, context), text=origin.text, former="")
        elif origin.code and origin.code not in context.reference.parties:
            yield found("place.unknown", "origins", text=origin.code, former=_former(origin.code, context))
    if draft.origin_note:
        yield found("origins.not-countable", "origins", text=draft.origin_note)


def check_benefit(draft: ActivityDraft, context: RuleContext) -> Iterator[Finding]:
    """At least one State of origin is on the fee-reduction list in force when the report is submitted."""
    codes = draft.origin_codes
    if not codes or draft.year is None or draft.origin_note or any(origin.text for origin in draft.origins):
        return
    if not context.reference.lists.beneficiaries(draft.year).intersection(codes):
        yield found("origins.none-benefits", "origins", year=draft.year + 1)


def _venue_fixes(words: str, context: RuleContext) -> tuple[Fix, ...]:
    codes = context.reference.names.suggest(words)
    return tuple(Fix("use-place", {"code": code}, {"venue": Venue(VenueKind.STATE, code)}) for code in codes)


def _origin_fixes(draft: ActivityDraft, unknown: Origin, context: RuleContext) -> tuple[Fix, ...]:
    def replaced(code: str) -> tuple[Origin, ...]:
        return tuple(Origin(code) if origin == unknown else origin for origin in draft.origins)

    match = context.reference.names.find(unknown.text or "")
    codes = match.codes if match else context.reference.names.suggest(unknown.text or "")
    return tuple(Fix("use-place", {"code": code}, {"origins": replaced(code)}) for code in codes)


def _former(code: str, context: RuleContext) -> str:
    former = context.reference.parties.former_name(code)
    return former[0] if former else ""
