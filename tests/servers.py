"""Databases for tests of logs that a server keeps; `.ci/with-postgresql` starts the server that they are made on."""

import os
import secrets
from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest
from psycopg import sql

from pct_tracker.store.store import Store

SERVER = os.environ.get("PCT_TRACKER_TEST_SERVER", "")


def require_server() -> None:
    """Skips a test where there is no server; fails it where there has to be one."""
    if SERVER:
        return
    if os.environ.get("PCT_TRACKER_SERVER_REQUIRED") == "1":
        pytest.fail("There is no PostgreSQL server, and PCT_TRACKER_SERVER_REQUIRED says that there has to be one.")
    pytest.skip("There is no PostgreSQL server here: sh .ci/with-postgresql starts one.")


def run_as_owner(statement: sql.Composable, database: str = "postgres") -> list[tuple[object, ...]]:
    """Runs a statement on the server and returns the rows it gives."""
    password = os.environ["PCT_TRACKER_PASSWORD"]
    with closing(psycopg.connect(f"{SERVER}/{database}", password=password, autocommit=True)) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def make_database(template: str = "template0") -> str:
    """A new database, which is a copy of another one; returns its name."""
    name = f"log_{secrets.token_hex(6)}"
    run_as_owner(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))
    return name


def drop_database(name: str) -> None:
    """Takes a database away, with whoever is still connected."""
    run_as_owner(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def address_of(name: str) -> str:
    """What opens the log of a database."""
    return f"{SERVER}/{name}"


@pytest.fixture(scope="session")
def empty_database() -> Iterator[str]:
    """A database with a log that holds nothing, to be copied."""
    require_server()
    name = make_database()
    Store.open(address_of(name)).close()
    yield name
    drop_database(name)


@pytest.fixture
def server_log(empty_database: str) -> Iterator[str]:
    """The address of an empty log of its own on the server."""
    name = make_database(empty_database)
    yield address_of(name)
    drop_database(name)
