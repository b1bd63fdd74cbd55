"""Words of the reference data and of the report, as somebody edited them."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class WordEdition:
    """One edition of a word of the reference data, in one language; `text` None goes back to the word that is shipped.

    `key` names the word ("types.pct-seminar", "names.TR", "document.title"). It is in force from the day `valid_from`, or
    always was. The edition is its `id`: of two for the same word and day the higher one counts.
    """

    key: str
    language: str
    text: str | None
    valid_from: date | None = None
    id: int = 0
    at: datetime | None = None
    author: str = ""
