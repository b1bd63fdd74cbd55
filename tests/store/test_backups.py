"""Backups that are made without being asked for: where they lie, what they hold, and which ones go."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from builders import adding, changing, make_draft

from pct_tracker.domain.backup import Backup
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.query import ActivityQuery, SavedView
from pct_tracker.store import backups
from pct_tracker.store.store import Store


@pytest.fixture
def store(file_store: Store) -> Store:
    """Backups by itself makes only a log in a file."""
    return file_store


@pytest.fixture
def filled(store: Store) -> Store:
    store.apply(adding(make_draft()), "somebody")
    return store


def change(store: Store, participants: int) -> None:
    store.apply(changing(store.activities([1])[0], participants=participants), "somebody")


def keep(store: Store, reason: str = "daily") -> Backup:
    made = store.keep_backup(reason)
    assert made is not None
    return made


class TestMaking:
    """One backup."""

    def test_it_lies_in_a_folder_beside_the_log_and_its_name_tells_when_and_why(self, filled: Store) -> None:
        made = keep(filled, "before-import")
        assert made.path.parent == filled.path.with_name("log.db.backups")
        assert made.path.name == f"0001_{made.at:%Y-%m-%d_%H-%M-%S}_before-import.db"
        assert backups.list_backups(filled.path) == [made]

    def test_it_holds_what_the_log_holds(self, filled: Store) -> None:
        made = keep(filled)
        assert backups.facts_of(made.path) == backups.facts_of(filled.path)
        copy = Store.open_copy(made.path)
        assert copy.activities([1]) == filled.activities([1])
        copy.close()

    def test_nothing_is_left_beside_it(self, filled: Store) -> None:
        made = keep(filled)
        assert [one.name for one in made.path.parent.iterdir()] == [made.path.name]

    def test_a_log_in_which_nothing_was_ever_done_has_none(self, store: Store) -> None:
        assert store.keep_backup("daily") is None
        assert not store.path.with_name("log.db.backups").exists()

    def test_a_log_that_is_as_it_was_is_not_copied_again(self, filled: Store) -> None:
        assert keep(filled, "before-import") == keep(filled) == backups.list_backups(filled.path)[0]
        change(filled, 7)
        assert keep(filled).number == 2

    @pytest.mark.parametrize(
        "touch",
        [
            lambda store: store.turn("undo", "somebody"),
            lambda store: store.keep_template("mine", make_draft()),
            lambda store: store.keep_view(SavedView("mine", None, "", (), (), "", ())),
            lambda store: store.keep_layout("a|b", "[]"),
            lambda store: store.lock_year(2024, "somebody"),
        ],
        ids=["undo", "template", "view", "layout", "lock"],
    )
    def test_whatever_was_changed_is_a_reason_for_another_one(self, filled: Store, touch: Callable[[Store], Any]) -> None:
        keep(filled)
        touch(filled)
        assert keep(filled).number == 2

    def test_a_damaged_one_does_not_stand_for_the_log(self, filled: Store) -> None:
        keep(filled).path.write_bytes(b"SQLite format 3\0" * 300)
        assert keep(filled).number == 2

    def test_a_log_that_is_damaged_is_not_copied_over_the_days(self, filled: Store) -> None:
        filled.apply(adding(*(make_draft() for _ in range(300))), "somebody")
        filled.close()
        content = bytearray(filled.path.read_bytes())
        content[-60_000:-30_000] = b"\xaa" * 30_000
        filled.path.write_bytes(content)
        again = Store.open(filled.path)
        with pytest.raises(UserError, match=r"store\.damaged"):
            again.keep_backup("daily")
        kept = again.keep_backup("before-repair", always=True)
        again.close()
        assert backups.list_backups(filled.path) == [kept]


class TestWhichGo:
    """Rotation, on files."""

    def test_those_that_no_rule_asks_for_are_taken_away(self, filled: Store) -> None:
        for number in range(1, 25):
            change(filled, number)
            filled.keep_backup("before-import")
        assert [one.number for one in backups.list_backups(filled.path)] == [*range(24, 4, -1), 1]

    def test_the_one_that_is_about_to_be_put_back_is_spared(self, filled: Store) -> None:
        for number in range(1, 22):
            change(filled, number)
            filled.keep_backup("before-restore")
        second = next(one for one in backups.list_backups(filled.path) if one.number == 2)
        change(filled, 99)
        filled.keep_backup("before-restore", spared=second.path)
        assert second.path.exists()

    def test_other_files_in_the_folder_are_left_alone(self, filled: Store) -> None:
        folder = keep(filled).path.parent
        (folder / "mine.txt").write_text("mine")
        change(filled, 7)
        keep(filled)
        assert (folder / "mine.txt").read_text() == "mine"

    def test_a_copy_that_was_never_finished_is_swept_away_after_a_day(self, filled: Store) -> None:
        folder = keep(filled).path.parent
        for name, age in ((".old.db.1234.part", 100_000), (".new.db.1234.part", 10)):
            (folder / name).write_text("half")
            then = (folder / name).stat().st_mtime - age
            os.utime(folder / name, (then, then))
        change(filled, 7)
        keep(filled)
        assert [one.name for one in folder.glob(".*")] == [".new.db.1234.part"]


class TestClock:
    """A clock that is set back."""

    def test_the_order_is_that_in_which_they_were_made(self, filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        keep(filled)
        earlier = datetime(2020, 1, 1, 12)

        class Clock(datetime):
            @classmethod
            def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
                return earlier.replace(tzinfo=tz)

        monkeypatch.setattr(backups, "datetime", Clock)
        change(filled, 7)
        made = keep(filled)
        assert (made.number, made.at) == (2, earlier)
        assert [one.number for one in backups.list_backups(filled.path)] == [2, 1]


class TestWhere:
    """Places that cannot be used."""

    def test_where_nothing_can_be_written_beside_the_log_they_lie_in_the_data_folder(self, filled: Store) -> None:
        filled.path.with_name("log.db.backups").write_text("in the way")
        made = keep(filled)
        assert made.path.parent == backups.folders_of(filled.path)[1]
        assert backups.list_backups(filled.path) == [made]
        change(filled, 7)
        assert keep(filled).number == 2

    def test_where_nothing_can_be_written_at_all_that_is_said(self, filled: Store) -> None:
        for folder in backups.folders_of(filled.path):
            folder.parent.mkdir(parents=True, exist_ok=True)
            folder.write_text("in the way")
        with pytest.raises(UserError, match=r"backup\.cannot-write"):
            filled.keep_backup("daily")
        backups.folders_of(filled.path)[1].unlink()

    def test_a_disk_without_room_is_said_and_not_filled(self, filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        usage = shutil.disk_usage(filled.path)._replace(free=100)
        monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)
        with pytest.raises(UserError, match=r"backup\.no-room"):
            filled.keep_backup("daily")
        assert backups.list_backups(filled.path) == []

    def test_names_with_a_meaning_in_addresses_are_names(self, empty_store: Path, tmp_path: Path) -> None:
        store = Store.open(Path(shutil.copy(empty_store, tmp_path / "50% of all? #1.db")))
        store.apply(adding(make_draft()), "somebody")
        made = keep(store)
        store.close()
        assert backups.facts_of(made.path).activities == 1


class TestEarlierNames:
    """What earlier versions left beside the log."""

    def test_it_gets_its_place_among_the_others(self, filled: Store) -> None:
        for name in ("log.before-0004.20250102-030405.db", "log.before-restore.20250607-080910-123456.db", "log.before-2024.db"):
            filled.backup(filled.path.with_name(name))
        keep(filled)
        found = [(one.number, one.reason, f"{one.at:%Y-%m-%d}") for one in backups.list_backups(filled.path)]
        assert found[1:] == [(2, "before-restore", "2025-06-07"), (1, "before-migration", "2025-01-02")]
        assert [one.name for one in filled.path.parent.glob("log.before-*")] == ["log.before-2024.db"]


class TestLostLogs:
    """A log that is gone, of which there are backups."""

    @pytest.mark.parametrize("is_empty", [False, True])
    def test_no_empty_log_takes_its_place(self, filled: Store, is_empty: bool) -> None:
        keep(filled)
        filled.close()
        filled.path.unlink()
        if is_empty:
            filled.path.touch()
        with pytest.raises(UserError, match=r"store\.gone") as trouble:
            Store.open(filled.path)
        assert trouble.value.params["folder"] == str(filled.path.with_name("log.db.backups"))
        assert not filled.path.exists() or not filled.path.stat().st_size

    def test_a_new_log_can_be_begun_once_the_backups_are_elsewhere(self, filled: Store) -> None:
        folder = keep(filled).path.parent
        filled.close()
        filled.path.unlink()
        folder.rename(folder.with_name("elsewhere"))
        store = Store.open(filled.path)
        assert store.find_ids(ActivityQuery()) == []
        store.close()


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be taken away there")
class TestTakenAway:
    """A log that is removed, renamed or replaced while it is open."""

    def refused(self, store: Store, code: str) -> None:
        with pytest.raises(UserError) as trouble:
            change(store, 7)
        assert trouble.value.code == code

    def test_a_save_into_a_file_that_is_gone_is_not_acknowledged(self, filled: Store) -> None:
        filled.path.unlink()
        self.refused(filled, "store.removed")
        assert not filled.path.exists()

    def test_no_new_file_is_made_where_it_was(self, filled: Store) -> None:
        filled.path.unlink()
        filled._engine.dispose()
        with pytest.raises(UserError, match=r"store\.removed"):
            filled.years()
        assert not filled.path.exists()

    def test_a_log_that_is_put_back_takes_saves_again(self, filled: Store, tmp_path: Path) -> None:
        filled.path.rename(tmp_path / "elsewhere.db")
        self.refused(filled, "store.removed")
        (tmp_path / "elsewhere.db").rename(filled.path)
        change(filled, 7)
        assert filled.activities([1])[0].participants == 7

    def test_a_save_into_a_file_that_was_replaced_is_not_acknowledged(self, filled: Store, tmp_path: Path) -> None:
        filled.backup(tmp_path / "other.db")
        (tmp_path / "other.db").replace(filled.path)
        self.refused(filled, "store.replaced")
        with sqlite3.connect(filled.path) as other:
            assert other.execute("SELECT participants FROM activity").fetchone() == (20,)
        other.close()

    def test_a_backup_that_is_put_back_is_no_other_file(self, filled: Store, tmp_path: Path) -> None:
        filled.backup(tmp_path / "other.db")
        filled.restore(tmp_path / "other.db")
        change(filled, 7)
        assert filled.activities([1])[0].participants == 7
