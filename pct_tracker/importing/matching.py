"""Pairs the rows of a file with the activities in the store: the same, changed, or new."""

import re
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pct_tracker.domain.activity import REPORTED_FIELDS, Activity, ActivityDraft
from pct_tracker.domain.codes import Status
from pct_tracker.domain.folding import fold_name, latin_digits
from pct_tracker.importing.merging import count_equal_fields, merge_changes, squeeze, with_texts
from pct_tracker.importing.reading import ReadRow, Report

Outcome = Literal["new", "changed", "same"]

_LARGEST_GROUP = 10_000
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


@dataclass(frozen=True, slots=True)
class Match:
    """What becomes of a row. `draft` is what to store: the row itself, the activity with what changed, or as it was."""

    row: ReadRow
    outcome: Outcome
    activity: Activity | None
    draft: ActivityDraft


def match_rows(
    rows: Sequence[ReadRow], stored: Sequence[Activity], language: str = "", report: Report = lambda _done, _total: None
) -> tuple[Match, ...]:
    """One match for each row, in their order; an activity is matched at most once.

    The surest passes come first, so that a row never takes the activity that belongs to another one. `language` is
    that of rows that do not know their own. `report` hears how many of the passes are done, in rows.
    """
    matching = _Matching(rows, stored, language)
    passes: tuple[Callable[[], None], ...] = (
        lambda: matching.pair_all(
            lambda row: _cells_key(row.cells, row.draft), lambda one, _: _cells_key(one.source_cells, one), _add_texts
        ),
        lambda: matching.pair_all(lambda row: _values_key(row.draft, matching.language(row)), _stored_values_key, _keep),
        lambda: matching.pair_all(lambda row: _facts_key(row.draft), _untitled(_facts_key), _fill_language),
        lambda: matching.pair_best(
            lambda row: _title_cells_key(row.cells, row.draft), lambda one, _: _title_cells_key(one.source_cells, one)
        ),
        lambda: matching.pair_best(lambda row: _title_key(row.draft, matching.language(row)), _title_key),
        lambda: matching.pair_single(
            lambda row: _facts_without_people(row.draft), _untitled(_facts_without_people), _fill_language
        ),
        lambda: matching.pair_single(
            lambda row: _facts_without_places(row.draft), _untitled(_facts_without_places), _fill_language
        ),
    )
    for done, pair in enumerate(passes):
        report(len(rows) * done // len(passes), len(rows))
        pair()
    return tuple(matching.results())


RowKey = Callable[[ReadRow], Hashable | None]
StoredKey = Callable[[Activity, str], Hashable | None]
Merge = Callable[[Activity, ReadRow, str], ActivityDraft]


class _Matching:
    """The rows and activities that have no partner yet, and the matches found."""

    def __init__(self, rows: Sequence[ReadRow], stored: Sequence[Activity], language: str) -> None:
        self._rows = rows
        self._language = language
        self._matches: dict[int, Match] = {}
        self._open_rows = dict(enumerate(rows))
        self._open_stored = {activity.id: activity for activity in stored}

    def language(self, row: ReadRow) -> str:
        return row.language or self._language

    def results(self) -> Iterator[Match]:
        for index, row in enumerate(self._rows):
            yield self._matches.get(index) or Match(row, "new", None, row.draft)

    def pair_all(self, row_key: RowKey, stored_key: StoredKey, merge: Merge) -> None:
        """Pairs rows with activities of the same key, in their order: repeated rows meet repeated activities one by one."""
        for indices, activities in self._groups(row_key, stored_key):
            waiting = deque(activities)
            for index in indices:
                if waiting:
                    self._pair(index, waiting.popleft(), merge)

    def pair_best(self, row_key: RowKey, stored_key: StoredKey) -> None:
        """Pairs rows with activities of the same key, those first that agree in most fields."""
        for indices, activities in self._groups(row_key, stored_key):
            if len(indices) * len(activities) > _LARGEST_GROUP:
                pairs = list(zip(indices, activities, strict=False))
            else:
                pairs = [(index, activity) for index in indices for activity in activities]
                pairs.sort(key=lambda pair: -count_equal_fields(self._rows[pair[0]], pair[1], self.language(self._rows[pair[0]])))
            for index, activity in pairs:
                if index in self._open_rows and activity.id in self._open_stored:
                    self._pair(index, activity, merge_changes)

    def pair_single(self, row_key: RowKey, stored_key: StoredKey, merge: Merge) -> None:
        """Pairs a row with an activity where no other of either has the same key: with less to go by, two are a guess."""
        for indices, activities in self._groups(row_key, stored_key):
            if len(indices) == len(activities) == 1:
                self._pair(indices[0], activities[0], merge)

    def _groups(self, row_key: RowKey, stored_key: StoredKey) -> Iterator[tuple[list[int], list[Activity]]]:
        if not self._open_stored:
            return
        wanted: dict[Hashable, list[int]] = defaultdict(list)
        for index, row in self._open_rows.items():
            if (key := row_key(row)) is not None:
                wanted[self.language(row), key].append(index)
        languages = {self.language(row) for row in self._open_rows.values()}
        offered: dict[Hashable, list[Activity]] = defaultdict(list)
        for activity in self._open_stored.values():
            for language in languages:
                if (key := stored_key(activity, language)) is not None and (language, key) in wanted:
                    offered[language, key].append(activity)
        yield from (
            (wanted[key], [one for one in activities if one.id in self._open_stored]) for key, activities in offered.items()
        )

    def _pair(self, index: int, activity: Activity, merge: Merge) -> None:
        row = self._open_rows.pop(index)
        del self._open_stored[activity.id]
        before, after = activity.content(), merge(activity, row, self.language(row))
        self._matches[index] = Match(row, "same" if after == before else "changed", activity, after)


def _cells_key(cells: Sequence[str], draft: ActivityDraft) -> Hashable | None:
    return (tuple(map(squeeze, cells)), _year_told_elsewhere(cells, draft)) if any(cells) else None


def _year_told_elsewhere(cells: Sequence[str], draft: ActivityDraft) -> int | None:
    """The reporting year where the date cell names none: "March" is the same month only within a year."""
    return None if _YEAR.search(latin_digits(cells[0])) else draft.year


def _title_cells_key(cells: Sequence[str], draft: ActivityDraft) -> Hashable | None:
    """Date, type and description as printed: they find an activity whose stored values somebody has edited since."""
    if len(cells) != len(REPORTED_FIELDS) or not cells[0] or not cells[3]:
        return None
    return squeeze(cells[0]), squeeze(cells[1]), fold_name(cells[3]), _year_told_elsewhere(cells, draft)


def _facts_key(draft: ActivityDraft) -> Hashable | None:
    """What does not depend on a language: dates, type, letters, venue, origins, types of participants and their number."""
    if draft.month is None:
        return None
    dates = (draft.month, draft.start, draft.end)
    places = (draft.venue.kind, draft.venue.code, tuple(sorted(draft.origin_codes)))
    return (*dates, draft.type, draft.contents, *places, tuple(sorted(draft.participant_types)), draft.participants)


def _facts_without_people(draft: ActivityDraft) -> Hashable | None:
    """The facts without who took part and how many, which somebody may have corrected since."""
    facts = _facts_key(draft)
    return facts[:-2] if isinstance(facts, tuple) and draft.origin_codes else None


def _facts_without_places(draft: ActivityDraft) -> Hashable | None:
    """The facts without venue and origins, which somebody may have corrected since."""
    facts = _facts_key(draft)
    return (*facts[:5], *facts[8:]) if isinstance(facts, tuple) and draft.participants is not None else None


def _untitled(facts: Callable[[ActivityDraft], Hashable | None]) -> StoredKey:
    """The facts of activities that have no title in the language of the row yet."""
    return lambda activity, language: None if language in activity.title else facts(activity)


def _values_key(draft: ActivityDraft, language: str) -> Hashable | None:
    if language not in draft.title:
        return None
    names = tuple(squeeze(one.name.get(language, "")) for one in draft.co_organizers)
    words = tuple(origin.text for origin in draft.origins if origin.text)
    texts = (squeeze(draft.title[language]), names, words, squeeze(draft.origin_note.get(language, "")))
    return (draft.status is Status.PLANNED, draft.modality, *texts, _facts_key(draft))


def _stored_values_key(activity: Activity, language: str) -> Hashable | None:
    return _values_key(activity, language)


def _title_key(draft: ActivityDraft, language: str) -> Hashable | None:
    title = draft.title.get(language)
    return (draft.month, draft.type, fold_name(title)) if title and draft.month else None


def _keep(activity: Activity, row: ReadRow, language: str) -> ActivityDraft:
    """What is stored, whatever the file says: a second import never undoes an edit."""
    return _add_texts(activity, row, language)


def _add_texts(activity: Activity, row: ReadRow, language: str) -> ActivityDraft:
    """What is stored, with the translations that a file in several languages brings along and the store lacks."""
    return with_texts(activity, row.draft, _other_languages(row.draft, language))


def _fill_language(activity: Activity, row: ReadRow, language: str) -> ActivityDraft:
    return with_texts(activity, row.draft, [language, *_other_languages(row.draft, language)])


def _other_languages(draft: ActivityDraft, language: str) -> Iterable[str]:
    return [other for other in draft.title if other != language]
