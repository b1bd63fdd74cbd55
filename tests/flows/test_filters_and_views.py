"""Narrowing the register, as a sentence that can be taken back part by part, and keeping what is shown."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from builders import changing
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from pct_tracker.domain.codes import Review
from pct_tracker.domain.query import CONDITION_FIELDS, ActivityQuery, Condition, Operator, SortKey
from pct_tracker.ui.shell.condition_dialog import ConditionDialog
from pct_tracker.ui.shell.name_dialog import NameDialog
from tests.flows.conftest import Hands
from tests.flows.test_for_everybody import unnamed

Open = Callable[..., Hands]
Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
WEBINARS = Condition("type", Operator.ANY_OF, ("pct-webinar",))


@pytest.fixture
def hands(open_window: Open, sample_file: Path) -> Hands:
    hands = open_window(sample_file.name)
    hands.window.activities.register.setFocus()
    return hands


def dialog_of(hands: Hands, kind: type[Any]) -> Any:
    [dialog] = [one for one in hands.window.findChildren(kind) if one.isVisible()]
    hands.until(dialog.isActiveWindow)
    return dialog


def count(hands: Hands, *conditions: Condition) -> int:
    return len(hands.window.workspace.tracker.ids(ActivityQuery(2024, conditions=conditions)))


def rows(hands: Hands) -> int:
    return hands.window.activities.model.rowCount()


def chips(hands: Hands) -> list[str]:
    return [chip.toolTip() for chip in hands.window.tools.line.chips]


def test_a_condition_is_chosen_by_keyboard_and_stands_in_the_sentence(hands: Hands) -> None:
    assert not hands.window.tools.line.isVisible()
    hands.control(Key.Key_L, SHIFT)
    dialog = dialog_of(hands, ConditionDialog)
    dialog.choose_field("type")
    dialog.list.setFocus()
    for _ in range(3):
        hands.press(Key.Key_Down)
    hands.press(Key.Key_Space)
    hands.click(dialog.add)
    assert hands.window.filter.conditions == (WEBINARS,)
    assert chips(hands) == ["Type: PCT Webinar"]
    assert hands.window.tools.line.chips[0].accessibleName() == "Remove: Type: PCT Webinar"
    assert rows(hands) == count(hands, WEBINARS) < 64
    hands.click(hands.window.tools.line.chips[0])
    assert (rows(hands), hands.window.tools.line.isVisible()) == (64, False)


@pytest.mark.parametrize("field", CONDITION_FIELDS)
def test_every_field_can_be_asked_about_in_each_of_its_ways(hands: Hands, field: str) -> None:
    for operator in CONDITION_FIELDS[field]:
        hands.window.actions_["filter"].trigger()
        dialog = dialog_of(hands, ConditionDialog)
        dialog.choose_field(field)
        dialog.operator.setCurrentIndex(dialog.operator.findData(operator.value))
        if operator is Operator.ANY_OF and dialog.list.isVisible():
            dialog.list.item(0).setCheckState(Qt.CheckState.Checked)
        elif operator is Operator.ANY_OF:
            dialog.places.input.setFocus()
            hands.type("om")
        elif operator is Operator.BETWEEN and field == "month":
            dialog.months[0].setText("june 2024")
        elif operator is Operator.BETWEEN:
            dialog.numbers[1].setText("20")
        hands.click(dialog.add)
        [condition] = hands.window.filter.conditions
        assert (condition.field, condition.operator) == (field, operator)
        assert rows(hands) == count(hands, condition)
        [said] = chips(hands)
        assert said
        hands.control(Key.Key_F, SHIFT)
        assert (rows(hands), hands.window.filter.conditions) == (64, ())


def test_a_condition_without_a_value_and_one_that_cannot_be_read_are_said_to_be_so(hands: Hands) -> None:
    hands.window.actions_["filter"].trigger()
    dialog = dialog_of(hands, ConditionDialog)
    dialog.choose_field("participants")
    hands.click(dialog.add)
    assert dialog.isVisible()
    assert "no value" in dialog.summary.text()
    dialog.numbers[0].setText("many")
    hands.click(dialog.add)
    assert "“many” cannot be read" in dialog.summary.text()
    assert dialog.numbers[0].text() == "many"


def test_the_whole_sentence_says_what_is_shown(hands: Hands) -> None:
    hands.window.tools.narrow((WEBINARS, Condition("participants", Operator.BETWEEN, ("20", "300"))))
    hands.window.filter.statuses.setCurrentIndex(hands.window.filter.statuses.findData("held"))
    hands.window.filter.search.setText("online")
    hands.window.activities.group_by("month")
    hands.window.activities.sort_by((SortKey("type"), SortKey("participants")))
    hands.settle()
    assert chips(hands) == [
        "“online”",
        "Held",
        "Type: PCT Webinar",
        "Participants from 20 to 300",
        "grouped by Month",
        "sorted by Type, Number",
    ]
    for left in range(5, -1, -1):
        hands.click(hands.window.tools.line.chips[0])
        assert len(chips(hands)) in (left, 0)
    assert (rows(hands), hands.window.tools.line.isVisible()) == (64, False)


def test_a_cell_narrows_to_its_value_and_to_what_is_empty(hands: Hands) -> None:
    page = hands.window.activities
    page.register.setCurrentIndex(page.model.index(0, 5))
    menu = page.side.menu()
    choices = {action.text().replace("&", ""): action for action in menu.actions()}
    choices["Only activities with this value"].trigger()
    hands.settle()
    assert chips(hands) == ["Location: Oman"]
    assert rows(hands) == count(hands, Condition("venue", Operator.ANY_OF, ("OM",)))


def test_nothing_that_matches_leaves_the_sentence_and_show_all(hands: Hands) -> None:
    hands.window.tools.narrow((Condition("participants", Operator.BETWEEN, ("999999", "")),))
    hands.settle()
    side = hands.window.activities.side
    assert side.currentWidget() is side.empty_filter
    assert hands.window.tools.line.isVisible()
    hands.click(hands.window.tools.line.all)
    assert (side.currentWidget(), rows(hands)) == (side.register, 64)


def view_names(hands: Hands) -> list[str]:
    return [action.text() for action in hands.window.tools.views.menu.actions() if action.text()]


def choose_view(hands: Hands, name: str) -> None:
    next(action for action in hands.window.tools.views.menu.actions() if action.text() == name).trigger()
    hands.settle()


def keep(hands: Hands, name: str) -> None:
    hands.window.actions_["keep-view"].trigger()
    dialog_of(hands, NameDialog).name.setFocus()
    hands.type(name)
    hands.press(Key.Key_Return)
    hands.settle()


def test_the_ready_made_views_ask_what_their_names_say(hands: Hands) -> None:
    tracker = hands.window.workspace.tracker
    hands.window.workspace.do(changing(tracker.activity(3), review=Review.DRAFT))
    hands.settle()
    choose_view(hands, "To complete")
    assert list(hands.window.activities.model.ids) == [3]
    choose_view(hands, "With findings")
    assert rows(hands) == count(hands, Condition("findings", Operator.FILLED)) > 0
    for name in ("Planned and overdue", "Open questions", "Changed since publication"):
        choose_view(hands, name)
        assert hands.window.tools.line.labels[0].text() == name
        assert rows(hands) == 0


def test_a_view_is_kept_found_again_and_never_changed_by_looking(open_window: Open, sample_file: Path) -> None:
    hands = open_window(sample_file.name)
    hands.window.tools.narrow((WEBINARS,))
    hands.window.activities.sort_by((SortKey("participants", descending=True),))
    hands.settle()
    keep(hands, "My webinars")
    assert "My webinars" in view_names(hands)
    hands.window.tools.show_all()
    hands.settle()
    choose_view(hands, "My webinars")
    found = rows(hands)
    assert found == count(hands, WEBINARS)
    hands.window.tools.narrow((Condition("participants", Operator.BETWEEN, ("100", "")),))
    hands.settle()
    line = hands.window.tools.line
    assert (line.labels[0].text(), line.update_view.isVisible()) == ("My webinars (changed)", True)
    hands.window.close()
    again = open_window(sample_file.name)
    choose_view(again, "My webinars")
    assert rows(again) == found
    assert again.window.activities.side.sort == (SortKey("participants", descending=True),)


def test_a_changed_view_is_updated_only_when_somebody_says_so(hands: Hands) -> None:
    hands.window.tools.narrow((WEBINARS,))
    hands.settle()
    keep(hands, "Mine")
    hands.window.filter.search.setText("india")
    hands.until(lambda: hands.window.tools.line.update_view.isVisible())
    assert hands.window.workspace.tracker.store.views()[0].text == ""
    hands.click(hands.window.tools.line.update_view)
    assert hands.window.workspace.tracker.store.views()[0].text == "india"
    assert hands.window.tools.line.labels[0].text() == "Mine"


def test_a_view_is_renamed_deleted_and_brought_back(hands: Hands) -> None:
    hands.window.tools.narrow((WEBINARS,))
    hands.settle()
    keep(hands, "Mine")
    hands.window.tools.views.rename_requested.emit("Mine")
    dialog = dialog_of(hands, NameDialog)
    dialog.name.setText("Webinars")
    hands.click(dialog.do)
    assert [view.name for view in hands.window.workspace.tracker.store.views()] == ["Webinars"]
    assert hands.window.tools.line.labels[0].text() == "Webinars"
    hands.window.tools.views.delete_requested.emit("Webinars")
    hands.settle()
    assert "Webinars" not in view_names(hands)
    hands.choose("Undo")
    hands.until(lambda: "Webinars" in view_names(hands))


def test_a_view_without_a_name_is_not_kept(hands: Hands) -> None:
    hands.window.actions_["keep-view"].trigger()
    dialog = dialog_of(hands, NameDialog)
    hands.click(dialog.do)
    assert dialog.isVisible()
    assert "needs a name" in dialog.hint.text()
    assert hands.window.workspace.tracker.store.views() == []


@pytest.mark.parametrize("action", ["filter", "keep-view", "columns", "bulk", "paste"])
def test_everything_in_the_dialogs_of_the_register_has_a_name_and_esc_leaves_them(hands: Hands, action: str) -> None:
    hands.window.actions_[action].trigger()
    hands.settle()
    [dialog] = [one for one in hands.window.findChildren(QDialog) if one.isVisible()]
    hands.until(dialog.isActiveWindow)
    assert unnamed(dialog) == []
    closed: list[int] = []
    dialog.finished.connect(closed.append)
    hands.press(Key.Key_Escape)
    assert len(closed) == 1
    assert hands.window.workspace.tracker.undo_state().undo.code == "sample"


def test_how_the_register_is_put_together_is_said_only_where_the_register_is(hands: Hands) -> None:
    line, tools = hands.window.tools.line, hands.window.tools
    hands.window.activities.group_by("month")
    hands.window.activities.sort_by((SortKey("type"),))
    hands.settle()
    assert chips(hands) == ["grouped by Month", "sorted by Type"]
    for key in (Key.Key_2, Key.Key_3, Key.Key_4, Key.Key_5):
        hands.control(key)
        assert (line.isVisible(), chips(hands)) == (False, [])
    # What narrows is followed by the figures below every page, and by the charts in part.
    hands.window.filter.statuses.setFocus()
    hands.press(Key.Key_Down)
    tools.narrow((WEBINARS,))
    hands.settle()
    assert (line.isVisible(), chips(hands), line.keep.isVisible()) == (True, ["Held", "Type: PCT Webinar"], False)
    hands.control(Key.Key_1)
    assert chips(hands) == ["Held", "Type: PCT Webinar", "grouped by Month", "sorted by Type"]
    assert line.keep.isVisible()
    hands.control(Key.Key_4)
    hands.click(line.chips[1])
    assert chips(hands) == ["Held"]


def test_a_view_is_named_only_where_the_register_is(hands: Hands) -> None:
    keep(hands, "By month")
    choose_view(hands, "By month")
    hands.window.activities.group_by("month")
    hands.settle()
    assert [label.text() for label in hands.window.tools.line.labels] == ["By month (changed)"]
    assert hands.window.tools.line.update_view.isVisible()
    hands.control(Key.Key_2)
    assert not hands.window.tools.line.isVisible()
    hands.control(Key.Key_1)
    assert hands.window.tools.line.update_view.isVisible()
