"""A log on disk: opens it, answers queries, applies edits. The only class the services know of this room."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from pct_tracker.domain.activity import Activity, ActivityDraft, CoOrganizer
from pct_tracker.domain.change import Change, Edit, JournalEntry, JournalLine, KeptDraft, Listener, UndoState, YearLock, nobody
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.finding import RuleGrade
from pct_tracker.domain.query import ActivityQuery, SavedView, SearchWord
from pct_tracker.domain.report import ExportRecord, ReportTemplate, WordEdition
from pct_tracker.domain.texts import Texts
from pct_tracker.store import earlier, editions, grades, journal, locks, open_files, shelf
from pct_tracker.store.activities import (
    Counted,
    read_activities,
    read_counted,
    read_followed,
    read_followers,
    read_ids_without_year,
    read_usual_numbers,
    read_years,
)
from pct_tracker.store.dialects import SQLite
from pct_tracker.store.drafts import delete_draft, read_drafts, write_draft
from pct_tracker.store.edits import apply_edit, apply_turn
from pct_tracker.store.faults import faults_of
from pct_tracker.store.holders import find_holders
from pct_tracker.store.schema import check_schema, prepare_schema, read_revision
from pct_tracker.store.search import Search
from pct_tracker.store.snapshots import read_as_of


class Store:
    """One log. Safe to use from one thread at a time; other processes may use the same file."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self._dialect = SQLite(path, read_only=read_only)
        self._engine = self._dialect.create_engine()
        self._is_open = True
        open_files.opened(path)
        self._search = Search(self._dialect)

    @classmethod
    def open(cls, path: Path) -> "Store":
        """Opens a log, making a new one where there is no file and bringing an older one up to date after a backup.

        Raises UserError when the file is no log, is of a newer version, or cannot be read or written.
        """
        store = cls(path)
        try:
            with faults_of(path.name):
                prepare_schema(store._engine, store._dialect)
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def open_copy(cls, path: Path) -> "Store":
        """Opens a backup to look at it: it is checked, and never made, upgraded or written to."""
        store = cls(path, read_only=True)
        try:
            with faults_of(path.name):
                if check_schema(store._engine, store._dialect) is None:
                    raise UserError("store.not-a-store", file=path.name)
        except BaseException:
            store.close()
            raise
        return store

    def close(self) -> None:
        """Lets go of the file."""
        self._engine.dispose()
        if self._is_open:
            self._is_open = False
            open_files.closed(self.path)

    def find_ids(self, query: ActivityQuery, words: Sequence[SearchWord] = ()) -> list[int]:
        """The ids of the activities of a query, in its order; `words` are its text, looked up.

        What all texts and selections have in common, the order, is asked for once and kept until the log changes; so are
        the matches of the words, for a text that goes on with them.
        """
        with self._reading() as connection:
            return self._search.find(connection, journal.read_last_entry(connection), query, words)

    def find_first_ids(
        self, query: ActivityQuery, words: Sequence[SearchWord], room: int, current: int | None
    ) -> list[int] | None:
        """The first of what `find_ids` finds, as many as there is room for or more.

        None where to find all takes no longer, or where the activity in focus is found further below.
        """
        with self._reading() as connection:
            return self._search.find_first(connection, journal.read_last_entry(connection), query, words, room, current)

    def ids_without_year(self) -> list[int]:
        """The ids of the activities without a reporting year."""
        with self._reading() as connection:
            return read_ids_without_year(connection)

    def activities(self, ids: Sequence[int]) -> list[Activity]:
        """The activities with these ids, in that order; those that are gone are left out."""
        with self._reading() as connection:
            return read_activities(connection, ids)

    def counted(self, ids: Sequence[int]) -> list[Counted]:
        """What figures need of these activities, in the order of the ids."""
        with self._reading() as connection:
            return read_counted(connection, self._dialect, ids)

    def years(self) -> list[int]:
        """The reporting years with activities, newest first."""
        with self._reading() as connection:
            return read_years(connection)

    def usual_numbers(self) -> list[tuple[str, int, int]]:
        """Type, number of participants and how often held activities of the type had it."""
        with self._reading() as connection:
            return read_usual_numbers(connection)

    def followed(self) -> frozenset[int]:
        """The ids of the postponed activities whose new date is known."""
        with self._reading() as connection:
            return read_followed(connection)

    def followers(self, activity_id: int) -> list[int]:
        """The ids of the activities that are the new date of a postponed one."""
        with self._reading() as connection:
            return read_followers(connection, activity_id)

    def kin_ids(self, draft: ActivityDraft, stems: Mapping[str, str]) -> list[int]:
        """The activities of its year that a draft may repeat, or with which it forms a series; `stems` begin their titles."""
        with self._reading() as connection:
            return earlier.read_kin_ids(connection, draft, stems)

    def titles(self, language: str, words: Sequence[str], limit: int) -> list[Texts]:
        """Titles that hold all these folded words in a language, with all their languages; the newest first."""
        with self._reading() as connection:
            return earlier.find_titles(connection, self._dialect, language, words, limit)

    def co_organizers(self, language: str, words: Sequence[str], limit: int) -> list[CoOrganizer]:
        """Co-organizers whose name holds all these folded words in a language; the newest first."""
        with self._reading() as connection:
            return earlier.find_co_organizers(connection, self._dialect, language, words, limit)

    # The journal

    def history(self, activity_id: int) -> list[tuple[JournalEntry, JournalLine]]:
        """All that ever happened to an activity, oldest first."""
        with self._reading() as connection:
            return journal.read_history(connection, activity_id)

    def entries(self, *, before: int | None = None, year: int | None = None, limit: int = 200) -> list[JournalEntry]:
        """The newest entries of the journal, or those before an entry or that touched a year; newest first."""
        with self._reading() as connection:
            return journal.read_entries(connection, before=before, year=year, limit=limit)

    def lines(self, entry_id: int) -> list[JournalLine]:
        """What an entry did, activity by activity."""
        with self._reading() as connection:
            return journal.read_lines(connection, entry_id)

    def lost(self) -> list[tuple[JournalEntry, JournalLine]]:
        """The deleted activities with the entries that deleted them, the last one first."""
        with self._reading() as connection:
            return journal.read_lost(connection)

    def since(self, entry_id: int) -> list[JournalLine]:
        """What became of each activity after an entry: its content then and its content now."""
        with self._reading() as connection:
            return journal.read_since(connection, entry_id)

    def activities_as_of(self, entry_id: int, year: int) -> list[Activity]:
        """The activities of a reporting year as they stood after an entry, in report order."""
        with self._reading() as connection:
            return read_as_of(connection, entry_id, year)

    def last_entry(self) -> int:
        """The number of the newest entry in the journal; it grows with every change, whoever makes it."""
        with self._reading() as connection:
            return journal.read_last_entry(connection)

    def undo_state(self) -> UndoState:
        """What undo and redo would turn to."""
        with self._reading() as connection:
            return journal.undo_state(connection)

    def apply(self, edit: Edit, author: str, told: Listener = nobody) -> Change:
        """Applies an edit as a whole or not at all. `told` hears how many new activities are stored, and may raise to stop."""
        with self._writing() as connection:
            return apply_edit(connection, self._dialect, edit, author, datetime.now(UTC), told)

    def turn(self, direction: str, author: str) -> Change:
        """Takes the last step back ("undo") or does it again ("redo")."""
        with self._writing() as connection:
            return apply_turn(connection, self._dialect, direction, author, datetime.now(UTC))

    # Locked years

    def locks(self) -> list[YearLock]:
        """All locks there ever were, oldest first."""
        with self._reading() as connection:
            return locks.read_locks(connection)

    def lock_year(self, year: int, author: str) -> int:
        """Locks a reporting year; returns the journal entry that says so."""
        with self._writing() as connection:
            return locks.lock_year(connection, year, author, datetime.now(UTC))

    def unlock_year(self, year: int, reason: str, author: str) -> int:
        """Takes the lock off a reporting year; returns the journal entry that says so and why."""
        with self._writing() as connection:
            return locks.unlock_year(connection, year, reason, author, datetime.now(UTC))

    # What belongs to the report

    def grades(self) -> list[RuleGrade]:
        """All grades of rules that were ever given, oldest first."""
        with self._reading() as connection:
            return grades.read_grades(connection)

    def add_grades(self, added: Sequence[RuleGrade], author: str) -> int:
        """Adds grades of rules; returns the journal entry that says so."""
        with self._writing() as connection:
            return grades.add_grades(connection, added, author, datetime.now(UTC))

    def wordings(self) -> list[WordEdition]:
        """All editions of words there ever were, oldest first."""
        with self._reading() as connection:
            return editions.read_wordings(connection)

    def add_wordings(self, added: Sequence[WordEdition], author: str) -> int:
        """Adds editions of words; returns the journal entry that says so."""
        with self._writing() as connection:
            return editions.add_wordings(connection, added, author, datetime.now(UTC))

    def report_templates(self) -> list[ReportTemplate]:
        """The newest template of each language that has one."""
        with self._reading() as connection:
            return editions.read_templates(connection)

    def report_template(self, template_id: int) -> ReportTemplate:
        """A template, also one that was replaced. Raises KeyError if there never was one of this id."""
        with self._reading() as connection:
            found = editions.read_template(connection, template_id)
        if found is None:
            raise KeyError(template_id)
        return found

    def add_report_template(self, template: ReportTemplate, author: str) -> int:
        """Adds a template, or with an empty content takes the one of its language out; returns its id."""
        with self._writing() as connection:
            return editions.add_template(connection, template, author, datetime.now(UTC))

    def export_records(self, year: int | None = None) -> list[ExportRecord]:
        """What was exported of a year, or of all years; oldest first."""
        with self._reading() as connection:
            return editions.read_export_records(connection, year)

    def add_export_record(
        self,
        *,
        year: int,
        entry_id: int,
        wording_id: int,
        choices: dict[str, Any],
        manifest: dict[str, Any],
        author: str,
        freezes: str | None = None,
    ) -> ExportRecord:
        """Keeps what was exported from which state; `freezes` is one of FREEZES, or None."""
        with self._writing() as connection:
            return editions.add_export_record(
                connection,
                year=year,
                entry_id=entry_id,
                wording_id=wording_id,
                choices=choices,
                manifest=manifest,
                freezes=freezes,
                author=author,
                at=datetime.now(UTC),
            )

    # What is kept beside the log

    def templates(self) -> dict[str, ActivityDraft]:
        """The templates by name."""
        with self._reading() as connection:
            return shelf.read_templates(connection)

    def keep_template(self, name: str, draft: ActivityDraft) -> None:
        """Keeps a content under a name."""
        with self._writing() as connection:
            shelf.write_template(connection, name, draft)

    def drop_template(self, name: str) -> None:
        """Forgets a template."""
        with self._writing() as connection:
            shelf.delete_template(connection, name)

    def views(self) -> list[SavedView]:
        """The saved views by name."""
        with self._reading() as connection:
            return shelf.read_views(connection)

    def keep_view(self, view: SavedView) -> None:
        """Keeps a view under its name."""
        with self._writing() as connection:
            shelf.write_view(connection, view)

    def drop_view(self, name: str) -> None:
        """Forgets a view."""
        with self._writing() as connection:
            shelf.delete_view(connection, name)

    def layouts(self) -> dict[str, str]:
        """How tables are read as somebody has set it, by the fingerprint of their headings."""
        with self._reading() as connection:
            return shelf.read_layouts(connection)

    def keep_layout(self, fingerprint: str, content: str) -> None:
        """Keeps how tables with these headings are read."""
        with self._writing() as connection:
            shelf.write_layout(connection, fingerprint, content)

    def keep_draft(self, draft: KeptDraft) -> None:
        """Keeps what is being typed, in the place of what was kept for that activity before."""
        with self._writing() as connection:
            write_draft(connection, draft)

    def drop_draft(self, activity_id: int | None) -> None:
        """Forgets what was kept for an activity, or for a new one."""
        with self._writing() as connection:
            delete_draft(connection, activity_id)

    def drafts(self) -> list[KeptDraft]:
        """All that was typed and not saved."""
        with self._reading() as connection:
            return read_drafts(connection)

    def backup(self, target: Path) -> None:
        """Writes a consistent copy of the store into a file that is not there yet."""
        if target.exists():
            raise UserError("backup.exists", file=str(target))
        with faults_of(target.name):
            self._dialect.backup(self._engine, target)

    def restore(self, source: Path) -> None:
        """Makes this store what a backup was. Others that have it open see the old state or the new one, nothing between."""
        self._search.forget()
        with faults_of(source.name):
            self._dialect.restore(self._engine, source)

    def revision(self) -> str:
        """The revision of the schema."""
        with self._reading() as connection:
            return read_revision(connection) or ""

    def holders(self) -> list[int] | None:
        """The process ids that have the file open, this one left out; None where the system does not tell."""
        return find_holders(self.path)

    def problems(self) -> list[str]:
        """What the engine finds wrong with its own file; empty when it is sound."""
        try:
            with self._reading() as connection:
                return self._dialect.check(connection)
        except UserError as error:
            if error.code != "store.damaged":
                raise
            return ["database disk image is malformed"]  # the check itself cannot go on

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with faults_of(self.path.name), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with faults_of(self.path.name), self._engine.connect() as plain:
            connection = plain.execution_options(writes=True)
            with connection.begin():
                yield connection
