"""All that differs between database engines; the rest of the store speaks SQL that every engine knows.

Today there is SQLite. Another engine adds a class with the same methods.
"""

import json
import secrets
import sqlite3
from collections.abc import Iterable
from operator import add
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

from sqlalchemy import URL, BindParameter, Connection, Engine, Select, create_engine, event, func, literal_column, select, text
from sqlalchemy.sql.expression import column
from sqlalchemy.sql.expression import table as plain_table

from pct_tracker.domain.errors import UserError
from pct_tracker.store.chunks import chunks

_BUSY_MILLISECONDS = 5_000
_NETWORK_FILE_SYSTEMS = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs"})
_TRIGRAMS = plain_table("search_trigram", column("rowid"), column("words"))
_GRAMS = plain_table("search_gram", column("rowid"), column("grams"))


class SQLite:
    """One file, several readers and one writer at a time."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self._read_only = read_only

    def create_engine(self) -> Engine:
        """An engine whose connections keep transactions whole, also around changes of the schema."""
        arguments = {"timeout": _BUSY_MILLISECONDS / 1000, "check_same_thread": False}
        engine = create_engine(self._address(), connect_args=arguments)
        event.listen(engine, "connect", self._on_connect)
        event.listen(engine, "begin", _on_begin)
        return engine

    def choose_journal(self, engine: Engine) -> None:
        """Sets the way in which the file keeps transactions whole; this is written into it, so only once it is known as ours."""
        connection = engine.raw_connection()
        try:
            mode = "DELETE" if is_on_network(self.path) else "WAL"
            cast("sqlite3.Connection", connection.driver_connection).execute(f"PRAGMA journal_mode={mode}").close()
        finally:
            connection.close()

    def _address(self) -> URL:
        """Built from its parts, since a file name may hold what has a meaning in a URL: ? and %."""
        if self._read_only:
            return URL.create("sqlite", database=f"file:{quote(str(self.path))}", query={"mode": "ro", "uri": "true"})
        return URL.create("sqlite", database=str(self.path))

    def _on_connect(self, connection: Any, _record: Any) -> None:
        # The driver's own transactions commit before a change of the schema, so it is told to leave them to us.
        connection.isolation_level = None
        for pragma in (f"busy_timeout={_BUSY_MILLISECONDS}", "foreign_keys=ON", "cache_size=-16000", "synchronous=FULL"):
            connection.execute(f"PRAGMA {pragma}").close()

    @staticmethod
    def create_search_tables(connection: Connection) -> None:
        """Trigrams for words of three characters and more; single characters and pairs for shorter ones."""
        connection.execute(text("CREATE VIRTUAL TABLE search_trigram USING fts5(words, tokenize='trigram case_sensitive 1')"))
        options = "content='', detail=none, tokenize='unicode61 remove_diacritics 0'"
        connection.execute(text(f"CREATE VIRTUAL TABLE search_gram USING fts5(grams, {options})"))

    def index(self, connection: Connection, texts: Iterable[tuple[int, str]]) -> None:
        """Puts the folded texts of new activities into the search tables."""
        rows = [{"id": id_, "words": words, "grams": _grams(words)} for id_, words in texts]
        if rows:
            connection.execute(text("INSERT INTO search_trigram(rowid, words) VALUES (:id, :words)"), rows)
            connection.execute(text("INSERT INTO search_gram(rowid, grams) VALUES (:id, :grams)"), rows)

    def unindex(self, connection: Connection, ids: list[int]) -> None:
        """Takes activities out of the search tables."""
        for chunk in chunks(ids):
            found = connection.execute(select(_TRIGRAMS.c.rowid, _TRIGRAMS.c.words).where(_TRIGRAMS.c.rowid.in_(chunk)))
            rows = [{"id": id_, "grams": _grams(words)} for id_, words in found]
            if rows:
                # A table without content of its own forgets a row only when told the words it had.
                connection.execute(
                    text("INSERT INTO search_gram(search_gram, rowid, grams) VALUES ('delete', :id, :grams)"), rows
                )
                connection.execute(text("DELETE FROM search_trigram WHERE rowid = :id"), rows)

    @staticmethod
    def read_ids(connection: Connection, statement: Select[Any]) -> list[int]:
        """The ids a statement gives, in its order, as one row.

        A row for each id would hand over the interpreter's lock as often, and wait for it whenever another thread is busy.
        """
        ids = statement.subquery()
        return list(json.loads(connection.execute(select(func.json_group_array(ids.c[0]))).scalar_one()))

    @staticmethod
    def read_rows(connection: Connection, statement: Select[Any]) -> list[list[Any]]:
        """The rows a statement gives, for numbers and texts only, handed over as one like `read_ids`."""
        rows = statement.subquery()
        together = func.json_group_array(func.json_array(*rows.c))
        return list(json.loads(connection.execute(select(together)).scalar_one()))

    def containing(self, word: str) -> Select[Any]:
        """The ids of the activities whose folded text contains a folded word of any length, Chinese ones included."""
        if len(word) >= 3:
            phrase = '"' + word.replace('"', '""') + '"'
            return select(_TRIGRAMS.c.rowid).where(literal_column("search_trigram").op("MATCH")(phrase))
        if not word.isalnum():
            return select(_TRIGRAMS.c.rowid).where(_TRIGRAMS.c.words.contains(word, autoescape=True))
        return select(_GRAMS.c.rowid).where(literal_column("search_gram").op("MATCH")(f'"{word}"'))

    def texts_of(self, ids: BindParameter[list[int]]) -> Select[Any]:
        """The folded texts that `containing` looks through, of these activities, each with its id."""
        return select(_TRIGRAMS.c.rowid, _TRIGRAMS.c.words).where(_TRIGRAMS.c.rowid.in_(ids))

    def backup(self, source: Engine, target: Path) -> None:
        """Copies the whole store into a new file while others go on working.

        The file gets its name only once it is whole, on the disk, and found sound.
        """
        temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
        try:
            self._copy(source, temporary, target.name)
            temporary.rename(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            temporary.with_name(f"{temporary.name}-journal").unlink(missing_ok=True)
            raise

    @staticmethod
    def _copy(source: Engine, target: Path, name: str) -> None:
        """A copy of a damaged log is as damaged: whoever asks for it still gets it, and `doctor` tells of both."""
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
        backup = sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)
        try:
            connection = target.raw_connection()
            try:
                backup.backup(cast("sqlite3.Connection", connection.driver_connection))
            finally:
                connection.close()
        finally:
            backup.close()

    def check(self, connection: Connection) -> list[str]:
        """What the engine finds wrong with its own file; empty when it is sound."""
        return [row[0] for row in connection.execute(text("PRAGMA integrity_check(20)")) if row[0] != "ok"]


def _is_sound(connection: sqlite3.Connection) -> bool:
    return connection.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)]


def is_on_network(path: Path) -> bool:
    """Whether the file lies on a network drive, where the write-ahead log would be unsafe."""
    if str(path).startswith(("\\\\", "//")):
        return True
    mounts = Path("/proc/mounts")
    if not mounts.exists():
        return False
    folder, best, kind = str(path.resolve().parent), "", ""
    for line in mounts.read_text("utf-8", "replace").splitlines():
        _, point, file_system, *_ = line.split(" ")
        if (folder + "/").startswith(point.rstrip("/") + "/") and len(point) > len(best):
            best, kind = point, file_system
    return kind in _NETWORK_FILE_SYSTEMS


def _on_begin(connection: Connection) -> None:
    # A transaction that will write says so at once: one that only finds out later could not wait for another writer.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


def _grams(words: str) -> str:
    """The single characters and the pairs of neighbours of a folded text, each once; only letters and digits count."""
    grams = {*words, *map(add, words, words[1:])}
    return " ".join(filter(str.isalnum, grams))
