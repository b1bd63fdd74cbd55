"""The number of participants, the part online, the expected ones, and the numbers by origin."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from pct_tracker.domain.activity import HeadCount
from pct_tracker.reference.reference import Reference
from pct_tracker.ui.common.head_counts_edit import HeadCountsEdit
from pct_tracker.ui.common.participants_edit import ParticipantsEdit


def words(widget: QLabel | ParticipantsEdit | HeadCountsEdit) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def test_the_part_online_shows_for_a_hybrid_activity_only_and_the_rest_is_worked_out(qtbot: QtBot, on_page) -> None:
    edit = ParticipantsEdit()
    on_page(edit)
    assert not edit.online.isVisible()
    edit.set_hybrid(hybrid=True)
    qtbot.keyClicks(edit.total, "40")
    qtbot.keyClicks(edit.online, "12")
    assert "on site: 28" in words(edit)
    qtbot.keyClicks(edit.online, "9")
    assert not any(text.startswith("on site") for text in words(edit))


def test_a_part_online_that_is_known_is_never_hidden(on_page) -> None:
    edit = ParticipantsEdit()
    on_page(edit)
    edit.online.set_value(5)
    edit.set_hybrid(hybrid=False)
    assert edit.online.isVisible()


def test_each_field_has_its_own_name_and_what_cannot_be_read_is_told(qtbot: QtBot, on_page) -> None:
    edit = ParticipantsEdit()
    on_page(edit)
    edit.setAccessibleName("Participants")
    names = [one.accessibleName() for one in (edit.total, edit.online, edit.planned)]
    assert names == ["Participants", "Participants, of them online", "Participants, expected"]
    qtbot.keyClicks(edit.planned, "many")
    assert edit.unread_texts() == {"planned_participants": "many"}


def test_there_is_a_number_for_each_origin_and_their_sum(qtbot: QtBot, on_page, reference: Reference) -> None:
    edit = HeadCountsEdit(reference, "en")
    on_page(edit)
    assert words(edit) == ["As soon as a State stands among the origins, its number can be given here."]
    edit.set_codes(["KE", "MX"])
    assert [one.number.accessibleName() for one in edit.counts] == ["Kenya (KE)", "Mexico (MX)"]
    edit.setFocus()
    qtbot.keyClicks(edit.counts[0].number, "12")
    qtbot.keyClick(edit.counts[0].number, Qt.Key.Key_Tab)
    assert edit.counts[1].number.hasFocus()
    qtbot.keyClicks(edit.counts[1].number, "30")
    assert edit.value() == (HeadCount("KE", 12), HeadCount("MX", 30))
    assert "In all: 42" in words(edit)


def test_a_number_goes_with_its_origin_and_the_others_stay(on_page, reference: Reference) -> None:
    edit = HeadCountsEdit(reference, "en")
    on_page(edit)
    edit.set_value((HeadCount("KE", 12), HeadCount("MX", 30)), ("KE", "MX"))
    edit.set_codes(["MX", "PE"])
    assert edit.value() == (HeadCount("MX", 30),)
    assert [one.code for one in edit.counts] == ["MX", "PE"]


def test_a_number_for_something_that_is_no_origin_is_shown_as_it_is_stored(on_page, reference: Reference) -> None:
    edit = HeadCountsEdit(reference, "en")
    on_page(edit)
    edit.set_value((HeadCount("ZZ", 3),), ("KE",))
    assert edit.value() == (HeadCount("ZZ", 3),)
