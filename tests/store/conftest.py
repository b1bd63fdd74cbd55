"""Logs for the tests of the store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pct_tracker.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty log."""
    opened = Store.open(tmp_path / "log.db")
    yield opened
    opened.close()
