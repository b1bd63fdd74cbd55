"""The rows of a published annex that print otherwise in another state of the log and its words."""

from collections.abc import Mapping
from dataclasses import dataclass

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.codes import LANGUAGES, Status
from pct_tracker.domain.report import ExportRecord
from pct_tracker.reference.reference import Reference
from pct_tracker.reporting.annex import build_annex
from pct_tracker.reporting.corrigendum import RowCorrection, find_corrections
from pct_tracker.services.reports.archive import activities_as_of
from pct_tracker.services.reports.choices import choices_from_json
from pct_tracker.services.tracker import Tracker

State = tuple[int, int]
"""An entry of the journal and an edition of words."""


@dataclass(frozen=True, slots=True)
class Side:
    """The activities that an annex prints at one time, in report order, and the words of that time.

    `carried_out` are activities of the year that are held by then.
    """

    printed: Mapping[int, Activity]
    carried_out: frozenset[int]
    reference: Reference

    @classmethod
    def of(cls, tracker: Tracker, year: int, status: Status, state: State) -> "Side":
        """What an annex of activities of this status printed in a state of the log."""
        entry_id, edition = state
        known = activities_as_of(tracker, year, entry_id)
        held = frozenset(one.id for one in known if one.status is Status.HELD)
        return cls({one.id: one for one in known if one.status is status}, held, tracker.reference_for(year, edition))


@dataclass(frozen=True, slots=True)
class PublishedRows:
    """What differs in one annex of a publication: by language, and the activities that were changed, seen or not."""

    year: int
    then: Side
    now: Side
    by_language: Mapping[str, tuple[RowCorrection, ...]]
    changed: frozenset[int]

    @property
    def unseen(self) -> int:
        """How many activities were changed and print the same in all languages."""
        return len(self.changed - {one.activity_id for some in self.by_language.values() for one in some})


def compare_published(tracker: Tracker, published: ExportRecord, state: State, year: int, status: Status) -> PublishedRows:
    """Compares the annex of activities of a status with what it would print in a state.

    A planned activity that was held since needs no correction: that it took place is told by the annex of its own year.
    """
    then_state = published.entry_id, published.wording_id
    then, now = (Side.of(tracker, year, status, one) for one in (then_state, state))
    left_out = now.carried_out if status is Status.PLANNED else frozenset()
    both = then.printed.keys() & now.printed.keys()
    changed = frozenset(id_ for id_ in both if then.printed[id_].content() != now.printed[id_].content())
    came_or_went = (then.printed.keys() ^ now.printed.keys()) - left_out
    # With other words every row may print differently.
    looked_at = changed | came_or_went if then_state[1] == state[1] else both | came_or_went
    rows = {language: _rows(then, now, frozenset(looked_at), published, year, language) for language in LANGUAGES}
    return PublishedRows(year, then, now, rows, changed)


def _rows(
    then: Side, now: Side, wanted: frozenset[int], published: ExportRecord, year: int, language: str
) -> tuple[RowCorrection, ...]:
    choices = choices_from_json(published.choices)
    places = {id_: place for place, id_ in enumerate(then.printed, 1)}
    old, new = (
        build_annex(
            [one for id_, one in side.printed.items() if id_ in wanted],
            side.reference,
            language=language,
            year=year,
            origin_order=choices.document.origin_order,
            mark_missing=choices.missing != "fallback",
        )
        for side in (then, now)
    )
    return find_corrections(old, new, places)
