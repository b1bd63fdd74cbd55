"""The database engines that a log can live on; the rest of the store speaks SQL that every one of them knows."""

from pathlib import Path

from pct_tracker.domain.errors import UserError
from pct_tracker.domain.place import is_server
from pct_tracker.store.dialects.dialect import Dialect, Row, T, Work
from pct_tracker.store.dialects.sqlite import SQLite

__all__ = ["Dialect", "Row", "T", "Work", "dialect_of", "name_of"]


def dialect_of(location: str | Path, *, read_only: bool = False) -> Dialect:
    """The dialect of the log at a place. Raises UserError for an address that is not understood."""
    if not is_server(location):
        return SQLite(Path(location), read_only=read_only)
    try:
        from pct_tracker.store.dialects.postgresql import PostgreSQL  # a log in a file must not wait for another driver
    except ModuleNotFoundError as error:
        raise UserError("server.no-driver") from error
    return PostgreSQL(str(location))


def name_of(location: str | Path) -> str:
    """What sentences call the log at a place; never a password."""
    if not is_server(location):
        return Path(location).name
    from pct_tracker.store.server.address import Address

    return Address.parse(str(location)).name
