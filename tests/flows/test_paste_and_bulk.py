"""Rows in and out by the clipboard, and many activities at once."""

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from pct_tracker.domain.activity import ActivityDraft
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.importing import clipboard
from pct_tracker.importing.parsing import parse_row
from pct_tracker.ui.importing.paste_dialog import PasteDialog
from pct_tracker.ui.register.bulk_dialog import BulkDialog
from pct_tracker.ui.register.register_columns import PLACE
from tests.flows.conftest import Hands

Open = Callable[..., Hands]
Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
ROW = "2024-06\tPCT Seminar\tA, B\tSeminar on filing\t\tKenya (KE)\tKenya (KE), Uganda (UG)\tOffices\t20"


@pytest.fixture
def hands(open_window: Open, sample_file: Path) -> Hands:
    hands = open_window(sample_file.name)
    hands.window.activities.register.setFocus()
    return hands


def select(hands: Hands, first: int, last: int, key: str = "participants") -> None:
    """Selects some rows with Shift and the arrow keys, the focus at the last of them."""
    register = hands.window.activities.register
    register.setCurrentIndex(register.model().index(first, PLACE[key]))
    for _ in range(last - first):
        hands.press(Key.Key_Down, SHIFT)


def paste(hands: Hands, text: str, html: str = "") -> PasteDialog:
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)
    hands.control(Key.Key_V)
    [dialog] = [one for one in hands.window.findChildren(PasteDialog) if one.isVisible()]
    hands.until(dialog.isActiveWindow)
    hands.settle()
    return dialog


def bulk(hands: Hands) -> BulkDialog:
    hands.control(Key.Key_B)
    [dialog] = [one for one in hands.window.findChildren(BulkDialog) if one.isVisible()]
    hands.until(dialog.isActiveWindow)
    return dialog


def values(hands: Hands, field: str, *ids: int) -> list[object]:
    return [getattr(one, field) for one in hands.window.workspace.tracker.activities_by_id(ids)]


def test_rows_are_copied_with_their_headings_in_the_language_shown(open_window: Open, sample_file: Path) -> None:
    hands = open_window(sample_file.name, language="fr")
    hands.window.activities.register.setFocus()
    select(hands, 0, 1)
    hands.control(Key.Key_C, SHIFT)
    data = QGuiApplication.clipboard().mimeData()
    lines = data.text().split("\n")
    assert [len(line.split("\t")) for line in lines] == [9, 9, 9]
    assert lines[0].split("\t")[-1] == hands.window.workspace.tracker.reference.vocabulary.column_label("participants", "fr")
    assert data.html().count("<th>") == 9
    assert data.html().count("<tr>") == 3


def test_what_is_copied_is_never_a_formula_and_numbers_stay_numbers(hands: Hands) -> None:
    register = hands.window.activities.register
    register.setCurrentIndex(register.model().index(0, PLACE["title"]))
    hands.press(Key.Key_F2)
    hands.type("=cmd")
    hands.press(Key.Key_Return)
    register.select_row(0)
    hands.control(Key.Key_C)
    data = QGuiApplication.clipboard().mimeData()
    cells = data.text().split("\t")
    assert (cells[3], cells[8]) == ("'=cmd", str(values(hands, "participants", 1)[0]))
    assert "mso-number-format:'\\@'\">=cmd</td>" in data.html()
    assert f"<td>{cells[8]}</td>" in data.html()


def test_pasted_rows_are_shown_and_stored_as_one_step(hands: Hands) -> None:
    other = ROW.replace("Seminar on filing", "Seminar on fees").replace("\t20", "\tmany")
    dialog = paste(hands, f"{ROW}\n{other}\n")
    assert dialog.summary.text().startswith("2 rows for 2024: 2 new")
    assert "●" in str(dialog.model.index(1, 4).data())
    assert dialog.store.text() == "Add 2 activities"
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Space)
    assert dialog.store.text() == "Add 1 activity"
    hands.click(dialog.store)
    assert hands.window.activities.model.rowCount() == 65
    assert "1 pasted" in hands.window.notice.label.text()
    hands.choose("Undo")
    hands.until(lambda: hands.window.activities.model.rowCount() == 64)


def test_rows_copied_here_are_known_when_they_are_pasted_here(hands: Hands) -> None:
    select(hands, 0, 63)
    hands.control(Key.Key_C)
    data = QGuiApplication.clipboard().mimeData()
    dialog = paste(hands, data.text(), data.html())
    assert "64 already in the log" in dialog.summary.text()
    assert not dialog.store.isEnabled()


def test_a_changed_row_says_so_before_it_changes_anything(hands: Hands) -> None:
    cells = list(hands.window.workspace.tracker.preview(hands.window.workspace.tracker.activity(1), "en"))
    dialog = paste(hands, "\t".join([*cells[:8], "77"]))
    assert dialog.store.text() == "Change 1 activity"
    hands.click(dialog.store)
    assert values(hands, "participants", 1) == [77]


def test_a_clipboard_without_rows_is_refused_in_one_sentence(hands: Hands) -> None:
    dialog = paste(hands, "just some words")
    assert "holds no rows of activities" in dialog.summary.text()
    assert not dialog.store.isEnabled()


def test_a_dialog_may_be_closed_before_it_has_its_answer(hands: Hands) -> None:
    gate, worker = Event(), hands.window.workspace.worker
    worker.run(gate.wait, lambda _passed: None, pytest.fail)
    QGuiApplication.clipboard().setText(ROW)
    hands.window.actions_["paste"].trigger()
    [dialog] = [one for one in hands.window.findChildren(QDialog) if one.isVisible()]
    dialog.reject()
    hands.until(lambda: dialog not in hands.window.findChildren(QDialog))
    gate.set()
    hands.settle()
    assert hands.window.activities.model.rowCount() == 64


@pytest.mark.parametrize("closed", ["dialog", "window"])
def test_a_long_paste_is_left_unread_when_its_dialog_or_the_window_goes(
    hands: Hands, closed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on, read = Event(), Event(), list[object]()

    def read_one(row: Sequence[str], *known: Any, **said: Any) -> ActivityDraft:
        begun.set()
        assert go_on.wait(30)
        read.append(row)
        return parse_row(row, *known, **said)

    monkeypatch.setattr(clipboard, "parse_row", read_one)
    QGuiApplication.clipboard().setText("\n".join([ROW] * 500))
    hands.window.actions_["paste"].trigger()
    [dialog] = [one for one in hands.window.findChildren(PasteDialog) if one.isVisible()]
    hands.until(begun.is_set)
    if closed == "dialog":
        QTest.keyClick(dialog, Key.Key_Escape)
        go_on.set()
        hands.settle()
    else:
        hands.window.workspace.worker.closing.connect(go_on.set)  # heard after the dialog has
        hands.window.close()
    assert len(read) == 1


def test_a_locked_year_refuses_and_what_was_read_stays(hands: Hands) -> None:
    hands.window.workspace.tracker.lock_year(2024)
    dialog = paste(hands, ROW)
    hands.click(dialog.store)
    assert dialog.isVisible()
    assert dialog.summary.text().startswith("2024 is locked")
    assert (dialog.model.rowCount(), hands.window.activities.model.rowCount()) == (1, 64)


def test_pasting_into_a_field_stays_text(hands: Hands) -> None:
    hands.window.activities.open_activity(1)
    QGuiApplication.clipboard().setText("2024-09")
    hands.control(Key.Key_A)
    hands.control(Key.Key_V)
    assert hands.window.activities.form.draft().month == "2024-09"
    assert hands.window.findChildren(PasteDialog) == []


def test_filling_down_takes_the_value_of_the_topmost_row(hands: Hands) -> None:
    select(hands, 0, 2, "venue")
    hands.control(Key.Key_D, SHIFT)
    venues = values(hands, "venue", 1, 2, 3)
    assert venues[0] == venues[1] == venues[2]
    assert hands.window.notice.label.text() == "Saved: Location filled down in 2 activities."
    hands.choose("Undo")
    hands.until(lambda: values(hands, "venue", 2) != [venues[0]])


def test_filling_down_one_row_says_what_to_do(hands: Hands) -> None:
    select(hands, 0, 0)
    hands.control(Key.Key_D, SHIFT)
    assert "Select several activities first" in hands.window.notice.label.text()


def test_many_are_changed_with_a_preview_and_as_one_step(hands: Hands) -> None:
    select(hands, 0, 4, "participants")
    dialog = bulk(hands)
    assert (dialog.selected.isChecked(), dialog.field.currentData()) == (True, "participants")
    had = values(hands, "participants", 1)[0]
    hands.until(dialog.text.hasFocus)  # the field is that of the cell in focus
    hands.type(str(had))
    hands.until(lambda: dialog.store.isEnabled())
    same = values(hands, "participants", 1, 2, 3, 4, 5).count(had)
    assert dialog.store.text() == f"Change {5 - same} of 5"
    assert [dialog.model.index(0, column).data() for column in (2, 3)] == [str(had), "unchanged"]
    hands.click(dialog.store)
    assert values(hands, "participants", 1, 2, 3, 4, 5) == [had] * 5
    assert "Saved: Participants of" in hands.window.notice.label.text()
    hands.choose("Undo")
    hands.until(lambda: values(hands, "participants", 2) != [had])


def test_all_that_are_shown_can_be_changed_by_a_choice(hands: Hands) -> None:
    hands.window.activities.register.select_row(0)
    dialog = bulk(hands)
    assert dialog.all.isChecked()
    dialog.field.setCurrentIndex(dialog.field.findData("review"))
    dialog.choice.setFocus()
    hands.type("checked")
    hands.until(lambda: dialog.store.isEnabled())
    assert dialog.store.text() == "Change 64 of 64"
    assert not dialog.empty.isEnabled()
    hands.click(dialog.store)
    tracker = hands.window.workspace.tracker
    assert {one.review.value for one in tracker.activities(ActivityQuery())} == {"checked"}


def test_a_column_can_be_emptied(hands: Hands) -> None:
    select(hands, 0, 1)
    dialog = bulk(hands)
    hands.click(dialog.empty)
    hands.until(lambda: dialog.store.isEnabled())
    assert not dialog.value.isEnabled()
    hands.click(dialog.store)
    assert values(hands, "participants", 1, 2) == [None, None]


def test_a_locked_year_refuses_a_change_of_many_and_the_dialog_stays(hands: Hands) -> None:
    hands.window.workspace.tracker.lock_year(2024)
    select(hands, 0, 1)
    dialog = bulk(hands)
    dialog.text.setFocus()
    hands.type("3")
    hands.until(lambda: dialog.store.isEnabled())
    hands.click(dialog.store)
    assert dialog.isVisible()
    assert dialog.summary.text().startswith("2024 is locked")
    assert dialog.text.text() == "3"


def test_many_are_not_changed_behind_the_back_of_the_form(hands: Hands) -> None:
    hands.edit(2, "2024-10")
    select(hands, 0, 2)
    dialog = bulk(hands)
    hands.click(dialog.empty)
    hands.until(lambda: dialog.store.isEnabled())
    hands.click(dialog.store)
    assert "The form holds changes" in dialog.summary.text()
    assert hands.window.activities.drafts[2].draft.month == "2024-10"
