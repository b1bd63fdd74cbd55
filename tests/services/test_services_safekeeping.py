"""Copies of the log: made, listed, put back."""

import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from builders import adding, make_draft

from pct_tracker.domain.change import Edit, KeptDraft, Step
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.services.keeping.safekeeping import (
    back_up,
    backup_age,
    check_backup,
    find_sound,
    keep_daily,
    keep_now,
    list_backups,
    restore,
)
from pct_tracker.services.tracker import Tracker


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


def test_restoring_nine_times_leaves_the_first_backup_of_all(sample_file: Path, backup: Path) -> None:
    tracker = Tracker.open(sample_file)
    first = keep_daily(tracker)
    tracker.close()
    assert first is not None
    for number in range(9):
        restore(sample_file, backup if number % 2 else first.path)
    kept = list_backups(sample_file, check=True)
    assert kept[-1].backup == first
    assert all(one.is_sound for one in kept)
    assert len(kept) == 10


def test_what_was_being_typed_outlives_a_restore(sample_file: Path, backup: Path) -> None:
    tracker = Tracker.open(sample_file)
    typed = [KeptDraft(1, 1, make_draft(notes="Nairobi")), KeptDraft(65, 1, make_draft(notes="Muscat"))]
    for draft in typed:
        tracker.keep_draft(draft)
    tracker.close()
    restore(sample_file, backup)
    tracker = Tracker.open(sample_file)
    drafts = {draft.activity_id: draft for draft in tracker.drafts()}
    tracker.close()
    assert drafts[1] == typed[0]
    assert drafts[None].draft == typed[1].draft, "its activity is not in the backup"


def test_a_restore_that_cannot_keep_the_state_before_it_is_not_done(
    sample_file: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(100, 100, 0))
    with pytest.raises(UserError, match=r"backup\.no-room"):
        restore(sample_file, backup)
    assert count(sample_file) == 65


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
    assert [one for one in list_backups(location) if one.backup.reason == "before-restore"] == []


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


class TestByThemselves:
    """Backups nobody asked for."""

    def test_a_day_has_one_however_often_the_log_is_opened(self, sample_tracker: Tracker) -> None:
        first = keep_daily(sample_tracker)
        sample_tracker.undo()
        assert keep_daily(sample_tracker) == first

    @pytest.mark.parametrize("days", [1, 400, -365])
    def test_another_day_has_another_one_also_when_the_clock_was_set_back(self, sample_tracker: Tracker, days: int) -> None:
        first = keep_daily(sample_tracker)
        sample_tracker.undo()
        again = keep_daily(sample_tracker, date.today() + timedelta(days=days))
        assert first is not None
        assert again is not None
        assert again.number == first.number + 1

    def test_a_log_that_is_as_it_was_has_none_for_another_day(self, sample_tracker: Tracker) -> None:
        day = date.today()
        first = keep_daily(sample_tracker, day)
        assert first == keep_daily(sample_tracker, day + timedelta(days=1)) == keep_now(sample_tracker)

    def test_an_import_and_an_unlocking_have_one_before_them(self, sample_tracker: Tracker) -> None:
        sample_tracker.do(Edit(Step("import", {"file": "a.docx", "count": 1}), added=(make_draft(),)))
        sample_tracker.lock_year(2024)
        sample_tracker.unlock_year(2024, "a mistake")
        kept = list_backups(sample_tracker.store.path)
        assert [(one.backup.reason, one.facts.activities if one.facts else 0) for one in kept] == [
            ("before-unlock", 65),
            ("before-import", 64),
        ]

    def test_where_none_can_be_made_the_import_is_done_and_the_trouble_is_known(
        self, sample_tracker: Tracker, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(100, 100, 0))
        sample_tracker.do(Edit(Step("import", {"file": "a.docx", "count": 1}), added=(make_draft(),)))
        assert len(sample_tracker.ids(ActivityQuery())) == 65
        assert sample_tracker.backup_trouble is not None
        assert sample_tracker.backup_trouble.code == "backup.no-room"

    def test_a_damaged_backup_is_told_from_a_sound_one(self, sample_tracker: Tracker) -> None:
        sound = keep_now(sample_tracker)
        sample_tracker.undo()
        damaged = keep_now(sample_tracker)
        assert sound is not None
        assert damaged is not None
        overwrite(damaged.path, 100, 12_288)
        assert [check_backup(one) for one in (damaged, sound)] == [False, True]
        assert find_sound(sample_tracker.store.path) == sound


class TestAge:
    """How old the newest backup is."""

    def test_a_log_without_one_is_said_to_need_one(self, sample_file: Path) -> None:
        assert backup_age(sample_file).is_old

    def test_an_empty_log_needs_none(self, empty_tracker: Tracker) -> None:
        assert not backup_age(empty_tracker.store.path).is_old

    def test_an_old_one_is_old_only_if_something_was_changed_since(self, sample_tracker: Tracker) -> None:
        location, later = sample_tracker.store.path, datetime.now() + timedelta(days=30)
        keep_now(sample_tracker)
        assert not backup_age(location, later).is_old
        sample_tracker.undo()
        assert backup_age(location, later).is_old
        assert not backup_age(location).is_old
