"""A log in a database of a PostgreSQL server, which a team shares."""

import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from psycopg.abc import Buffer
from psycopg.types.string import StrDumperUnknown
from sqlalchemy import (
    BindParameter,
    Column,
    Connection,
    Engine,
    Index,
    Integer,
    MetaData,
    Select,
    Table,
    Text,
    cast,
    create_engine,
    delete,
    event,
    func,
    inspect,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, REGCLASS
from sqlalchemy.exc import DBAPIError

from pct_tracker import __version__
from pct_tracker.domain.errors import UserError
from pct_tracker.store.chunks import chunks
from pct_tracker.store.dialects.dialect import Dialect, Row, T, Work, grams, listed
from pct_tracker.store.server import roles
from pct_tracker.store.server.address import Address, without_password
from pct_tracker.store.server.listening import Listening
from pct_tracker.store.server.rules import write_rules
from pct_tracker.store.server.troubles import is_lost, trouble_of
from pct_tracker.store.whole import POSTGRESQL, statement

_SEARCH = Table(
    "search_text",
    MetaData(),
    Column("activity_id", Integer, primary_key=True, autoincrement=False),
    Column("words", Text, nullable=False),
    Column("grams", ARRAY(Text), nullable=False),
    Index("ix_search_text_grams", "grams", postgresql_using="gin"),
)
_WRITERS = 7_202_612
"""The number of the lock that whoever writes holds until the end of the transaction: one writer at a time, as with a file.

So the entries of the journal are numbered in the order in which they become true, and no two edits wait for each other's rows.
"""
_MANY = 100
"""Rows from which on a stream is faster, which takes one question more."""
_PATIENCE = 20_000
"""Milliseconds to wait for other writers; a large import takes some of them."""
_WAITS = (0.0, 0.2, 0.5, 1.0, 2.0)
"""Seconds before each try to do again what was lost with its connection; a server that is started anew takes about two."""
_CONNECTION = {
    "connect_timeout": 5,
    "application_name": "PCT Tracker",
    # The server would compile the longer statements anew each time, which takes ten times as long as to carry them out.
    "options": f"-c timezone=UTC -c lock_timeout={_PATIENCE} -c jit=off",
    # A cable that was pulled is noticed within some ten seconds, not after hours.
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}


class PostgreSQL(Dialect):
    """One database of a server: many readers, and writers one after the other."""

    whole = statement(POSTGRESQL)
    mark = "%s"

    def __init__(self, location: str) -> None:
        self.address = Address.parse(location)
        if self.address.url.password:
            self.address.use_password(self.address.url.password)  # `location` opens the log again
        self.name, self.stem = self.address.name, re.sub(r"[^\w.-]", "_", str(self.address.url.database))
        self.location = self.address.text
        self._was_connected = False

    # Opening

    def create_engine(self) -> Engine:
        engine = create_engine(
            without_password(self.address.url),
            connect_args=_CONNECTION,
            pool_size=4,
            max_overflow=4,
            hide_parameters=True,
            use_native_hstore=False,  # each connection would ask for it, and one that is lost just then is never closed
        )
        event.listen(engine, "do_connect", self._on_connect)
        event.listen(engine, "connect", _leave_out_zeros)
        event.listen(engine, "do_executemany", _copy)
        return engine

    def close(self, engine: Engine) -> None:
        engine.dispose()

    def check_place(self) -> None:
        """Whether there is a log is seen once connected."""

    def prepare(self, engine: Engine) -> None:
        """Nothing is written into the database beside the schema."""

    def keep_before(self, engine: Engine, reason: str) -> None:  # noqa: ARG002 - nothing is kept that needs a name
        """A change of the schema is one transaction here, and backups are the server's; only its owner may change it."""
        if not self.read(engine, roles.is_owner):
            raise UserError("server.older", file=self.name, own=__version__)

    def create_search_tables(self, connection: Connection) -> None:
        """The words as they are, and an index of their characters and pairs of neighbours: no extension is needed."""
        _SEARCH.create(connection)

    def finish_schema(self, connection: Connection) -> None:
        """Has texts be as long as they are and compared by the numbers of their characters, as in a file; renews the rules."""
        for name in inspect(connection).get_table_names():
            wrong = connection.execute(_OTHERWISE_COMPARED, {"name": name}).scalars().all()
            changes = ", ".join(f'ALTER COLUMN "{column}" TYPE text COLLATE "C"' for column in wrong)
            if changes:
                connection.exec_driver_sql(f'ALTER TABLE "{name}" {changes}')
        write_rules(connection)
        roles.renew_roles(connection)

    # Transactions

    def read(self, engine: Engine, work: Work[T]) -> T:
        reading = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

        def once() -> T:
            with reading.connect() as connection, connection.begin():
                return work(connection)

        return self._persist(once)

    def write(self, engine: Engine, work: Work[T]) -> T:
        return self._persist(lambda: self._write_once(engine, work))

    @contextmanager
    def troubles(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            if told := trouble_of(error.orig, self.name, self.address.host):
                raise told from error
            raise

    # Others

    def user(self, connection: Connection) -> str | None:
        return str(connection.execute(text("SELECT session_user")).scalar_one())

    def role(self, connection: Connection) -> str:
        return roles.role_of(connection)

    def members(self, connection: Connection) -> dict[str, list[str]]:
        return roles.read_members(connection)

    def make_roles(self, connection: Connection) -> None:
        roles.create_roles(connection)

    def give_role(self, connection: Connection, role: str, person: str) -> None:
        roles.give_role(connection, role, person)

    def listen(self, heard: Callable[[str], None]) -> Callable[[], None]:
        return Listening(self.address, heard).end

    def _on_connect(self, _dialect: Any, _record: Any, _arguments: Any, parameters: dict[str, Any]) -> None:
        password = self.address.find_password()
        if password is not None:
            parameters["password"] = password

    def _persist(self, once: Callable[[], T]) -> T:
        """Does something again as long as it is surely lost with its connection, and not forever."""
        for wait in _WAITS:
            time.sleep(wait)
            try:
                result = once()
            except DBAPIError as error:
                if not is_lost(error) or not self._was_connected or wait == _WAITS[-1]:
                    raise
            else:
                self._was_connected = True
                return result
        raise AssertionError("the last try returns or raises")

    def _write_once(self, engine: Engine, work: Work[T]) -> T:
        with engine.connect() as connection:
            transaction = connection.begin()
            _, number = connection.execute(text(f"SELECT pg_advisory_xact_lock({_WRITERS}), pg_current_xact_id()::text")).one()
            result = work(connection)
            try:
                transaction.commit()
            except DBAPIError as error:
                if not is_lost(error) or not self._was_committed(engine, number):
                    raise
            return result

    def _was_committed(self, engine: Engine, number: str) -> bool:
        """What became of a transaction whose end was not heard. Raises UserError where the server does not tell."""
        asked = text("SELECT pg_xact_status(CAST(:number AS xid8))")
        for wait in _WAITS:
            time.sleep(wait)
            try:
                with engine.connect() as connection, connection.begin():
                    status = connection.execute(asked, {"number": number}).scalar()
            except DBAPIError:
                continue
            if status in ("committed", "aborted"):
                return bool(status == "committed")
        raise UserError("server.unsure", file=self.name)

    # Rows

    def insert_rows(self, connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Row]) -> None:
        """Many go over in one stream, which asks for the same rights and wakes the same rules."""
        if len(rows) < _MANY:
            super().insert_rows(connection, table, names, rows)
        else:
            connection.exec_driver_sql(f"COPY {table.name} ({listed(names)}) FROM STDIN", list(rows))

    # Search

    def index(self, connection: Connection, texts: Iterable[tuple[int, str]]) -> None:
        # Letters and digits need no quotes in an array, and as one text it goes over much faster; the server is quicker with
        # what is in order.
        rows = [(id_, words, f"{{{','.join(sorted(grams(words)))}}}") for id_, words in texts]
        self.insert_rows(connection, _SEARCH, ("activity_id", "words", "grams"), rows)

    def unindex(self, connection: Connection, ids: list[int]) -> None:
        for chunk in chunks(ids):
            connection.execute(delete(_SEARCH).where(_SEARCH.c.activity_id.in_(chunk)))

    def texts_of(self, ids: BindParameter[list[int]]) -> Select[Any]:
        return select(_SEARCH.c.activity_id, _SEARCH.c.words).where(_SEARCH.c.activity_id.in_(ids))

    def indexed(self, connection: Connection) -> tuple[dict[int, str], set[int]]:
        words = {id_: told for id_, told in connection.execute(select(_SEARCH.c.activity_id, _SEARCH.c.words))}
        return words, set(words)

    def containing(self, word: str) -> Select[Any]:
        found = select(_SEARCH.c.activity_id)
        if parts := sorted(grams(word)):
            found = found.where(_SEARCH.c.grams.contains(parts))
        return found if len(word) < 3 and word.isalnum() else found.where(_SEARCH.c.words.contains(word, autoescape=True))

    def read_ids(self, connection: Connection, statement: Select[Any]) -> list[int]:
        return list(connection.execute(statement).scalars())

    def read_runs(self, connection: Connection, grouped: Select[Any]) -> list[list[int]]:
        runs = connection.execute(grouped.with_only_columns(func.array_agg(grouped.selected_columns[0]))).scalars()
        return list(map(list, runs))

    def read_rows(self, connection: Connection, statement: Select[Any]) -> list[list[Any]]:
        return [list(row) for row in connection.execute(statement)]

    # Copies and health

    def last_given(self, connection: Connection, table: Table) -> int:
        last = connection.execute(select(func.pg_sequence_last_value(_sequence(table)))).scalar()
        return int(last or 0)

    def new_ids(self, connection: Connection, table: Table, number: int) -> Sequence[int]:
        given = select(func.nextval(_sequence(table))).select_from(func.generate_series(1, number))
        return list(connection.execute(given).scalars())

    def give_after(self, connection: Connection, table: Table, last: int) -> None:
        connection.execute(select(func.setval(_sequence(table), max(last, 1), last > 0)))

    def backup(self, engine: Engine, target: Path) -> None:
        from pct_tracker.store.copying import copy_to_file

        copy_to_file(engine, self, target)

    def restore(self, engine: Engine, source: Path) -> None:
        from pct_tracker.store.copying import copy_from_file

        copy_from_file(engine, self, source)

    def check(self, connection: Connection) -> list[str]:
        """The server looks after its own files; what can be told from here is whether each activity can be searched."""
        missing = connection.execute(_NOT_SEARCHED).scalar_one()
        return [f"{missing} activities are missing from the search table"] if missing else []

    def holders(self, engine: Engine) -> list[int] | None:
        others = text(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND application_name = 'PCT Tracker' AND usename IS NOT NULL ORDER BY pid"
        )
        return self.read(engine, lambda connection: list(connection.execute(others).scalars()))


class _TextDumper(StrDumperUnknown):
    """The server takes every character but the one of number zero, which no text of people has."""

    def dump(self, obj: str) -> Buffer | None:
        return super().dump(obj.replace("\0", ""))


def _leave_out_zeros(connection: Any, _record: Any) -> None:
    connection.adapters.register_dumper(str, _TextDumper)


def _copy(cursor: Any, statement: str, rows: Sequence[Row], _context: Any) -> bool:
    """Sends rows in one stream where that is asked for; troubles on the way are told like those of every statement."""
    if not statement.startswith("COPY "):
        return False
    with cursor.copy(statement) as stream:
        for row in rows:
            stream.write_row(row)
    return True


_OTHERWISE_COMPARED = text(
    "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = :name"
    " AND data_type IN ('text', 'character varying') AND (collation_name IS DISTINCT FROM 'C' OR character_maximum_length > 0)"
)
_NOT_SEARCHED = text("SELECT count(*) FROM activity WHERE NOT EXISTS (SELECT FROM search_text WHERE activity_id = activity.id)")


def _sequence(table: Table) -> Any:
    return cast(func.pg_get_serial_sequence(table.name, "id"), REGCLASS)
