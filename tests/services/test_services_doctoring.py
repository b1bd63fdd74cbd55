"""Whether a log is sound, what is mended in it, and what is saved from a damaged one."""

import sqlite3
from pathlib import Path

import pytest

from pct_tracker.domain.errors import UserError
from pct_tracker.services.keeping.doctoring import examine, mend, save_from
from pct_tracker.services.keeping.safekeeping import list_backups
from pct_tracker.store.revisions import HEAD


def overwrite(path: Path, start: int, end: int) -> None:
    content = bytearray(path.read_bytes())
    content[start:end] = b"\xaa" * len(content[start:end])
    path.write_bytes(content)


def run_sql(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_sound_log_has_no_problems(sample_file: Path) -> None:
    health = examine(sample_file)
    assert (health.name, health.revision, health.activities, health.problems) == (str(sample_file), HEAD, 64, ())
    assert health.is_sound
    assert not health.holders


def test_a_damaged_log_has_some(sample_file: Path) -> None:
    overwrite(sample_file, -40_000, -20_000)
    health = examine(sample_file)
    assert health.problems
    assert not health.is_sound


def test_a_log_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    for look in (examine, mend, lambda path: save_from(path, tmp_path / "saved.db")):
        with pytest.raises(UserError, match=r"doctor\.missing"):
            look(tmp_path / "log.db")
    assert list(tmp_path.iterdir()) == []


def test_looking_changes_nothing(sample_file: Path) -> None:
    run_sql(sample_file, "DELETE FROM search_trigram WHERE rowid = 7")
    before = sample_file.read_bytes()
    assert [flaw.code for flaw in examine(sample_file).flaws] == ["search"]
    assert sample_file.read_bytes() == before
    assert list_backups(sample_file) == []


def test_a_log_is_mended_after_a_backup(sample_file: Path) -> None:
    run_sql(sample_file, "DELETE FROM search_trigram WHERE rowid = 7")
    mending = mend(sample_file)
    assert mending.after.is_sound
    assert mending.backup is not None
    assert [flaw.code for flaw in examine(mending.backup.path).flaws] == ["search"]


def test_nothing_is_mended_where_no_backup_can_be_made(sample_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_sql(sample_file, "DELETE FROM search_trigram WHERE rowid = 7")
    monkeypatch.setattr("pct_tracker.store.backups._ROOM", 10**12)
    with pytest.raises(UserError, match=r"backup\.no-room"):
        mend(sample_file)
    assert [flaw.code for flaw in examine(sample_file).flaws] == ["search"]


def test_what_can_be_read_of_a_damaged_log_is_saved(sample_file: Path, tmp_path: Path) -> None:
    overwrite(sample_file, 100, 12_288)
    told = save_from(sample_file, tmp_path / "saved.db")
    assert told.activities == 64
    assert examine(tmp_path / "saved.db").is_sound
