"""A log on disk: opens it, answers queries, applies edits. The only class the services know of this room."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from pct_tracker.domain.activity import Activity, ActivityDraft, CoOrganizer
from pct_tracker.domain.backup import Backup
from pct_tracker.domain.change import (
    Change,
    Edit,
    JournalEntry,
    JournalLine,
    KeptDraft,
    Listener,
    Newest,
    UndoState,
    YearLock,
    nobody,
)
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.finding import RuleGrade
from pct_tracker.domain.health import Flaw
from pct_tracker.domain.place import is_server
from pct_tracker.domain.query import ActivityQuery, SavedView, SearchWord
from pct_tracker.domain.report import ExportRecord, ReportTemplate
from pct_tracker.domain.team import READER
from pct_tracker.domain.texts import Texts
from pct_tracker.domain.word_edition import WordEdition
from pct_tracker.store import backups, earlier, editions, grades, journal, locks, shelf
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
from pct_tracker.store.dialects import T, Work, dialect_of
from pct_tracker.store.dialects.sqlite import SQLite
from pct_tracker.store.draft_keeping import DraftKeeping
from pct_tracker.store.edits import apply_edit, apply_turn
from pct_tracker.store.faults import faults_of
from pct_tracker.store.invariants import find_flaws
from pct_tracker.store.repair import repair
from pct_tracker.store.revisions import HEAD
from pct_tracker.store.schema import check_schema, prepare_schema, read_revision
from pct_tracker.store.search import Search
from pct_tracker.store.snapshots import read_as_of


class Store:
    """One log, in a file or on a server. Others may use the same log at the same time."""

    def __init__(self, location: str | Path, *, read_only: bool = False) -> None:
        self._dialect = dialect_of(location, read_only=read_only)
        self._engine = self._dialect.create_engine()
        self._drafts = DraftKeeping(self._dialect.location, self._read, self._write, self.is_reading_only)
        self._search = Search(self._dialect)

    @classmethod
    def open(cls, location: str | Path, *, anew: bool = False) -> "Store":
        """Opens a log, making a new one where there is none and bringing an older one up to date after a backup.

        Raises UserError when there is something else, when it is of a newer version, or cannot be read or written; also when
        its file is gone or empty and there are backups of it, unless it is to begin `anew`.
        """
        store = cls(location)
        try:
            with store._dialect.troubles():
                prepare_schema(store._engine, store._dialect, anew=anew)
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def open_copy(cls, path: Path) -> "Store":
        """Opens a backup to look at it: it is checked, and never made, upgraded or written to."""
        store = cls(path, read_only=True)
        try:
            with store._dialect.troubles():
                if check_schema(store._engine, store._dialect) is None:
                    raise UserError("store.not-a-store", file=store.name)
        except BaseException:
            store.close()
            raise
        return store

    def close(self) -> None:
        """Lets go of the log."""
        self._dialect.close(self._engine)

    @property
    def name(self) -> str:
        """What sentences call the log."""
        return self._dialect.name

    @property
    def location(self) -> str:
        """What opens the log again: the path of its file, or its address without a password."""
        return self._dialect.location

    @property
    def is_on_server(self) -> bool:
        """Whether a database server keeps the log, and no file."""
        return is_server(self.location)

    @property
    def stem(self) -> str:
        """What files that are made of the log are named after."""
        return self._dialect.stem

    def user(self) -> str | None:
        """The name by which the server knows whoever has the log open; None for a log in a file."""
        return self._read(self._dialect.user)

    def role(self) -> str:
        """What whoever has the log open may do: one of the ROLES, by what the server lets them do."""
        return self._read(self._dialect.role)

    def is_reading_only(self) -> bool:
        """Whether the log refuses every change of whoever has it open."""
        return self.role() == READER

    def members(self) -> dict[str, list[str]]:
        """The people who have each of the ROLES on the server; empty where the roles were not made."""
        return self._read(self._dialect.members)

    def make_roles(self) -> None:
        """Makes the roles on the server, or renews what they may do."""
        self._write(self._dialect.make_roles)

    def give_role(self, role: str, person: str) -> None:
        """Gives somebody whom the server knows one of the ROLES, in the place of another one."""
        self._write(lambda connection: self._dialect.give_role(connection, role, person))

    def listen(self, heard: Callable[[str], None]) -> Callable[[], None]:
        """Calls `heard`, on a thread of its own, when others change the log, or when the connection is lost or back.

        Returns what ends that. A file tells of nothing by itself.
        """
        return self._dialect.listen(heard)

    @property
    def path(self) -> Path:
        """The file of the log. Raises UserError for a log on a server."""
        if self.is_on_server:
            raise UserError("server.is-no-file", file=self.name)
        return Path(self.location)

    def find_ids(self, query: ActivityQuery, words: Sequence[SearchWord] = ()) -> list[int]:
        """The ids of the activities of a query, in its order; `words` are its text, looked up.

        What all texts and selections have in common, the order, is asked for once and kept until the log changes; so are
        the matches of the words, for a text that goes on with them.
        """
        return self._read(lambda connection: self._search.find(connection, journal.read_newest(connection), query, words))

    def find_first_ids(
        self, query: ActivityQuery, words: Sequence[SearchWord], room: int, current: int | None
    ) -> list[int] | None:
        """The first of what `find_ids` finds, as many as there is room for or more.

        None where to find all takes no longer, or where the activity in focus is found further below.
        """

        def find(connection: Connection) -> list[int] | None:
            return self._search.find_first(connection, journal.read_newest(connection), query, words, room, current)

        return self._read(find)

    def ids_without_year(self) -> list[int]:
        """The ids of the activities without a reporting year."""
        return self._read(read_ids_without_year)

    def activities(self, ids: Sequence[int]) -> list[Activity]:
        """The activities with these ids, in that order; those that are gone are left out."""
        return self._read(lambda connection: read_activities(connection, self._dialect, ids))

    def counted(self, ids: Sequence[int]) -> list[Counted]:
        """What figures need of these activities, in the order of the ids."""
        return self._read(lambda connection: read_counted(connection, self._dialect, ids))

    def years(self) -> list[int]:
        """The reporting years with activities, newest first."""
        return self._read(read_years)

    def usual_numbers(self) -> list[tuple[str, int, int]]:
        """Type, number of participants and how often held activities of the type had it."""
        return self._read(read_usual_numbers)

    def followed(self) -> frozenset[int]:
        """The ids of the postponed activities whose new date is known."""
        return self._read(read_followed)

    def followers(self, activity_id: int) -> list[int]:
        """The ids of the activities that are the new date of a postponed one."""
        return self._read(lambda connection: read_followers(connection, activity_id))

    def kin_ids(self, draft: ActivityDraft, stems: Mapping[str, str]) -> list[int]:
        """The activities of its year that a draft may repeat, or with which it forms a series; `stems` begin their titles."""
        return self._read(lambda connection: earlier.read_kin_ids(connection, draft, stems))

    def titles(self, language: str, words: Sequence[str], limit: int) -> list[Texts]:
        """Titles that hold all these folded words in a language, with all their languages; the newest first."""
        return self._read(lambda connection: earlier.find_titles(connection, self._dialect, language, words, limit))

    def co_organizers(self, language: str, words: Sequence[str], limit: int) -> list[CoOrganizer]:
        """Co-organizers whose name holds all these folded words in a language; the newest first."""
        return self._read(lambda connection: earlier.find_co_organizers(connection, self._dialect, language, words, limit))

    # The journal

    def history(self, activity_id: int) -> list[tuple[JournalEntry, JournalLine]]:
        """All that ever happened to an activity, oldest first."""
        return self._read(lambda connection: journal.read_history(connection, activity_id))

    def entries(self, *, before: int | None = None, year: int | None = None, limit: int = 200) -> list[JournalEntry]:
        """The newest entries of the journal, or those before an entry or that touched a year; newest first."""
        return self._read(lambda connection: journal.read_entries(connection, before=before, year=year, limit=limit))

    def lines(self, entry_id: int) -> list[JournalLine]:
        """What an entry did, activity by activity."""
        return self._read(lambda connection: journal.read_lines(connection, entry_id))

    def lost(self) -> list[tuple[JournalEntry, JournalLine]]:
        """The deleted activities with the entries that deleted them, the last one first."""
        return self._read(journal.read_lost)

    def since(self, entry_id: int) -> list[JournalLine]:
        """What became of each activity after an entry: its content then and its content now."""
        return self._read(lambda connection: journal.read_since(connection, entry_id))

    def activities_as_of(self, entry_id: int, year: int) -> list[Activity]:
        """The activities of a reporting year as they stood after an entry, in report order."""
        return self._read(lambda connection: read_as_of(connection, self._dialect, entry_id, year))

    def moments(self) -> dict[int, datetime]:
        """When each entry of the journal was made."""
        return self._read(journal.read_moments)

    def newest_entries(self) -> dict[int, int]:
        """The newest entry of each activity that there is or was."""
        return self._read(journal.read_newest_entries)

    def last_entry(self) -> int:
        """The number of the newest entry in the journal; it grows with every change, whoever makes it."""
        return self.newest()[0]

    def newest(self) -> Newest:
        """The newest entry of the journal, by which one state of the log is told from another."""
        return self._read(journal.read_newest)

    def undo_state(self) -> UndoState:
        """What undo and redo would turn to."""
        return self._read(journal.undo_state)

    def apply(self, edit: Edit, author: str, told: Listener = nobody) -> Change:
        """Applies an edit as a whole or not at all. `told` hears how many new activities are stored, and may raise to stop."""
        return self._write(lambda connection: apply_edit(connection, self._dialect, edit, author, datetime.now(UTC), told))

    def turn(self, direction: str, author: str) -> Change:
        """Takes the last step back ("undo") or does it again ("redo")."""
        return self._write(lambda connection: apply_turn(connection, self._dialect, direction, author, datetime.now(UTC)))

    # Locked years

    def locks(self) -> list[YearLock]:
        """All locks there ever were, oldest first."""
        return self._read(locks.read_locks)

    def lock_year(self, year: int, author: str) -> int:
        """Locks a reporting year; returns the journal entry that says so."""
        return self._write(lambda connection: locks.lock_year(connection, year, author, datetime.now(UTC)))

    def unlock_year(self, year: int, reason: str, author: str) -> int:
        """Takes the lock off a reporting year; returns the journal entry that says so and why."""
        return self._write(lambda connection: locks.unlock_year(connection, year, reason, author, datetime.now(UTC)))

    # What belongs to the report

    def grades(self) -> list[RuleGrade]:
        """All grades of rules that were ever given, oldest first."""
        return self._read(grades.read_grades)

    def add_grades(self, added: Sequence[RuleGrade], author: str) -> int:
        """Adds grades of rules; returns the journal entry that says so."""
        return self._write(lambda connection: grades.add_grades(connection, added, author, datetime.now(UTC)))

    def wordings(self) -> list[WordEdition]:
        """All editions of words there ever were, oldest first."""
        return self._read(editions.read_wordings)

    def add_wordings(self, added: Sequence[WordEdition], author: str) -> int:
        """Adds editions of words; returns the journal entry that says so."""
        return self._write(lambda connection: editions.add_wordings(connection, added, author, datetime.now(UTC)))

    def report_templates(self) -> list[ReportTemplate]:
        """The newest template of each language that has one."""
        return self._read(editions.read_templates)

    def report_template(self, template_id: int) -> ReportTemplate:
        """A template, also one that was replaced. Raises KeyError if there never was one of this id."""
        found = self._read(lambda connection: editions.read_template(connection, template_id))
        if found is None:
            raise KeyError(template_id)
        return found

    def add_report_template(self, template: ReportTemplate, author: str) -> int:
        """Adds a template, or with an empty content takes the one of its language out; returns its id."""
        return self._write(lambda connection: editions.add_template(connection, template, author, datetime.now(UTC)))

    def export_records(self, year: int | None = None) -> list[ExportRecord]:
        """What was exported of a year, or of all years; oldest first."""
        return self._read(lambda connection: editions.read_export_records(connection, year))

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
        return self._write(
            lambda connection: editions.add_export_record(
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
        )

    # What is kept beside the log

    def templates(self) -> dict[str, ActivityDraft]:
        """The templates by name."""
        return self._read(shelf.read_templates)

    def keep_template(self, name: str, draft: ActivityDraft) -> None:
        """Keeps a content under a name."""
        self._write(lambda connection: shelf.write_template(connection, name, draft))

    def drop_template(self, name: str) -> None:
        """Forgets a template."""
        self._write(lambda connection: shelf.delete_template(connection, name))

    def views(self) -> list[SavedView]:
        """The saved views by name."""
        return self._read(shelf.read_views)

    def keep_view(self, view: SavedView) -> None:
        """Keeps a view under its name."""
        self._write(lambda connection: shelf.write_view(connection, view))

    def drop_view(self, name: str) -> None:
        """Forgets a view."""
        self._write(lambda connection: shelf.delete_view(connection, name))

    def layouts(self) -> dict[str, str]:
        """How tables are read as somebody has set it, by the fingerprint of their headings."""
        return self._read(shelf.read_layouts)

    def keep_layout(self, fingerprint: str, content: str) -> None:
        """Keeps how tables with these headings are read."""
        self._write(lambda connection: shelf.write_layout(connection, fingerprint, content))

    def keep_draft(self, draft: KeptDraft) -> None:
        """Keeps what is being typed, in the place of what was kept for that activity before; see `DraftKeeping`."""
        self._drafts.keep(draft)

    def drop_draft(self, activity_id: int | None) -> None:
        """Forgets what was kept for an activity, or for a new one."""
        self._drafts.drop(activity_id)

    def drafts(self) -> list[KeptDraft]:
        """All that was typed and not saved, also what the log could not keep then."""
        return self._drafts.all()

    def backup(self, target: Path) -> None:
        """Writes a consistent copy of the store into a file that is not there yet."""
        if target.exists():
            raise UserError("backup.exists", file=str(target))
        with self._dialect.troubles(), faults_of(target.name):
            self._dialect.backup(self._engine, target)

    def keep_backup(self, reason: str, *, spared: Path | None = None, always: bool = False) -> Backup | None:
        """Makes a backup among those of this log. Raises UserError where none can be made.

        Unless it must `always` be made, the newest one stands for a log that is as it was then, and None for an empty log. A
        server looks after backups of its own: None.
        """
        if not isinstance(self._dialect, SQLite):
            return None
        newest = next(iter(backups.list_backups(self.path)), None)
        if not always:
            if not self.last_entry():
                return newest
            if newest is not None and backups.state_of(newest.path) == backups.state_of(self.path) is not None:
                return newest
        with self._dialect.troubles():
            return backups.write_backup(self._engine, self._dialect, reason, spared)

    def restore(self, source: Path) -> None:
        """Makes this store what a backup was. Others that have it open see the old state or the new one, nothing between."""
        self._search.forget()
        with self._dialect.troubles(), faults_of(source.name):
            self._dialect.restore(self._engine, source)

    def take_all(self, source: "Store", told: Listener = nobody) -> dict[str, int]:
        """Takes in a whole other log, journal and ids included; returns the number of rows of each table.

        Raises UserError if this one is not empty, or if both do not hold the same afterwards; then nothing is changed.
        """
        from pct_tracker.store.copying import Place, copy_all

        with source._dialect.troubles(), self._dialect.troubles():
            return copy_all(Place(source._engine, source._dialect), Place(self._engine, self._dialect), told)

    def revision(self) -> str:
        """The revision of the schema."""
        return self._read(read_revision) or ""

    @property
    def is_newest(self) -> bool:
        """Whether the schema is that of this program."""
        return self.revision() == HEAD

    def holders(self) -> list[int] | None:
        """The process ids that have the log open, this one left out; None where the system does not tell."""
        return self._dialect.holders(self._engine)

    def problems(self) -> list[str]:
        """What the engine finds wrong with its own file; empty when it is sound."""
        try:
            return self._read(self._dialect.check)
        except UserError as error:
            if error.code != "store.damaged":
                raise
            return ["database disk image is malformed"]  # the check itself cannot go on

    def flaws(self) -> list[Flaw]:
        """What is amiss in the log besides its file: where its tables, its journal and its search do not agree."""
        return self._read(lambda connection: list(find_flaws(connection, self._dialect)))

    def repair(self) -> None:
        """Works out anew what can be: indexes, search, sort keys, states of undo; parts of activities that are gone go."""
        self._search.forget()
        if not isinstance(self._dialect, SQLite):
            raise UserError("server.is-no-file", file=self.name)
        dialect = self._dialect
        self._write(lambda connection: repair(connection, dialect))

    def _read(self, work: Work[T]) -> T:
        with self._dialect.troubles():
            return self._dialect.read(self._engine, work)

    def _write(self, work: Work[T]) -> T:
        with self._dialect.troubles():
            return self._dialect.write(self._engine, work)
