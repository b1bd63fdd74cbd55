"""An activity of technical assistance, as it is recorded and as it is stored."""

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from pct_tracker.domain.codes import Modality, Review, Status, VenueKind
from pct_tracker.domain.texts import Texts


@dataclass(frozen=True, slots=True)
class Origin:
    """Where participants came from: a State or an organization by its code, or words that name neither.

    Exactly one of the two is set. `code` is an ISO 3166 code of two letters or a WIPO ST.3 code.
    """

    code: str | None = None
    text: str | None = None


NO_TEXTS = Texts()


@dataclass(frozen=True, slots=True)
class CoOrganizer:
    """A body that organized the activity together with the International Bureau."""

    name: Texts = NO_TEXTS
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Venue:
    """What stands in the location column: online, a State with an optional city, or unknown (`city` keeps the words)."""

    kind: VenueKind = VenueKind.UNKNOWN
    code: str | None = None
    city: str | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something the import could only guess, in the words of the source.

    It becomes a finding under the name of its `rule`, and goes when the field is changed or the guess is confirmed.
    """

    rule: str
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class HeadCount:
    """How many participants came from one State or organization of origin."""

    code: str
    participants: int


@dataclass(frozen=True, slots=True)
class Question:
    """A note on a field that somebody should look at; it is open until it is answered.

    The names are texts, so that they stay when people go. `asked` and `answered` are days.
    """

    field: str
    text: str
    author: str
    asked: date
    answer: str | None = None
    answered_by: str | None = None
    answered: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered yet."""
        return self.answer is None


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Why a finding is accepted as it is. It holds as long as what the finding was about is the same.

    `subject` stands for that: see `rules.acceptance`. `author` is a name as text, `accepted` a day.
    """

    rule: str
    field: str
    subject: str
    reason: str
    author: str
    accepted: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityDraft:
    """The content of an activity. Nothing is required: what is missing or odd is said by the rules, not refused.

    `year` is the year the activity is reported in, `month` is "YYYY-MM"; `start` and `end` are exact days where known.
    `contents` are letters A to F; `participant_types` and `type` are codes of the vocabulary, or words it does not know.
    `origin_note` is origin told in prose. `source_cells` are the cells of the row this activity was imported from.

    `participants` is always the total; of a hybrid activity `online_participants` of them took part online, and
    `head_counts` may say how many came from which origin. `planned_participants` were expected before it was held.
    `status_reason` says why it was cancelled or postponed, `follows` is the id of the postponed activity whose new date
    this one is, and `distinct_from` the ids of activities that look alike and are no repetition of this one.
    `acceptances` are the findings that somebody accepted with a reason, those that have lapsed since among them.
    `review` says how far its record has come: what comes from a published table is complete, what is typed begins as a draft.
    `notes`, `links` and `questions` are for those who keep the log and are never printed.
    """

    year: int | None = None
    month: str | None = None
    start: date | None = None
    end: date | None = None
    status: Status = Status.HELD
    type: str | None = None
    contents: tuple[str, ...] = ()
    title: Texts = NO_TEXTS
    co_organizers: tuple[CoOrganizer, ...] = ()
    venue: Venue = Venue()
    modality: Modality | None = None
    origins: tuple[Origin, ...] = ()
    origin_note: Texts = NO_TEXTS
    participant_types: tuple[str, ...] = ()
    participants: int | None = None
    funding: str | None = None
    planned_participants: int | None = None
    online_participants: int | None = None
    head_counts: tuple[HeadCount, ...] = ()
    status_reason: str | None = None
    follows: int | None = None
    review: Review = Review.COMPLETE
    notes: str | None = None
    links: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    distinct_from: tuple[int, ...] = ()
    acceptances: tuple[Acceptance, ...] = ()
    source_cells: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def origin_codes(self) -> tuple[str, ...]:
        """The codes among the origins, in their order, each once."""
        return tuple(dict.fromkeys(origin.code for origin in self.origins if origin.code))

    @property
    def on_site_participants(self) -> int | None:
        """How many of the participants of a hybrid activity came to the place; None where that is not told."""
        if self.participants is None or self.online_participants is None:
            return None
        return self.participants - self.online_participants

    def content(self) -> "ActivityDraft":
        """The bare draft, without the identity a stored activity has."""
        if type(self) is ActivityDraft:
            return self  # frozen: nobody can tell it from its copy
        return ActivityDraft(**{name: getattr(self, name) for name in FIELD_NAMES})

    def with_fields(self, **values: Any) -> "ActivityDraft":
        """A draft with these fields set.

        A doubt about a field that changes is settled and goes, unless it is given anew; head counts go with their origin.
        """
        changed = {name for name, value in values.items() if getattr(self, name) != value}
        kept = tuple(doubt for doubt in self.doubts if doubt.field not in changed)
        draft = replace(self.content(), **{"doubts": kept, **values})
        if "origins" not in changed or "head_counts" in values:
            return draft
        return replace(draft, head_counts=tuple(one for one in draft.head_counts if one.code in draft.origin_codes))


FIELD_NAMES: tuple[str, ...] = tuple(field.name for field in fields(ActivityDraft))
"""The names of all fields of a draft."""

REPORTED_FIELDS = ("month", "type", "contents", "title", "co_organizers", "venue", "origins", "participant_types", "participants")
"""The nine columns of the annex, in their order. The origins column also shows `origin_note`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity(ActivityDraft):
    """A stored activity. `version` grows with every change and refuses stale edits."""

    id: int
    version: int = 1
