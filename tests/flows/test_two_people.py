"""Two windows on one log, in a file or on a server."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pct_tracker.cli.main import run as run_command
from pct_tracker.domain.change import Edit, Removal, Revision, Step
from pct_tracker.services.tracker import Tracker
from tests.flows.conftest import Hands

Key = Qt.Key


def somebody_changes(log: str, **values: object) -> None:
    tracker = Tracker.open(log, "somebody else")
    activity = tracker.activity(2)
    tracker.do(Edit(Step("change", {"title": "…"}), revised=(Revision(2, activity.version, activity.with_fields(**values)),)))
    tracker.close()


def somebody_deletes(log: str) -> None:
    tracker = Tracker.open(log, "somebody else")
    tracker.do(Edit(Step("delete", {"title": "…"}), removed=(Removal(2, tracker.activity(2).version),)))
    tracker.close()


def run(log: str, *words: str) -> None:
    assert run_command(["--store", log, *words], lambda _location: 2) == 0


@pytest.fixture(params=["file", "server"])
def log(request: pytest.FixtureRequest) -> str:
    """The place of a log with the sample of 2024, on each of the engines."""
    return str(request.getfixturevalue("sample_file" if request.param == "file" else "team_log"))


@pytest.fixture
def hands(open_window: Callable[..., Hands], log: str) -> Hands:
    """A window in which activity 2 was opened, changed by somebody else meanwhile, and is saved."""
    hands = open_window(tracker=Tracker.open(log, "tester"))
    hands.edit(2, "2024-09")
    somebody_changes(log, participants=7)
    hands.control(Key.Key_S)
    hands.until(lambda: bool(hands.window.notice.buttons))
    return hands


def stored(hands: Hands) -> tuple[str | None, int | None]:
    hands.settle()
    activity = hands.window.workspace.tracker.activity(2)
    return activity.month, activity.participants


def test_both_values_are_shown_and_nothing_is_stored_before_a_decision(hands: Hands) -> None:
    text = hands.window.notice.label.text()
    assert "stored “2024-02”, yours “2024-09”" in text
    assert "stored “7”, yours “105”" in text
    assert stored(hands) == ("2024-02", 7)
    assert hands.window.activities.drafts[2].draft.month == "2024-09"


def test_mine_can_be_stored(hands: Hands) -> None:
    hands.choose("Store mine")
    hands.until(lambda: not hands.window.activities.form.is_changed())
    assert stored(hands) == ("2024-09", 105)


def test_the_stored_one_can_be_taken(hands: Hands) -> None:
    hands.choose("Take the stored one")
    form = hands.window.activities.form
    assert (form.fields.month.text(), form.fields.participants.text(), form.is_changed()) == ("2024-02", "7", False)
    assert (stored(hands), hands.window.activities.drafts) == (("2024-02", 7), {})


def test_mine_can_still_be_stored_after_looking_at_another_activity(hands: Hands) -> None:
    hands.window.activities.open_activity(3)
    hands.choose("Store mine")
    hands.until(lambda: not hands.window.activities.drafts)
    assert stored(hands) == ("2024-09", 105)
    assert hands.window.workspace.tracker.activity(3).month == "2024-03"


def test_reverting_takes_up_what_somebody_else_stored(hands: Hands) -> None:
    hands.window.activities.form.focus_first()
    hands.press(Key.Key_Escape)
    form = hands.window.activities.form
    assert form.fields.participants.text() == "7"
    form.focus_first()
    hands.control(Key.Key_A)
    hands.type("2024-11")
    hands.control(Key.Key_S)
    hands.until(lambda: not form.is_changed())
    assert stored(hands) == ("2024-11", 7)


def test_a_deleted_activity_can_be_gone_on_with_as_a_new_one(open_window: Callable[..., Hands], log: str) -> None:
    hands = open_window(tracker=Tracker.open(log, "tester"))
    hands.edit(2, "2024-09")
    somebody_deletes(log)
    hands.control(Key.Key_S)
    hands.until(lambda: bool(hands.window.notice.buttons))
    assert "deleted" in hands.window.notice.label.text()
    hands.choose("Go on with it as a new activity")
    page = hands.window.activities
    assert (page.form.activity_id, page.form.fields.month.text()) == (None, "2024-09")
    assert set(page.drafts) == {None}
    hands.control(Key.Key_S)
    hands.until(lambda: page.form.activity_id == 65)
    assert hands.window.workspace.tracker.activity(65).participants == 105


def test_a_lock_of_the_command_line_is_seen_when_somebody_comes_back(
    open_window: Callable[..., Hands], log: str, qtbot: QtBot
) -> None:
    hands = open_window(tracker=Tracker.open(log, "tester"))
    years = hands.window.filter.years
    other = QWidget()
    qtbot.addWidget(other)

    def go_and_come_back(*words: str) -> None:
        other.show()
        other.activateWindow()
        hands.until(other.isActiveWindow)
        run(log, *words)
        hands.window.activateWindow()
        hands.until(hands.window.isActiveWindow)
        hands.settle()

    go_and_come_back("lock", "--year", "2024")
    hands.until(lambda: years.currentText() == "2024 – locked")
    assert hands.window.actions_["unlock-year"].isEnabled()
    go_and_come_back("unlock", "--year", "2024", "--reason", "a number was wrong")
    hands.until(lambda: years.currentText() == "2024")
    assert hands.window.actions_["lock-year"].isEnabled()
