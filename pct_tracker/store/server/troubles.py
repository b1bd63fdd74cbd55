"""Tells what a server, or the way to it, did to the log from what the program did wrong."""

from psycopg import Error, OperationalError
from sqlalchemy.exc import DBAPIError

from pct_tracker.domain.errors import UserError
from pct_tracker.store.server.address import PASSWORD_VARIABLE

YEAR_IS_LOCKED = "PCT01"
"""The state by which the server refuses a change in a locked year; its message is the year."""

# States of PostgreSQL (postgresql.org/docs/current/errcodes-appendix.html) that a user can do something about.
_CODES = {
    "25006": "server.read-only",
    "28000": "server.refused",
    "28P01": "server.refused",
    "3D000": "server.refused",
    "40001": "server.busy",
    "40P01": "server.busy",
    "42501": "server.not-allowed",
    "53100": "server.disk-full",
    "53200": "server.too-many",
    "53300": "server.too-many",
    "55P03": "server.busy",
    "XX001": "server.damaged",
    "XX002": "server.damaged",
}
_GONE = ("08", "57P")
"""States that begin so mean that the connection, or the server, went away."""


def trouble_of(error: BaseException | None, name: str, host: str) -> UserError | None:
    """What to tell the user of an error of the driver; None if it is a mistake of the program."""
    if not isinstance(error, Error):
        return None
    state = error.sqlstate
    if state == YEAR_IS_LOCKED:
        return UserError("year.locked", year=int(error.diag.message_primary or 0))
    if state in _CODES:
        return UserError(_CODES[state], file=name, message=_first_line(error))
    if not is_gone(error):
        return None
    if error.pgconn is not None and error.pgconn.needs_password:
        return UserError("server.password-needed", file=name, variable=PASSWORD_VARIABLE)
    # A server that answers before there is a session gives no state, only words.
    if state is None and "FATAL" in str(error) and error.pgconn is not None:
        return UserError("server.refused", file=name, message=_first_line(error))
    return UserError("server.unreachable", file=name, host=host)


def is_gone(error: BaseException | None) -> bool:
    """Whether an error of the driver says that there is no connection, or no connection any more."""
    return isinstance(error, OperationalError) and (error.sqlstate is None or error.sqlstate.startswith(_GONE))


def is_lost(error: DBAPIError) -> bool:
    """Whether a statement failed because its connection went away: the server then undoes what was not committed."""
    return error.connection_invalidated or is_gone(error.orig)


def _first_line(error: Error) -> str:
    """What the server said; the driver may say several lines, one for each place it tried."""
    said = error.diag.message_primary or str(error).strip().rpartition("\n")[2]
    return said.rpartition("FATAL:")[2].strip()
