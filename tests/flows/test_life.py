"""What becomes of activities: held, postponed to a new date, cancelled, reviewed; and what is due is asked once."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from builders import adding, make_draft, texts
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.codes import Review, Status
from pct_tracker.reference.loader import load_reference
from pct_tracker.services.tracker import Tracker
from pct_tracker.store.store import Store
from pct_tracker.ui.activities.life_dialogs import CancelDialog, PostponeDialog
from tests.flows.conftest import Hands

Key = Qt.Key
Open = Callable[..., Hands]


@pytest.fixture
def open_planned(open_window: Open, tmp_path: Path) -> Callable[..., Hands]:
    """Opens a window on 15 March 2025 on a log with an activity for each of the given values."""

    def open_it(*some: dict[str, object]) -> Hands:
        file = tmp_path / "planned.db"
        if not file.exists():
            tracker = Tracker(Store.open(file), load_reference(), "tester", today=lambda: date(2025, 3, 15))
            tracker.do(
                adding(*(make_draft(title=texts(f"Activity {number}"), **values) for number, values in enumerate(some, 1)))
            )
            tracker.close()
        return open_window(tracker=Tracker(Store.open(file), load_reference(), "tester", today=lambda: date(2025, 3, 15)))

    return open_it


def planned(month: str = "2025-06", **values: object) -> dict[str, object]:
    return {"year": 2025, "month": month, "status": Status.PLANNED, "participants": None, **values}


def at(hands: Hands, activity_id: int) -> Activity:
    return hands.window.workspace.tracker.activity(activity_id)


def notice(hands: Hands) -> str:
    return hands.window.notice.label.text() if hands.window.notice.isVisible() else ""


def do(hands: Hands, action: str) -> None:
    hands.window.actions_[action].trigger()
    hands.settle()


def select_all(hands: Hands) -> None:
    hands.window.activities.register.setFocus()
    hands.control(Key.Key_A)


class TestOutcomes:
    """Held, cancelled, reviewed, from the register and from the form."""

    def test_selected_planned_activities_are_held_as_one_step(self, open_planned: Callable[..., Hands]) -> None:
        hands = open_planned(planned(), planned(), planned(status=Status.CANCELLED, status_reason="…"))
        select_all(hands)
        do(hands, "hold")
        assert [at(hands, id_).status for id_ in (1, 2, 3)] == [Status.HELD, Status.HELD, Status.CANCELLED]
        assert notice(hands) == "Saved: 2 activities held."
        hands.choose("Undo")
        assert at(hands, 1).status is Status.PLANNED

    def test_several_activities_are_cancelled_for_one_reason_which_is_required(self, open_planned: Callable[..., Hands]) -> None:
        hands = open_planned(planned(), planned())
        select_all(hands)
        do(hands, "cancel-activity")
        dialog = hands.window.activities.life.dialog
        assert isinstance(dialog, CancelDialog)
        hands.until(dialog.reason.hasFocus)
        assert dialog.do.text() == "Cancel 2 activities"
        hands.press(Key.Key_Return)
        assert dialog.isVisible()
        assert dialog.note.text().startswith("Say in a few words")
        hands.type("The host withdrew.")
        hands.press(Key.Key_Return)
        assert [at(hands, id_).status for id_ in (1, 2)] == [Status.CANCELLED] * 2
        assert at(hands, 2).status_reason == "The host withdrew."
        assert notice(hands) == "Saved: 2 activities cancelled."

    def test_reviews_are_marked_for_the_selection_and_for_the_form(self, open_planned: Callable[..., Hands]) -> None:
        hands = open_planned(planned(), planned())
        select_all(hands)
        do(hands, "review-checked")
        assert [at(hands, id_).review for id_ in (1, 2)] == [Review.CHECKED] * 2
        hands.window.activities.open_activity(1)
        do(hands, "review-draft")
        assert [at(hands, id_).review for id_ in (1, 2)] == [Review.DRAFT, Review.CHECKED]
        assert hands.window.activities.form.fields.review.value() == "draft"

    def test_what_is_typed_is_not_overtaken_but_gets_the_new_status_beside_it(self, open_planned: Callable[..., Hands]) -> None:
        hands = open_planned(planned())
        page = hands.window.activities
        page.open_activity(1, "participants")
        hands.type("30")
        do(hands, "hold")
        assert at(hands, 1).status is Status.PLANNED
        assert page.form.fields.status.value() == "held"
        do(hands, "postpone")
        assert notice(hands) == "This activity has changes that are not saved. Save them first, then postpone it."
        hands.control(Key.Key_S)
        hands.until(lambda: not page.form.is_changed())
        assert (at(hands, 1).status, at(hands, 1).participants) == (Status.HELD, 30)

    def test_where_there_is_nothing_to_do_the_notice_says_so(self, open_planned: Callable[..., Hands]) -> None:
        hands = open_planned(planned(status=Status.CANCELLED, status_reason="…"))
        select_all(hands)
        do(hands, "hold")
        assert notice(hands) == "Only a planned activity can be marked as held. Choose one in the register first."
        for action in ("postpone", "cancel-activity"):
            do(hands, action)
            assert notice(hands).startswith("Only a planned or held activity can be postponed or cancelled.")

    def test_the_menu_offers_what_can_be_done(self, open_planned: Callable[..., Hands]) -> None:
        hands = open_planned(planned(), planned(status=Status.HELD, month="2025-01", participants=3))
        page = hands.window.activities
        [menu] = [one.menu() for one in hands.window.menuBar().actions() if one.text() == "Act&ivity"]
        assert isinstance(menu, QMenu)

        def offered(activity_id: int) -> dict[str, bool]:
            page.register.setFocus()
            page.register.show_activity(activity_id)
            hands.settle()
            menu.aboutToShow.emit()
            ids = ("hold", "postpone", "cancel-activity", "review-complete", "review-checked")
            enabled = {id_: hands.window.actions_[id_].isEnabled() for id_ in ids}
            menu.aboutToHide.emit()
            return enabled

        everything = {"hold": True, "postpone": True, "cancel-activity": True, "review-complete": False, "review-checked": True}
        assert offered(1) == everything
        assert offered(2) == {**everything, "hold": False}
        assert all(hands.window.actions_[id_].isEnabled() for id_ in everything)


class TestPostponing:
    """A postponed activity and its new date."""

    def postpone(self, hands: Hands, month: str, reason: str = "") -> None:
        do(hands, "postpone")
        dialog = hands.window.activities.life.dialog
        assert isinstance(dialog, PostponeDialog)
        hands.until(dialog.month.hasFocus)
        hands.type(month)
        hands.press(Key.Key_Tab)
        hands.press(Key.Key_Tab)
        hands.type(reason)
        hands.press(Key.Key_Return)

    def test_the_two_lead_to_each_other_and_one_undo_takes_both_back(self, open_planned: Callable[..., Hands]) -> None:
        hands = open_planned(planned(planned_participants=40))
        page = hands.window.activities
        page.open_activity(1)
        self.postpone(hands, "2025-09", "The venue was flooded.")
        assert (at(hands, 1).status, at(hands, 1).status_reason) == (Status.POSTPONED, "The venue was flooded.")
        assert (at(hands, 2).status, at(hands, 2).month, at(hands, 2).follows) == (Status.PLANNED, "2025-09", 1)
        assert at(hands, 2).planned_participants == 40
        hands.until(lambda: page.form.activity_id == 2)
        hands.until(lambda: [one.text() for one in page.form.fields.life.buttons] == ["Postponed from 2025-06"])
        hands.click(page.form.fields.life.buttons[0])
        assert page.form.activity_id == 1
        hands.until(lambda: [one.text() for one in page.form.fields.life.buttons] == ["New date: 2025-09"])
        hands.click(page.form.fields.life.buttons[0])
        assert page.form.activity_id == 2
        hands.choose("Undo")
        assert at(hands, 1).status is Status.PLANNED
        assert hands.window.workspace.tracker.activities_by_id([2]) == []

    def test_a_new_month_is_needed_and_a_wrong_one_is_not_lost(self, open_planned: Callable[..., Hands]) -> None:
        hands = open_planned(planned())
        hands.window.activities.open_activity(1)
        self.postpone(hands, "some day")
        dialog = hands.window.activities.life.dialog
        assert dialog.isVisible()
        assert dialog.note.text().startswith("Give the new month as 2024-09.")
        assert dialog.month.text() == "some day"
        dialog.reject()
        hands.settle()
        assert at(hands, 1).status is Status.PLANNED

    def test_a_status_set_in_the_form_shows_the_reason_and_that_a_new_date_is_lacking(
        self, open_planned: Callable[..., Hands]
    ) -> None:
        hands = open_planned(planned())
        page = hands.window.activities
        page.open_activity(1, "status")
        assert not page.form.fields.rows["status_reason"].isVisible()
        hands.type("Postp")
        assert page.form.fields.rows["status_reason"].isVisible()
        hands.control(Key.Key_S)
        hands.until(lambda: not page.form.is_changed())
        assert at(hands, 1).status is Status.POSTPONED
        told = [message.text for message in page.form.fields.rows["status"].messages.messages]
        assert told == ["It was postponed, and there is no new date yet."]


class TestInbox:
    """Planned activities whose date has passed."""

    def test_they_are_told_once_at_the_start_and_shown_by_a_button(self, open_planned: Callable[..., Hands]) -> None:
        hands = open_planned(planned("2025-01"), planned("2024-12", year=2024), planned("2025-09"))
        assert notice(hands).startswith("2 planned activities need an outcome")
        hands.choose("Show them")
        hands.until(lambda: list(hands.window.activities.model.ids) == [2, 1])
        hands.window.activities.register.setFocus()
        hands.window.activities.register.show_activity(1)
        hands.settle()
        do(hands, "hold")
        assert notice(hands) == "Saved: “Activity 1” held."
        hands.window._refresh()
        hands.settle()
        assert notice(hands) == "Saved: “Activity 1” held."

    def test_nothing_is_told_where_nothing_is_due(self, open_planned: Callable[..., Hands]) -> None:
        hands = open_planned(planned("2025-09"), {"month": "2024-01"})
        assert notice(hands) == ""

    def test_a_new_activity_that_was_kept_comes_first(self, open_planned: Callable[..., Hands]) -> None:
        hands = open_planned(planned("2025-01"))
        hands.control(Key.Key_N)
        hands.type("2025-03")
        hands.window.close()
        hands = open_planned()
        assert notice(hands).startswith("A new activity you were typing was kept")
        hands.choose("Go on with it")
        hands.press(Key.Key_Escape)
        hands.until(lambda: notice(hands).startswith("1 planned activity needs an outcome"))
