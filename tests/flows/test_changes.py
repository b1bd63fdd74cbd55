"""Entering, duplicating, deleting, sorting and copying activities."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from pct_tracker.domain.query import SortKey
from tests.flows.conftest import Hands

Key = Qt.Key
Open = Callable[..., Hands]


@pytest.fixture
def hands(open_window: Open, sample_file: Path) -> Hands:
    return open_window(sample_file.name)


def action_text(hands: Hands, id_: str) -> str:
    return hands.window.actions_[id_].text().replace("&", "")


def test_the_first_activity_of_an_empty_log_is_saved_and_the_next_begun_in_an_empty_form(open_window: Open) -> None:
    hands = open_window()
    page = hands.window.activities
    assert page.side.currentWidget() is page.side.empty_log
    hands.control(Key.Key_N)
    for month, rows in (("2024-06", 1), ("2024-07", 2)):
        hands.type(month)
        page.form.focus_field("contents")
        hands.control(Key.Key_Return)
        hands.until(lambda rows=rows: page.model.rowCount() == rows)
        hands.settle()
        assert (page.form.activity_id, page.form.fields.month.text()) == (None, "")
        assert page.form.fields.month.hasFocus()
        assert not any(row.messages.messages for row in page.form.fields.rows.values())
    assert [page.model.index(row, 1).data() for row in (0, 1)] == ["2024-06", "2024-07"]
    assert hands.window.filter.year == 2024


def test_an_activity_with_errors_may_be_saved(open_window: Open) -> None:
    hands = open_window()
    hands.control(Key.Key_N)
    hands.type("2024-06")
    hands.control(Key.Key_S)
    form = hands.window.activities.form
    hands.until(lambda: form.activity_id == 1)
    assert form.fields.rows["title"].messages.messages
    assert form.fields.month.hasFocus()


def test_the_edit_menu_names_the_steps_that_undo_and_redo_would_turn_to(hands: Hands) -> None:
    hands.edit(2, "2024-09")
    hands.control(Key.Key_S)
    hands.until(lambda: "Change of" in action_text(hands, "undo"))
    assert not hands.window.actions_["redo"].isEnabled()
    hands.window.activities.register.setFocus()
    hands.control(Key.Key_Z)
    hands.until(lambda: "Change of" in action_text(hands, "redo"))
    assert action_text(hands, "undo") == "Undo: Sample of 2024 (64 activities)"
    assert hands.window.activities.form.fields.month.text() == "2024-02"


def test_deleting_several_is_one_step_that_undo_takes_back(hands: Hands) -> None:
    page = hands.window.activities
    page.register.setFocus()
    page.register.show_activity(10)
    for _ in range(2):
        hands.press(Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    hands.press(Key.Key_Delete)
    hands.until(lambda: page.model.rowCount() == 61)
    assert hands.window.notice.label.text() == "Saved: Deletion of 3 activities."
    assert (page.register.current_id, page.form.activity_id) == (13, 13)
    hands.choose("Undo")
    hands.until(lambda: page.model.rowCount() == 64)
    assert page.register.current_id == 13


def test_the_previous_finding_is_selected_alone_although_shift_is_held(hands: Hands) -> None:
    page = hands.window.activities
    page.register.show_activity(10)
    hands.press(Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert [one.id for one in page.register.selected_activities()] == [page.form.activity_id]


def test_deleting_in_the_form_deletes_the_activity_of_the_form(hands: Hands) -> None:
    hands.window.activities.open_activity(2)
    hands.window.actions_["delete"].trigger()
    hands.until(lambda: hands.window.activities.model.rowCount() == 63)
    assert hands.window.activities.model.row_of(2) is None


def test_the_delete_key_in_a_field_deletes_letters_only(hands: Hands) -> None:
    hands.window.activities.open_activity(2)
    hands.control(Key.Key_A)
    hands.press(Key.Key_Delete)
    hands.window.activities.form.focus_field("type")
    hands.press(Key.Key_Delete)
    assert hands.window.activities.model.rowCount() == 64
    assert hands.window.activities.form.draft().type is None


def test_a_duplicate_begins_without_date_number_and_source(hands: Hands) -> None:
    page = hands.window.activities
    page.register.setFocus()
    page.register.show_activity(35)
    hands.control(Key.Key_D)
    draft = page.form.draft()
    original = hands.window.workspace.tracker.activity(35)
    assert (draft.month, draft.participants, draft.source_cells, draft.doubts) == (None, None, (), ())
    assert (draft.title, draft.origins, draft.year) == (original.title, original.origins, 2024)
    assert page.form.fields.month.hasFocus()


def test_a_click_on_the_row_in_focus_leads_back_to_it_from_a_new_activity(hands: Hands) -> None:
    page = hands.window.activities
    page.register.show_activity(1)
    hands.control(Key.Key_N)
    place = page.register.visualRect(page.register.currentIndex()).center()
    QTest.mouseClick(page.register.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.form.activity_id == 1


def test_copied_rows_are_the_annex_cells_for_a_sheet_and_for_a_document(hands: Hands) -> None:
    page = hands.window.activities
    page.register.setFocus()
    page.register.show_activity(1)
    hands.press(Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    hands.control(Key.Key_C)
    data = QGuiApplication.clipboard().mimeData()
    lines = data.text().split("\n")
    assert [len(line.split("\t")) for line in lines] == [9, 9]
    assert lines[0].split("\t")[:3] == ["2024-02", "ePCT Training", "C, D"]
    assert data.html().count("<td") == 18


def test_copying_in_a_field_copies_its_text(hands: Hands) -> None:
    hands.window.activities.open_activity(1)
    hands.control(Key.Key_A)
    hands.control(Key.Key_C)
    assert QGuiApplication.clipboard().text() == "2024-02"


def test_the_menu_of_a_row_offers_what_can_be_done_with_it(hands: Hands) -> None:
    menu = hands.window.activities.side.menu()
    assert [action.text().replace("&", "") for action in menu.actions() if not action.isSeparator()] == [
        "Edit activity",
        "Edit the cell",
        "Duplicate activity",
        "Only where this is empty",
        "Copy as annex rows",
        "Copy with headings",
        "Paste rows as activities…",
        "Fill down",
        "Change several activities…",
        "It was held",
        "Postpone…",
        "Cancel the activity…",
        "Mark as draft",
        "Mark as complete",
        "Mark as checked",
        "History of the activity",
        "Show the source…",
        "Delete activities",
    ]
    hands.window.activities.register.menu_requested.emit(QPoint(10, 10))
    hands.until(lambda: any(menu.isVisible() for menu in hands.window.activities.side.findChildren(type(menu))))
    for shown in hands.window.activities.side.findChildren(type(menu)):
        shown.close()


def test_the_register_is_sorted_from_the_menu_as_from_its_header(hands: Hands) -> None:
    page = hands.window.activities
    [menu] = [menu for menu in hands.window.findChildren(type(hands.window.menuBar().addMenu(""))) if "Sort" in menu.title()]
    choices = {action.text(): action for action in menu.actions()}
    choices["Number"].trigger()
    hands.settle()
    choices["Descending"].trigger()
    hands.settle()
    assert page.side.sort == (SortKey("participants", descending=True),)
    assert page.model.index(0, 7).data() == "680"
    menu.aboutToShow.emit()
    assert [text for text, action in choices.items() if action.isChecked()] == ["Number", "Descending"]
    choices["Month"].trigger()
    hands.settle()
    choices["Ascending"].trigger()
    hands.settle()
    assert [page.model.ids[row] for row in range(3)] == [1, 2, 3]


def test_a_finding_that_a_change_settles_goes_from_the_other_row_too(hands: Hands) -> None:
    page = hands.window.activities
    marks = [page.model.row_of(id_) for id_ in (47, 55)]
    hands.until(lambda: [page.model.index(row, 0).data() for row in marks] == ["▲", "▲"])
    page.open_activity(47, "participants")
    hands.control(Key.Key_A)
    hands.type("41")
    page.form.focus_field("title")
    hands.type(" again")
    hands.control(Key.Key_S)
    hands.until(lambda: "▲" not in [page.model.index(row, 0).data() for row in marks])


def test_the_widths_of_the_columns_are_remembered(hands: Hands, open_window: Open, sample_file: Path) -> None:
    hands.window.activities.register.setColumnWidth(2, 211)
    hands.window.close()
    assert open_window(sample_file.name).window.activities.register.columnWidth(2) == 211


def test_days_lead_the_month_and_say_when_they_do_not_fit(hands: Hands) -> None:
    form = hands.window.activities.form
    hands.window.activities.open_activity(2, "start")
    assert form.fields.days.hasFocus()
    hands.type("2024-05-06 to 8")
    assert form.fields.month.text() == "2024-05"
    form.focus_first()
    hands.control(Key.Key_A)
    hands.type("2024-06")
    hands.until(lambda: bool(form.fields.rows["days"].messages.messages))
    assert "not in the month" in form.fields.rows["days"].messages.messages[0].text
    form.focus_field("start")
    hands.control(Key.Key_A)
    hands.type("12-14")
    hands.control(Key.Key_S)
    hands.until(lambda: not form.is_changed())
    activity = hands.window.workspace.tracker.activity(2)
    assert [str(activity.start), str(activity.end), activity.month] == ["2024-06-12", "2024-06-14", "2024-06"]
    assert not form.fields.rows["days"].messages.messages
