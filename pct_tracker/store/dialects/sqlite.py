"""A log in one file."""

import json
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

from sqlalchemy import (
    URL,
    BindParameter,
    Connection,
    Engine,
    Select,
    Table,
    create_engine,
    event,
    func,
    literal_column,
    select,
    text,
)
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.sql.expression import column
from sqlalchemy.sql.expression import table as plain_table

from pct_tracker.domain.errors import UserError
from pct_tracker.domain.team import PUBLISHER, READER
from pct_tracker.paths import make_private_file, make_private_folder
from pct_tracker.store import open_files
from pct_tracker.store.chunks import chunks
from pct_tracker.store.dialects.dialect import Dialect, T, Work, grams
from pct_tracker.store.faults import faults_of
from pct_tracker.store.holders import find_holders
from pct_tracker.store.network_drives import is_on_network
from pct_tracker.store.resting import IMMUTABLE, address_to_read, is_unfinished, may_write, rest_of
from pct_tracker.store.same_file import SameFile
from pct_tracker.store.whole import SQLITE, statement

_BUSY_MILLISECONDS = 5_000
PRAGMAS = ("foreign_keys=ON", "cache_size=-500", "synchronous=FULL")
"""How each connection is set, besides how long it waits. It keeps few kilobytes of pages: the system keeps them all."""

_LARGE_LOAD = 2_000
"""Activities from which on it pays to have search gather more than it usually does."""
_USUAL, _MUCH = 1_048_576, 16_000_000
"""Bytes that a search table gathers in memory before it writes them down: SQLite's own measure, and that of a large load."""
_MAGIC = b"SQLite format 3\x00"
_REST = "rest"
"""Under this name a connection knows how the file stood when it was told that nobody changes it."""
_TRIGRAMS = plain_table("search_trigram", column("rowid"), column("words"))
_GRAMS = plain_table("search_gram", column("rowid"), column("grams"))


class SQLite(Dialect):
    """One file, several readers and one writer at a time. Where the system lets nobody write it, it is opened to read only."""

    whole = statement(SQLITE)
    mark = "?"

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self.name, self.stem = path.name, path.stem
        self.location = str(path)
        self._read_only = read_only or not may_write(path)
        self._file = SameFile(path)
        self._is_open = False

    def create_engine(self) -> Engine:
        """An engine whose connections keep transactions whole, also around changes of the schema."""
        self._is_open = True
        open_files.opened(self.path)
        arguments = {"timeout": _BUSY_MILLISECONDS / 1000, "check_same_thread": False}
        engine = create_engine(self._address(), connect_args=arguments, hide_parameters=True)
        event.listen(engine, "connect", self._on_connect)
        event.listen(engine, "begin", _on_begin)
        event.listen(engine, "do_connect", self._choose_way)
        if self._read_only:
            event.listen(engine, "checkout", self._check_out)
        return engine

    def close(self, engine: Engine) -> None:
        engine.dispose()
        if self._is_open:
            self._is_open = False
            open_files.closed(self.path)

    def refuse_what_is_gone(self) -> None:
        """An empty log in the place of a lost one would look as if nothing had ever been recorded."""
        from pct_tracker.store.backups import list_backups  # knows this dialect

        try:
            is_nothing = not self.path.exists() or (self.path.is_file() and self.path.stat().st_size == 0)
        except OSError:
            return  # what is wrong with the place is said in a moment
        if is_nothing and (backups := list_backups(self.path)):
            raise UserError("store.gone", file=str(self.path), folder=str(backups[0].path.parent))

    def take_note(self) -> None:
        self._file.note()

    def make_place(self) -> None:
        """Makes the file of a new log before SQLite does, and for its owner alone: what SQLite keeps beside it follows."""
        with _faults_of_place(self.path):
            if not self.path.exists():
                make_private_folder(self.path.parent)
                make_private_file(self.path)

    def check_place(self) -> None:
        """Refuses a file that is clearly no store, before anything touches it.

        A file that this process has open is left alone: to close another handle on it would give up all its locks.
        """
        if open_files.count(self.path) > 1:
            return
        if self.path.is_dir():
            raise UserError("store.is-folder", file=str(self.path))
        head = b""
        with _faults_of_place(self.path):
            if self.path.exists():
                with open(self.path, "rb") as file:
                    head = file.read(len(_MAGIC))
        if head and head != _MAGIC:
            raise UserError("store.not-a-store", file=self.name)

    def prepare(self, engine: Engine) -> None:
        """Sets the way in which the file keeps transactions whole."""
        if self._read_only:
            return
        connection = engine.raw_connection()
        try:
            mode = "DELETE" if is_on_network(self.path) else "WAL"
            cast("sqlite3.Connection", connection.driver_connection).execute(f"PRAGMA journal_mode={mode}").close()
        finally:
            connection.close()

    def keep_before(self, engine: Engine, reason: str) -> None:
        """A log that cannot be written is said to be so, before its backup is."""
        from pct_tracker.store.backups import write_backup  # knows this dialect

        with engine.connect() as plain:
            connection = plain.execution_options(writes=True)
            with connection.begin() as nothing:
                connection.execute(text("UPDATE alembic_version SET version_num = version_num"))
                nothing.rollback()
        write_backup(engine, self, reason)

    def finish_schema(self, connection: Connection) -> None:
        """Nothing is left to do."""

    def read(self, engine: Engine, work: Work[T]) -> T:
        while True:
            with engine.connect() as connection, connection.begin():
                try:
                    answer = work(connection)
                except Exception:
                    if self._is_as_it_was(connection.info):
                        raise
                else:
                    if self._is_as_it_was(connection.info):
                        return answer

    def write(self, engine: Engine, work: Work[T]) -> T:
        with engine.connect() as plain:
            connection = plain.execution_options(writes=True)
            with connection.begin():
                result = work(connection)
                self._file.require()  # what is written into a file that was taken away is written into nothing
            self._file.require()
        return result

    def troubles(self) -> AbstractContextManager[None]:
        return faults_of(self.name)

    def role(self, _connection: Connection) -> str:
        """A file knows no roles; whoever may not write it may still read."""
        return READER if self._read_only else PUBLISHER

    def _address(self) -> URL:
        """Built from its parts, since a file name may hold what has a meaning in a URL: ? and %."""
        if self._read_only:
            return URL.create("sqlite", database=f"file:{quote(str(self.path))}", query={"mode": "ro", "uri": "true"})
        return URL.create("sqlite", database=str(self.path))

    def _choose_way(self, _dialect: Any, record: Any, arguments: list[Any], _named: Any) -> None:
        """Has a file that may only be read opened without the files beside it, where these can neither be made nor be missed."""
        self._file.require()
        if self._read_only:
            record.info[_REST] = rest_of(self.path)
            if record.info[_REST] is not None:
                arguments[0] += IMMUTABLE
            elif is_unfinished(self.path):
                raise UserError("store.unfinished", file=self.name)

    def _check_out(self, _connection: Any, record: Any, _proxy: Any) -> None:
        if not self._is_as_it_was(record.info):
            raise DisconnectionError  # and another connection takes the place of this one

    def _is_as_it_was(self, info: Mapping[Any, Any]) -> bool:
        """Whether nobody changed a file of which that was said when it was opened."""
        rest = info.get(_REST)
        return rest is None or rest == rest_of(self.path)

    def _on_connect(self, connection: Any, _record: Any) -> None:
        # The driver's own transactions commit before a change of the schema, so it is told to leave them to us.
        connection.isolation_level = None
        for pragma in (f"busy_timeout={_BUSY_MILLISECONDS}", *PRAGMAS):
            connection.execute(f"PRAGMA {pragma}").close()

    def create_search_tables(self, connection: Connection) -> None:
        """Trigrams for words of three characters and more; single characters and pairs for shorter ones."""
        connection.execute(text("CREATE VIRTUAL TABLE search_trigram USING fts5(words, tokenize='trigram case_sensitive 1')"))
        options = "content='', detail=none, tokenize='unicode61 remove_diacritics 0'"
        connection.execute(text(f"CREATE VIRTUAL TABLE search_gram USING fts5(grams, {options})"))

    @contextmanager
    def loading(self, connection: Connection, number: int) -> Iterator[None]:
        """Has the search tables write down what they gathered less often; what the transaction does not keep, they forget."""
        is_large = number >= _LARGE_LOAD
        if is_large:
            _gather(connection, _MUCH)
        yield
        if is_large:
            _gather(connection, _USUAL)

    def index(self, connection: Connection, texts: Iterable[tuple[int, str]]) -> None:
        """Puts the folded texts of new activities into the search tables."""
        rows = list(texts)
        if rows:
            connection.exec_driver_sql("INSERT INTO search_trigram(rowid, words) VALUES (?, ?)", rows)
            short = [(id_, " ".join(grams(words))) for id_, words in rows]
            connection.exec_driver_sql("INSERT INTO search_gram(rowid, grams) VALUES (?, ?)", short)

    def unindex(self, connection: Connection, ids: list[int]) -> None:
        """Takes activities out of the search tables."""
        for chunk in chunks(ids):
            found = connection.execute(select(_TRIGRAMS.c.rowid, _TRIGRAMS.c.words).where(_TRIGRAMS.c.rowid.in_(chunk)))
            rows = [(id_, " ".join(grams(words))) for id_, words in found]
            if rows:
                # A table without content of its own forgets a row only when told the words it had.
                forget = "INSERT INTO search_gram(search_gram, rowid, grams) VALUES ('delete', ?, ?)"
                connection.exec_driver_sql(forget, rows)
                connection.exec_driver_sql("DELETE FROM search_trigram WHERE rowid = ?", [(id_,) for id_, _ in rows])

    def read_ids(self, connection: Connection, statement: Select[Any]) -> list[int]:
        """The ids a statement gives, in its order, as one row.

        A row for each id would hand over the interpreter's lock as often, and wait for it whenever another thread is busy.
        """
        ids = statement.subquery()
        return list(json.loads(connection.execute(select(func.json_group_array(ids.c[0]))).scalar_one()))

    def read_runs(self, connection: Connection, grouped: Select[Any]) -> list[list[int]]:
        """The ids of each group of a statement, in its order, handed over as one row like `read_ids`."""
        runs = grouped.with_only_columns(func.json_group_array(grouped.selected_columns[0]).label("run")).subquery()
        # Joined as text: to put JSON into JSON, SQLite would read all of it again.
        joined = connection.execute(select(func.group_concat(runs.c.run))).scalar_one()
        return list(json.loads(f"[{joined or ''}]"))

    def read_rows(self, connection: Connection, statement: Select[Any]) -> list[list[Any]]:
        """The rows a statement gives, for numbers and texts only, handed over as one like `read_ids`."""
        rows = statement.subquery()
        together = func.json_group_array(func.json_array(*rows.c))
        return list(json.loads(connection.execute(select(together)).scalar_one()))

    def indexed(self, connection: Connection) -> tuple[dict[int, str], set[int]]:
        words = {id_: told for id_, told in connection.execute(select(_TRIGRAMS.c.rowid, _TRIGRAMS.c.words))}
        return words, set(connection.execute(select(_GRAMS.c.rowid)).scalars())

    def containing(self, word: str) -> Select[Any]:
        """The ids of the activities whose folded text contains a folded word of any length, Chinese ones included."""
        if len(word) >= 3:
            phrase = '"' + word.replace('"', '""') + '"'
            return select(_TRIGRAMS.c.rowid).where(literal_column("search_trigram").op("MATCH")(phrase))
        if not word.isalnum():
            return select(_TRIGRAMS.c.rowid).where(_TRIGRAMS.c.words.contains(word, autoescape=True))
        return select(_GRAMS.c.rowid).where(literal_column("search_gram").op("MATCH")(f'"{word}"'))

    def texts_of(self, ids: BindParameter[list[int]]) -> Select[Any]:
        return select(_TRIGRAMS.c.rowid, _TRIGRAMS.c.words).where(_TRIGRAMS.c.rowid.in_(ids))

    def backup(self, source: Engine, target: Path) -> None:
        """Copies the whole store into a new file while others go on working.

        The file gets its name only once it is whole, on the disk, and found sound.
        """
        temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
        try:
            rest = rest_of(self.path)
            self._copy(source, temporary, target.name)
            if rest is not None and rest != rest_of(self.path):
                raise UserError("store.busy", file=self.name)
            temporary.rename(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            temporary.with_name(f"{temporary.name}-journal").unlink(missing_ok=True)
            raise

    @staticmethod
    def _copy(source: Engine, target: Path, name: str) -> None:
        """A copy of a damaged log is as damaged: whoever asks for it still gets it, and `doctor` tells of both."""
        make_private_file(target)
        copy = sqlite3.connect(target)
        try:
            connection = source.raw_connection()
            try:
                original = cast("sqlite3.Connection", connection.driver_connection)
                original.backup(copy, pages=1000)
                copy.execute("PRAGMA journal_mode=DELETE").close()
                if not _is_sound(copy) and _is_sound(original):
                    raise UserError("backup.not-sound", file=name)
            finally:
                connection.close()
        finally:
            copy.close()

    def restore(self, target: Engine, source: Path) -> None:
        """Replaces the whole content of a store by that of a backup, in one transaction of the target."""
        backup = sqlite3.connect(address_to_read(source), uri=True)
        try:
            connection = target.raw_connection()
            try:
                backup.backup(cast("sqlite3.Connection", connection.driver_connection))
            finally:
                connection.close()
        finally:
            backup.close()

    def last_given(self, connection: Connection, table: Table) -> int:
        last = connection.execute(text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table.name}).scalar()
        return int(last or 0)

    def new_ids(self, connection: Connection, table: Table, number: int) -> Sequence[int]:
        """A row stored under such an id takes the count along."""
        highest = connection.execute(select(func.max(table.c.id))).scalar() or 0
        first = max(self.last_given(connection, table), highest) + 1
        return range(first, first + number)

    def give_after(self, connection: Connection, table: Table, last: int) -> None:
        if not table.dialect_options["sqlite"]["autoincrement"]:
            return  # the highest id that is there counts
        connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": table.name})
        connection.execute(
            text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"), {"name": table.name, "last": last}
        )

    def holders(self, engine: Engine) -> list[int] | None:  # noqa: ARG002 - the system knows, not the file
        return find_holders(self.path)

    def check(self, connection: Connection) -> list[str]:
        return [row[0] for row in connection.execute(text("PRAGMA integrity_check(20)")) if row[0] != "ok"]


# The driver's own way to write a day is to go.
sqlite3.register_adapter(date, date.isoformat)


def _gather(connection: Connection, size: int) -> None:
    for name in ("search_trigram", "search_gram"):
        connection.exec_driver_sql(f"INSERT INTO {name}({name}, rank) VALUES ('hashsize', {size})")  # noqa: S608


@contextmanager
def _faults_of_place(path: Path) -> Iterator[None]:
    try:
        yield
    except PermissionError as error:
        raise UserError("store.not-allowed", file=str(path)) from error
    except OSError as error:
        raise UserError("store.cannot-open", file=str(path)) from error


def _is_sound(connection: sqlite3.Connection) -> bool:
    return connection.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)]


def _on_begin(connection: Connection) -> None:
    # A transaction that will write says so at once: one that only finds out later could not wait for another writer.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")
