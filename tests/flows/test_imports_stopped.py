"""Long imports: how far they are, and stopping them while they read and while they store."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from pct_tracker.ui.importing.import_dialog import ImportDialog
from tests.flows.conftest import Hands

Open = Callable[..., Hands]
HEADINGS = (
    "Date", "Type of Activity", "Content", "Description of the Activity", "Co-organizer(s)", "Location",
    "Origin of Participants", "Type of Participants", "Number of Participants",
)  # fmt: skip


@pytest.fixture
def long_file(tmp_path: Path) -> Path:
    """Rows enough to be still at work when somebody stops them."""
    file = tmp_path / "annex-2023.csv"
    with open(file, "w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerow(HEADINGS)
        for number in range(3_000):
            row = ("2023-05", "PCT Seminar", "B", f"Seminar {number}", "", "Kenya (KE)", "Kenya (KE)", "Offices", number + 1)
            csv.writer(lines).writerow(row)
    return file


def begin(hands: Hands, file: Path) -> ImportDialog:
    """Opens the dialog on a file, and does not wait for it."""
    hands.control(Qt.Key.Key_I)
    dialog = hands.window.dialogs.importing
    assert dialog is not None
    dialog.choose_file(file)
    return dialog


def click(dialog: ImportDialog, name: str) -> None:
    """Clicks a button, and does not wait for what it does."""
    QTest.mouseClick(getattr(dialog, name), Qt.MouseButton.LeftButton)


def test_reading_shows_how_far_it_is_and_can_be_stopped(open_window: Open, long_file: Path) -> None:
    hands = open_window()
    dialog = begin(hands, long_file)
    assert (dialog.bar.isVisible(), dialog.stop.isVisible(), dialog.store.isEnabled()) == (True, True, False)
    hands.until(lambda: dialog.bar.maximum() >= 3_000)
    click(dialog, "stop")
    hands.settle()
    assert dialog.summary.text() == "Stopped as you asked; nothing was stored."
    assert (dialog.bar.isVisible(), dialog.stop.isVisible(), dialog.store.isEnabled()) == (False, False, False)
    dialog.path.setFocus()
    hands.press(Qt.Key.Key_Return)
    assert "3000 new" in dialog.summary.text()
    assert hands.window.workspace.tracker.years() == []


def test_storing_shows_how_far_it_is_and_can_be_stopped(open_window: Open, long_file: Path) -> None:
    hands = open_window()
    dialog = begin(hands, long_file)
    hands.until(dialog.store.isEnabled)
    dialog.review.all.activated.emit(dialog.review.all.findData("leave-out"))
    dialog.review.all.activated.emit(dialog.review.all.findData("import"))
    click(dialog, "store")
    assert (dialog.bar.isVisible(), dialog.stop.isVisible(), dialog.store.isEnabled()) == (True, True, False)
    assert not any(widget.isEnabled() for widget in (dialog.steps, dialog.review, dialog.source, dialog.back, dialog.next))
    hands.until(lambda: dialog.bar.maximum() == 3_000)
    click(dialog, "stop")
    hands.settle()
    assert dialog.summary.text() == "Stopped as you asked; nothing was stored."
    assert (dialog.bar.isVisible(), dialog.stop.isVisible(), dialog.steps.isEnabled()) == (False, False, True)
    assert (hands.window.workspace.tracker.years(), hands.window.activities.model.rowCount()) == ([], 0)
    assert dialog.store.text() == "Import (3000)"
    hands.click(dialog.store)
    hands.until(lambda: hands.window.filter.year == 2023)
    hands.settle()
    assert hands.window.activities.model.rowCount() == 3_000


def test_cancel_while_storing_stores_nothing_and_keeps_what_was_decided(open_window: Open, long_file: Path) -> None:
    hands = open_window()
    dialog = begin(hands, long_file)
    hands.until(dialog.store.isEnabled)
    dialog.review.table.go_to(0)
    dialog.review.detail.decided.emit("leave-out")
    click(dialog, "store")
    click(dialog, "cancel")
    assert dialog.isVisible()
    hands.settle()
    assert dialog.summary.text() == "Stopped as you asked; nothing was stored."
    assert dialog.store.text() == "Import (2999)"
    assert hands.window.workspace.tracker.years() == []
    hands.click(dialog.cancel)
    assert not [one for one in hands.window.findChildren(ImportDialog) if one.isVisible()]


def test_a_program_that_is_closed_while_it_stores_ends_what_it_began(open_window: Open, long_file: Path) -> None:
    hands = open_window()
    dialog = begin(hands, long_file)
    hands.until(dialog.store.isEnabled)
    click(dialog, "store")
    hands.window.workspace.close()
    again = open_window()
    assert again.window.workspace.tracker.years() == [2023]
    again.window.close()
