"""Harm that comes while the window is open: one plain sentence, and what was typed so far is kept and offered again."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from pct_tracker.services.tracker import Tracker
from tests.flows.conftest import Hands

Key = Qt.Key
Open = Callable[..., Hands]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="an open file cannot be harmed like that there")


@pytest.fixture
def hands(open_window: Open, sample_file: Path) -> Hands:
    """A window on the sample, in which another month is typed into an activity."""
    hands = open_window(sample_file.name)
    hands.edit(2, "2024-09")
    return hands


def save(hands: Hands) -> str:
    """Presses Ctrl+S and returns what the window says of it."""
    hands.window.notice.hide()
    hands.control(Key.Key_S)
    hands.until(hands.window.notice.isVisible)
    hands.settle()
    return hands.window.notice.label.text()


def is_kept(hands: Hands) -> bool:
    page = hands.window.activities
    return page.form.is_changed() and page.form.fields.month.text() == page.drafts[2].draft.month == "2024-09"


def is_saved(hands: Hands) -> bool:
    hands.control(Key.Key_S)
    hands.until(lambda: not hands.window.activities.form.is_changed())
    hands.settle()
    return hands.window.workspace.tracker.activity(2).month == "2024-09" and not hands.window.activities.drafts


@contextmanager
def no_file_may_grow(log: Path) -> Iterator[None]:
    """A limit on all files of this process, which is what the log has written ahead: a disk that is full."""
    import resource

    written = log.with_name(f"{log.name}-wal").stat().st_size
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (written, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_log_that_was_removed(hands: Hands, sample_file: Path, tmp_path: Path) -> None:
    sample_file.rename(tmp_path / "elsewhere.db")
    assert "was removed or renamed while it was open" in save(hands)
    assert is_kept(hands)
    assert not sample_file.exists()
    (tmp_path / "elsewhere.db").rename(sample_file)
    assert is_saved(hands)


def test_a_log_that_was_replaced(hands: Hands, sample_file: Path, sample_store: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(sample_store.read_bytes())
    before = other.read_bytes()
    sample_file.rename(tmp_path / "elsewhere.db")
    other.rename(sample_file)
    assert "Another file was put in the place of the log" in save(hands)
    assert is_kept(hands)
    assert sample_file.read_bytes() == before
    (tmp_path / "elsewhere.db").replace(sample_file)
    assert is_saved(hands)


def test_what_was_typed_into_a_log_that_is_gone_is_offered_when_it_is_opened_again(
    hands: Hands, open_window: Open, sample_file: Path, tmp_path: Path
) -> None:
    sample_file.rename(tmp_path / "elsewhere.db")
    save(hands)
    hands.window.close()
    for side in ("-wal", "-shm"):
        sample_file.with_name(sample_file.name + side).unlink(missing_ok=True)
    (tmp_path / "elsewhere.db").rename(sample_file)
    again = open_window(sample_file.name)
    assert again.window.activities.drafts[2].draft.month == "2024-09"
    again.window.activities.open_activity(2)
    again.settle()
    assert again.window.activities.form.fields.month.text() == "2024-09"
    assert is_saved(again)


def test_a_disk_that_is_full(hands: Hands, sample_file: Path) -> None:
    with no_file_may_grow(sample_file):
        # The engine takes a limit on files for a fault of the disk; only where the disk itself is full it says so.
        assert save(hands).startswith(("The disk or network folder that holds", "The disk that holds"))
        assert is_kept(hands)
    assert is_saved(hands)


def test_a_log_that_another_program_holds(hands: Hands, sample_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(sqlite3.connect(sample_file, isolation_level=None)) as other:
        hands.window.workspace.tracker.store._engine.dispose()
        monkeypatch.setattr("pct_tracker.store.dialects.sqlite._BUSY_MILLISECONDS", 20)
        other.execute("BEGIN IMMEDIATE")
        assert "is being written by another program" in save(hands)
        assert is_kept(hands)
        other.execute("ROLLBACK")
    assert is_saved(hands)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that others may look into; those of pytest are private."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become somebody else and back")
def test_a_folder_that_has_become_read_only(open_window: Open, sample_store: Path, open_folder: Path) -> None:
    log = Path(shutil.copy(sample_store, open_folder / "log.db"))
    log.chmod(0o644)  # others may read it
    tracker = Tracker.open(log, "tester")
    hands = open_window(tracker=tracker)
    hands.edit(2, "2024-09")
    tracker.store._engine.dispose()
    os.seteuid(65534)
    try:
        assert "can be read but not written" in save(hands)
        assert is_kept(hands)
    finally:
        os.seteuid(0)
    tracker.store._engine.dispose()
    assert is_saved(hands)
    hands.window.close()


def test_a_page_that_was_damaged(open_window: Open, sample_file: Path) -> None:
    tracker = Tracker.open(sample_file, "tester")
    hands = open_window(tracker=tracker)
    hands.edit(2, "2024-09")
    tracker.store._engine.dispose()
    content = bytearray(sample_file.read_bytes())
    content[4096:] = b"\xaa" * (len(content) - 4096)
    with open(sample_file, "r+b") as file:
        file.write(content)
    assert "is damaged and was left as it is" in save(hands)
    assert hands.window.activities.form.fields.month.text() == "2024-09"
    assert hands.window.activities.drafts[2].draft.month == "2024-09"
