"""Logs for the tests of the store."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pct_tracker.store.store import Store


@pytest.fixture(params=["file", "server"])
def store(request: pytest.FixtureRequest, empty_store: Path, tmp_path: Path) -> Iterator[Store]:
    """An empty log, on each of the engines."""
    location = shutil.copy(empty_store, tmp_path / "log.db") if request.param == "file" else request.getfixturevalue("server_log")
    opened = Store.open(location)
    yield opened
    opened.close()


@pytest.fixture
def file_store(empty_store: Path, tmp_path: Path) -> Iterator[Store]:
    """An empty log in a file, for what only a file has."""
    opened = Store.open(Path(shutil.copy(empty_store, tmp_path / "log.db")))
    yield opened
    opened.close()
