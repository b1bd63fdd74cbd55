"""The closed lists of the field. Lists that change with the years are reference data, not code."""

from enum import StrEnum

LANGUAGES: tuple[str, ...] = ("en", "fr", "es", "ru", "zh", "ar")
"""The six languages of the report, in the order in which the Organization names them."""

CONTENT_LETTERS = "ABCDEF"
"""Letters of the content column of the annex; their meaning stands in the vocabulary."""


class Status(StrEnum):
    """Where an activity stands in its life. Only held activities count in the totals."""

    PLANNED = "planned"
    HELD = "held"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class Review(StrEnum):
    """How far somebody has come with an activity's record. One person may do all of it."""

    DRAFT = "draft"
    COMPLETE = "complete"
    CHECKED = "checked"


class TextMark(StrEnum):
    """What is known of a text as a translation. A text without a mark was given and nobody said more about it."""

    DRAFT = "draft"
    OUTDATED = "outdated"
    CHECKED = "checked"


class Modality(StrEnum):
    """How an activity is delivered. The annex has no column for it."""

    ON_SITE = "on-site"
    ONLINE = "online"
    HYBRID = "hybrid"


class VenueKind(StrEnum):
    """What the location column of the annex says."""

    ONLINE = "online"
    STATE = "state"
    UNKNOWN = "unknown"


class Severity(StrEnum):
    """How much a finding weighs: an error is wrong, a warning is to be looked at, a hint may be left."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"
