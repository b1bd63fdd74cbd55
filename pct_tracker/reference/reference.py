"""All reference data in one value, handed to whoever needs it."""

from collections.abc import Callable
from dataclasses import dataclass

from pct_tracker.reference.document_words import DocumentWords
from pct_tracker.reference.labels import Vocabulary
from pct_tracker.reference.lists import DatedLists
from pct_tracker.reference.names import NameIndex
from pct_tracker.reference.parties import Parties


@dataclass(frozen=True, slots=True)
class Reference:
    """States and organizations, their names, the lists with dates, and the labels and sentences of the report."""

    parties: Parties
    index: Callable[[], NameIndex]
    memberships: Callable[[], DatedLists]
    vocabulary: Vocabulary
    document: DocumentWords

    @property
    def names(self) -> NameIndex:
        """The names as they are looked up; made when the first one is."""
        return self.index()

    @property
    def lists(self) -> DatedLists:
        """Who belonged to which list and when; read when it is first asked."""
        return self.memberships()
