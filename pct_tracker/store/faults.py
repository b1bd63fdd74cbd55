"""Tells what the world did to the store (busy, full, read-only, damaged) from what the program did wrong."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from pct_tracker.domain.errors import UserError

# Primary result codes of SQLite (sqlite.org/rescode.html) that a user can do something about.
_CODES = {
    sqlite3.SQLITE_BUSY: "store.busy",
    sqlite3.SQLITE_LOCKED: "store.busy",
    sqlite3.SQLITE_PERM: "store.not-allowed",
    sqlite3.SQLITE_AUTH: "store.not-allowed",
    sqlite3.SQLITE_READONLY: "store.read-only",
    sqlite3.SQLITE_FULL: "store.disk-full",
    sqlite3.SQLITE_IOERR: "store.unreachable",
    sqlite3.SQLITE_CANTOPEN: "store.cannot-open",
    sqlite3.SQLITE_CORRUPT: "store.damaged",
    sqlite3.SQLITE_NOTADB: "store.not-a-store",
}

_UNFINISHED = (sqlite3.SQLITE_READONLY_ROLLBACK, sqlite3.SQLITE_READONLY_RECOVERY, sqlite3.SQLITE_READONLY_CANTINIT)
"""What SQLite would have to write before it could read."""


@contextmanager
def faults_of(file: str) -> Iterator[None]:
    """Turns troubles of the store's surroundings into UserErrors that name the file; lets mistakes of the program pass."""
    try:
        yield
    except DBAPIError as error:
        if code := code_of(error.orig):
            raise UserError(code, file=file) from error
        raise
    except sqlite3.Error as error:
        if code := code_of(error):
            raise UserError(code, file=file) from error
        raise
    except UnicodeDecodeError as error:
        # What the engine tells of a damaged schema holds the damaged names.
        raise UserError("store.damaged", file=file) from error


def code_of(error: BaseException | None) -> str | None:
    """The code of the sentence for an SQLite error; None if it is our own mistake."""
    number = getattr(error, "sqlite_errorcode", None)
    if number is None and isinstance(error, sqlite3.DatabaseError) and "not a database" in str(error):
        return "store.not-a-store"
    if number is None and "Could not decode to UTF-8" in str(error):
        return "store.damaged"
    if number in _UNFINISHED:
        return "store.unfinished"
    return _CODES.get(number & 0xFF) if number is not None else None
