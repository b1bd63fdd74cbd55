"""Very many selected activities are read off the window's thread, and everything can be done with them all the same."""

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import current_thread, main_thread

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from pct_tracker.domain.activity import Activity
from pct_tracker.services.tracker import Tracker
from pct_tracker.ui.register import register_side
from tests.flows.conftest import Hands

Key = Qt.Key


@pytest.fixture(autouse=True)
def _six_are_very_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register_side, "_AT_ONCE", 5)


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many activities were read on the window's thread, each time."""
    counts: list[int] = []
    plain = Tracker.activities_by_id

    def noted(tracker: Tracker, ids: Sequence[int]) -> list[Activity]:
        if current_thread() is main_thread():
            counts.append(len(ids))
        return plain(tracker, ids)

    monkeypatch.setattr(Tracker, "activities_by_id", noted)
    return counts


@pytest.fixture
def hands(open_window: Callable[..., Hands], sample_file: Path) -> Hands:
    return open_window(sample_file.name)


@pytest.fixture
def all_selected(hands: Hands, read_here: list[int]) -> Hands:
    hands.window.activities.register.setFocus()
    hands.control(Key.Key_A)
    read_here.clear()
    return hands


def test_they_are_copied_in_their_order(all_selected: Hands, read_here: list[int]) -> None:
    all_selected.control(Key.Key_C)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert len(lines) == 64
    assert lines[0].startswith("2024-02")
    assert read_here == []


def test_they_are_deleted_as_one_step(all_selected: Hands) -> None:
    all_selected.press(Key.Key_Delete)
    assert all_selected.window.activities.model.ids == []
    all_selected.control(Key.Key_Z)
    assert len(all_selected.window.activities.model.ids) == 64


def test_they_are_marked_as_checked(all_selected: Hands, read_here: list[int]) -> None:
    all_selected.window.actions_["review-checked"].trigger()
    all_selected.settle()
    assert 64 not in read_here
    activities = all_selected.window.workspace.tracker.activities_by_id(range(1, 65))
    assert {one.review.value for one in activities} == {"checked"}
