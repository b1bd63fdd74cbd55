"""Rows of an import of which it is not sure whether the log has them already."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from pct_tracker.domain.activity import Activity, ActivityDraft
from pct_tracker.domain.folding import fold_name
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.importing.matching import Match
from pct_tracker.services.imports.run import ImportReview
from pct_tracker.services.tracker import Tracker

DoubtKind = Literal["alike", "twice", "differs"]


@dataclass(frozen=True, slots=True)
class RowDoubt:
    """Why a row is doubtful; `alike` is the stored activity that it may be, of a row that was taken for a new one."""

    kind: DoubtKind
    alike: Activity | None = None


def doubts_about(tracker: Tracker, review: ImportReview) -> dict[int, RowDoubt]:
    """Numbers of doubtful rows with the doubt. No activity is alike to two of them.

    "alike": a new row has the title of a stored activity and its month, or its place and its people. "twice": all cells are
    those of a row before it. "differs": it was taken for the translation of an activity from which it differs in facts.
    """
    lonely = _without_partner(tracker, review)
    doubts: dict[int, RowDoubt] = {}
    taken: set[int] = set()
    seen: set[tuple[str, ...]] = set()
    for match in review.matches:
        number, cells = match.row.number, match.row.cells
        alike = _alike(match, lonely) if match.outcome == "new" else None
        if alike is not None and alike.id not in taken:
            taken.add(alike.id)
            doubts[number] = RowDoubt("alike", alike)
        elif match.outcome == "new" and any(cells) and cells in seen:
            doubts[number] = RowDoubt("twice")
        elif match.outcome == "changed" and _is_loose(match):
            doubts[number] = RowDoubt("differs")
        seen.add(cells)
    return doubts


def _alike(match: Match, lonely: Mapping[Hashable, Activity]) -> Activity | None:
    return next((lonely[key] for key in _keys(match.draft, match.row.language) if key in lonely), None)


def _without_partner(tracker: Tracker, review: ImportReview) -> dict[Hashable, Activity]:
    """The stored activities that no row of the file was taken for, by their keys."""
    met = {match.activity.id for match in review.matches if match.activity}
    years = {match.draft.year for match in review.matches if match.outcome == "new" and match.draft.year}
    languages = {match.row.language for match in review.matches}
    stored = (one for year in sorted(years) for one in tracker.activities(ActivityQuery(year=year)) if one.id not in met)
    return {key: one for one in stored for language in languages for key in _keys(one, language)}


def _keys(draft: ActivityDraft, language: str) -> Iterable[Hashable]:
    """What two records of one activity have in common, though one of them has a slip."""
    title = fold_name(draft.title.get(language, ""))
    if not title:
        return ()
    people = (draft.venue, tuple(sorted(draft.origin_codes)), draft.participants)
    return (language, title, draft.month), (language, title, people)


def _is_loose(match: Match) -> bool:
    """Whether a row without a title in common with its activity differs in where it was, who came, or how many.

    Names of co-organizers cannot be told apart between languages, but where their number differs some have no place.
    """
    stored = match.activity
    if stored is None or match.row.language in stored.title:
        return False
    return _facts(stored) != _facts(match.row.draft)


def _facts(draft: Activity | ActivityDraft) -> Hashable:
    places = (draft.venue.kind, draft.venue.code, tuple(sorted(draft.origin_codes)))
    return (*places, tuple(sorted(draft.participant_types)), draft.participants, len(draft.co_organizers))
