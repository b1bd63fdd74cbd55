"""The rows of a form and their messages."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from pct_tracker.domain.codes import Severity
from pct_tracker.ui.common.field_messages import FieldMessage
from pct_tracker.ui.common.fold_out import FoldOut
from pct_tracker.ui.common.form_rows import FormRows, plain_label


def test_label_name_and_access_key_come_together(qtbot: QtBot) -> None:
    rows, edit = FormRows(), QLineEdit()
    qtbot.addWidget(rows)
    row = rows.add_row("month", "&Month:", edit)
    assert row.label.buddy() is edit
    assert edit.accessibleName() == "Month"


def test_a_label_is_read_without_its_signs() -> None:
    assert plain_label("Q&&A of the &year :") == "Q&A of the year"


def test_a_message_has_shape_words_and_buttons_and_is_spoken(qtbot: QtBot, on_page) -> None:
    rows, edit = FormRows(), QLineEdit()
    row = rows.add_row("month", "&Month:", edit)
    on_page(rows)
    row.show_messages((FieldMessage(Severity.ERROR, "The month is not known.", (("Take June", "fix"),)),))
    assert [label.text() for label in row.messages.findChildren(QLabel)] == ["●", "The month is not known."]
    assert edit.accessibleDescription() == "Error: The month is not known."
    with qtbot.waitSignal(row.action_chosen) as chosen:
        qtbot.mouseClick(row.messages.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert chosen.args == ["fix"]


def test_messages_go_when_the_trouble_is_gone(qtbot: QtBot, on_page) -> None:
    rows, edit = FormRows(), QLineEdit()
    row = rows.add_row("month", "&Month:", edit)
    on_page(rows)
    row.show_messages((FieldMessage(Severity.WARNING, "Look at this."),))
    assert row.messages.isVisible()
    assert row.messages.severity is Severity.WARNING
    row.show_messages(())
    assert not row.messages.isVisible()
    assert (edit.accessibleDescription(), edit.property("severity")) == ("", "")


def test_the_same_message_again_leaves_its_button_in_place(qtbot: QtBot, on_page) -> None:
    rows = FormRows()
    row = rows.add_row("month", "&Month:", QLineEdit())
    on_page(rows)
    for _ in range(2):
        row.show_messages((FieldMessage(Severity.HINT, "Look.", (("Do", 1),)),))
        button = row.messages.findChild(QPushButton)
        button.setFocus()
    assert button.hasFocus()


def test_tab_goes_to_what_mends_and_passes_by_what_can_wait(qtbot: QtBot, on_page) -> None:
    rows, edit = FormRows(), QLineEdit()
    row = rows.add_row("month", "&Month:", edit)
    page = on_page(rows)
    row.show_messages((FieldMessage(Severity.WARNING, "Look.", (("Take June", "fix"),), (("Accept…", "accept"),)),))
    take, accept = row.messages.findChildren(QPushButton)
    edit.setFocus()
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert take.hasFocus()
    qtbot.keyClick(take, Qt.Key.Key_Tab)
    assert page.after.hasFocus()
    with qtbot.waitSignal(row.action_chosen) as chosen:
        qtbot.mouseClick(accept, Qt.MouseButton.LeftButton)
    assert chosen.args == ["accept"]


def test_a_row_says_the_language_of_its_text_and_keeps_its_name(qtbot: QtBot) -> None:
    rows = FormRows()
    qtbot.addWidget(rows)
    row = rows.add_row("name", "&Name:", QLineEdit())
    row.tell_language("zh")
    assert (row.label.text(), row.name) == ("&Name: ZH", "Name")
    row.tell_language("")
    assert row.label.text() == "&Name:"


def test_labels_stand_above_their_fields_in_a_narrow_window(qtbot: QtBot) -> None:
    rows, edit = FormRows(), QLineEdit()
    qtbot.addWidget(rows)
    row = rows.add_row("month", "&Month:", edit)
    rows.show()
    rows.resize(900, 200)
    qtbot.waitUntil(lambda: row.label.geometry().right() < row.geometry().left())
    rows.resize(300, 200)
    qtbot.waitUntil(lambda: row.label.geometry().bottom() <= row.geometry().top())


def test_a_fold_out_opens_and_closes_by_its_button(qtbot: QtBot, on_page) -> None:
    fold = FoldOut("Show source", QLabel("cells"))
    on_page(fold)
    assert not fold.content.isVisible()
    qtbot.mouseClick(fold.button, Qt.MouseButton.LeftButton)
    assert fold.content.isVisible()
    fold.button.setFocus()
    qtbot.keyClick(fold.button, Qt.Key.Key_Space)
    assert not fold.content.isVisible()
