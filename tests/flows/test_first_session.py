"""The main job from the first key to the Word file, on a real store, without the mouse."""

from collections.abc import Callable
from pathlib import Path

import docx
from docx.table import Table
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.ui.common.form_rows import FormRow
from tests.flows.conftest import ANNEX, Hands

Key = Qt.Key


def test_the_annex_is_imported_extended_corrected_and_exported_by_keyboard_alone(
    open_window: Callable[..., Hands], tmp_path: Path
) -> None:
    hands = open_window()
    window = hands.window

    import_the_annex(hands)
    assert window.activities.model.rowCount() == 64
    assert window.figures.buttons["participants"].text() == "6,465 participants"

    find_by_typing(hands, "牙买加", rows=1)
    assert window.activities.register.current_id == 4
    hands.control(Key.Key_F)
    hands.press(Key.Key_Escape)
    hands.until(lambda: window.activities.model.rowCount() == 64)

    added = add_an_activity(hands)
    assert window.activities.register.current_id == added.id
    assert window.activities.model.rowCount() == 65
    assert window.figures.buttons["activities"].text() == "65 activities"

    hands.press(Key.Key_Escape)
    hands.control(Key.Key_Z)
    hands.until(lambda: window.activities.model.rowCount() == 64)
    hands.control(Key.Key_Z, Qt.KeyboardModifier.ShiftModifier)
    hands.until(lambda: window.activities.model.rowCount() == 65)

    correct_row_35(hands)

    table = export_to_word(hands, tmp_path / "out")
    assert len(table.rows) == 66
    texts = [[cell.text for cell in row.cells] for row in list(table.rows)[1:]]
    assert next(row[:3] for row in texts if "[en] Roving seminar" in row[3]) == ["2024-06", "PCT研讨会", "B、C"]
    colombia = next(row for row in texts if "工业和商业监督局" in row[4])
    assert colombia[5:7] == ["哥伦比亚（CO）", "哥伦比亚（CO）"]


def import_the_annex(hands: Hands) -> None:
    hands.control(Key.Key_I)
    dialog = hands.window.dialogs.importing
    assert dialog is not None
    hands.until(lambda: dialog.path.hasFocus())
    hands.type(str(ANNEX / "annex-2024-zh.docx"))
    hands.until(dialog.store.isEnabled)
    assert "64 new" in dialog.summary.text()
    for step in ("columns", "review"):
        hands.press(Key.Key_Return)
        assert dialog.steps.code() == step
    hands.control(Key.Key_Return)
    hands.until(lambda: hands.window.activities.model.rowCount() == 64)
    hands.until(lambda: hands.window.activities.register.hasFocus())
    hands.settle()


def find_by_typing(hands: Hands, words: str, rows: int) -> None:
    hands.control(Key.Key_F)
    assert hands.window.filter.search.hasFocus()
    search = hands.window.filter.search
    # An input method delivers Chinese whole, not key by key.
    search.insert(words)
    hands.until(lambda: hands.window.activities.model.rowCount() == rows)
    hands.press(Key.Key_Down)
    assert hands.window.activities.register.hasFocus()


def add_an_activity(hands: Hands) -> Activity:
    hands.control(Key.Key_N)
    form = hands.window.activities.form
    hands.type("2024-06")
    press_until_inside(hands, form.fields.rows["type"])
    hands.type("PCT Sem")
    hands.press(Key.Key_Tab)
    hands.type("bc")
    press_until_inside(hands, form.fields.rows["title"])
    hands.type("Roving seminar in three States")
    press_until_inside(hands, form.fields.rows["venue"])
    hands.type("o")
    press_until_inside(hands, form.fields.rows["origins"])
    hands.type("ke,")
    hands.type("Uganda,")
    hands.type("tanzanie")
    hands.press(Key.Key_Tab)
    press_until_inside(hands, form.fields.rows["participant_types"])
    hands.press(Key.Key_Space)
    press_until_inside(hands, form.fields.rows["participants"])
    hands.type("42")
    hands.control(Key.Key_S)
    hands.until(lambda: form.activity_id is not None)
    hands.settle()
    [added] = [one for one in hands.window.workspace.tracker.activities(ActivityQuery()) if one.id == form.activity_id]
    assert added.month == "2024-06"
    assert added.contents == ("B", "C")
    assert added.origin_codes == ("KE", "UG", "TZ")
    assert added.participants == 42
    assert added.participant_types == ("offices",)
    return added


def press_until_inside(hands: Hands, row: FormRow) -> None:
    """Goes on with Tab until the focus is inside a row of the form."""
    for _ in range(30):
        if row.isAncestorOf(hands.focus):
            return
        hands.press(Key.Key_Tab)
    raise AssertionError(f"Tab never reaches {row.name}")


def correct_row_35(hands: Hands) -> None:
    window = hands.window
    window.check.table.clearSelection()
    hands.press(Key.Key_F8)
    assert window.activities.form.activity_id == 35
    for _ in range(40):
        if isinstance(hands.focus, QPushButton) and "Keep Colombia" in hands.focus.text():
            break
        hands.press(Key.Key_Tab)
    else:
        raise AssertionError("Tab does not reach the button of the fix")
    hands.press(Key.Key_Space)
    hands.until(lambda: not window.workspace.tracker.activity(35).doubts)
    hands.settle()
    assert not [one for one in window.workspace.tracker.findings(2024).get(35, ()) if one.severity == "error"]


def export_to_word(hands: Hands, folder: Path) -> Table:
    folder.mkdir()
    hands.control(Key.Key_E)
    hands.until(lambda: hands.window.dialogs.exporting is not None)
    dialog = hands.window.dialogs.exporting
    assert dialog is not None
    dialog.languages.choose(["zh"])
    for _ in range(12):
        if dialog.folder.hasFocus():
            break
        hands.press(Key.Key_Tab)
    assert isinstance(hands.focus, QLineEdit)
    hands.control(Key.Key_A)
    hands.type(str(folder))
    hands.press(Key.Key_Return)
    hands.until(lambda: (folder / "annex-2024-zh.docx").exists())
    hands.settle()
    return docx.Document(str(folder / "annex-2024-zh.docx")).tables[0]
