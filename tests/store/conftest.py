"""Logs for the tests of the store."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pct_tracker.store.store import Store


@pytest.fixture
def store(empty_store: Path, tmp_path: Path) -> Iterator[Store]:
    """An empty log."""
    opened = Store.open(Path(shutil.copy(empty_store, tmp_path / "log.db")))
    yield opened
    opened.close()
