"""Locked reporting years: no edit, undo or redo gets into one or out of one, whoever asks for it."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from pct_tracker.domain.change import JournalLine, Step, YearLock
from pct_tracker.domain.errors import UserError
from pct_tracker.store.journal import write_entry
from pct_tracker.store.tables import LOCK


def lock_year(connection: Connection, year: int, author: str, at: datetime) -> int:
    """Locks a year and returns the journal entry that says so. Raises UserError if it is locked already."""
    if year in _locked(connection):
        raise UserError("year.already-locked", year=year)
    entry_id = write_entry(connection, Step("lock", {"year": year}), author, at, state="note")
    connection.execute(insert(LOCK).values(year=year, locked=at, locked_by=author, entry_id=entry_id))
    return entry_id


def unlock_year(connection: Connection, year: int, reason: str, author: str, at: datetime) -> int:
    """Takes the lock off a year and keeps why. Raises UserError if it is not locked, or if there is no reason."""
    if year not in _locked(connection):
        raise UserError("year.not-locked", year=year)
    if not reason.strip():
        raise UserError("year.no-reason", year=year)
    held = update(LOCK).where(LOCK.c.year == year, LOCK.c.unlocked.is_(None))
    connection.execute(held.values(unlocked=at, unlocked_by=author, reason=reason.strip()))
    return write_entry(connection, Step("unlock", {"year": year, "reason": reason.strip()}), author, at, state="note")


def read_locks(connection: Connection) -> list[YearLock]:
    """All locks there ever were, oldest first."""
    columns = (LOCK.c.year, LOCK.c.locked, LOCK.c.locked_by, LOCK.c.entry_id, LOCK.c.unlocked, LOCK.c.unlocked_by, LOCK.c.reason)
    return [YearLock(*row) for row in connection.execute(select(*columns).order_by(LOCK.c.id))]


def refuse_locked(connection: Connection, lines: Iterable[JournalLine]) -> None:
    """Raises UserError if one of these activities is in a locked year, or would come into one."""
    locked = _locked(connection)
    if not locked:
        return
    touched = {draft.year for line in lines for draft in (line.before, line.after) if draft}
    if caught := sorted(year for year in touched if year in locked):
        raise UserError("year.locked", year=caught[0])


def _locked(connection: Connection) -> set[int]:
    return set(connection.execute(select(LOCK.c.year).where(LOCK.c.unlocked.is_(None))).scalars())
