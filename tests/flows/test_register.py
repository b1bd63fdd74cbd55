"""Working in the register itself: cells, columns, order and groups."""

from collections.abc import Callable
from pathlib import Path

import pytest
from builders import changing
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu

from pct_tracker.domain.activity import Activity, Venue
from pct_tracker.domain.codes import Modality, Status, VenueKind
from pct_tracker.domain.query import ActivityQuery, Condition, Operator, SortKey
from pct_tracker.services.tracker import Tracker
from pct_tracker.store import search
from pct_tracker.ui.common.choice_box import ChoiceBox
from pct_tracker.ui.register.columns_dialog import ColumnsDialog
from pct_tracker.ui.register.register_columns import PLACE
from pct_tracker.ui.register.register_lines import Sight
from pct_tracker.ui.register.register_view import RegisterView
from tests.flows.conftest import Hands

Open = Callable[..., Hands]
Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def hands(open_window: Open, sample_file: Path) -> Hands:
    hands = open_window(sample_file.name)
    hands.window.activities.register.setFocus()
    return hands


def go_to(hands: Hands, row: int, key: str) -> None:
    """Moves the focus to a cell with the arrow keys."""
    register = hands.window.activities.register
    register.select_row(row)
    register.setFocus()
    while register.current_key != key:
        before = register.headings.visualIndex(PLACE[register.current_key])
        wanted = register.headings.visualIndex(PLACE[key])
        hands.press(Key.Key_Right if wanted > before else Key.Key_Left)


def type_over(hands: Hands, text: str) -> None:
    """Types over a cell: the first letter opens it, the others go into its line."""
    hands.type(text[0])
    hands.type(text[1:])


def shown(hands: Hands, row: int, key: str) -> object:
    return hands.window.activities.model.index(row, PLACE[key]).data()


def stored(hands: Hands, id_: int) -> Activity:
    return hands.window.workspace.tracker.activity(id_)


def test_typing_over_a_cell_stores_it_as_one_step_and_goes_down(hands: Hands) -> None:
    go_to(hands, 0, "venue")
    type_over(hands, "ug, Entebbe")
    hands.press(Key.Key_Return)
    page = hands.window.activities
    assert stored(hands, 1).venue == Venue(VenueKind.STATE, "UG", "Entebbe")
    assert shown(hands, 0, "venue") == "Uganda"
    assert hands.window.notice.label.text().startswith("Saved: Location of “PCT and ePCT refresher")
    assert (page.register.current_id, page.register.current_key, hands.focus) == (2, "venue", page.register)
    hands.choose("Undo")
    hands.until(lambda: shown(hands, 0, "venue") == "Oman")


def test_what_is_being_typed_stays_when_the_register_hears_of_its_row(hands: Hands) -> None:
    model = hands.window.activities.model
    go_to(hands, 0, "participants")
    hands.type("1")
    model.take_page(0, model.page_ids(0), hands.window.workspace.tracker.activities_by_id(model.page_ids(0)))
    model.dataChanged.emit(model.index(0, 0), model.index(0, model.columnCount() - 1))
    hands.type("10")
    hands.press(Key.Key_Return)
    hands.until(lambda: stored(hands, 1).participants == 110)


def test_f2_edits_what_stands_there_and_esc_gives_it_up(hands: Hands) -> None:
    go_to(hands, 0, "month")
    hands.press(Key.Key_F2)
    editor = hands.focus
    assert isinstance(editor, QLineEdit)
    assert (editor.text(), editor.accessibleName()) == ("2024-02", "Month")
    hands.type("2024-11")
    hands.press(Key.Key_Escape)
    assert (stored(hands, 1).month, hands.focus) == ("2024-02", hands.window.activities.register)
    assert hands.window.workspace.tracker.undo_state().undo.code == "sample"


def test_a_number_is_edited_where_it_stands(hands: Hands) -> None:
    register = hands.window.activities.register
    go_to(hands, 0, "participants")
    hands.press(Key.Key_F2)
    editor = hands.focus
    assert isinstance(editor, QLineEdit)
    assert editor.alignment() & Qt.AlignmentFlag.AlignRight
    assert editor.geometry().right() == register.visualRect(register.currentIndex()).right()


def test_tab_stores_and_goes_to_the_right_and_shift_tab_to_the_left(hands: Hands) -> None:
    go_to(hands, 0, "venue")
    type_over(hands, "Kenya")
    hands.press(Key.Key_Tab)
    assert hands.window.activities.register.current_key == "origins"
    type_over(hands, "ke; ug")
    hands.press(Key.Key_Backtab, SHIFT)
    assert hands.window.activities.register.current_key == "venue"
    assert (stored(hands, 1).venue.code, stored(hands, 1).origin_codes) == ("KE", ("KE", "UG"))


def test_cells_typed_faster_than_they_are_stored_are_all_stored(hands: Hands) -> None:
    go_to(hands, 0, "venue")
    for text in ("Kenya", "ke; ug", "12"):
        QTest.keyClicks(hands.focus, text[0])
        QTest.keyClicks(hands.focus, text[1:])
        QTest.keyClick(hands.focus, Key.Key_Tab)
        hands.until(lambda: hands.focus is hands.window.activities.register)
    hands.settle()
    one = stored(hands, 1)
    assert (one.venue.code, one.origin_codes, one.participants) == ("KE", ("KE", "UG"), 12)


def test_a_double_click_edits_a_cell_and_enter_opens_the_form(hands: Hands) -> None:
    register = hands.window.activities.register
    place = register.visualRect(register.model().index(2, PLACE["participants"])).center()
    QTest.mouseClick(register.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(register.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert isinstance(hands.focus, QLineEdit)
    hands.press(Key.Key_Escape)
    hands.press(Key.Key_Return)
    assert hands.window.activities.form.isAncestorOf(hands.focus)


def test_a_choice_is_found_by_its_first_letters(hands: Hands) -> None:
    go_to(hands, 0, "type")
    hands.press(Key.Key_F2)
    assert isinstance(hands.focus, ChoiceBox)
    hands.type("pct web")
    hands.press(Key.Key_Return)
    assert stored(hands, 1).type == "pct-webinar"


def test_a_text_that_changes_nothing_is_no_step(hands: Hands) -> None:
    for key in ("month", "contents", "title", "venue", "origins", "participants"):
        go_to(hands, 3, key)
        hands.press(Key.Key_F2)
        hands.press(Key.Key_Return)
    assert hands.window.workspace.tracker.undo_state().undo.code == "sample"


def test_a_number_that_cannot_be_read_stays_in_its_cell_and_is_found(hands: Hands) -> None:
    go_to(hands, 0, "participants")
    type_over(hands, "about twenty")
    hands.press(Key.Key_Return)
    assert shown(hands, 0, "participants") == "about twenty"
    hands.until(lambda: shown(hands, 0, "finding") == "●")
    go_to(hands, 0, "participants")
    hands.press(Key.Key_Backspace)
    hands.type("20")
    hands.press(Key.Key_Return)
    assert (stored(hands, 1).participants, stored(hands, 1).doubts) == (20, ())


def test_only_the_language_that_is_shown_is_edited(open_window: Open, sample_file: Path) -> None:
    hands = open_window(sample_file.name, language="fr")
    before = stored(hands, 1).title
    go_to(hands, 0, "title")
    type_over(hands, "Cours")
    hands.press(Key.Key_Return)
    assert stored(hands, 1).title == before.replace("fr", "Cours")


def test_what_somebody_else_changed_meanwhile_is_not_overwritten_and_what_was_typed_stays(hands: Hands) -> None:
    assert shown(hands, 0, "venue") == "Oman"
    other = Tracker.open(hands.window.workspace.tracker.store.path, "another")
    other.do(changing(other.activity(1), month="2024-09"))
    other.close()
    go_to(hands, 0, "venue")
    type_over(hands, "Kenya")
    hands.press(Key.Key_Return)
    assert "changed by somebody else" in hands.window.notice.label.text()
    assert (shown(hands, 0, "venue"), stored(hands, 1).venue.code) == ("Kenya", "OM")
    go_to(hands, 0, "venue")
    hands.press(Key.Key_F2)
    assert isinstance(hands.focus, QLineEdit)
    assert hands.focus.text() == "Kenya"
    hands.press(Key.Key_Return)
    assert (stored(hands, 1).venue.code, stored(hands, 1).month) == ("KE", "2024-09")


def test_a_cell_that_a_locked_year_refused_shows_what_is_stored(hands: Hands) -> None:
    hands.window.workspace.tracker.lock_year(2024)
    go_to(hands, 0, "venue")
    type_over(hands, "Kenya")
    hands.press(Key.Key_Return)
    assert "2024 is locked" in hands.window.notice.label.text()
    assert shown(hands, 0, "venue") == "Oman"


def test_tab_leads_from_the_filter_over_its_sentence_into_the_register(hands: Hands) -> None:
    hands.window.tools.narrow((Condition("participants", Operator.BETWEEN, ("20", "")),))
    hands.settle()
    hands.window.filter.search.setFocus()
    way = []
    while hands.focus is not hands.window.activities.register and len(way) < 12:
        hands.press(Key.Key_Tab)
        way.append(hands.focus)
    line = hands.window.tools.line
    assert way[-4:] == [line.chips[0], line.all, line.keep, hands.window.activities.register]


def test_a_cell_is_not_edited_behind_the_back_of_the_form(hands: Hands) -> None:
    hands.edit(1, "2024-10")
    go_to(hands, 0, "venue")
    type_over(hands, "Kenya")
    hands.press(Key.Key_Return)
    assert "The form holds changes" in hands.window.notice.label.text()
    assert (stored(hands, 1).venue.code, hands.window.activities.drafts[1].draft.month) == ("OM", "2024-10")


def test_a_row_that_no_longer_matches_stays_until_the_register_is_refreshed(hands: Hands) -> None:
    page = hands.window.activities
    hands.window.filter.statuses.setCurrentIndex(hands.window.filter.statuses.findData("held"))
    hands.settle()
    activity = stored(hands, 2)
    hands.window.workspace.do(changing(activity, status=Status.PLANNED))
    hands.settle()
    assert (page.model.rowCount(), page.model.row_of(2), page.model.leaving) == (64, 1, {2})
    tip = page.model.index(1, PLACE["title"]).data(Qt.ItemDataRole.ToolTipRole)
    assert "no longer matches the filter" in str(tip)
    hands.window.workspace.undo()
    hands.settle()
    assert page.model.leaving == frozenset()
    hands.window.workspace.redo()
    hands.settle()
    hands.press(Key.Key_F5)
    assert (page.model.rowCount(), page.model.row_of(2)) == (63, None)


def test_a_row_edited_in_place_keeps_its_place_in_the_order(hands: Hands) -> None:
    go_to(hands, 1, "month")
    type_over(hands, "2024-12")
    hands.press(Key.Key_Return)
    assert [hands.window.activities.model.ids[row] for row in range(3)] == [1, 2, 3]
    hands.press(Key.Key_F5)
    assert hands.window.activities.model.row_of(2) > 50


def test_shift_and_a_click_sorts_by_one_column_more(hands: Hands) -> None:
    header = hands.window.activities.register.headings

    def click(key: str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        place = QPoint(header.sectionViewportPosition(PLACE[key]) + 10, header.height() // 2)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, modifier, place)
        hands.settle()

    click("type")
    click("participants", SHIFT)
    click("participants", SHIFT)
    keys = (SortKey("type"), SortKey("participants", descending=True))
    assert hands.window.activities.side.sort == keys
    model = hands.window.activities.model
    headings = [model.headerData(PLACE[key], Qt.Orientation.Horizontal) for key in ("type", "participants", "month")]
    assert headings == ["Type ▲1", "Number ▼2", "Month"]
    assert list(model.ids) == hands.window.workspace.tracker.ids(ActivityQuery(year=2024, sort=keys))


def test_columns_are_chosen_ordered_and_remembered(open_window: Open, sample_file: Path) -> None:
    hands = open_window(sample_file.name)
    hands.window.actions_["columns"].trigger()
    [dialog] = hands.window.findChildren(ColumnsDialog)
    hands.until(dialog.isActiveWindow)
    dialog.columns.setFocus()
    for _ in range(8):
        hands.press(Key.Key_Down)
    assert dialog.columns.currentItem().text() == "Reported in"
    hands.press(Key.Key_Space)
    hands.click(dialog.up)
    hands.click(dialog.up)
    dialog.sorting[0][0].setCurrentIndex(dialog.sorting[0][0].findData("type"))
    hands.click(dialog.buttons.button(dialog.buttons.StandardButton.Ok))
    keys = hands.window.activities.register.headings.keys
    assert keys == ("finding", "month", "type", "contents", "title", "venue", "origins", "year", "participants")
    assert hands.window.activities.side.sort == (SortKey("type"),)
    hands.window.close()
    again = open_window(sample_file.name)
    assert again.window.activities.register.headings.keys == keys


def test_a_heading_can_hide_its_column_and_narrow_to_what_is_empty(hands: Hands) -> None:
    menu = hands.window.activities.side.menus.on_heading("venue")
    choices = {action.text().replace("&", ""): action for action in menu.actions()}
    choices["Hide this column"].trigger()
    assert "venue" not in hands.window.activities.register.headings.keys
    choices["Only where this is empty"].trigger()
    hands.settle()
    assert hands.window.filter.query().conditions[0].field == "venue"


@pytest.mark.parametrize("by", ["month", "type", "letter", "region"])
def test_the_figure_of_each_group_is_the_number_of_the_rows_it_opens(hands: Hands, by: str) -> None:
    page = hands.window.activities
    page.group_by(by)
    hands.settle()
    groups = page.model.groups
    assert len(groups) > 3
    for number, group in enumerate(groups):
        page.register.fold(page.model.groups, folded=True)
        page.register.select_row(number)
        page.register.setFocus()
        told = str(page.model.index(number, 0).data(Qt.ItemDataRole.AccessibleTextRole))
        hands.press(Key.Key_Return)
        assert (page.model.rowCount(), set(page.model.ids)) == (len(group.ids), set(group.ids))
        assert f"Activities: {page.model.rowCount()} " in told
        assert f"{len(group.ids)} activities behind" in hands.window.notice.label.text()
        assert group.figure("activities").value == len(group.figure("activities").activity_ids)
        hands.window.filter.widen()
        hands.settle()
        assert page.side.group == by


def test_groups_fold_and_unfold_by_key_and_by_click(hands: Hands) -> None:
    page = hands.window.activities
    page.group_by("type")
    hands.settle()
    whole = page.model.rowCount()
    page.register.select_row(0)
    page.register.setFocus()
    first = len(page.model.groups[0].ids)
    hands.press(Key.Key_Left)
    assert page.model.rowCount() == whole - first
    hands.press(Key.Key_Right)
    assert page.model.rowCount() == whole
    hands.press(Key.Key_Space)
    assert page.model.rowCount() == whole - first
    row = page.register.visualRect(page.model.index(0, 0))
    QTest.mouseClick(page.register.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(row.height() // 2, row.center().y()))
    assert page.model.rowCount() == whole
    page.side.fold_all(folded=True)
    assert page.model.rowCount() == len(page.model.groups)
    page.side.fold_all(folded=False)
    assert page.model.rowCount() == whole


def test_an_edit_in_a_group_counts_anew_and_the_cell_stays_in_focus(hands: Hands) -> None:
    page = hands.window.activities
    page.group_by("type")
    hands.settle()
    before = page.model.groups[0].figure("participants").value
    id_ = page.model.ids[1]
    had = stored(hands, id_).participants
    go_to(hands, 1, "participants")
    type_over(hands, str(had + 100))
    hands.press(Key.Key_Return)
    hands.until(lambda: page.model.groups[0].figure("participants").value == before + 100)
    assert page.register.current_id == page.model.ids[2]


def test_a_group_offers_the_rows_behind_each_of_its_figures(hands: Hands) -> None:
    page = hands.window.activities
    page.group_by("type")
    hands.settle()
    page.register.select_row(0)
    menu: QMenu = page.side.menu()
    states = page.model.groups[0].figure("states")
    [choice] = [action for action in menu.actions() if "States" in action.text()]
    choice.trigger()
    hands.until(lambda: hands.window.filter.query().only_ids == frozenset(states.activity_ids))
    assert "Different States" in hands.window.notice.label.text()


def test_a_hybrid_activity_keeps_its_delivery_when_its_place_is_typed_anew(hands: Hands) -> None:
    tracker = hands.window.workspace.tracker
    hybrid = next(one for one in tracker.activities(ActivityQuery()) if one.modality is Modality.HYBRID)
    go_to(hands, hands.window.activities.model.row_of(hybrid.id), "venue")
    type_over(hands, "Kenya")
    hands.press(Key.Key_Return)
    assert (stored(hands, hybrid.id).venue.code, stored(hands, hybrid.id).modality) == ("KE", Modality.HYBRID)


@pytest.fixture
def _first_rows_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "_LARGE", 0)
    monkeypatch.setattr(search, "_LOOKS", (16, 32))


@pytest.mark.usefixtures("_first_rows_come_first")
def test_the_first_rows_of_a_search_are_shown_at_once_and_the_others_added(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    page = hands.window.activities
    shown: list[list[int]] = []
    page.model.modelReset.connect(lambda: shown.append(list(page.model.ids)))
    page.model.rowsInserted.connect(lambda *_place: shown.append(list(page.model.ids)))
    monkeypatch.setattr(RegisterView, "sight", property(lambda view: Sight(0, 4, view.current_id)))
    before = hands.window.workspace.tracker.ids(ActivityQuery(year=2024, text="webi"))[0]
    page.register.show_activity(before)
    hands.window.filter.search.setText("webinar")
    hands.until(lambda: len(shown) == 2)
    first, whole = shown
    assert first == whole[: len(first)]
    assert len(first) < len(whole) == len(page.model.ids)
    assert page.register.current_id == before
