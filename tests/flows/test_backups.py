"""The backups of a log in the window: made by themselves, looked into, put back, and the way back from that."""

import os
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from pct_tracker.services.keeping.safekeeping import list_backups
from pct_tracker.services.tracker import Tracker
from pct_tracker.ui.shell.backups_dialog import BackupsDialog
from tests.flows.conftest import Hands

Key = Qt.Key
Open = Callable[..., Hands]


def reasons(hands: Hands) -> list[str]:
    return [one.backup.reason for one in list_backups(hands.window.workspace.tracker.store.path)]


def change_month(hands: Hands, month: str) -> None:
    hands.edit(2, month)
    hands.control(Key.Key_S)
    hands.until(lambda: not hands.window.activities.form.is_changed())
    hands.settle()


@pytest.fixture
def hands(open_window: Open, sample_file: Path) -> Hands:
    return open_window(sample_file.name)


def show_backups(hands: Hands) -> BackupsDialog:
    hands.window.actions_["backups"].trigger()
    hands.settle()
    dialog = hands.window.dialogs.backups
    assert dialog is not None
    return dialog


def cells(dialog: BackupsDialog, column: int) -> list[str]:
    return [dialog.model.index(row, column).data() for row in range(dialog.model.rowCount())]


def test_a_window_makes_the_backup_of_the_day(hands: Hands) -> None:
    assert reasons(hands) == ["daily"]


def test_a_window_left_open_makes_one_with_the_first_change_of_another_day(hands: Hands) -> None:
    hands.window.backups._today = lambda: date.today() + timedelta(days=1)
    change_month(hands, "2024-09")
    change_month(hands, "2024-10")
    assert reasons(hands) == ["daily", "daily"]


def test_an_empty_log_has_none_and_says_when_there_will_be(open_window: Open) -> None:
    hands = open_window("new.db")
    dialog = show_backups(hands)
    assert "There is no backup yet" in dialog.where.text()
    assert (dialog.table.isVisible(), dialog.restore.isEnabled()) == (False, False)
    dialog.reject()


def test_they_are_listed_with_what_they_hold_and_checked(hands: Hands) -> None:
    change_month(hands, "2024-09")
    dialog = show_backups(hands)
    hands.until(lambda: cells(dialog, 5) == ["sound"])
    assert cells(dialog, 1) == ["every day"]
    assert cells(dialog, 2) == ["64"]
    assert str(hands.window.workspace.tracker.store.path) in dialog.where.text()
    assert dialog.told.text().startswith("If it is put back: activities as they were then: 1, steps gone from the history: 1. ")
    assert [dialog.changes.index(0, column).data() for column in (0, 1)] == ["changed", "2024-09"]
    dialog.reject()


def test_one_is_made_by_hand_with_the_keyboard(hands: Hands) -> None:
    change_month(hands, "2024-09")
    dialog = show_backups(hands)
    hands.until(dialog.isActiveWindow)
    hands.press(Key.Key_Tab)
    while hands.focus is not dialog.now:
        hands.press(Key.Key_Tab)
    hands.press(Key.Key_Space)
    hands.until(lambda: cells(dialog, 1) == ["by hand", "every day"])
    assert dialog.told.text().startswith("The log holds the same")
    dialog.reject()


def test_a_damaged_one_is_said_to_be_damaged_and_cannot_be_put_back(hands: Hands) -> None:
    [kept] = list_backups(hands.window.workspace.tracker.store.path)
    content = bytearray(kept.backup.path.read_bytes())
    content[-60_000:-30_000] = b"\xaa" * 30_000
    kept.backup.path.write_bytes(content)
    dialog = show_backups(hands)
    hands.until(lambda: cells(dialog, 5) == ["damaged"])
    assert not dialog.restore.isEnabled()
    dialog.reject()


def test_one_is_put_back_with_enter_and_what_was_typed_stays(hands: Hands) -> None:
    change_month(hands, "2024-09")
    hands.edit(5, "2024-11")
    restored: list[Path | None] = []
    hands.window.restored.connect(restored.append)
    dialog = show_backups(hands)
    hands.until(lambda: dialog.restore.isEnabled())
    hands.until(dialog.isActiveWindow)
    hands.press(Key.Key_Return)
    hands.until(lambda: bool(restored))
    tracker = hands.window.workspace.tracker
    assert tracker.activity(2).month != "2024-09"
    assert [draft.draft.month for draft in tracker.drafts()] == ["2024-11"]
    assert reasons(hands) == ["before-restore", "daily"]
    assert restored[0] is not None
    hands.window.files.restore_from(restored[0])
    hands.settle()
    assert tracker.activity(2).month == "2024-09"


def test_about_says_when_the_newest_was_made(hands: Hands) -> None:
    hands.window.actions_["about"].trigger()
    [box] = hands.window.findChildren(QMessageBox)
    assert box.informativeText().startswith("The newest backup of this log is of ")
    box.reject()


@pytest.mark.skipif(os.name == "nt", reason="a file in the way is dealt with otherwise there")
def test_one_that_cannot_be_made_is_said_in_a_sentence_and_work_goes_on(
    open_window: Open, sample_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pct_tracker.store.backups._ROOM", 10**12)
    hands = open_window(tracker=Tracker.open(sample_file, "tester"))
    hands.until(hands.window.notice.isVisible)
    said = hands.window.notice.label.text()
    assert said.startswith("There is not enough room for a backup in ")
    assert said.endswith("There is no backup of this log yet.")
    change_month(hands, "2024-09")
    assert hands.window.workspace.tracker.activity(2).month == "2024-09"


def test_every_part_of_the_list_has_a_name_for_those_who_hear_it(hands: Hands) -> None:
    dialog = show_backups(hands)
    assert dialog.table.accessibleName()
    assert dialog.list.accessibleName()
    assert all(button.text() for button in (dialog.restore, dialog.now, dialog.folder))
    dialog.reject()
