"""What the world and the program itself may do wrong, and what the window makes of it."""

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from types import TracebackType

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton

from pct_tracker.domain.activity import ActivityDraft
from pct_tracker.domain.change import Change, Edit
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.finding import Finding
from pct_tracker.logs import DiscreetFormatter
from pct_tracker.reference.loader import load_reference
from pct_tracker.services.tracker import Tracker
from pct_tracker.store.dialects import sqlite
from pct_tracker.store.store import Store
from pct_tracker.ui.shell import mistakes
from pct_tracker.ui.shell.mistake_dialog import MistakeDialog, tell_mistake
from tests.flows.conftest import Hands

Key = Qt.Key
Open = Callable[..., Hands]


class Clumsy(Tracker):
    """Makes mistakes on demand."""

    mistake: Exception | None = None

    def do(self, edit: Edit) -> Change:
        if self.mistake is not None:
            raise self.mistake
        return super().do(edit)

    def check(self, draft: ActivityDraft, activity_id: int | None = None) -> tuple[Finding, ...]:
        if isinstance(self.mistake, UserError):
            raise self.mistake
        return super().check(draft, activity_id)


@pytest.fixture
def hands(open_window: Open, sample_file: Path) -> Iterator[Hands]:
    hands = open_window(tracker=Clumsy(Store.open(sample_file), load_reference(), "tester"))
    yield hands
    hands.window.workspace.tracker.mistake = None


def dialogs() -> list[MistakeDialog]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, MistakeDialog) and one.isVisible()]


def test_a_mistake_of_the_program_is_shown_with_its_details_and_the_window_goes_on(hands: Hands) -> None:
    tracker = hands.window.workspace.tracker
    tracker.mistake = ZeroDivisionError("nobody foresaw this")
    hands.edit(2, "2024-09")
    hands.control(Key.Key_S)
    hands.until(lambda: bool(dialogs()))
    [dialog] = dialogs()
    assert "flows/test_troubles.py" in dialog.detailedText()
    assert "nobody foresaw this" not in dialog.detailedText()  # what a mistake says may be a text of an activity
    assert "what you typed is kept" in dialog.informativeText()
    next(button for button in dialog.buttons() if button.text() == "Copy details").click()
    assert "ZeroDivisionError" in QGuiApplication.clipboard().text()
    dialog.close()
    tracker.mistake = None
    assert hands.window.activities.drafts[2].draft.month == "2024-09"
    hands.window.activities.save()
    hands.until(lambda: not hands.window.activities.form.is_changed())
    assert tracker.activity(2).month == "2024-09"


def test_a_mistake_that_comes_again_and_again_is_shown_once(hands: Hands) -> None:
    for number in range(5):
        tell_mistake(ValueError(number), hands.window)
    [dialog] = dialogs()
    dialog.close()


def test_a_trouble_while_reading_is_a_notice_and_no_mistake(hands: Hands) -> None:
    hands.window.activities.open_activity(2)
    hands.window.workspace.tracker.mistake = UserError("store.unreachable", file="log.db")
    hands.type("1")
    hands.until(hands.window.notice.isVisible)
    assert hands.window.notice.label.text().startswith("The disk or network folder that holds log.db does not answer")
    assert dialogs() == []


def test_a_log_that_another_program_writes_is_a_plain_notice_and_nothing_is_lost(
    open_window: Open, sample_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "_BUSY_MILLISECONDS", 50)
    hands = open_window(sample_file.name)
    page = hands.window.activities
    hands.edit(2, "2024-09")
    with closing(sqlite3.connect(sample_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        hands.control(Key.Key_S)
        hands.until(hands.window.notice.isVisible)
        hands.settle()
        assert hands.window.notice.label.text().startswith("The log activities.db is being written by another program")
        assert (page.form.fields.month.text(), page.drafts[2].draft.month) == ("2024-09", "2024-09")
        other.execute("ROLLBACK")
    hands.control(Key.Key_S)
    hands.until(lambda: not page.form.is_changed())
    assert hands.window.workspace.tracker.activity(2).month == "2024-09"
    assert page.drafts == {}


def test_a_log_that_cannot_be_written_is_read_and_offers_nothing_that_would_be_refused(
    open_window: Open, sample_file: Path
) -> None:
    hands = open_window(tracker=Tracker(Store(sample_file, read_only=True), load_reference(), "tester"))
    window, page = hands.window, hands.window.activities
    assert window.windowTitle() == "activities.db (to read only) – PCT Tracker"
    assert "change nothing" in window.notice.label.text()
    assert page.model.rowCount() == 64
    page.open_activity(2)
    assert page.form.fields.month.text() == "2024-02"
    assert not page.form.fields.month.isEnabled()
    assert not page.form.buttons.isVisible()
    title = page.form.fields.title
    title.tabs.button("fr").click()
    title.edit.setFocus()
    hands.type("x")
    assert (title.language, page.form.is_changed()) == ("fr", False)
    page.focus_register()
    hands.press(Key.Key_F2)
    hands.press(Key.Key_Delete)
    hands.control(Key.Key_N)
    assert (hands.focus, page.form.activity_id, page.model.rowCount()) == (page.register, 2, 64)
    offered = [
        action.objectName() for menu in window.menuBar().actions() for action in menu.menu().actions() if action.isVisible()
    ]
    assert {"copy", "export", "find", "history"} <= set(offered)
    assert not {"new", "save", "undo", "delete", "bulk", "import", "lock-year"} & set(offered)
    assert not any(button.isVisible() for button in window.findChildren(QPushButton) if button.text() == "New activity")
    assert dialogs() == []


def test_a_form_that_is_made_anew_cannot_be_edited_by_a_reader_either(open_window: Open, sample_file: Path) -> None:
    hands = open_window(tracker=Tracker(Store(sample_file, read_only=True), load_reference(), "tester"))
    page = hands.window.activities
    before = page.form
    page.set_language("zh")
    page.open_activity(2)
    assert page.form is not before
    assert not page.form.fields.month.isEnabled()
    assert not page.form.buttons.isVisible()


def test_what_a_log_refuses_all_the_same_is_said_in_a_plain_sentence(open_window: Open, sample_file: Path) -> None:
    hands = open_window(tracker=Tracker(Store(sample_file, read_only=True), load_reference(), "tester"))
    hands.window.pages.show("history")
    hands.settle()
    hands.window.history.steps.undo_down_to_here()
    hands.settle()
    assert "can be read but not written" in hands.window.notice.label.text()
    assert dialogs() == []


def test_in_a_narrow_window_somebody_who_may_only_read_gets_back_from_the_form(open_window: Open, sample_file: Path) -> None:
    tracker = Tracker(Store(sample_file, read_only=True), load_reference(), "tester")
    hands = open_window(tracker=tracker, size=(900, 700))
    page = hands.window.activities
    page.focus_register()
    hands.press(Key.Key_Return)
    assert (page.form.isVisible(), page.register.isVisible()) == (True, False)
    hands.press(Key.Key_Escape)
    assert (page.form.isVisible(), page.register.isVisible()) == (False, True)


def test_a_mistake_writes_no_text_of_an_activity_into_the_log_file(hands: Hands, caplog: pytest.LogCaptureFixture) -> None:
    mark = "a-title-that-nobody-may-read"
    hands.window.workspace.tracker.mistake = ValueError(mark)
    with caplog.at_level("ERROR", "pct_tracker"):
        hands.edit(2, "2024-09")
        hands.control(Key.Key_S)
        hands.until(lambda: bool(dialogs()))
        hands.window.workspace.tracker.mistake = None  # the window looks for changes when the dialog goes
        dialogs()[0].close()
        mistakes._caught(*_caught(KeyError(mark)))
    dialogs()[0].close()
    assert [record.getMessage() for record in caplog.records] == [
        "Unforeseen trouble in the worker",
        "Unforeseen trouble in the window",
    ]
    records = (logging.makeLogRecord(vars(one) | {"exc_text": None}) for one in caplog.records)
    told = "".join(map(DiscreetFormatter("%(message)s").format, records))
    assert "builtins.ValueError" in told
    assert mark not in told


def _caught(error: Exception) -> tuple[type[Exception], Exception, TracebackType | None]:
    try:
        raise error
    except Exception as caught:
        return type(caught), caught, caught.__traceback__
