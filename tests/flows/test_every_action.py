"""Everything the window can do, as the table of actions says."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import SIGNAL, Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from pct_tracker.ui.common.actions import ACTIONS, MENUS
from tests.flows.conftest import Hands

Open = Callable[..., Hands]
IDS = [spec.id for spec in ACTIONS if spec.id != "quit"]


@pytest.fixture
def nobody_chooses(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Answers the questions for files with nothing, and tells what was asked."""
    asked: list[str] = []

    def reject(dialog: QFileDialog) -> int:
        asked.append(dialog.windowTitle())
        return 0

    monkeypatch.setattr(QFileDialog, "exec", reject)
    return asked


def close_dialogs(hands: Hands) -> None:
    for window in QApplication.topLevelWidgets():
        if isinstance(window, QDialog) and window.isVisible():
            window.reject()
    hands.settle()


@pytest.mark.parametrize("page", ["activities", "check", "report", "overview", "history"])
@pytest.mark.parametrize("filled", [False, True])
def test_no_action_does_any_harm(
    open_window: Open, sample_file: Path, nobody_chooses: list[str], filled: bool, page: str
) -> None:
    hands = open_window(sample_file.name if filled else "empty.db")
    for id_ in IDS:
        hands.window.pages.show(page)
        hands.window.actions_[id_].trigger()
        hands.settle()
        close_dialogs(hands)
    assert hands.window.isVisible()


@pytest.mark.parametrize(("id_", "left"), [("delete", 63), ("undo", 0), ("duplicate", 64), ("sample", 64)])
def test_an_action_leaves_as_many_activities_as_it_says(open_window: Open, sample_file: Path, id_: str, left: int) -> None:
    hands = open_window(sample_file.name)
    hands.window.pages.show("activities")
    hands.window.actions_[id_].trigger()
    hands.settle()
    assert hands.window.activities.model.rowCount() == left


def test_files_are_asked_for_by_name(open_window: Open, nobody_chooses: list[str]) -> None:
    hands = open_window()
    for id_ in ("open", "backup", "restore"):
        hands.window.actions_[id_].trigger()
    assert nobody_chooses == ["Open a log, or name a new one", "Back up the log", "Restore a backup"]


def test_every_action_has_a_text_is_connected_and_stands_in_a_menu(open_window: Open) -> None:
    window = open_window().window
    for spec in ACTIONS:
        action = window.actions_[spec.id]
        assert action.text(), spec.id
        assert action.receivers(SIGNAL("triggered(bool)")) > 0, spec.id
        assert spec.menu in MENUS, spec.id
        assert action.toolTip().replace("&", "") == action.toolTip(), spec.id


def test_no_key_and_no_access_key_means_two_things(open_window: Open) -> None:
    window = open_window().window
    keys = Counter(key for spec in ACTIONS for key in spec.keys)
    assert [key for key, times in keys.items() if times > 1] == []
    for bar_action in window.menuBar().actions():
        menu = bar_action.menu()
        letters = Counter(
            text[text.index("&") + 1].lower() for action in menu.actions() if "&" in (text := action.text().replace("&&", ""))
        )
        assert [letter for letter, times in letters.items() if times > 1] == [], bar_action.text()


def test_a_backup_is_a_log_of_its_own_and_the_log_is_never_its_own_backup(
    open_window: Open, sample_file: Path, tmp_path: Path
) -> None:
    hands = open_window(sample_file.name)
    target = tmp_path / "copy.db"
    target.write_text("an older copy")
    hands.window.files.back_up_to(target)
    hands.settle()
    assert hands.window.notice.label.text() == f"The log was copied to {target}."
    assert open_window("copy.db").window.activities.model.rowCount() == 64
    hands.window.files.back_up_to(sample_file)
    hands.settle()
    assert "was not overwritten" in hands.window.notice.label.text()
    assert hands.window.workspace.tracker.years() == [2024]


def test_the_list_of_keys_names_every_action_that_has_one(open_window: Open) -> None:
    hands = open_window()
    hands.press(Qt.Key.Key_F1)
    [dialog] = [one for one in hands.window.findChildren(QDialog) if one.windowTitle() == "Keys"]
    [table] = [label.text() for label in dialog.findChildren(type(hands.window.notice.label)) if "<table" in label.text()]
    for spec in ACTIONS:
        assert all(key in table for key in spec.keys[:1]), spec.id
    closed: list[int] = []
    dialog.finished.connect(closed.append)
    hands.until(dialog.isActiveWindow)
    hands.press(Qt.Key.Key_Escape)
    assert len(closed) == 1


def test_quitting_closes_the_window(open_window: Open) -> None:
    hands = open_window()
    hands.window.actions_["quit"].trigger()
    assert not hands.window.isVisible()
