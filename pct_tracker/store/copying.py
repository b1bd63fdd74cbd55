"""A whole log from one engine to another, with its journal, its ids, and proof that both hold the same."""

import hashlib
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, delete, func, insert, select

from pct_tracker.domain.change import Listener, nobody
from pct_tracker.domain.errors import UserError
from pct_tracker.store.activities import read_activities, searchable_text
from pct_tracker.store.dialects.dialect import Dialect
from pct_tracker.store.dialects.sqlite import SQLite
from pct_tracker.store.schema import prepare_schema
from pct_tracker.store.tables import ACTIVITY, DRAFT, INFO, LOCK, METADATA

_PART = 1_000
"""Rows that are carried at once."""

_STAY = {DRAFT.name, INFO.name}
"""What is being typed is one person's, and what is said of the schema is each store's own."""

# A locked year takes nothing in, so the locks come last.
_TABLES = sorted((one for one in METADATA.sorted_tables if one.name not in _STAY), key=lambda one: one is LOCK)


@dataclass(frozen=True, slots=True)
class Place:
    """One side of a copy."""

    engine: Engine
    dialect: Dialect


def copy_all(source: Place, target: Place, told: Listener = nobody, *, replacing: bool = False) -> dict[str, int]:
    """Carries a log into an empty one, or `replacing` what is there; returns the number of rows of each table.

    It is one state of the source and one transaction of the target, which ends only once both were read and hold the same.
    `told` hears how many rows are carried, and may raise to have nothing done. Raises UserError if the target is not empty.
    """

    def carry(into: Connection, out_of: Connection) -> dict[str, int]:
        if replacing:
            _empty(target.dialect, into)
        elif _holds_something(into):
            raise UserError("copy.not-empty", file=target.dialect.name)
        carried = 0
        for table in _TABLES:
            for rows in _parts(out_of, table):
                told(carried)
                into.execute(insert(table), rows)
                carried += len(rows)
            if _gives_ids(table):
                target.dialect.give_after(into, table, _last_id(source.dialect, out_of, table))
        _index(target.dialect, into)
        return {table.name: _compared(table, out_of, into, target.dialect.name) for table in _TABLES}

    return source.dialect.read(
        source.engine, lambda out_of: target.dialect.write(target.engine, lambda into: carry(into, out_of))
    )


def copy_to_file(engine: Engine, dialect: Dialect, target: Path) -> None:
    """Writes a log that is not in a file into a new one, which gets its name once it is whole."""
    if not target.parent.is_dir():
        raise UserError("store.cannot-open", file=target.name)
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        with _File(temporary) as file:
            copy_all(Place(engine, dialect), file)
            # The copy may be carried away alone: nothing of it may stand in a second file.
            file.engine.raw_connection().driver_connection.execute("PRAGMA journal_mode=DELETE")  # type: ignore[union-attr]
        temporary.rename(target)
    finally:
        for left in temporary.parent.glob(f"{temporary.name}*"):
            left.unlink()


def copy_from_file(engine: Engine, dialect: Dialect, source: Path) -> None:
    """Replaces the content of a log that is not in a file by that of a file, which may be of an older version."""
    with tempfile.TemporaryDirectory() as folder, _File(Path(shutil.copy(source, folder))) as file:
        copy_all(file, Place(engine, dialect), replacing=True)


class _File:
    """A log in a file that nobody else knows of, for as long as it takes."""

    def __init__(self, path: Path) -> None:
        self._dialect = SQLite(path)

    def __enter__(self) -> Place:
        self._engine = self._dialect.create_engine()
        prepare_schema(self._engine, self._dialect)
        return Place(self._engine, self._dialect)

    def __exit__(self, *_trouble: object) -> None:
        self._dialect.close(self._engine)


def _parts(connection: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    for rows in connection.execute(_in_order(table), execution_options={"yield_per": _PART}).mappings().partitions():
        yield [dict(row) for row in rows]


def _in_order(table: Table) -> Any:
    return select(table).order_by(*table.primary_key.columns)


def _compared(table: Table, left: Connection, right: Connection, name: str) -> int:
    """The number of rows of a table on both sides. Raises UserError where they differ."""
    (count, digest), other = _digest(left, table), _digest(right, table)
    if (count, digest) != other:
        raise UserError("copy.differs", file=name, table=table.name)
    return count


def _digest(connection: Connection, table: Table) -> tuple[int, str]:
    digest, count = hashlib.sha256(), 0
    for rows in connection.execute(_in_order(table), execution_options={"yield_per": _PART}).partitions():
        count += len(rows)
        # A server leaves out characters of number zero.
        digest.update(repr([tuple(row) for row in rows]).replace("\\x00", "").encode("utf-8", "surrogatepass"))
    return count, digest.hexdigest()


def _holds_something(connection: Connection) -> bool:
    return any(connection.execute(select(table).limit(1)).first() is not None for table in _TABLES)


def _empty(dialect: Dialect, connection: Connection) -> None:
    connection.execute(delete(LOCK))
    dialect.unindex(connection, list(connection.execute(select(ACTIVITY.c.id)).scalars()))
    for table in reversed(_TABLES):
        connection.execute(delete(table))


def _index(dialect: Dialect, connection: Connection) -> None:
    ids = list(connection.execute(select(ACTIVITY.c.id).order_by(ACTIVITY.c.id)).scalars())
    with dialect.loading(connection, len(ids)):
        for start in range(0, len(ids), _PART):
            stored = read_activities(connection, dialect, ids[start : start + _PART])
            dialect.index(connection, [(one.id, searchable_text(one)) for one in stored])


def _last_id(dialect: Dialect, connection: Connection, table: Table) -> int:
    """The highest id that was ever given: no id may be given twice, or the journal would tell of another activity."""
    highest = connection.execute(select(func.max(table.c.id))).scalar()
    return max(dialect.last_given(connection, table), highest or 0)


def _gives_ids(table: Table) -> bool:
    return list(table.primary_key.columns.keys()) == ["id"]
