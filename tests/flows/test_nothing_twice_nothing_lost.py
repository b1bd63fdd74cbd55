"""Slips of a quick hand: two presses where one was meant, Escape, an undo too many. None costs what was typed."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pct_tracker.domain.query import ActivityQuery
from pct_tracker.ui.register.bulk_dialog import BulkDialog
from pct_tracker.ui.register.register_columns import PLACE
from tests.flows.conftest import Hands

Open = Callable[..., Hands]
Key = Qt.Key
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def hands(open_window: Open, sample_file: Path) -> Hands:
    return open_window(sample_file.name)


def keep_busy(hands: Hands) -> Event:
    """Holds up the answers of the log, as a long question does, until the event is set."""
    gate = Event()
    hands.window.workspace.ask(lambda _tracker: gate.wait(60), lambda _answer: None)
    return gate


def test_saving_twice_before_the_answer_stores_one_activity(hands: Hands) -> None:
    hands.control(Key.Key_N)
    hands.type("2024-06")
    gate = keep_busy(hands)
    for _ in range(3):
        QTest.keyClick(hands.focus, Key.Key_S, CONTROL)
    gate.set()
    hands.settle()
    assert len(hands.window.workspace.tracker.ids(ActivityQuery())) == 65


def test_what_is_typed_between_two_saves_is_in_the_second(hands: Hands) -> None:
    hands.window.activities.open_activity(3, "participants")
    hands.control(Key.Key_A)
    hands.type("81")
    gate = keep_busy(hands)
    QTest.keyClick(hands.focus, Key.Key_S, CONTROL)
    QTest.keyClicks(hands.focus, "5")
    QTest.keyClick(hands.focus, Key.Key_S, CONTROL)
    gate.set()
    hands.settle()
    assert hands.window.workspace.tracker.activity(3).participants == 815
    assert not hands.window.activities.form.is_changed()


def test_what_was_settled_while_something_else_was_typed_is_not_taken_back(hands: Hands) -> None:
    page = hands.window.activities
    page.open_activity(3, "participants")
    gate = keep_busy(hands)
    page.desk.settle("review", {"notes": "Ask again"})
    hands.focus.selectAll()
    QTest.keyClicks(hands.focus, "81")
    gate.set()
    hands.settle()
    hands.control(Key.Key_S)
    stored = hands.window.workspace.tracker.activity(3)
    assert (stored.participants, stored.notes) == (81, "Ask again")


def test_escape_takes_back_what_was_typed_and_offers_it_again(hands: Hands) -> None:
    hands.control(Key.Key_N)
    hands.type("2024-06")
    hands.press(Key.Key_Escape)
    assert not hands.window.activities.form.is_changed()
    hands.choose("Bring it back")
    assert hands.window.activities.form.draft().month == "2024-06"


def test_escape_in_a_stored_activity_offers_the_change_again(hands: Hands) -> None:
    hands.edit(3, "2024-09")
    hands.press(Key.Key_Escape)
    assert hands.window.activities.form.draft().month != "2024-09"
    hands.choose("Bring it back")
    form = hands.window.activities.form
    assert (form.activity_id, form.draft().month) == (3, "2024-09")


def test_undo_says_what_it_took_back_and_a_step_undone_is_offered_to_nobody(hands: Hands) -> None:
    hands.edit(3, "2024-09")
    hands.control(Key.Key_S)
    assert [button.text() for button in hands.window.notice.buttons] == ["Undo"]
    hands.window.workspace.undo()
    hands.settle()
    assert hands.window.notice.label.text().startswith("Undo: Change of")
    assert [button.text() for button in hands.window.notice.buttons] == ["Redo"]
    hands.choose("Redo")
    assert hands.window.workspace.tracker.activity(3).month == "2024-09"


def test_what_was_typed_into_an_activity_outlives_its_deletion(hands: Hands) -> None:
    page = hands.window.activities
    hands.edit(3, "2024-09")
    page.open_activity(5)
    page.register.show_activity(3)
    page.register.setFocus()
    hands.settle()
    page.delete()
    hands.settle()
    hands.window.workspace.undo()
    hands.settle()
    page.open_activity(3)
    assert page.form.draft().month == "2024-09"


def test_a_change_of_many_is_never_stored_for_another_value_than_the_one_shown(hands: Hands) -> None:
    hands.window.actions_["bulk"].trigger()
    hands.settle()
    (dialog,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, BulkDialog) and one.isVisible())
    dialog.field.setCurrentIndex(dialog.field.findData("funding"))
    QTest.keyClicks(dialog.text, "Japan")
    hands.until(lambda: dialog.store.isEnabled())
    gate = keep_busy(hands)
    QTest.keyClicks(dialog.text, "Korea")
    dialog.field.setCurrentIndex(dialog.field.findData("participants"))
    assert not dialog.store.isEnabled() or not any(line.changes for line in dialog._lines)
    gate.set()
    hands.settle()
    dialog.reject()


def test_every_access_key_of_the_form_leads_into_its_field(hands: Hands) -> None:
    hands.window.activities.open_activity(35)
    rows = hands.window.activities.form.fields.rows
    lettered = {name: row for name, row in rows.items() if "&" in row.label.text() and row.isVisibleTo(hands.window)}
    assert len(lettered) > 10
    for name, row in lettered.items():
        letter = row.label.text()[row.label.text().index("&") + 1].upper()
        hands.window.activities.register.setFocus()
        hands.press(Key[f"Key_{letter}"], ALT)
        focus = QApplication.focusWidget()
        assert focus is not None
        assert row.isAncestorOf(focus), (name, letter)


def test_an_activity_like_another_is_named_by_its_title(hands: Hands) -> None:
    tracker = hands.window.workspace.tracker
    stored = tracker.activity(7)
    pattern = stored.content().with_fields(title=type(stored.title)({"en": "Something else"}))
    (finding,) = (one for one in tracker.check(pattern) if one.rule == "activity.similar")
    sentence = hands.window.workspace.wording.finding(finding)
    assert stored.title["en"] in sentence
    assert "Texts(" not in sentence


def test_cells_typed_one_after_the_other_are_stored_whatever_is_shown_by_then(hands: Hands) -> None:
    page, model = hands.window.activities, hands.window.activities.model
    first, second = model.ids[0], model.ids[1]
    gate = keep_busy(hands)
    for row, number in ((0, "71"), (1, "72")):
        model.setData(model.index(row, PLACE["participants"]), number)
    hands.window.filter.search.setText("nothing is called this")
    gate.set()
    hands.settle()
    stored = [one.participants for one in hands.window.workspace.tracker.activities_by_id([first, second])]
    assert stored == [71, 72]
    assert page.model.rowCount() == 0


def test_a_saved_source_text_leaves_its_translations_outdated_also_after_the_next_save(
    open_window: Callable[..., Hands], sample_file: Path
) -> None:
    hands = open_window(sample_file.name)
    page = hands.window.activities
    page.open_activity(1)
    form = page.form
    form.take_values({"title": form.draft().title.replace("en", "Another course")})
    hands.control(Qt.Key.Key_S)
    assert not form.is_changed()
    [stored] = hands.window.workspace.tracker.activities_by_id([1])
    assert set(stored.title.marks) == {"fr", "es", "ru", "zh", "ar"}
    form.take_values({"participants": 77})
    hands.control(Qt.Key.Key_S)
    [again] = hands.window.workspace.tracker.activities_by_id([1])
    assert (again.participants, again.title.marks) == (77, stored.title.marks)
