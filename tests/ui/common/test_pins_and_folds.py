"""Pins at the rows of a form, and rows that are folded away."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from pct_tracker.domain.codes import Severity
from pct_tracker.ui.common.field_messages import FieldMessage
from pct_tracker.ui.common.form_rows import FormRows
from pct_tracker.ui.common.notes_edit import NotesEdit


def test_a_pin_shows_while_its_row_is_in_use_and_as_long_as_it_is_set(qtbot: QtBot, on_page) -> None:
    rows = FormRows()
    row = rows.add_row("month", "&Month:", QLineEdit())
    rows.add_pins()
    on_page(rows)
    assert not row.pin.is_shown()
    row.note_focus(inside=True)
    assert row.pin.is_shown()
    qtbot.mouseClick(row.pin, Qt.MouseButton.LeftButton)
    row.note_focus(inside=False)
    assert row.pin.is_shown()
    assert row.pin.accessibleName() == "Keep for new activities: Month"


def test_a_pinned_field_says_so_together_with_its_messages(on_page) -> None:
    rows, edit = FormRows(), QLineEdit()
    row = rows.add_row("month", "&Month:", edit)
    rows.add_pins()
    on_page(rows)
    row.pin.setChecked(True)
    row.show_messages((FieldMessage(Severity.HINT, "Look."),))
    assert edit.accessibleDescription() == "Kept for new activities. Hint: Look."


def test_pins_stand_with_the_label_in_a_narrow_window_and_with_the_field_in_a_wide_one(qtbot: QtBot) -> None:
    rows, edit = FormRows(), QLineEdit()
    qtbot.addWidget(rows)
    row = rows.add_row("month", "&Month:", edit)
    rows.add_pins()
    rows.show()
    rows.resize(300, 200)
    qtbot.waitUntil(lambda: row.pin.parentWidget() is rows and row.pin.geometry().bottom() <= row.geometry().top() + 1)
    rows.resize(900, 200)
    qtbot.waitUntil(lambda: row.pin.parentWidget() is row and row.pin.x() > edit.geometry().right())


def test_a_fold_hides_its_rows_with_their_labels(qtbot: QtBot, on_page) -> None:
    rows = FormRows()
    fold = rows.add_fold("More")
    row = rows.add_row("funding", "F&unding:", QLineEdit(), fold=fold)
    on_page(rows)
    assert not row.isVisible()
    assert not row.label.isVisible()
    qtbot.mouseClick(fold.button, Qt.MouseButton.LeftButton)
    assert row.isVisible()
    assert row.label.isVisible()


def test_a_fold_opened_by_hand_stays_open_and_one_opened_by_need_closes_again(qtbot: QtBot, on_page) -> None:
    rows = FormRows()
    fold = rows.add_fold("More")
    rows.add_row("funding", "F&unding:", QLineEdit(), fold=fold)
    on_page(rows)
    fold.unfold(needed=True)
    assert fold.is_open()
    fold.unfold(needed=False)
    assert not fold.is_open()
    qtbot.mouseClick(fold.button, Qt.MouseButton.LeftButton)
    fold.unfold(needed=False)
    assert fold.is_open()


def test_a_row_without_a_meaning_stays_away_also_in_an_open_fold(on_page) -> None:
    rows = FormRows()
    fold = rows.add_fold("More")
    row = rows.add_row("funding", "F&unding:", QLineEdit(), fold=fold)
    on_page(rows)
    row.set_wanted(wanted=False)
    fold.unfold(needed=True)
    assert not row.isVisible()
    row.set_wanted(wanted=True)
    assert row.isVisible()


def test_notes_keep_their_lines(qtbot: QtBot, on_page) -> None:
    notes = NotesEdit("en")
    on_page(notes)
    qtbot.keyClicks(notes, "one")
    qtbot.keyClick(notes, Qt.Key.Key_Return)
    qtbot.keyClicks(notes, "two")
    assert notes.value() == "one\ntwo"
    notes.set_value("  ")
    assert notes.value() is None
