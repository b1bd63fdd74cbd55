"""What was typed and not saved is never lost."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

from PySide6.QtCore import Qt

from pct_tracker.services.tracker import Tracker
from tests.flows.conftest import Hands

Key = Qt.Key
Open = Callable[..., Hands]


def kept(file: Path) -> dict[int | None, str | None]:
    """The months of the drafts in a log."""
    tracker = Tracker.open(file, "somebody")
    months = {draft.activity_id: draft.draft.month for draft in tracker.drafts()}
    tracker.close()
    return months


def test_what_is_typed_is_in_the_log_after_a_pause_without_saving(open_window: Open, sample_file: Path) -> None:
    hands = open_window(sample_file.name)
    hands.edit(2, "2024-09")
    hands.until(lambda: 2 in hands.window.activities.drafts)
    hands.settle()
    assert kept(sample_file) == {2: "2024-09"}


def test_another_row_can_be_looked_at_in_between(open_window: Open, sample_file: Path) -> None:
    hands = open_window(sample_file.name)
    page = hands.window.activities
    hands.edit(2, "2024-09")
    page.register.setFocus()
    hands.press(Key.Key_Down)
    assert page.form.activity_id == 3
    assert page.model.index(1, 0).data() == "✎"
    hands.press(Key.Key_Up)
    assert (page.form.activity_id, page.form.fields.month.text()) == (2, "2024-09")
    hands.control(Key.Key_S)
    hands.until(lambda: not page.drafts)
    assert hands.window.workspace.tracker.activity(2).month == "2024-09"
    assert page.model.index(1, 0).data() != "✎"


def test_it_is_there_when_the_window_opens_again(open_window: Open, sample_file: Path) -> None:
    hands = open_window(sample_file.name)
    hands.edit(2, "2024-09")
    hands.window.close()
    hands = open_window(sample_file.name)
    page = hands.window.activities
    assert page.model.index(1, 0).data() == "✎"
    page.open_activity(2)
    assert page.form.fields.month.text() == "2024-09"
    hands.press(Key.Key_Escape)
    assert (page.form.fields.month.text(), page.drafts) == ("2024-02", {})
    hands.settle()
    assert kept(sample_file) == {}


def test_closing_waits_for_what_is_to_be_kept_while_other_work_is_running(open_window: Open, sample_file: Path) -> None:
    hands = open_window(sample_file.name)
    gate, worker = Event(), hands.window.workspace.worker
    worker.run(gate.wait, lambda _: None, lambda _: None)
    worker.closing.connect(gate.set)
    hands.window.activities.open_activity(2)
    hands.window.activities.form.fields.month.setText("2024-09")
    hands.window.close()
    assert kept(sample_file) == {2: "2024-09"}


def test_a_new_activity_is_offered_once_on_return_and_outlives_looking_at_others(open_window: Open, sample_file: Path) -> None:
    hands = open_window(sample_file.name)
    hands.control(Key.Key_N)
    hands.type("2024-10")
    hands.window.close()
    hands = open_window(sample_file.name)
    page, notice = hands.window.activities, hands.window.notice
    assert notice.isVisible()
    hands.until(page.form.fields.month.hasFocus)
    page.register.setFocus()
    hands.press(Key.Key_Down)
    assert page.form.activity_id is not None
    hands.choose("Go on with it")
    assert (page.form.activity_id, page.form.fields.month.text()) == (None, "2024-10")
    assert page.form.fields.month.hasFocus()
    hands.control(Key.Key_S)
    hands.until(lambda: page.form.activity_id == 65)
    hands.window.close()
    hands = open_window(sample_file.name)
    assert not hands.window.notice.isVisible()


def test_what_cannot_be_read_stays_in_its_field_after_saving(open_window: Open, sample_file: Path) -> None:
    hands = open_window(sample_file.name)
    page = hands.window.activities
    page.open_activity(2, "participants")
    hands.control(Key.Key_A)
    hands.type("about 40")
    page.form.focus_field("start")
    hands.type("mid month")
    hands.control(Key.Key_S)
    hands.until(lambda: not page.form.is_changed())
    assert page.form.fields.participants.text() == "about 40"
    assert page.form.fields.days.text() == "mid month"
    messages = page.form.fields.rows["days"].messages.messages
    assert messages[0].text.startswith("“mid month” cannot be read as days")
    assert hands.window.workspace.tracker.activity(2).participants is None
    page.open_activity(3)
    page.open_activity(2)
    assert page.form.fields.participants.text() == "about 40"


def test_a_duplicate_does_not_push_out_another_new_activity(open_window: Open, sample_file: Path) -> None:
    hands = open_window(sample_file.name)
    page = hands.window.activities
    hands.control(Key.Key_N)
    hands.type("2024-10")
    page.register.setFocus()
    page.register.show_activity(4)
    hands.control(Key.Key_D)
    assert page.drafts[None].draft.month == "2024-10"
    hands.choose("Go on with it")
    assert page.form.fields.month.text() == "2024-10"
    page.register.setFocus()
    page.register.show_activity(5)
    hands.control(Key.Key_D)
    hands.choose("Begin this one instead")
    assert page.drafts[None].draft.title == hands.window.workspace.tracker.activity(5).title


def test_a_finding_of_an_activity_that_is_filtered_away_does_not_cost_what_was_typed(
    open_window: Open, sample_file: Path
) -> None:
    hands = open_window(sample_file.name)
    page = hands.window.activities
    hands.window.filter.narrow_to(frozenset({2, 3}), "some")
    hands.settle()
    hands.edit(2, "2024-09")
    hands.window.pages.open_finding(35, "origins")
    assert page.form.activity_id == 35
    assert page.drafts[2].draft.month == "2024-09"


def test_titles_in_another_language_leave_what_is_typed_alone(open_window: Open, sample_file: Path) -> None:
    hands = open_window(sample_file.name)
    page = hands.window.activities
    hands.edit(2, "2024-09")
    hands.window._choose_language("zh")
    hands.settle()
    assert (page.form.activity_id, page.form.fields.month.text()) == (2, "2024-09")
    assert page.form.fields.type.currentText() == "PCT研讨会"
    assert page.model.index(1, 2).data() == "PCT研讨会"
    hands.control(Key.Key_S)
    hands.until(lambda: not page.form.is_changed())
    assert hands.window.workspace.tracker.activity(2).month == "2024-09"


def test_what_is_typed_before_the_log_has_answered_stays(open_window: Callable[..., Hands], sample_file: Path) -> None:
    page = open_window(sample_file.name).window.activities
    page.new_activity()
    page.form.fields.title.edit.setPlainText("typed at once")
    page.take_drafts([])
    assert page.form.draft().title.best("en") == "typed at once"
