"""A log on disk: opens it, answers queries, applies edits. The only class the services know of this room."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.change import Change, Edit, KeptDraft, UndoState
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.store import journal
from pct_tracker.store.activities import (
    Counted,
    read_activities,
    read_counted,
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
from pct_tracker.store.search import SearchWord, find_ids


class Store:
    """One log. Safe to use from one thread at a time; other processes may use the same file."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self._dialect = SQLite(path, read_only=read_only)
        self._engine = self._dialect.create_engine()

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

    def find_ids(self, query: ActivityQuery, words: Sequence[SearchWord] = ()) -> list[int]:
        """The ids of the activities of a query, in its order; `words` are its text, looked up."""
        with self._reading() as connection:
            return find_ids(connection, self._dialect, query, words)

    def ids_without_year(self) -> list[int]:
        """The ids of the activities without a reporting year."""
        with self._reading() as connection:
            return read_ids_without_year(connection)

    def activities(self, ids: Sequence[int]) -> list[Activity]:
        """The activities with these ids, in that order; those that are gone are left out."""
        with self._reading() as connection:
            return read_activities(connection, ids)

    def counted(self, ids: Sequence[int]) -> list[Counted]:
        """What figures need of these activities, in report order."""
        with self._reading() as connection:
            return read_counted(connection, ids)

    def years(self) -> list[int]:
        """The reporting years with activities, newest first."""
        with self._reading() as connection:
            return read_years(connection)

    def usual_numbers(self) -> list[tuple[str, int, int]]:
        """Type, number of participants and how often held activities of the type had it."""
        with self._reading() as connection:
            return read_usual_numbers(connection)

    def history(self, activity_id: int) -> list[tuple[journal.Entry, journal.Line]]:
        """All that ever happened to an activity, oldest first."""
        with self._reading() as connection:
            return journal.read_history(connection, activity_id)

    def last_entry(self) -> int:
        """The number of the newest entry in the journal; it grows with every change, whoever makes it."""
        with self._reading() as connection:
            return journal.read_last_entry(connection)

    def undo_state(self) -> UndoState:
        """What undo and redo would turn to."""
        with self._reading() as connection:
            return journal.undo_state(connection)

    def apply(self, edit: Edit, author: str) -> Change:
        """Applies an edit as a whole or not at all."""
        with self._writing() as connection:
            return apply_edit(connection, self._dialect, edit, author, datetime.now(UTC))

    def turn(self, direction: str, author: str) -> Change:
        """Takes the last step back ("undo") or does it again ("redo")."""
        with self._writing() as connection:
            return apply_turn(connection, self._dialect, direction, author, datetime.now(UTC))

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
