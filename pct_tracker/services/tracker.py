"""The log as its users know it: what can be asked, and the one door for changes."""

import getpass
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from threading import Event

from pct_tracker.domain.activity import Activity, ActivityDraft
from pct_tracker.domain.change import Change, Edit, KeptDraft, Step, UndoState
from pct_tracker.domain.codes import Status
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.figure import Figure
from pct_tracker.domain.finding import Finding
from pct_tracker.domain.folding import fold
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.figures.counts import count_figures
from pct_tracker.reference.loader import load_reference
from pct_tracker.reference.reference import Reference
from pct_tracker.reporting.annex import annex_cells
from pct_tracker.rules.context import RuleContext
from pct_tracker.rules.engine import check_all, check_among, check_one
from pct_tracker.store.search import SearchWord
from pct_tracker.store.store import Store

_EXACT = 2
"""Search words of so few letters stand for the codes and the beginnings of names, not for any part of a name."""


def store_path(location: str | Path) -> Path:
    """The file of a log. Raises UserError for the address of a database server."""
    if "://" in str(location):
        raise UserError("store.server-not-supported")
    return Path(location).absolute()


class Tracker:
    """One open log with the reference data and the rules. Use it from one thread at a time."""

    def __init__(self, store: Store, reference: Reference, author: str) -> None:
        self.store = store
        self.reference = reference
        self.author = author
        self._findings: dict[int | None, dict[int, tuple[Finding, ...]]] = {}
        self._by_year: dict[int | None, list[Activity]] = {}
        self._usual: dict[str, Counter[int]] | None = None
        self._last_entry = store.last_entry()
        self._stopping = Event()
        self._changes = 0

    @classmethod
    def open(cls, location: str | Path, author: str | None = None) -> "Tracker":
        """Opens the log at a path, making it if there is none. Raises UserError when it cannot be used."""
        return cls(Store.open(store_path(location)), load_reference(), author or getpass.getuser())

    def stop_thinking(self) -> None:
        """Ends working out the findings of many years at the next of them, because nobody waits for it any more."""
        self._stopping.set()

    def close(self) -> None:
        self.store.close()

    # What can be asked

    def years(self) -> list[int]:
        """The reporting years with activities, newest first."""
        return self.store.years()

    def ids(self, query: ActivityQuery) -> list[int]:
        """The ids of the activities of a query, in its order."""
        return self.store.find_ids(query, [self._search_word(word) for word in fold(query.text).split()])

    def activities(self, query: ActivityQuery) -> list[Activity]:
        """The activities of a query, in its order."""
        return self.store.activities(self.ids(query))

    def activities_by_id(self, ids: Sequence[int]) -> list[Activity]:
        """The activities with these ids, in that order; those that are gone are left out."""
        return self.store.activities(ids)

    def activity(self, activity_id: int) -> Activity:
        """The activity with this id. Raises UserError if there is none."""
        found = self.store.activities([activity_id])
        if not found:
            raise UserError("activity.unknown", activity_id=activity_id)
        return found[0]

    def figures(self, query: ActivityQuery) -> tuple[Figure, ...]:
        """The figures over the activities of a query. Only held ones count, unless the query asks for another status."""
        wanted = query.status or Status.HELD
        counted = self.store.counted(self.ids(query))
        return count_figures((row for row in counted if row.status == wanted), self.reference)

    def findings(self, year: int | None) -> dict[int, tuple[Finding, ...]]:
        """The findings of a reporting year by activity, or of all years for None; activities without any are left out."""
        if year is None:
            years = (*self.years(), None)
            return {id_: some for one in years if not self._stopping.is_set() for id_, some in self._findings_of(one).items()}
        return self._findings_of(year)

    def findings_on(self, activities: Sequence[Activity]) -> dict[int, tuple[Finding, ...]]:
        """The findings on these activities, worked out for whole years and kept until one of the year changes."""
        years = {one.year for one in activities}
        found = {id_: some for year in years for id_, some in self._findings_of(year).items()}
        return {one.id: found[one.id] for one in activities if one.id in found}

    def check(self, draft: ActivityDraft, activity_id: int | None = None) -> tuple[Finding, ...]:
        """The findings on a draft as it is typed: its own, and those among the activities of its year."""
        others = [one for one in self._activities_of(draft.year) if one.id != activity_id]
        return check_among(draft.content(), others, self._context())

    def check_alone(self, draft: ActivityDraft) -> tuple[Finding, ...]:
        """The findings on a draft by itself; quick enough for every key."""
        return check_one(draft.content(), self._context())

    def preview(self, draft: ActivityDraft, language: str) -> tuple[str, ...]:
        """The nine cells of the annex as they would print."""
        return annex_cells(draft, self.reference, language)

    def undo_state(self) -> UndoState:
        """The steps that undo and redo would turn to."""
        return self.store.undo_state()

    def drafts(self) -> list[KeptDraft]:
        """What was typed and not saved, also before a crash."""
        return self.store.drafts()

    # What can be changed

    def do(self, edit: Edit) -> Change:
        """Applies an edit as one step. Raises StaleEditError if one of its activities changed since it was read."""
        return self._noticed(self.store.apply(edit, self.author))

    def undo(self) -> Change:
        """Takes the last step back."""
        return self._noticed(self.store.turn("undo", self.author))

    def redo(self) -> Change:
        """Does the step taken back last once more."""
        return self._noticed(self.store.turn("redo", self.author))

    def keep_draft(self, draft: KeptDraft) -> None:
        """Keeps what is being typed; it is no activity yet and counts nowhere."""
        self.store.keep_draft(draft)

    def drop_draft(self, activity_id: int | None) -> None:
        """Forgets what was typed for an activity, or for a new one."""
        self.store.drop_draft(activity_id)

    def catch_up(self) -> bool:
        """Whether somebody else changed the log since this tracker last did; forgets what was worked out before that."""
        newest = self.store.last_entry()
        if newest == self._last_entry:
            return False
        self._last_entry = newest
        self._forget()
        return True

    def _noticed(self, change: Change) -> Change:
        """Forgets what was worked out about the years a change touched; everything, if somebody else made one before it."""
        self._changes += 1
        if change.entry_id != self._last_entry + 1:
            self._forget()
        self._last_entry = change.entry_id
        for year in change.years:
            self._findings.pop(year, None)
            self._by_year.pop(year, None)
        usual = self._read_usual()
        if usual != self._usual:
            # Whether a number is plausible is judged by the activities of all years.
            self._findings.clear()
        self._usual = usual
        return change

    def _forget(self) -> None:
        self._changes += 1
        self._findings.clear()
        self._by_year.clear()
        self._usual = None

    def _findings_of(self, year: int | None) -> dict[int, tuple[Finding, ...]]:
        found = self._findings.get(year)
        if found is None:
            changes, activities = self._changes, self._activities_of(year)
            checked = check_all(activities, self._context())
            found = {one.id: some for one, some in zip(activities, checked, strict=True) if some}
            if changes == self._changes:
                self._findings[year] = found
        return found

    def _activities_of(self, year: int | None) -> list[Activity]:
        """The activities of a reporting year, kept until one of them changes: the form asks for them at every pause."""
        known = self._by_year.get(year)
        if known is None:
            changes = self._changes
            ids = self.store.ids_without_year() if year is None else self.ids(ActivityQuery(year=year))
            known = self.activities_by_id(ids)
            # The window asks from two threads: what was read before a change must not be kept after it.
            if changes == self._changes:
                self._by_year[year] = known
        return known

    def _context(self) -> RuleContext:
        if self._usual is None:
            self._usual = self._read_usual()
        return RuleContext(self.reference, usual=self._usual)

    def _read_usual(self) -> dict[str, Counter[int]]:
        usual: dict[str, Counter[int]] = defaultdict(Counter)
        for type_, number, times in self.store.usual_numbers():
            usual[type_][number] = times
        return usual

    def _search_word(self, word: str) -> SearchWord:
        """A word of a search with the States, organizations and types that it may name in any language."""
        vocabulary, short = self.reference.vocabulary, len(word) <= _EXACT and word.isascii()
        places = tuple(self.reference.names.codes_like(word, exact=short))
        types = () if short else tuple(code for code in vocabulary.types if vocabulary.type_is_like(code, word))
        return SearchWord(word, places, types)


def titled(code: str, draft: ActivityDraft, language: str = "en") -> Step:
    """A step named after the activity it is about: by its title, or by its month while it has none."""
    return Step(code, {"title": draft.title.best(language)[:60] or draft.month or "—"})
