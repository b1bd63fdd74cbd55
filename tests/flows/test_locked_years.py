"""A published year is closed to every change in the window, and opened again for a reason."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from pct_tracker.services.tracker import Tracker
from tests.flows.conftest import ANNEX, Hands

Key = Qt.Key
Open = Callable[..., Hands]


def lock(file: Path, year: int = 2024) -> None:
    """Somebody locks a year in a program of their own."""
    tracker = Tracker.open(file, "Jean")
    tracker.lock_year(year)
    tracker.close()


@pytest.fixture
def hands(open_window: Open, sample_file: Path) -> Hands:
    """A window on the sample, whose year is locked."""
    lock(sample_file)
    return open_window(sample_file.name)


def year_text(hands: Hands) -> str:
    return hands.window.filter.years.currentText()


def state(hands: Hands) -> tuple[bool, bool]:
    actions = hands.window.actions_
    return actions["lock-year"].isEnabled(), actions["unlock-year"].isEnabled()


def told(hands: Hands) -> str:
    hands.settle()
    return hands.window.notice.label.text()


def unlock(hands: Hands, reason: str) -> None:
    """Answers the dialog that is open."""
    dialog = hands.window.locks.dialog
    assert dialog is not None
    hands.until(dialog.isActiveWindow)
    hands.type(reason)
    hands.press(Key.Key_Return)


class TestLocking:
    """Locking says what it means, and is seen."""

    def test_the_year_that_is_shown_is_locked_after_a_question(self, open_window: Open, sample_file: Path) -> None:
        hands = open_window(sample_file.name)
        actions = hands.window.actions_
        assert (actions["lock-year"].text(), state(hands)) == ("&Lock 2024…", (True, False))
        actions["lock-year"].trigger()
        question = hands.window.locks.question
        assert question is not None
        assert "Nothing can then be added to 2024" in question.informativeText()
        hands.until(question.isActiveWindow)
        hands.press(Key.Key_Return)
        assert "2024 is locked" in told(hands)
        assert (year_text(hands), state(hands)) == ("2024 – locked", (False, True))

    def test_nothing_is_locked_when_it_is_not_meant(self, open_window: Open, sample_file: Path) -> None:
        hands = open_window(sample_file.name)
        hands.window.actions_["lock-year"].trigger()
        question = hands.window.locks.question
        assert question is not None
        hands.until(question.isActiveWindow)
        hands.press(Key.Key_Escape)
        assert (hands.window.workspace.tracker.locks(), state(hands)) == ({}, (True, False))

    def test_all_years_together_can_neither_be_locked_nor_unlocked(self, hands: Hands) -> None:
        hands.window.filter.choose_year(None)
        hands.settle()
        assert (hands.window.actions_["lock-year"].text(), state(hands)) == ("&Lock the year…", (False, False))

    def test_a_lock_of_another_window_is_seen(self, open_window: Open, sample_file: Path) -> None:
        hands = open_window(sample_file.name)
        lock(sample_file)
        hands.window.workspace.ask(Tracker.catch_up, hands.window._catch_up)
        hands.settle()
        assert (year_text(hands), state(hands)) == ("2024 – locked", (False, True))

    def test_somebody_else_was_quicker(self, open_window: Open, sample_file: Path) -> None:
        hands = open_window(sample_file.name)
        hands.window.actions_["lock-year"].trigger()
        lock(sample_file)
        question = hands.window.locks.question
        assert question is not None
        hands.until(question.isActiveWindow)
        hands.press(Key.Key_Return)
        assert told(hands) == "2024 is locked already."
        assert state(hands) == (False, True)


class TestRefused:
    """Nothing gets into a locked year or out of it, and nothing that was typed is lost."""

    def test_a_change_is_refused_and_stays_typed_with_the_way_to_unlock(self, hands: Hands) -> None:
        hands.edit(2, "2024-09")
        hands.control(Key.Key_S)
        assert told(hands).startswith("2024 is locked because it is published")
        page = hands.window.activities
        assert (page.form.is_changed(), page.form.fields.month.text()) == (True, "2024-09")
        assert page.drafts[2].draft.month == "2024-09"
        assert hands.window.workspace.tracker.activity(2).month == "2024-02"
        hands.choose("Unlock 2024…")
        unlock(hands, "Corrigendum")
        assert "2024 is unlocked" in told(hands)
        page.form.focus_first()
        hands.control(Key.Key_S)
        hands.until(lambda: not page.form.is_changed())
        assert hands.window.workspace.tracker.activity(2).month == "2024-09"

    def test_moving_one_out_is_refused(self, hands: Hands) -> None:
        hands.window.activities.open_activity(2, "year")
        hands.control(Key.Key_A)
        hands.type("2023")
        hands.control(Key.Key_S)
        assert "2024 is locked" in told(hands)
        assert hands.window.workspace.tracker.years() == [2024]

    def test_a_new_activity_and_a_duplicate_are_refused_and_stay_typed(self, hands: Hands) -> None:
        page = hands.window.activities
        page.register.setFocus()
        page.register.show_activity(35)
        hands.control(Key.Key_D)
        hands.type("2024-11")
        hands.control(Key.Key_S)
        assert "2024 is locked" in told(hands)
        assert (page.form.activity_id, page.form.fields.month.text()) == (None, "2024-11")
        assert None in page.drafts
        assert page.model.rowCount() == 64

    def test_deleting_undoing_and_confirming_a_fix_are_refused(self, hands: Hands) -> None:
        hands.window.activities.register.setFocus()
        hands.press(Key.Key_Delete)
        assert "2024 is locked" in told(hands)
        hands.window.notice.hide()
        hands.control(Key.Key_Z)
        assert "2024 is locked" in told(hands)
        hands.window.notice.hide()
        finding = next(one for some in hands.window.workspace.tracker.findings(2024).values() for one in some if one.fixes)
        hands.window.activities.confirm(finding, finding.fixes[0])
        assert "2024 is locked" in told(hands)
        assert hands.window.activities.model.rowCount() == 64
        assert hands.window.workspace.tracker.store.last_entry() == 2

    def test_an_import_is_refused_and_stores_nothing(self, hands: Hands) -> None:
        hands.window.actions_["unlock-year"].trigger()
        unlock(hands, "To delete one")
        hands.window.activities.register.setFocus()
        hands.press(Key.Key_Delete)
        hands.window.workspace.tracker.lock_year(2024)
        hands.control(Key.Key_I)
        dialog = hands.window.dialogs.importing
        assert dialog is not None
        dialog.choose_file(ANNEX / "annex-2024-en.docx")
        hands.settle()
        hands.click(dialog.store)
        assert "2024 is locked" in dialog.summary.text()
        assert hands.window.activities.model.rowCount() == 63
        dialog.reject()

    def test_another_year_is_open(self, hands: Hands) -> None:
        hands.control(Key.Key_N)
        hands.type("2025-02")
        hands.window.activities.form.focus_field("year")
        hands.control(Key.Key_A)
        hands.type("2025")
        hands.control(Key.Key_S)
        hands.until(lambda: 2025 in hands.window.workspace.tracker.years())
        hands.settle()
        assert (year_text(hands), state(hands)) == ("2025", (True, False))
        assert hands.window.filter.years.itemText(1) == "2024 – locked"


class TestUnlocking:
    """A reason is needed, it is kept, and what changes after is listed."""

    def test_a_reason_is_needed_and_what_lacks_is_said(self, hands: Hands) -> None:
        hands.window.actions_["unlock-year"].trigger()
        unlock(hands, "  ")
        dialog = hands.window.locks.dialog
        assert dialog is not None
        assert dialog.isVisible()
        assert "no reason was given" in dialog.row.messages.messages[0].text
        assert dialog.reason.hasFocus()
        hands.type("A State asked")
        assert dialog.row.messages.messages == ()
        hands.press(Key.Key_Return)
        assert (year_text(hands), state(hands)) == ("2024", (True, False))
        lock_ = hands.window.workspace.tracker.locks()[2024]
        assert (lock_.reason, lock_.unlocked_by) == ("A State asked", "tester")

    def test_giving_up_leaves_the_year_locked(self, hands: Hands) -> None:
        hands.window.actions_["unlock-year"].trigger()
        dialog = hands.window.locks.dialog
        assert dialog is not None
        hands.until(dialog.isActiveWindow)
        hands.type("No")
        hands.press(Key.Key_Escape)
        assert (year_text(hands), state(hands)) == ("2024 – locked", (False, True))

    def test_the_history_names_the_reason(self, hands: Hands) -> None:
        hands.window.actions_["unlock-year"].trigger()
        unlock(hands, "A State asked")
        hands.control(Key.Key_5)
        model = hands.window.history.steps.model
        assert [str(model.index(row, 2).data()) for row in (0, 1)] == ["2024 unlocked: A State asked", "2024 locked"]

    def test_what_changed_since_the_lock_is_listed_with_its_differences(self, hands: Hands) -> None:
        view = hands.window.history.since
        hands.window.actions_["changes-since"].trigger()
        hands.settle()
        assert view.text.toPlainText() == "Nothing was changed since."
        hands.window.actions_["unlock-year"].trigger()
        unlock(hands, "A State asked")
        hands.window.pages.show("activities")
        hands.edit(2, "2024-09")
        hands.control(Key.Key_S)
        hands.window.activities.register.setFocus()
        hands.window.activities.register.show_activity(10)
        hands.press(Key.Key_Delete)
        hands.window.actions_["changes-since"].trigger()
        hands.settle()
        text = view.text.toPlainText()
        assert "Month: 2024-02 → 2024-09" in text
        assert "Deleted: 2024-04 · " in text
        assert "by tester: A State asked" in view.state.text()

    def test_a_year_that_was_never_locked_says_so(self, open_window: Open, sample_file: Path) -> None:
        hands = open_window(sample_file.name)
        hands.window.actions_["changes-since"].trigger()
        hands.settle()
        assert hands.window.history.since.state.text() == "2024 was never locked. Lock it when its annex is published."
        hands.window.filter.choose_year(None)
        hands.settle()
        assert hands.window.history.since.state.text() == "No year was ever locked."
