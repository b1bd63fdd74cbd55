"""What putting a backup back would take away, bring back and change."""

import shutil
from pathlib import Path

import pytest
from builders import adding, changing, make_draft, removing

from pct_tracker.domain.backup import Backup
from pct_tracker.domain.errors import UserError
from pct_tracker.services.keeping.backup_look import look_into
from pct_tracker.services.keeping.safekeeping import keep_now, restore
from pct_tracker.services.tracker import Tracker

STORES = Path(__file__).parent.parent / "files" / "stores"


@pytest.fixture
def backup(sample_tracker: Tracker) -> Backup:
    made = keep_now(sample_tracker)
    assert made is not None
    return made


def test_a_log_that_is_as_it_was_is_the_same(sample_tracker: Tracker, backup: Backup) -> None:
    look = look_into(sample_tracker, backup.path)
    assert look.is_same
    assert look.newest is not None
    assert look.newest.step.code == "sample"


def test_every_activity_that_would_differ_is_named(sample_tracker: Tracker, backup: Backup) -> None:
    sample_tracker.do(adding(make_draft()))
    sample_tracker.do(removing(sample_tracker.activity(3)))
    sample_tracker.do(changing(sample_tracker.activity(5), participants=4711))
    look = look_into(sample_tracker, backup.path)
    assert [(one.what, one.activity.id) for one in look.named] == [("gone", 65), ("changed", 5), ("back", 3)]
    assert (look.gone, look.back, look.changed, look.steps_gone, look.steps_back) == (1, 1, 1, 3, 0)
    assert look.named[1].activity.participants == 4711


def test_a_change_that_was_taken_back_changes_the_history_alone(sample_tracker: Tracker, backup: Backup) -> None:
    sample_tracker.do(changing(sample_tracker.activity(5), participants=4711))
    sample_tracker.undo()
    look = look_into(sample_tracker, backup.path)
    assert (look.named, look.steps_gone, look.is_same) == ((), 2, False)


def test_a_log_that_has_gone_another_way_is_told_from_this_one(sample_tracker: Tracker, backup: Backup) -> None:
    """Both have a second step with the same number, which is not the same step."""
    sample_tracker.do(changing(sample_tracker.activity(5), participants=1))
    other = keep_now(sample_tracker)
    assert other is not None
    restore(sample_tracker.store.path, backup.path)
    sample_tracker.do(changing(sample_tracker.activity(6), participants=2))
    look = look_into(sample_tracker, other.path)
    assert [(one.what, one.activity.id) for one in look.named] == [("changed", 6), ("changed", 5)]
    assert (look.steps_gone, look.steps_back) == (1, 1)


@pytest.mark.parametrize("revision", ["0001", "0002", "0003"])
def test_a_backup_of_an_older_version_can_be_looked_into_and_stays_as_it_is(
    sample_tracker: Tracker, revision: str, tmp_path: Path
) -> None:
    file = Path(shutil.copy(STORES / f"{revision}-filled.db", tmp_path / "old.db"))
    before = file.read_bytes()
    look = look_into(sample_tracker, file)
    assert look.steps_back
    assert file.read_bytes() == before
    assert [one.name for one in tmp_path.glob("old*")] == ["old.db"]


@pytest.mark.parametrize(("start", "code"), [(0, "store.not-a-store"), (100, "restore.damaged")])
def test_what_cannot_be_read_is_said(sample_tracker: Tracker, backup: Backup, start: int, code: str) -> None:
    content = bytearray(backup.path.read_bytes())
    content[start:12_288] = b"\xaa" * (12_288 - start)
    backup.path.write_bytes(content)
    with pytest.raises(UserError) as trouble:
        look_into(sample_tracker, backup.path)
    assert trouble.value.code == code


def test_one_that_is_gone_is_said(sample_tracker: Tracker, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"restore\.missing"):
        look_into(sample_tracker, tmp_path / "nowhere.db")
