"""The columns that name places: the location of an activity and the origin of its participants."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pct_tracker.domain.activity import Doubt, Origin, Venue
from pct_tracker.domain.codes import Modality, VenueKind
from pct_tracker.domain.folding import join_lines
from pct_tracker.domain.texts import Texts
from pct_tracker.reference.places import PlaceReading, has_bracketed_code, read_places
from pct_tracker.reference.reference import Reference


@dataclass(frozen=True, slots=True)
class VenueReading:
    """What a location cell says, delivery included; the modality is None where nothing tells it."""

    venue: Venue
    modality: Modality | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class OriginsReading:
    """What an origins cell says: States and organizations, or prose about groups of them."""

    origins: tuple[Origin, ...]
    note: Texts
    doubts: tuple[Doubt, ...] = ()


def parse_venue(cell: str, title: str, reference: Reference) -> VenueReading:
    """Reads the location. A title that says hybrid decides the modality where the location does not, and is doubted."""
    vocabulary = reference.vocabulary
    without_note = vocabulary.without_hybrid_note(cell)
    reading = _read_location(cell if without_note is None else without_note, reference)
    if without_note is not None or reading.modality is Modality.HYBRID:
        return VenueReading(reading.venue, Modality.HYBRID, reading.doubts)
    if vocabulary.modality_in(title) is Modality.HYBRID:
        doubt = Doubt("modality.said-in-title", "modality", join_lines(title))
        return VenueReading(reading.venue, Modality.HYBRID, (*reading.doubts, doubt))
    return reading


def _read_location(cell: str, reference: Reference) -> VenueReading:
    text = join_lines(cell)
    if not text:
        return VenueReading(Venue())
    if reference.vocabulary.says_online(text):
        return VenueReading(Venue(VenueKind.ONLINE), Modality.ONLINE)
    places = read_places(text, reference.names)
    on_site = [place for place in places if not reference.vocabulary.says_online(place.text)]
    reading = _read_site(text, on_site, reference)
    hybrid = len(on_site) < len(places) and reading.venue.kind is VenueKind.STATE
    return VenueReading(reading.venue, Modality.HYBRID, reading.doubts) if hybrid else reading


def _read_site(text: str, places: Sequence[PlaceReading], reference: Reference) -> VenueReading:
    """One State with an optional city. The column holds one: several States are left to somebody to choose from."""
    states = [place for place in places if place.origin.code]
    if len({place.origin.code for place in states}) != 1:
        return VenueReading(Venue(VenueKind.UNKNOWN, city=text), None, (Doubt("place.unknown", "venue", text),))
    state = states[0]
    city = ", ".join(place.text for place in places if not place.origin.code) or _city_before_code(state, reference)
    doubts = () if city and _city_before_code(state, reference) else _doubts([state], "venue")
    return VenueReading(Venue(VenueKind.STATE, state.origin.code, city or None), Modality.ON_SITE, doubts)


def _city_before_code(place: PlaceReading, reference: Reference) -> str:
    """The city in "Geneva (CH)"; empty if the words before the code are, or resemble, the name of a State."""
    name = place.text.rpartition("（" if "（" in place.text else "(")[0].strip()
    if not name or reference.names.find(name) or place.origin.code in reference.names.suggest(name):
        return ""
    return name


def parse_origins(cell: str, language: str, reference: Reference) -> OriginsReading:
    """Reads the origins. Each is kept once; prose about groups of States is a note, other unknown words stay themselves."""
    if _is_prose(join_lines(cell), reference):
        return OriginsReading((), Texts({language: join_lines(cell)}))
    places = read_places(cell, reference.names)
    prose = [place for place in places if place.origin.code is None and _is_prose(place.text, reference)]
    origins = dict.fromkeys(place.origin for place in places if place not in prose)
    note = reference.vocabulary.punctuation(language).list_separator.join(place.text for place in prose)
    return OriginsReading(tuple(origins), Texts({language: note}), _doubts(places, "origins"))


def _is_prose(text: str, reference: Reference) -> bool:
    """Whether words speak of a group of States and name none: several words, or a script that does not part them."""
    if has_bracketed_code(text, reference.names) or not reference.vocabulary.speaks_of_groups(text):
        return False
    several_words = " " in text or not text.isascii()
    return several_words and not any(place.origin.code for place in read_places(text, reference.names))


def _doubts(places: Iterable[PlaceReading], field: str) -> tuple[Doubt, ...]:
    return tuple(Doubt(rule, field, place.text) for place in places for rule in place.doubts)
