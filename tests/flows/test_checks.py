"""Before publication: findings corrected together, accepted for a reason, rules weighed, and the published sentence."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from pct_tracker.domain.finding import Finding
from pct_tracker.services.tracker import Tracker
from tests.flows.conftest import Hands

Key = Qt.Key
FEW = "participants.fewer-than-origins"
SERIES = "co-organizer.unlike-its-series"
TWICE = "activity.repeated"
NAME = "place.name-and-code-disagree"


@pytest.fixture
def hands(open_window: Callable[..., Hands], sample_file: Path) -> Hands:
    hands = open_window(sample_file.name)
    hands.control(Key.Key_2)
    return hands


def found(hands: Hands, rule: str) -> list[Finding]:
    tracker = hands.window.workspace.tracker
    return [one for some in tracker.findings(2024).values() for one in some if one.rule == rule]


def choose(hands: Hands, *rules: str, part: str = "look") -> None:
    """Selects all lines of these rules."""
    check = hands.window.check
    check.show_part(part)
    table = check.accepted_table if part == "accepted" else check.table
    model, flags = check.accepted_model if part == "accepted" else check.model, QItemSelectionModel.SelectionFlag
    lines = [(row, model.row_at(row)) for row in range(model.rowCount())]
    wanted = [row for row, line in lines if line is not None and line.finding.rule in rules]
    table.go_to(wanted[0])
    for row in wanted:
        table.selectionModel().select(model.index(row, 0), flags.Select | flags.Rows)
    table.setFocus()
    hands.settle()


def press_button(hands: Hands, place: QWidget, text: str) -> None:
    hands.click(next(one for one in place.findChildren(QPushButton) if one.text() == text and one.isVisibleTo(place)))


def accept(hands: Hands, reason: str) -> None:
    """Presses the key for accepting, types the reason and Enter."""
    hands.press(Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    dialog = hands.window.check.steps.accept_dialog
    assert dialog is not None
    hands.until(dialog.reason.hasFocus)
    hands.type(reason)
    hands.press(Key.Key_Return)
    hands.settle()


class TestAccepting:
    """What is right as it is."""

    def test_it_is_listed_with_its_reason_until_it_is_opened_again(self, hands: Hands) -> None:
        check = hands.window.check
        choose(hands, FEW)
        accept(hands, "Two Offices sent one person")
        hands.until(lambda: check.parts.button("accepted").words == "Accepted  1")
        assert [one.accepted for one in found(hands, FEW)] == ["Two Offices sent one person"]
        choose(hands, FEW, part="accepted")
        texts = [check.accepted_model.index(0, column).data() for column in range(check.accepted_model.columnCount())]
        assert texts[4] == "Two Offices sent one person"
        assert "tester" in texts[5]
        press_button(hands, check.foot, "Open again")
        hands.until(lambda: check.parts.button("accepted").words == "Accepted  0")
        assert found(hands, FEW)[0].is_open

    def test_several_are_one_step_that_one_undo_takes_back(self, hands: Hands) -> None:
        choose(hands, FEW, TWICE)
        assert hands.window.check.foot.message.text() == "Selected: 3"
        accept(hands, "So it was")
        hands.until(lambda: hands.window.check.parts.button("accepted").words == "Accepted  3")
        hands.choose("Undo")
        hands.until(lambda: hands.window.check.parts.button("accepted").words == "Accepted  0")

    def test_a_reason_is_asked_for(self, hands: Hands) -> None:
        choose(hands, FEW)
        accept(hands, " ")
        dialog = hands.window.check.steps.accept_dialog
        assert dialog is not None
        assert dialog.note.text() == "Say in a few words why it is right as it is."
        assert found(hands, FEW)[0].is_open

    def test_errors_are_refused_also_among_others(self, hands: Hands) -> None:
        choose(hands, NAME, part="blocking")
        assert [button.text() for button in hands.window.check.foot.buttons] == ["Correct selected…"]
        hands.press(Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
        assert hands.window.notice.label.text().startswith("An error cannot be accepted as it is.")
        hands.window.pages.show("overview")
        assert not hands.window.notice.isVisible()

    def test_nothing_is_accepted_in_a_locked_year(self, hands: Hands) -> None:
        hands.window.workspace.tracker.lock_year(2024)
        choose(hands, FEW)
        accept(hands, "So it was")
        hands.until(lambda: "2024 is locked" in hands.window.notice.label.text())
        assert found(hands, FEW)[0].is_open

    def test_it_lapses_when_the_value_changes(self, hands: Hands) -> None:
        choose(hands, FEW)
        accept(hands, "Two Offices sent one person")
        tracker: Tracker = hands.window.workspace.tracker
        hands.window.pages.open_finding(44, "participants")
        hands.control(Key.Key_A)
        hands.type("17")
        hands.control(Key.Key_S)
        assert tracker.activity(44).participants == 17
        assert found(hands, FEW)[0].is_open

    def test_what_is_typed_in_the_form_and_not_saved_comes_first(self, hands: Hands) -> None:
        hands.window.pages.open_finding(44, "participants")
        hands.control(Key.Key_A)
        hands.type("16")
        hands.window.pages.show("check")
        choose(hands, FEW)
        hands.press(Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
        assert hands.window.check.steps.accept_dialog is None
        assert "not saved" in hands.window.notice.label.text()

    def test_neither_is_a_correction_made_over_what_is_typed(self, hands: Hands) -> None:
        hands.window.pages.open_finding(35, "participants")
        hands.control(Key.Key_A)
        hands.type("16")
        hands.window.pages.show("check")
        choose(hands, NAME, part="blocking")
        hands.window.check.table.go_to(0)
        press_button(hands, hands.window.check.foot, "Change to Cambodia (KH)")
        assert "not saved" in hands.window.notice.label.text()
        assert len(found(hands, NAME)) == 2


class TestInTheForm:
    """The same at the field of the form."""

    def message(self, hands: Hands) -> str:
        return hands.window.activities.form.fields.rows["participants"].messages.spoken()

    def test_a_hint_is_accepted_and_opened_again(self, hands: Hands) -> None:
        hands.window.pages.open_finding(44, "participants")
        row = hands.window.activities.form.fields.rows["participants"]
        hands.until(lambda: bool(row.messages.buttons))
        press_button(hands, row, "Accept…")
        acceptances = hands.window.activities.entry.acceptances
        assert acceptances is not None
        assert acceptances.dialog is not None
        hands.until(acceptances.dialog.reason.hasFocus)
        hands.type("One person for two Offices")
        hands.press(Key.Key_Return)
        hands.until(lambda: "(accepted: One person for two Offices)" in self.message(hands))
        assert not found(hands, FEW)[0].is_open
        press_button(hands, row, "Open again")
        hands.until(lambda: "accepted" not in self.message(hands))
        assert found(hands, FEW)[0].is_open

    def test_a_key_accepts_what_is_said_of_the_field_in_use_also_before_it_is_saved(self, hands: Hands) -> None:
        hands.control(Key.Key_N)
        form = hands.window.activities.form
        form.focus_field("title")
        hands.type("Seminar")
        hands.until(lambda: bool(form.fields.rows["title"].messages.buttons))
        hands.press(Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
        acceptances = hands.window.activities.entry.acceptances
        assert acceptances is not None
        assert acceptances.dialog is not None
        hands.until(acceptances.dialog.reason.hasFocus)
        assert "There is no description in" in acceptances.dialog.intro.text()
        hands.press(Key.Key_Escape)

    def test_the_keys_mean_the_finding_that_f8_has_opened(self, hands: Hands) -> None:
        hands.press(Key.Key_F8)
        assert hands.window.activities.isVisible()
        hands.press(Key.Key_F7)
        hands.until(lambda: len(found(hands, NAME)) < 2)

    def test_they_mean_nothing_while_another_activity_is_seen(self, hands: Hands) -> None:
        hands.window.pages.show_activities()
        hands.window.activities.open_activity(1)
        hands.press(Key.Key_F7)
        assert hands.window.notice.label.text() == "Choose a finding on the Check page first."
        assert len(found(hands, NAME)) == 2


class TestCorrecting:
    """Several corrections together."""

    def test_before_and_after_are_seen_and_stored_as_one_step(self, hands: Hands) -> None:
        choose(hands, SERIES, "participant-types.missing")
        hands.press(Key.Key_F7)
        dialog = hands.window.check.steps.fix_dialog
        assert dialog is not None
        assert "No ready correction: 2 of 4." in dialog.summary.text()
        cells = [[dialog.model.index(row, column).data() for column in (4, 5)] for row in range(dialog.model.rowCount())]
        office = "WIPO Office in the Russian Federation"
        assert cells == [["—", office], ["—", office], ["no ready correction", ""], ["no ready correction", ""]]
        assert dialog.store.text() == "Correct 2 activities"
        hands.click(dialog.store)
        hands.until(lambda: not found(hands, SERIES))
        hands.choose("Undo")
        hands.until(lambda: len(found(hands, SERIES)) == 2)

    def test_that_many_are_right_as_they_are_is_never_the_first_choice(self, hands: Hands) -> None:
        choose(hands, TWICE)
        hands.press(Key.Key_F7)
        dialog = hands.window.check.steps.fix_dialog
        assert dialog is not None
        assert dialog.correction.value() == "stays"
        assert not dialog.store.isEnabled()
        dialog.reject()

    def test_another_correction_is_chosen_for_one_of_them(self, hands: Hands) -> None:
        choose(hands, NAME, part="blocking")
        hands.press(Key.Key_F7)
        dialog = hands.window.check.steps.fix_dialog
        assert dialog is not None
        dialog.correction.setCurrentIndex(dialog.correction.findText("Change to Cambodia (KH)"))
        hands.settle()
        hands.click(dialog.store)
        tracker = hands.window.workspace.tracker
        hands.until(lambda: tracker.activity(35).venue.code == "KH")

    def test_nothing_is_stored_where_all_is_left_as_it_is(self, hands: Hands) -> None:
        choose(hands, FEW, TWICE)
        hands.press(Key.Key_F7)
        dialog = hands.window.check.steps.fix_dialog
        assert dialog is not None
        for row in range(2):
            dialog.table.go_to(row)
            dialog.correction.set_value("stays")
            hands.settle()
        assert not dialog.store.isEnabled()
        dialog.reject()

    def test_a_line_without_a_correction_says_so(self, hands: Hands) -> None:
        choose(hands, FEW)
        hands.press(Key.Key_F7)
        assert hands.window.notice.label.text().startswith("There is no ready correction for this.")


class TestRules:
    """How heavily the rules weigh."""

    def test_several_are_changed_with_one_note_and_the_page_follows(self, hands: Hands) -> None:
        check, tracker = hands.window.check, hands.window.workspace.tracker
        before = tracker.store.last_entry()
        hands.click(check.rules)
        dialog = check.rules_dialog
        assert dialog is not None
        for rule, weight in ((FEW, "error"), (TWICE, "off")):
            rows = range(dialog.model.rowCount())
            dialog.table.go_to(next(row for row in rows if (line := dialog.model.row_at(row)) is not None and line.rule == rule))
            hands.click(dialog.weight.button(weight))
        assert dialog.store.text() == "Change 2 rules"
        hands.click(dialog.store)
        hands.until(lambda: check.parts.button("blocking").words == "● Blocking  3")
        assert found(hands, TWICE) == []
        assert tracker.store.last_entry() == before + 1

    def test_a_weight_can_be_made_the_usual_one_again(self, hands: Hands) -> None:
        check = hands.window.check
        hands.click(check.rules)
        dialog = check.rules_dialog
        assert dialog is not None
        assert not dialog.store.isEnabled()
        hands.click(dialog.weight.button("off"))
        assert dialog.store.isEnabled()
        hands.click(dialog.reset)
        assert not dialog.store.isEnabled()
        dialog.reject()


class TestPublishedSentence:
    """What is claimed of a year."""

    def test_each_number_is_held_against_the_rows_and_opens_them(self, hands: Hands) -> None:
        check = hands.window.check
        hands.click(check.parts.button("claims"))
        check.claims.text.setFocus()
        hands.type("over 60 activities, over 7,000 participants")
        hands.until(lambda: check.claims.model.rowCount() == 2)
        assert [check.claims.model.index(row, 3).data() for row in range(2)] == ["✓ true, margin 4", "✕ not true"]
        assert check.headline.text().endswith("Not borne out by the rows: 1 of the published numbers.")
        check.claims.table.setFocus()
        hands.press(Key.Key_Return)
        assert hands.window.activities.isVisible()
        assert hands.window.activities.model.rowCount() == 64

    def test_it_is_remembered_also_if_the_window_closes_at_once(self, hands: Hands, open_window: Callable[..., Hands]) -> None:
        hands.window.check.show_part("claims")
        hands.window.check.claims.text.setFocus()
        hands.type("over 60 activities")
        name = hands.window.workspace.tracker.store.path.name
        hands.window.close()
        again = open_window(name)
        again.until(lambda: again.window.check.claims.text.text() == "over 60 activities")
        again.until(lambda: again.window.check.claims.model.rowCount() == 1)
        again.window.filter.choose_year(None)
        again.settle()
        assert again.window.check.claims.text.text() == ""

    def test_a_text_without_numbers_is_told(self, hands: Hands) -> None:
        hands.window.check.show_part("claims")
        hands.window.check.claims.text.setPlainText("Many seminars")
        hands.until(lambda: "Many seminars" in hands.window.check.claims.note.text())


@pytest.mark.parametrize("size", [(1280, 800), (900, 700)])
def test_what_was_found_has_more_room_than_which_activity_it_is_about(
    open_window: Callable[..., Hands], sample_file: Path, size: tuple[int, int]
) -> None:
    hands = open_window(sample_file.name, size=size)
    hands.control(Key.Key_2)
    choose(hands, SERIES)
    check = hands.window.check
    width = {column: check.table.columnWidth(place) for place, column in enumerate(check.model.columns)}
    assert width["message"] >= 1.5 * width["title"] - 2
    assert sum(width.values()) == check.table.viewport().width()
    assert width["title"] >= 10 * check.table.fontMetrics().horizontalAdvance("m")


def test_the_lists_of_rules_and_fields_stand_in_the_first_line_with_no_gap_above(
    open_window: Callable[..., Hands], sample_file: Path
) -> None:
    hands = open_window(sample_file.name, size=(900, 700))
    hands.control(Key.Key_2)
    check = hands.window.check
    check.show_part("look")
    hands.until(lambda: check.filter.kinds.height() > 2 * check.filter.rule.height())  # of two lines
    tops = {one.mapTo(check.filter, one.rect().topLeft()).y() for one in (check.filter.rule, check.filter.field)}
    assert tops == {0}
    rightmost = check.filter.field.geometry().right()
    check.show_part("blocking")
    hands.until(lambda: check.filter.height() < 1.5 * check.filter.rule.height())
    assert check.filter.field.geometry().right() == rightmost
