"""States and organizations as tags."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pct_tracker.domain.activity import Doubt, Origin
from pct_tracker.reference.loader import load_reference
from pct_tracker.reference.reference import Reference
from pct_tracker.ui.common.origin_tags import OriginTags
from pct_tracker.ui.common.place_tags import PlaceTags

THIRTY = (
    "Algeria, Angola, Benin, Botswana, Burkina Faso, Burundi, Cameroon, Chad, Comoros, Congo, Djibouti, Egypt, Eritrea, "
    "Eswatini, Ethiopia, Gabon, Gambia, Ghana, Guinea, Kenya, Lesotho, Liberia, Libya, Madagascar, Malawi, Mali, Mauritania, "
    "Mauritius, Morocco, Mozambique"
)


@pytest.fixture
def tags(on_page, reference: Reference) -> OriginTags:
    widget = OriginTags(reference, "en")
    widget.page = on_page(widget)
    widget.setFocus()
    return widget


def _codes(tags: OriginTags) -> list[str | None]:
    return [origin.code for origin in tags.value()]


def _paste(qtbot: QtBot, tags: OriginTags, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    qtbot.keyClick(tags.places.input, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_tab_after_mexico_makes_the_tag_and_stays(qtbot: QtBot, tags: OriginTags) -> None:
    qtbot.keyClicks(tags.places.input, "mexico")
    qtbot.keyClick(tags.places.input, Qt.Key.Key_Tab)
    assert _codes(tags) == ["MX"]
    assert tags.places.input.text() == ""
    assert QApplication.focusWidget() is tags.places.input


def test_tab_in_an_empty_line_moves_on(qtbot: QtBot, tags: OriginTags) -> None:
    qtbot.keyClick(tags.places.input, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is tags.page.after


@pytest.mark.parametrize("separator", [",", ";", "、", "，", "؛", "،"])
def test_a_separator_ends_an_entry(write, tags: OriginTags, separator: str) -> None:
    write(tags.places.input, f"ke{separator}Uganda{separator}")
    assert _codes(tags) == ["KE", "UG"]


@pytest.mark.parametrize("text", ["ke", "KEN", "Kenia", "肯尼亚", "кения", "كينيا", "Kenya (KE)"])
def test_a_state_is_understood_by_code_and_name_in_any_language(qtbot: QtBot, write, tags: OriginTags, text: str) -> None:
    write(tags.places.input, text)
    qtbot.keyClick(tags.places.input, Qt.Key.Key_Return)
    assert _codes(tags) == ["KE"]


def test_pasting_thirty_countries_makes_thirty_tags(qtbot: QtBot, tags: OriginTags) -> None:
    _paste(qtbot, tags, THIRTY)
    assert len(tags.value()) == 30
    assert all(_codes(tags))
    assert tags.count.text() == "States: 30"


def test_a_column_of_a_spreadsheet_can_be_pasted(qtbot: QtBot, tags: OriginTags) -> None:
    _paste(qtbot, tags, "Kenya\nUganda\r\nRwanda\n")
    assert _codes(tags) == ["KE", "UG", "RW"]


def test_a_mixed_list_keeps_what_is_not_known(qtbot: QtBot, tags: OriginTags) -> None:
    _paste(qtbot, tags, "阿曼（OM）、AZ, Bélarus; Türkiye, Atlantis")
    assert tags.value() == (*(Origin(code=code) for code in ("OM", "AZ", "BY", "TR")), Origin(text="Atlantis"))
    assert tags.places.tags[-1].kind == "unknown"
    assert tags.count.text() == "States: 4 · Not known: 1"


def test_a_name_that_disagrees_with_its_code_leaves_a_doubt_until_its_tag_goes(qtbot: QtBot, tags: OriginTags) -> None:
    _paste(qtbot, tags, "Cambodia (CO), Peru (PE)")
    assert tags.doubts() == (Doubt("place.name-and-code-disagree", "origins", "Cambodia (CO)"),)
    tags.places.tags[0].setFocus()
    qtbot.keyClick(tags.places.tags[0], Qt.Key.Key_Delete)
    assert tags.doubts() == ()


def test_pasting_part_of_a_word_only_types_it(qtbot: QtBot, tags: OriginTags) -> None:
    _paste(qtbot, tags, "Kenj")
    assert (tags.value(), tags.places.input.text()) == ((), "Kenj")


def test_text_that_is_left_becomes_a_tag(qtbot: QtBot, tags: OriginTags) -> None:
    qtbot.keyClicks(tags.places.input, "some African countries")
    tags.page.after.setFocus()
    assert tags.value() == (Origin(text="some African countries"),)


def test_text_still_in_the_line_is_told(qtbot: QtBot, tags: OriginTags) -> None:
    tags.set_value((Origin(code="KE"),))
    qtbot.keyClicks(tags.places.input, "uganda")
    assert (tags.value(), tags.pending()) == ((Origin(code="KE"),), (Origin(code="UG"),))


def test_what_is_there_already_flashes_and_comes_not_twice(qtbot: QtBot, tags: OriginTags) -> None:
    qtbot.keyClicks(tags.places.input, "kenya,uganda,KE,")
    assert _codes(tags) == ["KE", "UG"]
    assert tags.places.tags[0].is_flashing
    assert not tags.places.tags[1].is_flashing


def test_backspace_in_the_empty_line_takes_the_last_tag(qtbot: QtBot, tags: OriginTags) -> None:
    tags.set_value((Origin(code="KE"), Origin(code="UG")))
    qtbot.keyClick(tags.places.input, Qt.Key.Key_Backspace)
    assert _codes(tags) == ["KE"]


def test_backspace_in_a_text_takes_a_letter_and_no_tag(qtbot: QtBot, tags: OriginTags) -> None:
    tags.set_value((Origin(code="KE"),))
    qtbot.keyClicks(tags.places.input, "ug")
    qtbot.keyClick(tags.places.input, Qt.Key.Key_Backspace)
    assert (_codes(tags), tags.places.input.text()) == (["KE"], "u")


def test_arrows_walk_through_the_tags_and_delete_removes_one(qtbot: QtBot, tags: OriginTags) -> None:
    tags.set_value((Origin(code="KE"), Origin(code="UG"), Origin(code="RW")))
    qtbot.keyClick(tags.places.input, Qt.Key.Key_Left)
    assert QApplication.focusWidget() is tags.places.tags[2]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Delete)
    assert _codes(tags) == ["KE", "RW"]
    assert QApplication.focusWidget() is tags.places.tags[1]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert QApplication.focusWidget() is tags.places.input


def test_the_first_tag_is_the_end_of_the_way(qtbot: QtBot, tags: OriginTags) -> None:
    tags.set_value((Origin(code="KE"), Origin(code="UG")))
    tags.places.tags[0].setFocus()
    qtbot.keyClick(tags.places.tags[0], Qt.Key.Key_Left)
    assert QApplication.focusWidget() is tags.places.tags[0]


def test_typing_on_a_tag_goes_on_in_the_line(qtbot: QtBot, tags: OriginTags) -> None:
    tags.set_value((Origin(code="KE"),))
    tags.places.tags[0].setFocus()
    qtbot.keyClick(tags.places.tags[0], Qt.Key.Key_U)
    assert tags.places.input.text() == "u"
    assert QApplication.focusWidget() is tags.places.input


def test_a_click_on_the_cross_removes_the_tag(qtbot: QtBot, tags: OriginTags) -> None:
    tags.set_value((Origin(code="KE"), Origin(code="UG")))
    tag = tags.places.tags[0]
    qtbot.waitUntil(lambda: tag.height() > 0 and tag.width() == tag.sizeHint().width())
    qtbot.mouseClick(tag, Qt.MouseButton.LeftButton, pos=tag.cross().center())
    assert _codes(tags) == ["UG"]


def test_a_click_on_the_name_removes_nothing(qtbot: QtBot, tags: OriginTags) -> None:
    tags.set_value((Origin(code="KE"),))
    tag = tags.places.tags[0]
    qtbot.mouseClick(tag, Qt.MouseButton.LeftButton, pos=QPoint(4, tag.height() // 2))
    assert _codes(tags) == ["KE"]


def test_the_list_offers_names_with_their_codes(qtbot: QtBot, tags: OriginTags) -> None:
    qtbot.keyClicks(tags.places.input, "ken")
    assert "Kenya (KE)" in tags.places.input.offers


def test_the_marked_entry_of_the_list_is_taken(qtbot: QtBot, tags: OriginTags) -> None:
    qtbot.keyClicks(tags.places.input, "guin")
    second = tags.places.input.offers[1]
    for _ in range(2):
        qtbot.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Return)
    assert [tags.places.input.label_of(code) for code in _codes(tags)] == [second]
    assert tags.places.input.text() == ""


def test_the_only_name_that_begins_so_is_taken_without_choosing(qtbot: QtBot, tags: OriginTags) -> None:
    qtbot.keyClicks(tags.places.input, "keny")
    qtbot.keyClick(tags.places.input, Qt.Key.Key_Tab)
    assert _codes(tags) == ["KE"]


def test_words_inside_a_name_are_never_taken_for_it(qtbot: QtBot, tags: OriginTags) -> None:
    qtbot.keyClicks(tags.places.input, "Keeling")
    qtbot.keyClick(tags.places.input, Qt.Key.Key_Tab)
    assert tags.value() == (Origin(text="Keeling"),)


def test_escape_closes_the_list_and_keeps_the_text(qtbot: QtBot, tags: OriginTags) -> None:
    qtbot.keyClicks(tags.places.input, "guin")
    qtbot.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Escape)
    assert (tags.places.input.offers, tags.places.input.text()) == ((), "guin")


def test_the_menu_of_unknown_words_suggests_and_replaces(qtbot: QtBot, tags: OriginTags) -> None:
    tags.set_value((Origin(code="UG"), Origin(text="Kenja"), Origin(code="RW")))
    menu = tags.places.menu_of(tags.places.tags[1])
    next(action for action in menu.actions() if action.text() == "Kenya (KE)").trigger()
    assert _codes(tags) == ["UG", "KE", "RW"]


def test_unknown_words_can_be_mended(qtbot: QtBot, tags: OriginTags) -> None:
    tags.set_value((Origin(text="Kenja"),))
    tags.places.tags[0].setFocus()
    qtbot.keyClick(tags.places.tags[0], Qt.Key.Key_F2)
    assert (tags.value(), tags.places.input.text()) == ((), "Kenja")


def test_an_ambiguous_name_stays_as_written_and_offers_all_its_codes(write, tags: OriginTags) -> None:
    write(tags.places.input, "多米尼加；")
    assert tags.value() == (Origin(text="多米尼加"),)
    offered = [action.text() for action in tags.places.menu_of(tags.places.tags[0]).actions()]
    assert {"Dominica (DM)", "Dominican Republic (DO)"} <= set(offered)


def test_organizations_are_told_apart_from_states(tags: OriginTags) -> None:
    tags.set_value((Origin(code="EP"), Origin(code="KE")))
    assert [tag.kind for tag in tags.places.tags] == ["organization", "state"]
    assert tags.count.text() == "States: 1 · Organizations: 1"


def test_names_are_those_of_the_window_and_codes_stay(qtbot: QtBot, reference: Reference) -> None:
    widget = OriginTags(reference, "fr")
    qtbot.addWidget(widget)
    widget.set_value((Origin(code="CM"),))
    assert widget.places.tags[0].text() == "Cameroun"
    assert widget.places.tags[0].accessibleName() == "Cameroun (CM)"


def test_with_room_for_one_a_new_place_takes_the_old_ones_place(qtbot: QtBot, on_page, reference: Reference) -> None:
    places = PlaceTags(reference, "en", limit=1)
    on_page(places)
    places.setFocus()
    qtbot.keyClicks(places.input, "kenya")
    qtbot.keyClick(places.input, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is places.tags[0]
    qtbot.keyClicks(places.tags[0], "u")
    qtbot.keyClicks(places.input, "ganda")
    qtbot.keyClick(places.input, Qt.Key.Key_Return)
    assert places.value() == (Origin(code="UG"),)


_ENTRIES = [*(party.code for party in load_reference().parties), "some African countries", "Atlantis", "stakeholders"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(_ENTRIES), max_size=8, unique=True), st.randoms(use_true_random=False))
def test_nothing_that_is_typed_is_lost(qtbot: QtBot, entries: list[str], chance: random.Random) -> None:
    widget = OriginTags(load_reference(), "en")
    for entry in entries:
        qtbot.keyClicks(widget.places.input, entry)
        qtbot.keyClick(
            widget.places.input, chance.choice([Qt.Key.Key_Return, Qt.Key.Key_Comma, Qt.Key.Key_Tab, Qt.Key.Key_Semicolon])
        )
    assert [origin.code or origin.text for origin in widget.value()] == entries
    widget.deleteLater()
