"""The log as its users know it: what can be asked, and the one door for changes.

The store, the rules and the report are imported where they are first used: the window imports this module before it is drawn.
"""

import getpass
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pct_tracker.domain.activity import Activity, ActivityDraft, CoOrganizer
from pct_tracker.domain.change import (
    Change,
    Edit,
    JournalEntry,
    JournalLine,
    KeptDraft,
    Listener,
    Step,
    UndoState,
    YearLock,
    nobody,
)
from pct_tracker.domain.codes import Severity, Status
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.figure import Figure
from pct_tracker.domain.finding import OFF, Finding, RuleGrade
from pct_tracker.domain.folding import fold
from pct_tracker.domain.place import is_server
from pct_tracker.domain.query import ActivityQuery, Condition, Operator, SearchWord
from pct_tracker.domain.texts import Texts
from pct_tracker.domain.word_edition import WordEdition
from pct_tracker.figures.counts import count_figures
from pct_tracker.figures.groups import Group, group_rows
from pct_tracker.reference.loader import load_reference
from pct_tracker.reference.reference import Reference
from pct_tracker.services.progress import BREATH

if TYPE_CHECKING:
    from pct_tracker.store.activities import Counted
    from pct_tracker.store.store import Store

_EXACT = 2
"""Search words of so few letters stand for the codes and the beginnings of names, not for any part of a name."""

_MOST_JUDGED = 20_000
"""Activities whose findings are worked out to narrow the register: some seconds."""

_LONGEST_NAME = 60
"""Letters of a title by which a step of work is named."""


def store_path(location: str | Path) -> Path:
    """The file of a log. Raises UserError for the address of a database server, for what is done with files only."""
    place = store_place(location)
    if not isinstance(place, Path):
        from pct_tracker.store.dialects import name_of

        raise UserError("server.is-no-file", file=name_of(place))
    return place


def told_place(location: str | Path) -> str:
    """A place as it may be told: a file as it was given, a log on a server by its name, since an address may hold a password."""
    if not is_server(location):
        return str(location)
    from pct_tracker.store.dialects import name_of

    return name_of(location)


def store_place(location: str | Path) -> Path | str:
    """Where a log lies: the whole path of its file, or the address of its server as it was given."""
    return str(location) if is_server(location) else Path(location).absolute()


class Tracker:
    """One open log with the reference data and the rules. Use it from one thread at a time.

    `today` tells the day by which planned activities are judged. `breathe` is called again and again while findings, figures
    and groups are worked out; it may wait for something more urgent, or raise to end the work. `backup_trouble` is why the last
    backup that a step should have had before it was not made.
    """

    def __init__(self, store: "Store", reference: Reference, author: str, today: Callable[[], date] = date.today) -> None:
        from pct_tracker.services.judging import Judge

        self.store = store
        self.reference = reference
        self._editions = tuple(store.wordings())
        self.author = author
        self.today = today
        self.breathe: Callable[[], None] = _go_on
        self._grades = tuple(store.grades())
        self._judge = Judge(store, lambda: self.reference, self.severities, today, lambda: self.breathe())
        self._newest = store.newest()
        self.backup_trouble: UserError | None = None

    @classmethod
    def open(cls, location: str | Path, author: str | None = None) -> "Tracker":
        """Opens the log at a path, making it if there is none. Raises UserError when it cannot be used."""
        from pct_tracker.store.store import Store

        store = Store.open(store_place(location))
        tracker = cls(store, load_reference(), author or store.user() or getpass.getuser())
        tracker.reference = tracker.reference_on(tracker.today())
        return tracker

    def close(self) -> None:
        self.store.close()

    # What can be asked

    def years(self) -> list[int]:
        """The reporting years with activities, newest first."""
        return self.store.years()

    def ids(self, query: ActivityQuery) -> list[int]:
        """The ids of the activities of a query, in its order."""
        return self.store.find_ids(self._resolved(query), self._words(query))

    def first_ids(self, query: ActivityQuery, room: int, current: int | None = None) -> list[int] | None:
        """The first of the ids of a query, where they can be told sooner than all, and would be in view; None otherwise.

        `current` is the activity in focus, which stays in view where it is found.
        """
        return self.store.find_first_ids(self._resolved(query), self._words(query), room, current)

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
        counted = self._counted(self.ids(query))
        return count_figures((row for row in counted if row.status == wanted), self.reference)

    def groups(self, query: ActivityQuery, by: str) -> tuple[Group, ...]:
        """The activities of a query in groups with their subtotals; each group in the order of the query."""
        wanted = query.status or Status.HELD
        return group_rows(self._counted(self.ids(query)), by, self.reference, lambda row: row.status == wanted)

    def findings(self, year: int | None) -> dict[int, tuple[Finding, ...]]:
        """The findings of a reporting year by activity, or of all years for None; activities without any are left out."""
        if year is None:
            return {id_: some for one in (*self.years(), None) for id_, some in self._judge.of_year(one).items()}
        return self._judge.of_year(year)

    def findings_on(self, activities: Sequence[Activity]) -> dict[int, tuple[Finding, ...]]:
        """The findings on these activities; those without any are left out."""
        return self._judge.of_activities(activities)

    def check(self, draft: ActivityDraft, activity_id: int | None = None) -> tuple[Finding, ...]:
        """The findings on a draft as it is typed: its own, and those among the activities of its year.

        The id is that of the stored activity that the draft would replace; without one, activities that are merely
        similar are named as well.
        """
        return self._judge.of_draft(draft, activity_id)

    def check_alone(self, draft: ActivityDraft) -> tuple[Finding, ...]:
        """The findings on a draft by itself; quick enough for every key."""
        return self._judge.of_draft_alone(draft)

    def preview(self, draft: ActivityDraft, language: str) -> tuple[str, ...]:
        """The nine cells of the annex as they would print."""
        from pct_tracker.reporting.annex import annex_cells

        return annex_cells(draft, self.reference, language)

    def undo_state(self) -> UndoState:
        """The steps that undo and redo would turn to."""
        return self.store.undo_state()

    def drafts(self) -> list[KeptDraft]:
        """What was typed and not saved, also before a crash, and also what the log could not keep then."""
        return self.store.drafts()

    def earlier_titles(self, typed: str, language: str, limit: int = 8) -> list[Texts]:
        """Titles of earlier activities that hold the words typed in a language, each with all its languages.

        Those that begin as was typed come first.
        """
        found = self.store.titles(language, fold(typed).split(), limit)
        return sorted(found, key=lambda title: not fold(title[language]).startswith(fold(typed).strip()))

    def earlier_co_organizers(self, typed: str, language: str, limit: int = 8) -> list[CoOrganizer]:
        """Earlier co-organizers whose name holds the words typed in a language, each with all its languages and its code."""
        return self.store.co_organizers(language, fold(typed).split(), limit)

    # The words of the report

    def editions(self) -> tuple[WordEdition, ...]:
        """All editions of words there ever were, oldest first."""
        return self._editions

    def reference_on(self, day: date, edition: int | None = None) -> Reference:
        """The reference data with the names and words in force on a day, as they were up to an edition, if one is named."""
        known = self._editions if edition is None else tuple(one for one in self._editions if one.id <= edition)
        return load_reference(known, day)

    def reference_for(self, year: int, edition: int | None = None) -> Reference:
        """The reference data that the report of a year is printed with: its last day decides."""
        return self.reference_on(date(min(max(year, date.min.year), date.max.year), 12, 31), edition)

    def add_editions(self, editions: Sequence[WordEdition]) -> None:
        """Adds editions of words; what is asked from now on is answered with them."""
        self._noted(self.store.add_wordings(editions, self.author))
        self._renew_words()

    # The weight of the rules

    def grades(self) -> tuple[RuleGrade, ...]:
        """All grades that rules were ever given in this log, oldest first."""
        return self._grades

    def severities(self) -> dict[str, Severity | None]:
        """The severities of the rules that have another one in this log than their own; None for one that is switched off."""
        given = {one.rule: one.grade for one in self._grades}
        return {rule: None if grade == OFF else Severity(grade) for rule, grade in given.items() if grade is not None}

    def add_grades(self, grades: Sequence[RuleGrade]) -> None:
        """Grades rules; what is asked from now on is judged by that."""
        self._noted(self.store.add_grades(grades, self.author))
        self._renew_words()

    # The journal and the years

    def history(self, activity_id: int) -> list[tuple[JournalEntry, JournalLine]]:
        """All that ever happened to an activity, oldest first."""
        return self.store.history(activity_id)

    def steps(self, *, before: int | None = None, limit: int = 200) -> list[JournalEntry]:
        """The newest steps of work, or those before one; newest first."""
        return self.store.entries(before=before, limit=limit)

    def lines(self, entry_id: int) -> list[JournalLine]:
        """What a step did, activity by activity."""
        return self.store.lines(entry_id)

    def lost(self) -> list[tuple[JournalEntry, JournalLine]]:
        """The deleted activities with the steps that deleted them, the last one first."""
        return self.store.lost()

    def locks(self) -> dict[int, YearLock]:
        """The last lock of each reporting year that is or ever was locked."""
        return {lock.year: lock for lock in self.store.locks()}

    def lock_year(self, year: int) -> None:
        """Locks a reporting year: nothing gets into it or out of it until it is unlocked."""
        self._noted(self.store.lock_year(year, self.author))

    def unlock_year(self, year: int, reason: str) -> None:
        """Takes the lock off a reporting year, for a reason that is kept."""
        self._keep_before("unlock")
        self._noted(self.store.unlock_year(year, reason, self.author))

    def changed_since_lock(self, year: int | None = None) -> list[JournalLine]:
        """What was changed in a reporting year, or in any, since it was locked last.

        Each line has the content that was published and the one of today, None where there was or is no such activity.
        """
        locks = [lock for lock in self.locks().values() if year in (None, lock.year)]
        return [line for lock in locks for line in self._changed_since(lock)]

    # What can be changed

    def do(self, edit: Edit, told: Listener = nobody) -> Change:
        """Applies an edit as one step. Raises StaleEditError if one of its activities changed since it was read.

        `told` hears how many new activities are stored; where it raises, nothing is stored.
        """
        if edit.step.code == "import":
            self._keep_before("import")
        return self._noticed(self.store.apply(edit, self.author, told))

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
        newest = self.store.newest()
        if newest == self._newest:
            return False
        self._newest = newest
        self._judge.forget()
        self._renew_words()
        return True

    def look_anew(self) -> None:
        """Forgets what was worked out if somebody else changed the log; `catch_up` tells of that all the same."""
        if self.store.newest() != self._newest:
            self._judge.forget()
            self._renew_words()

    def _noticed(self, change: Change) -> Change:
        """Forgets what was worked out about the years a change touched; everything, if somebody else made one before it."""
        is_next = change.entry_id == self._newest[0] + 1
        self._judge.forget(change.years if is_next else None)
        if not is_next:
            self._renew_words()
        self._take_note(change.entry_id)
        return change

    def _keep_before(self, what: str) -> None:
        """Makes a backup before a step. Where none can be made the step is done all the same: it can be taken back."""
        try:
            self.store.keep_backup(f"before-{what}")
        except UserError as error:
            self.backup_trouble = error

    def _counted(self, ids: Sequence[int]) -> "Iterator[Counted]":
        for start in range(0, len(ids), BREATH):
            self.breathe()
            yield from self.store.counted(ids[start : start + BREATH])

    def _noted(self, entry_id: int) -> None:
        """Takes note of a journal entry that changes no activity."""
        if entry_id != self._newest[0] + 1:
            self._judge.forget()
            self._renew_words()
        self._take_note(entry_id)

    def _take_note(self, entry_id: int) -> None:
        """An entry of one's own is the newest one, unless somebody else was quick: that is left to `catch_up`."""
        newest = self.store.newest()
        self._newest = newest if newest[0] == entry_id else (entry_id, None)

    def _renew_words(self) -> None:
        """Reads the editions of words and the grades of rules anew; where there are others, findings are worked out with them."""
        editions, grades = tuple(self.store.wordings()), tuple(self.store.grades())
        if editions != self._editions:
            self._editions = editions
            self.reference = self.reference_on(self.today())
            self._judge.forget()
        if grades != self._grades:
            self._grades = grades
            self._judge.forget()

    def _changed_since(self, lock: YearLock) -> Iterable[JournalLine]:
        for line in self.store.since(lock.entry_id):
            years = {draft.year for draft in (line.before, line.after) if draft}
            if lock.year in years and line.before != line.after:
                yield line

    def _resolved(self, query: ActivityQuery) -> ActivityQuery:
        """A query whose conditions the store can answer: what is worked out here becomes ids and codes."""
        asked = [self._resolved_condition(query, condition) for condition in query.conditions]
        narrowed = [one for one in asked if isinstance(one, frozenset)]
        if query.only_ids is not None:
            narrowed.append(query.only_ids)
        only = frozenset.intersection(*narrowed) if narrowed else None
        return replace(query, conditions=tuple(one for one in asked if isinstance(one, Condition)), only_ids=only)

    def _resolved_condition(self, query: ActivityQuery, condition: Condition) -> Condition | frozenset[int]:
        match condition.field:
            case "overdue":
                return replace(condition, values=(self.today().isoformat(),))
            case "region":
                states = (self.reference.lists.states_in(region) for region in condition.values)
                return Condition("origins", Operator.ANY_OF, tuple(sorted(frozenset().union(*states))))
            case "changed":
                return frozenset(line.activity_id for line in self.changed_since_lock(query.year))
            case "findings":
                return self._ids_with_findings(query.year, condition)
        return condition

    def _ids_with_findings(self, year: int | None, condition: Condition) -> frozenset[int]:
        """The activities with findings of the wanted severities that draw attention, or with none.

        Raises UserError where that would be asked of all years of a very large log.
        """
        if year is None and (count := len(self.store.find_ids(ActivityQuery()))) > _MOST_JUDGED:
            raise UserError("findings.choose-year", count=count)
        weighed = {id_: {one.severity.value for one in some if one.draws_attention} for id_, some in self.findings(year).items()}
        if condition.operator is Operator.ANY_OF:
            return frozenset(id_ for id_, found in weighed.items() if found & set(condition.values))
        marked = frozenset(id_ for id_, found in weighed.items() if found)
        if condition.operator is Operator.FILLED:
            return marked
        return frozenset(self.store.find_ids(ActivityQuery(year=year))) - marked

    def _words(self, query: ActivityQuery) -> list[SearchWord]:
        return [self._search_word(word) for word in fold(query.text).split()]

    def _search_word(self, word: str) -> SearchWord:
        """A word of a search with the States, organizations and types that it may name in any language."""
        vocabulary, short = self.reference.vocabulary, len(word) <= _EXACT and word.isascii()
        places = tuple(self.reference.names.codes_like(word, exact=short))
        types = () if short else tuple(code for code in vocabulary.types if vocabulary.type_is_like(code, word))
        return SearchWord(word, places, types)


def titled(code: str, draft: ActivityDraft, language: str = "en") -> Step:
    """A step named after the activity it is about: by its title, or by its month while it has none."""
    return Step(code, {"title": _shortened(draft.title.best(language)) or draft.month or "—"})


def _shortened(title: str) -> str:
    """The title, cut between two words where it is long."""
    if len(title) <= _LONGEST_NAME:
        return title
    start = title[: _LONGEST_NAME - 1]
    whole_words, _, rest = start.rpartition(" ")
    return f"{(whole_words if len(rest) < _LONGEST_NAME // 3 else start).rstrip()}…"


def _go_on() -> None:
    """Nothing is more urgent."""
