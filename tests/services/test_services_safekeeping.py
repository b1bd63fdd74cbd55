"""Copies of the log: made, put back, and looked over."""

import shutil
from pathlib import Path

import pytest
from builders import adding, make_draft

from pct_tracker.domain.errors import UserError
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.services.safekeeping import back_up, examine, restore
from pct_tracker.services.tracker import Tracker
from pct_tracker.store.revisions import HEAD


def count(path: Path) -> int:
    tracker = Tracker.open(path)
    try:
        return len(tracker.ids(ActivityQuery()))
    finally:
        tracker.close()


def add_one(path: Path) -> None:
    tracker = Tracker.open(path)
    tracker.do(adding(make_draft()))
    tracker.close()


def overwrite(path: Path, start: int, end: int) -> None:
    content = bytearray(path.read_bytes())
    content[start:end] = b"\xaa" * len(content[start:end])
    path.write_bytes(content)


@pytest.fixture
def backup(sample_file: Path, tmp_path: Path) -> Path:
    """A backup of the sample; the log itself has one activity more."""
    (tmp_path / "safe").mkdir()
    made = back_up(sample_file, tmp_path / "safe" / "copy.db")
    add_one(sample_file)
    return made


def test_a_backup_goes_to_the_file_that_is_named(backup: Path) -> None:
    assert backup.name == "copy.db"
    assert count(backup) == 64


def test_a_backup_into_a_folder_gets_a_name_of_its_own(sample_file: Path, tmp_path: Path) -> None:
    (tmp_path / "safe").mkdir()
    made = {back_up(sample_file, tmp_path / "safe") for _ in range(3)}
    assert len(made) == 3
    assert {count(one) for one in made} == {64}


def test_restoring_puts_the_backup_back_and_keeps_what_was_there(sample_file: Path, backup: Path) -> None:
    kept = restore(sample_file, backup)
    assert (count(sample_file), count(kept), count(backup)) == (64, 65, 64)
    assert restore(sample_file, kept) != kept
    assert count(sample_file) == 65


def test_restoring_many_times_never_takes_a_kept_one_away(sample_file: Path, backup: Path) -> None:
    kept = [restore(sample_file, backup) for _ in range(9)]
    assert len({one for one in kept if one.is_file()}) == 9
    assert count(kept[0]) == 65


def test_a_backup_can_be_put_where_there_is_no_log(backup: Path, tmp_path: Path) -> None:
    restore(tmp_path / "new.db", backup)
    assert count(tmp_path / "new.db") == 64


def test_a_backup_copied_by_hand_from_an_open_log_can_be_put_back(sample_file: Path, tmp_path: Path) -> None:
    add_one(sample_file)
    by_hand = Path(shutil.copy(sample_file, tmp_path / "by-hand.db"))
    restore(tmp_path / "new.db", by_hand)
    assert count(tmp_path / "new.db") == 65


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [(0, 5000, "store.not-a-store"), (100, 12_288, "restore.damaged"), (-40_000, -20_000, "restore.damaged")],
)
def test_a_damaged_backup_is_refused_and_the_log_stays(sample_file: Path, backup: Path, start: int, end: int, code: str) -> None:
    overwrite(backup, start, end)
    refused(sample_file, backup, code)


@pytest.mark.parametrize("content", [b"", b"my letter"])
def test_what_is_no_backup_is_refused_and_the_log_stays(sample_file: Path, backup: Path, content: bytes) -> None:
    backup.write_bytes(content)
    refused(sample_file, backup, "store.not-a-store")


def test_a_backup_that_is_not_there_is_refused(sample_file: Path, backup: Path) -> None:
    refused(sample_file, backup.with_name("other.db"), "restore.missing")
    refused(sample_file, backup.parent, "restore.missing")


def refused(location: Path, source: Path, code: str) -> None:
    with pytest.raises(UserError) as trouble:
        restore(location, source)
    assert trouble.value.code == code
    assert count(location) == 65
    assert list(location.parent.glob("*.before-restore.*")) == []


def test_a_damaged_log_is_replaced_by_the_backup_and_kept_aside(sample_file: Path, backup: Path) -> None:
    overwrite(sample_file, 100, 12_288)
    damaged = sample_file.read_bytes()
    with pytest.raises(UserError, match=r"store\.damaged"):
        count(sample_file)
    kept = restore(sample_file, backup)
    assert count(sample_file) == 64
    assert kept.read_bytes() == damaged


def test_what_is_no_log_is_not_replaced_by_a_backup(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Dear colleague")
    with pytest.raises(UserError, match=r"store\.not-a-store"):
        restore(tmp_path / "letter.db", backup)
    assert (tmp_path / "letter.db").read_text() == "Dear colleague"


def test_an_open_window_sees_what_was_restored(sample_file: Path, backup: Path) -> None:
    window = Tracker.open(sample_file)
    assert len(window.ids(ActivityQuery())) == 65
    restore(sample_file, backup)
    assert len(window.ids(ActivityQuery())) == 64
    window.close()


class TestLookingOver:
    """Whether a log is sound."""

    def test_a_sound_log_has_no_problems(self, sample_file: Path) -> None:
        health = examine(sample_file)
        assert (health.file, health.revision, health.activities, health.problems) == (sample_file, HEAD, 64, ())
        assert not health.holders

    def test_a_damaged_log_has_some(self, sample_file: Path) -> None:
        overwrite(sample_file, -40_000, -20_000)
        assert examine(sample_file).problems

    def test_a_log_that_is_not_there_is_not_made(self, tmp_path: Path) -> None:
        with pytest.raises(UserError, match=r"doctor\.missing"):
            examine(tmp_path / "log.db")
        assert list(tmp_path.iterdir()) == []
