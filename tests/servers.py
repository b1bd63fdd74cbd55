"""Databases for tests of logs that a server keeps; `.ci/with-postgresql` starts the server that they are made on."""

import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from threading import Thread

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url

from pct_tracker.domain.team import ROLES
from pct_tracker.services.keeping.sharing import copy_log
from pct_tracker.store.store import Store

SERVER = os.environ.get("PCT_TRACKER_TEST_SERVER", "")
PASSWORD = os.environ.get("PCT_TRACKER_PASSWORD", "")
"""Of everybody whom tests bring onto the server."""


def require_server() -> None:
    """Skips a test where there is no server; fails it where there has to be one."""
    if SERVER:
        return
    if os.environ.get("PCT_TRACKER_SERVER_REQUIRED") == "1":
        pytest.fail("There is no PostgreSQL server, and PCT_TRACKER_SERVER_REQUIRED says that there has to be one.")
    pytest.skip("There is no PostgreSQL server here: sh .ci/with-postgresql starts one.")


def run_as_owner(statement: sql.Composable, database: str = "postgres") -> list[tuple[object, ...]]:
    """Runs a statement on the server and returns the rows it gives."""
    with closing(psycopg.connect(f"{SERVER}/{database}", password=PASSWORD, autocommit=True)) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def make_database(template: str = "template0") -> str:
    """A new database, which is a copy of another one; returns its name."""
    name = f"log_{secrets.token_hex(6)}"
    run_as_owner(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))
    return name


def drop_database(name: str) -> None:
    """Takes a database away, with whoever is still connected."""
    run_as_owner(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def address_of(name: str, *, port: int | None = None, user: str = "") -> str:
    """What opens the log of a database, by another way or as somebody else."""
    url = make_url(f"{SERVER}/{name}")
    return url.set(port=port or url.port, username=user or url.username).render_as_string()


def database_of(address: str) -> str:
    """The database of an address."""
    return str(make_url(address).database)


class Way:
    """A way to the server that can be broken; `breaks_at` breaks it by itself.

    With "commit" the end of the next transaction does not reach the server any more, with "answer" the server's answer to it
    does not come back.
    """

    def __init__(self) -> None:
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        self.breaks_at = ""
        self.breaks = 0
        self.is_blocked = False
        self._open: list[socket.socket] = []
        Thread(target=self._let_in, daemon=True).start()

    def cut(self) -> None:
        """Breaks all connections there are."""
        self.breaks += 1
        for one in self._open:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Lets nobody through any more."""
        self.is_blocked = True
        self.cut()
        with suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        for one in self._open:
            one.close()

    def _let_in(self) -> None:
        url = make_url(SERVER)
        while True:
            try:
                near, _ = self._door.accept()
            except OSError:
                return
            if self.is_blocked:
                near.close()
                continue
            far = socket.create_connection((str(url.host), url.port or 5432))
            self._open += [near, far]
            Thread(target=self._carry, args=(near, far, b"COMMIT", "commit"), daemon=True).start()
            Thread(target=self._carry, args=(far, near, b"COMMIT\0Z", "answer"), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket, mark: bytes, kind: str) -> None:
        with suppress(OSError):
            while data := source.recv(65_536):
                if self.breaks_at == kind and mark in data:
                    self.breaks_at = ""
                    self.cut()
                    return
                target.sendall(data)
        for one in (source, target):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)


@pytest.fixture(scope="session")
def empty_database() -> Iterator[str]:
    """A database with a log that holds nothing, to be copied."""
    require_server()
    name = make_database()
    Store.open(address_of(name)).close()
    yield name
    drop_database(name)


@pytest.fixture
def server_log(empty_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of an empty log of its own on the server; what is typed into it is kept below the test's folder."""
    for variable in ("XDG_DATA_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "home"))
    name = make_database(empty_database)
    yield address_of(name)
    drop_database(name)


@pytest.fixture
def team_log(server_log: str, sample_store: Path) -> str:
    """The address of a log on the server with the sample of 2024."""
    copy_log(sample_store, server_log)
    return server_log


@pytest.fixture
def way() -> Iterator[Way]:
    """A way to the server that can be broken."""
    require_server()
    opened = Way()
    yield opened
    opened.close()


@pytest.fixture
def person(server_log: str) -> Iterator[str]:
    """Somebody whom the server knows and who has no role yet in `server_log`."""
    name = f"person_{secrets.token_hex(4)}"
    password = sql.Literal(PASSWORD)
    run_as_owner(sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(name), password))
    yield name
    database = database_of(server_log)
    run_as_owner(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))
    for role in (name, *(f"{database}_{one}" for one in ROLES)):
        run_as_owner(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(role)))
