"""Makes a new log of all that can still be read of a damaged one."""

import secrets
import shutil
import sqlite3
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, select
from sqlalchemy.exc import DBAPIError

from pct_tracker.domain.change import JournalLine, Step
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.health import Rescue
from pct_tracker.store.activities import delete_activities, insert_activities
from pct_tracker.store.dialects.sqlite import SQLite
from pct_tracker.store.faults import code_of, faults_of
from pct_tracker.store.invariants import agree, beside_journal
from pct_tracker.store.journal import write_entry, write_lines
from pct_tracker.store.pages import Pages, Row
from pct_tracker.store.records import draft_from_json
from pct_tracker.store.repair import repair
from pct_tracker.store.revisions import REVISIONS
from pct_tracker.store.schema import upgrade
from pct_tracker.store.tables import ENTRY, LINE

_JOURNAL = ("journal_entry", "journal_line")
_NOBODY = "—"
"""Whom the history names for what no person did."""

_STATES = frozenset({"done", "undone", "dropped", "note"})
_LEFT_OUT = ("sqlite_", "search_")
"""Tables that the engine makes itself, or that are worked out from the others."""


@dataclass(slots=True)
class _Found:
    """The rows of a file by table and row id; `statements` make its tables, where that could be read."""

    statements: list[str] = field(default_factory=list)
    rows: dict[str, dict[int, Row]] = field(default_factory=dict)
    lost_pages: int = 0


def rescue(file: Path, target: Path) -> Rescue:
    """Writes a new log with what can be read of a damaged one, which is left as it is.

    Its pages are read one by one. What the tables lack is taken from the history, which holds every content in full. Raises
    UserError if the target is there already, or if nothing can be read.
    """
    if target.exists():
        raise UserError("backup.exists", file=str(target))
    pages = Pages(_content(file))
    found = _read_all(pages)
    if not any(found.rows.get(name) for name in ("activity", *_JOURNAL)):
        raise UserError("rescue.nothing", file=file.name)
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        with faults_of(target.name):
            try:
                told = _write(part, found, pages)
            except (sqlite3.DatabaseError, DBAPIError) as error:
                if not found.statements or code_of(getattr(error, "orig", error)) is not None:
                    raise
                # The tables cannot be made as they were: the history alone tells all that was recorded.
                _drop(part)
                told = _write(part, _Found(rows=found.rows, lost_pages=found.lost_pages), pages)
        part.rename(target)
    finally:
        _drop(part)
    return told


def _drop(part: Path) -> None:
    for suffix in ("", "-journal", "-wal", "-shm"):
        part.with_name(part.name + suffix).unlink(missing_ok=True)


def _content(file: Path) -> bytes:
    """The bytes of a file together with what was stored and not merged into it yet."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            copy = Path(shutil.copyfile(file, Path(folder) / "copy.db"))
            for suffix in ("-wal", "-journal"):
                if (beside := file.with_name(file.name + suffix)).exists():
                    shutil.copyfile(beside, copy.with_name(copy.name + suffix))
        except OSError as error:
            raise UserError("store.unreachable", file=file.name) from error
        with suppress(sqlite3.DatabaseError, UnicodeDecodeError), closing(sqlite3.connect(copy)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return copy.read_bytes()


def _read_all(pages: Pages) -> _Found:
    """All rows: those of each table along its pages, then those of the history on pages to which no way leads any more."""
    found, seen = _Found(), set[int]()
    schema = [row for row in _walk(pages, 1, found, seen).values() if _is_schema(row) and not row[1].startswith(_LEFT_OUT)]
    named = {row[1]: row for row in schema if row[0] == "table"}
    for name, row in named.items():
        found.rows[name] = _walk(pages, row[3], found, seen)
    revision = next(iter(found.rows.get("alembic_version", {}).values()), (None,))[0]
    if revision in REVISIONS and all(name in named for name in ("activity", *_JOURNAL)):
        found.statements = [row[4] for row in schema if row[4]]
    for number in range(1, len(pages) + 1):
        if number not in seen and (leaf := pages.leaf(number)):
            _take_journal(leaf.rows, found)
    return found


def _walk(pages: Pages, root: int, found: _Found, seen: set[int]) -> dict[int, Row]:
    rows: dict[int, Row] = {}
    waiting = [root]
    while waiting:
        number = waiting.pop()
        if number in seen:
            continue
        seen.add(number)
        leaf, below = pages.leaf(number), pages.children(number)
        if leaf is not None:
            rows.update(leaf.rows)
        waiting += reversed(below or ())
        found.lost_pages += (leaf is None and below is None) or (leaf is not None and not leaf.is_whole)
    return rows


def _take_journal(rows: Sequence[tuple[int, Row]], found: _Found) -> None:
    """Rows that can only be of the history; what was found along the way counts more."""
    for rowid, row in rows:
        for name, is_one in (("journal_entry", _is_entry), ("journal_line", _is_line)):
            if is_one(row):
                known = found.rows.setdefault(name, {})
                known.setdefault(rowid, row)


def _is_schema(row: Row) -> bool:
    return len(row) == 5 and all(isinstance(one, str) for one in row[:3]) and isinstance(row[3], int)


def _is_entry(row: Row) -> bool:
    return len(row) == 6 and row[0] is None and all(isinstance(one, str) for one in row[1:]) and row[5] in _STATES


def _is_line(row: Row) -> bool:
    if len(row) != 5 or not all(isinstance(one, int) for one in row[:3]):
        return False
    return row[3:] != (None, None) and all(one is None or _is_content(one) for one in row[3:])


def _is_content(text: object) -> bool:
    try:
        draft_from_json(str(text))
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        return False
    return True


def _write(part: Path, found: _Found, pages: Pages) -> Rescue:
    found.rows["journal_line"] = {id_: row for id_, row in found.rows.get("journal_line", {}).items() if _is_line(row)}
    dialect = SQLite(part)
    engine = dialect.create_engine()
    try:
        if not found.statements:
            upgrade(engine, dialect)
        _fill(part, found)
        if found.statements:
            _make_search(engine, dialect)
            upgrade(engine, dialect)
        with engine.connect() as plain:
            connection = plain.execution_options(writes=True)
            with connection.begin():
                counts = [_count(connection, name) for name in _JOURNAL]
                lost = _complete_history(connection)
                incomplete = _complete_activities(connection, dialect)
                repair(connection, dialect)
                counts.insert(0, _count(connection, "activity"))
        return Rescue(counts[0], counts[1], counts[2], len(pages), found.lost_pages, lost, incomplete)
    finally:
        engine.dispose()


def _fill(part: Path, found: _Found) -> None:
    with closing(sqlite3.connect(part)) as connection:
        for statement in sorted(found.statements, key=lambda one: not one.startswith("CREATE TABLE")):
            connection.execute(statement)
        for name, rows in found.rows.items():
            if found.statements or name in _JOURNAL:
                _insert(connection, name, rows)
        connection.commit()


def _insert(connection: sqlite3.Connection, name: str, rows: Mapping[int, Row]) -> None:
    """Rows as they were stored: columns that were added later lack in the older ones, and a numbered row holds no number."""
    columns = connection.execute(f"PRAGMA table_info({name})").fetchall()
    keys = [column for column in columns if column[5]]
    numbered = keys[0][0] if len(keys) == 1 and keys[0][2] == "INTEGER" else None
    usual = [connection.execute(f"SELECT {column[4] or 'NULL'}").fetchone()[0] for column in columns]
    places = ", ".join("?" * len(columns))
    whole = (_whole_row(rowid, row, usual, numbered) for rowid, row in rows.items() if len(row) <= len(columns))
    connection.executemany(f"INSERT OR IGNORE INTO {name} VALUES ({places})", whole)  # noqa: S608


def _whole_row(rowid: int, row: Row, usual: Sequence[object], numbered: int | None) -> list[object]:
    values = [*row, *usual[len(row) :]]
    if numbered is not None:
        values[numbered] = rowid
    return values


def _make_search(engine: Engine, dialect: SQLite) -> None:
    with engine.connect() as plain:
        connection = plain.execution_options(writes=True)
        with connection.begin():
            dialect.create_search_tables(connection)


def _complete_history(connection: Connection) -> tuple[int, ...]:
    """The numbers missing in the history; where only the lines of an entry are left, one stands in for it."""
    known: dict[int, datetime] = {id_: at for id_, at in connection.execute(select(ENTRY.c.id, ENTRY.c.at).order_by(ENTRY.c.id))}
    told = set(connection.execute(select(LINE.c.entry_id).distinct()).scalars())
    lost = [number for number in range(1, max({0, *known, *told}) + 1) if number not in known]
    for number in sorted(told.difference(known)):
        earlier = [at for id_, at in known.items() if id_ < number]
        values = {"id": number, "at": earlier[-1] if earlier else datetime.now(UTC), "author": _NOBODY}
        connection.execute(insert(ENTRY).values(**values, code="lost", params="{}", state="note"))
    return tuple(lost)


def _complete_activities(connection: Connection, dialect: SQLite) -> tuple[int, ...]:
    """Gives activities the content their history has in full; returns those whose newest content stands in the tables alone."""
    incomplete: list[JournalLine] = []
    for id_, stored, last in list(beside_journal(connection, dialect)):
        if agree(stored, last):
            continue
        if stored is not None and (last is None or stored.version > last.version):
            incomplete.append(JournalLine(id_, stored.version, None, stored.content()))
            continue
        delete_activities(connection, [id_])
        if last is not None and last.after is not None:
            insert_activities(connection, dialect, [(id_, last.version, last.after)])
    if incomplete:
        step = Step("rescue", {"count": len(incomplete)})
        entry_id = write_entry(connection, step, _NOBODY, datetime.now(UTC), state="note")
        write_lines(connection, dialect, entry_id, incomplete)
    return tuple(line.activity_id for line in incomplete)


def _count(connection: Connection, name: str) -> int:
    return int(connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one())  # noqa: S608
