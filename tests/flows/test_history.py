"""Looking back: steps, one activity through time, what was deleted, and the ways back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextBrowser

from pct_tracker.domain.change import Edit, Removal, Revision, Step
from pct_tracker.services.tracker import Tracker
from pct_tracker.ui.history.history_page import HistoryPage
from pct_tracker.ui.history.steps_model import COLUMNS
from tests.flows.conftest import Hands

Key = Qt.Key
Open = Callable[..., Hands]


def change(file: Path, id_: int, author: str = "Jean", **values: object) -> None:
    """Somebody changes an activity in a program of their own."""
    tracker = Tracker.open(file, author)
    activity = tracker.activity(id_)
    step = Step("change", {"title": activity.title.best("en")[:20]})
    tracker.do(Edit(step, revised=(Revision(id_, activity.version, activity.with_fields(**values)),)))
    tracker.close()


def delete(file: Path, *ids: int) -> None:
    """Somebody deletes activities in a program of their own."""
    tracker = Tracker.open(file, "Jean")
    removed = tuple(Removal(id_, tracker.activity(id_).version) for id_ in ids)
    tracker.do(Edit(Step("delete-many", {"count": len(ids)}), removed=removed))
    tracker.close()


@pytest.fixture
def hands(open_window: Open, sample_file: Path) -> Hands:
    """A window on the sample, in which Jean has changed activity 2 twice and then 3."""
    change(sample_file, 2, participants=110)
    change(sample_file, 2, participants=120, month="2024-03")
    change(sample_file, 3, participants=7)
    return open_window(sample_file.name)


def page(hands: Hands) -> HistoryPage:
    return hands.window.history


def steps(hands: Hands, column: str) -> list[str]:
    model = page(hands).steps.model
    return [str(model.index(row, COLUMNS.index(column)).data()) for row in range(model.rowCount())]


def number(hands: Hands, id_: int) -> int | None:
    hands.settle()
    return hands.window.workspace.tracker.activity(id_).participants


def show_activity(hands: Hands, id_: int) -> None:
    hands.window.activities.register.setFocus()
    hands.window.activities.register.show_activity(id_)
    hands.control(Key.Key_H)


class TestSteps:
    """Everything that was done, newest first."""

    def test_a_key_leads_to_the_steps_of_everybody_newest_first_also_those_of_before(self, hands: Hands) -> None:
        hands.control(Key.Key_5)
        assert page(hands).steps.table.hasFocus()
        assert steps(hands, "who") == ["Jean", "Jean", "Jean", "somebody"]
        assert steps(hands, "what")[-1] == "Sample of 2024 (64 activities)"
        assert steps(hands, "state") == ["done"] * 4
        assert steps(hands, "activities") == ["1", "1", "1", "64"]

    def test_the_step_in_focus_tells_what_it_did(self, hands: Hands) -> None:
        hands.control(Key.Key_5)
        assert "Participants: 78 → 7" in page(hands).steps.detail.toPlainText()
        hands.press(Key.Key_Down)
        told = page(hands).steps.detail.toPlainText()
        assert "Month: 2024-02 → 2024-03" in told
        assert "Participants: 110 → 120" in told
        hands.press(Key.Key_End)
        assert "… and 4 more." in page(hands).steps.detail.toPlainText()

    def test_enter_leads_to_the_history_of_the_activity_that_was_changed(self, hands: Hands) -> None:
        hands.control(Key.Key_5)
        hands.press(Key.Key_Down)
        hands.press(Key.Key_Return)
        assert (page(hands).shown, page(hands).activity.activity_id) == ("activity", 2)
        assert page(hands).activity.versions.hasFocus()

    def test_of_a_step_on_many_an_activity_is_chosen_below_by_keys(self, hands: Hands) -> None:
        hands.control(Key.Key_5)
        hands.press(Key.Key_End)
        hands.press(Key.Key_Return)
        assert isinstance(hands.focus, QTextBrowser)
        hands.press(Key.Key_Tab)
        hands.press(Key.Key_Return)
        assert page(hands).activity.activity_id == 1

    def test_a_step_and_all_that_came_after_are_taken_back_and_done_again(self, hands: Hands) -> None:
        hands.control(Key.Key_5)
        hands.press(Key.Key_Down)
        hands.press(Key.Key_Down)
        hands.click(page(hands).steps.undo)
        assert (number(hands, 2), number(hands, 3)) == (105, 78)
        assert hands.window.notice.label.text() == "Steps taken back: 3."
        assert steps(hands, "state")[3:] == ["taken back"] * 3 + ["done"]
        assert page(hands).steps.entry is not None
        assert page(hands).steps.entry.step.code == "change"
        assert not page(hands).steps.undo.isEnabled()
        hands.press(Key.Key_Up)
        hands.click(page(hands).steps.redo)
        assert (number(hands, 2), number(hands, 3)) == (120, 78)
        assert hands.window.notice.label.text() == "Steps done again: 2."

    def test_an_earlier_step_is_taken_out_alone_and_what_was_edited_since_is_kept(self, hands: Hands) -> None:
        hands.control(Key.Key_5)
        hands.press(Key.Key_End)
        assert page(hands).steps.entry is not None
        hands.click(page(hands).steps.alone)
        hands.until(lambda: len(hands.window.activities.model.ids) == 2)
        assert hands.window.notice.label.text() == "Taken out: 62. Edited since, and kept: 2."
        assert steps(hands, "what")[0] == "Taken out alone: Sample of 2024 (64 activities)"
        hands.control(Key.Key_Z)
        hands.until(lambda: len(hands.window.activities.model.ids) == 64)

    def test_what_can_no_longer_be_taken_back_is_said(self, hands: Hands, sample_file: Path) -> None:
        hands.control(Key.Key_5)
        tracker = Tracker.open(sample_file, "Jean")
        tracker.lock_year(2024)
        tracker.close()
        hands.click(page(hands).steps.undo)
        assert "2024 is locked" in hands.window.notice.label.text()
        assert number(hands, 3) == 7

    def test_steps_are_searched_by_what_who_and_state(self, hands: Hands) -> None:
        hands.control(Key.Key_5)
        page(hands).steps.search.setFocus()
        hands.type("somebody sample")
        assert steps(hands, "who") == ["somebody"]
        hands.press(Key.Key_Down)
        assert page(hands).steps.table.hasFocus()
        page(hands).steps.search.setFocus()
        hands.press(Key.Key_Escape)
        assert len(steps(hands, "who")) == 4
        hands.type("nobody")
        assert page(hands).steps.detail.toPlainText() == "No step is found."

    def test_an_undo_is_a_step_in_the_list_too(self, hands: Hands) -> None:
        hands.control(Key.Key_5)
        hands.control(Key.Key_Z)
        assert steps(hands, "what")[0].startswith("Undo: Change of")
        assert steps(hands, "state")[:2] == ["", "taken back"]

    def test_older_steps_are_read_when_somebody_scrolls_to_them(self, open_window: Open, sample_file: Path) -> None:
        tracker = Tracker.open(sample_file, "Jean")
        for value in range(1, 251):
            activity = tracker.activity(2)
            revision = Revision(2, activity.version, activity.with_fields(participants=value))
            tracker.do(Edit(Step("change", {"title": str(value)}), revised=(revision,)))
        tracker.close()
        hands = open_window(sample_file.name)
        hands.control(Key.Key_5)
        assert len(steps(hands, "what")) == 200
        hands.press(Key.Key_End)
        hands.until(lambda: len(steps(hands, "what")) == 251)
        hands.press(Key.Key_End)
        assert page(hands).steps.entry is not None
        assert page(hands).steps.entry.step.code == "sample"
        page(hands).steps.search.setFocus()
        hands.type("sample")
        assert len(steps(hands, "what")) == 1


class TestOneActivity:
    """All that happened to an activity."""

    def test_a_key_shows_who_changed_what_of_the_activity_in_focus(self, hands: Hands) -> None:
        show_activity(hands, 2)
        cards = page(hands).activity.cards
        assert [card.sentences for card in cards] == [
            ["Month: 2024-02 → 2024-03", "Participants: 110 → 120"],
            ["Participants: 105 → 110"],
            ["It came into the log."],
        ]
        assert all("Jean" in card.made.text() for card in cards[:2])
        assert "somebody" in cards[2].made.text()

    def test_it_is_the_activity_of_the_form_while_the_form_has_the_focus(self, hands: Hands) -> None:
        hands.window.activities.open_activity(3)
        hands.control(Key.Key_H)
        assert page(hands).activity.activity_id == 3

    def test_one_value_is_put_back_onto_what_the_activity_is_today(self, hands: Hands) -> None:
        show_activity(hands, 2)
        button = page(hands).activity.cards[0].buttons[1]
        assert button.accessibleName() == "Put back: Participants: 110 → 120"
        button.setFocus()
        hands.press(Key.Key_Space)
        activity = hands.window.workspace.tracker.activity(2)
        assert (activity.participants, activity.month) == (110, "2024-03")
        assert hands.window.notice.label.text().startswith("Saved: Earlier value of “")
        assert page(hands).activity.cards[0].sentences == ["Participants: 120 → 110"]
        assert page(hands).activity.versions.hasFocus()
        hands.choose("Undo")
        assert number(hands, 2) == 120

    def test_what_is_so_today_offers_nothing(self, hands: Hands) -> None:
        show_activity(hands, 2)
        hands.click(page(hands).activity.cards[0].buttons[1])
        newest, middle, *_ = page(hands).activity.cards
        assert newest.restore.isHidden()
        assert [len(newest.buttons), len(middle.buttons)] == [1, 1]
        assert middle.buttons[0].accessibleName() == "Put back: Month: 2024-02 → 2024-03"

    def test_a_whole_version_is_restored(self, hands: Hands) -> None:
        before = hands.window.workspace.tracker.history(2)[0][1].after
        show_activity(hands, 2)
        hands.click(page(hands).activity.cards[-1].restore)
        assert hands.window.workspace.tracker.activity(2).content() == before

    def test_the_activity_is_opened_from_its_history(self, hands: Hands) -> None:
        show_activity(hands, 3)
        hands.click(page(hands).activity.open)
        form = hands.window.activities.form
        assert (form.activity_id, form.fields.month.hasFocus()) == (3, True)

    def test_a_deleted_activity_still_has_its_history_and_comes_back_from_it(self, hands: Hands, sample_file: Path) -> None:
        show_activity(hands, 3)
        hands.window.actions_["undo"].trigger()
        hands.settle()
        delete(sample_file, 3)
        page(hands).reload()
        hands.settle()
        view = page(hands).activity
        assert view.cards[0].sentences == ["It was taken out of the log."]
        assert not any(card.buttons or not card.restore.isHidden() for card in view.cards)
        assert (view.state.text(), view.back.isVisible(), view.open.isVisible()) == ("It is deleted.", True, False)
        hands.click(view.back)
        assert number(hands, 3) == 78
        assert (view.back.isVisible(), view.open.isVisible()) == (False, True)

    def test_a_log_without_activities_says_what_the_place_is_for(self, open_window: Open) -> None:
        hands = open_window()
        hands.control(Key.Key_H)
        assert page(hands).activity.cards == []
        assert hands.window.isVisible()

    def test_many_versions_are_shown_by_and_by(self, open_window: Open, sample_file: Path) -> None:
        for value in range(1, 41):
            change(sample_file, 2, participants=value)
        hands = open_window(sample_file.name)
        show_activity(hands, 2)
        view = page(hands).activity
        assert len(view.cards) == 30
        hands.click(view.earlier)
        assert (len(view.cards), view.earlier.isVisible()) == (41, False)


class TestDeleted:
    """What was deleted can be put back."""

    def titles(self, hands: Hands) -> list[str]:
        model = page(hands).lost.model
        return [str(model.index(row, 2).data())[:12] for row in range(model.rowCount())]

    def test_nothing_deleted_says_so(self, hands: Hands) -> None:
        hands.control(Key.Key_5)
        page(hands).strip.button("steps").setFocus()
        hands.press(Key.Key_Right)
        hands.press(Key.Key_Right)
        assert page(hands).shown == "lost"
        assert not page(hands).lost.table.isVisible()

    def test_several_are_put_back_as_one_step_that_undo_takes_back(self, hands: Hands, sample_file: Path) -> None:
        delete(sample_file, 10, 11, 12)
        page(hands).show_view("lost")
        hands.control(Key.Key_5)
        assert page(hands).lost.table.hasFocus()
        assert len(self.titles(hands)) == 3
        hands.press(Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        page(hands).lost.restore.setFocus()
        hands.press(Key.Key_Space)
        assert len(self.titles(hands)) == 1
        assert hands.window.notice.label.text() == "Saved: 2 activities put back."
        assert hands.window.workspace.tracker.activities_by_id([10, 11])
        hands.choose("Undo")
        assert len(self.titles(hands)) == 1, "what an undo took out again is brought back by redo"
        assert hands.window.workspace.tracker.activities_by_id([10, 11]) == []

    def test_the_names_stay_although_their_owner_is_gone(self, hands: Hands, sample_file: Path) -> None:
        delete(sample_file, 10)
        page(hands).show_view("lost")
        hands.control(Key.Key_5)
        model = page(hands).lost.model
        assert [str(model.index(0, column).data()) for column in (0, 1, 4)] == ["2024", "2024-04", "Jean"]
        hands.press(Key.Key_Return)
        assert page(hands).activity.activity_id == 10


def test_the_history_survives_a_restart_and_follows_what_happens_meanwhile(hands: Hands, open_window: Open) -> None:
    hands.control(Key.Key_5)
    hands.window.close()
    again = open_window("activities.db")
    again.control(Key.Key_5)
    assert len(steps(again, "what")) == 4
    again.window.workspace.undo()
    again.settle()
    assert len(steps(again, "what")) == 5


def test_a_double_click_opens_a_step(hands: Hands) -> None:
    hands.control(Key.Key_5)
    table = page(hands).steps.table
    place = table.visualRect(table.model().index(0, 2, QModelIndex())).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    hands.settle()
    assert page(hands).activity.activity_id == 3
