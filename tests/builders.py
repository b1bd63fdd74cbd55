"""Drafts and activities for tests: made by hand, one field at a time, or by chance."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from hypothesis import strategies as st

from pct_tracker.domain.activity import (
    Acceptance,
    Activity,
    ActivityDraft,
    CoOrganizer,
    Doubt,
    HeadCount,
    Origin,
    Question,
    Venue,
)
from pct_tracker.domain.change import Edit, Removal, Revision, Step
from pct_tracker.domain.codes import LANGUAGES, Modality, Review, Status, TextMark, VenueKind
from pct_tracker.domain.texts import Texts

ONLINE = Venue(VenueKind.ONLINE)
ADD, CHANGE, DELETE = (Step(code, {"title": "…"}) for code in ("add", "change", "delete"))


def seen(text: str) -> str:
    """A text of a Word file as a page shows it, without the marks that tell which way its brackets belong."""
    return text.replace("\u200e", "").replace("\u200f", "")


def texts(text: str, *languages: str) -> Texts:
    """The same text in these languages; in all six if none are named."""
    return Texts(dict.fromkeys(languages or LANGUAGES, text))


def make_draft(**values: Any) -> ActivityDraft:
    """A held activity of 2024 that no rule has anything to say about, but for the given fields."""
    sound: dict[str, Any] = {
        "year": 2024,
        "month": "2024-05",
        "type": "pct-seminar",
        "contents": ("A", "B"),
        "title": texts("Seminar on the Patent Cooperation Treaty"),
        "venue": Venue(VenueKind.STATE, "KE"),
        "modality": Modality.ON_SITE,
        "origins": (Origin("KE"),),
        "participant_types": ("offices",),
        "participants": 20,
    }
    return ActivityDraft(**{**sound, **values})


def make_activity(id_: int, version: int = 1, **values: Any) -> Activity:
    """The sound draft as a stored activity."""
    draft = make_draft(**values)
    return Activity(id=id_, version=version, **{name: getattr(draft, name) for name in draft.__dataclass_fields__})


def adding(*drafts: ActivityDraft) -> Edit:
    return Edit(ADD, added=drafts)


def changing(activity: Activity, **values: Any) -> Edit:
    return Edit(CHANGE, revised=(Revision(activity.id, activity.version, activity.with_fields(**values)),))


def removing(activity: Activity) -> Edit:
    return Edit(DELETE, removed=(Removal(activity.id, activity.version),))


# Lone surrogates and controls are taken out where texts come in.
LETTERS = st.characters(exclude_categories=("Cs", "Cc"))
WORDS = st.text(LETTERS, max_size=12)
FILLED = st.text(LETTERS, min_size=1, max_size=12)
CODES = st.sampled_from(("KE", "OM", "CO", "KH", "EP", "XN", "GC", "CI", "SU", "ZZ"))
MARKS = st.dictionaries(st.sampled_from(LANGUAGES), st.sampled_from(TextMark), max_size=2)
TEXTS = st.builds(Texts, st.dictionaries(st.sampled_from(LANGUAGES), WORDS, max_size=3), MARKS)
DAYS = st.none() | st.dates(date(1990, 1, 1), date(2040, 12, 31))
MONTHS = st.none() | st.dates(date(2022, 1, 1), date(2026, 12, 31)).map(lambda day: day.strftime("%Y-%m"))
TYPES = st.none() | WORDS | st.sampled_from(("pct-seminar", "epct-training", "pct-webinar"))
LIST_OF_KINDS = st.lists(FILLED | st.sampled_from(("offices", "users")), max_size=3).map(tuple)
VENUES = st.builds(Venue, st.sampled_from(VenueKind), st.none() | CODES, st.none() | WORDS)
ORIGINS = st.builds(Origin, code=CODES) | st.builds(Origin, text=FILLED)
CO_ORGANIZERS = st.builds(CoOrganizer, TEXTS, st.none() | CODES)
DOUBTED = ("place.name-and-code-disagree", "place.unusual-name", "separator.missing", "date.unreadable", "place.unknown")
FIELDS = st.sampled_from(("origins", "venue", "month", "participants", "modality", "co_organizers"))
ENTRIES = FILLED | st.sampled_from(("柬埔寨（CO）", "Cambodia (CO)", "Atlantis (KE)", "(KE)", "Kenya (ZZ)", "Kenya"))
DOUBTS = st.builds(
    Doubt, st.sampled_from((*DOUBTED, "modality.said-in-title", "participants.unreadable")) | FILLED, FIELDS, ENTRIES
)
ASKED_ON = st.dates(date(2020, 1, 1), date(2040, 12, 31))
QUESTIONS = st.builds(Question, FIELDS, FILLED, FILLED, ASKED_ON) | st.builds(
    Question, FIELDS, FILLED, FILLED, ASKED_ON, FILLED, FILLED, ASKED_ON
)


def _tuples(one: st.SearchStrategy[Any], most: int) -> st.SearchStrategy[Any]:
    return st.lists(one, max_size=most).map(tuple)


DRAFTS: st.SearchStrategy[ActivityDraft] = st.builds(
    ActivityDraft,
    year=st.none() | st.integers(2022, 2026),
    month=MONTHS,
    start=DAYS,
    end=DAYS,
    status=st.sampled_from(Status),
    type=TYPES,
    contents=_tuples(st.text("ABCDEFG?7", min_size=1, max_size=2), 4),
    title=TEXTS,
    co_organizers=_tuples(CO_ORGANIZERS, 2),
    venue=VENUES,
    modality=st.none() | st.sampled_from(Modality),
    origins=_tuples(ORIGINS, 4),
    origin_note=TEXTS,
    participant_types=LIST_OF_KINDS,
    participants=st.none() | st.integers(-5, 10**9),
    funding=st.none() | WORDS,
    planned_participants=st.none() | st.integers(0, 10**6),
    online_participants=st.none() | st.integers(-5, 10**6),
    head_counts=_tuples(st.builds(HeadCount, CODES, st.integers(0, 10**6)), 3),
    status_reason=st.none() | FILLED,
    follows=st.none() | st.integers(1, 10**6),
    review=st.sampled_from(Review),
    notes=st.none() | FILLED,
    links=_tuples(FILLED, 2),
    questions=_tuples(QUESTIONS, 2),
    distinct_from=_tuples(st.integers(1, 10**6), 3),
    acceptances=_tuples(st.builds(Acceptance, FILLED, FIELDS, FILLED, FILLED, FILLED, ASKED_ON), 2),
    source_cells=_tuples(WORDS, 9),
    doubts=_tuples(DOUBTS, 3),
)
"""Drafts of every kind, sound ones hardly among them."""


def rules_of(findings: Sequence[Any]) -> list[str]:
    """The names of the rules of some findings, sorted."""
    return sorted(one.rule for one in findings)
