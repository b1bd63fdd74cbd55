"""The Check page: what is not yet right, and how it is mended."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from pct_tracker.domain.codes import Severity
from pct_tracker.ui.findings import check_page
from tests.flows.conftest import Hands

Key = Qt.Key


@pytest.fixture
def hands(open_window: Callable[..., Hands], sample_file: Path) -> Hands:
    hands = open_window(sample_file.name)
    hands.control(Key.Key_2)
    return hands


def fix_buttons(hands: Hands) -> dict[str, QPushButton]:
    buttons = hands.window.check.findChildren(QPushButton)
    return {button.text(): button for button in buttons if button.isVisibleTo(hands.window)}


def rows(hands: Hands) -> int:
    return hands.window.check.model.rowCount()


def go_to(hands: Hands, rule: str, part: str = "look") -> None:
    check = hands.window.check
    check.show_part(part)
    lines = [check.model.row_at(row) for row in range(rows(hands))]
    check.table.go_to(next(row for row, line in enumerate(lines) if line is not None and line.finding.rule == rule))
    hands.settle()


def test_the_counts_say_the_same_everywhere(hands: Hands) -> None:
    check, lines = hands.window.check, hands.window.workspace.tracker.findings(2024)
    hints = sum(one.severity is Severity.HINT for some in lines.values() for one in some)
    texts = [check.parts.button(part).words for part in ("blocking", "look", "accepted")]
    assert texts == ["● Blocking  2", f"To look at  {6 + hints}", "Accepted  0"]
    assert [check.filter.kinds.button(kind).words for kind in ("warning", "hint")] == ["▲ Warnings  6", f"○ Hints  {hints}"]
    assert check.headline.text().startswith(f"2 errors stand in the way of publishing 2024. To look at: {6 + hints}.")
    assert hands.window.findings.text() == "● 2   ▲ 6"
    assert hands.window.nav.buttons["check"].accessibleName() == "Check, 8"


def test_what_blocks_comes_first_and_kinds_are_switched_off_and_on(hands: Hands) -> None:
    check = hands.window.check
    assert (check.part, rows(hands)) == ("blocking", 2)
    hands.click(check.parts.button("look"))
    both = rows(hands)
    hands.click(check.filter.kinds.button("hint"))
    assert rows(hands) == 6
    hands.click(check.filter.kinds.button("warning"))
    assert rows(hands) == 0
    hands.click(check.filter.kinds.button("hint"))
    assert rows(hands) == both - 6


def test_lines_are_narrowed_to_a_rule_and_a_field_with_their_counts(hands: Hands) -> None:
    check = hands.window.check
    check.show_part("look")
    box, rule = check.filter.rule, "participant-types.missing"
    assert box.itemText(box.findData(rule)).endswith("  2")
    box.setCurrentIndex(box.findData(rule))
    assert rows(hands) == 2
    check.filter.field.setCurrentIndex(check.filter.field.findData("participant_types"))
    assert rows(hands) == 2
    box.setCurrentIndex(0)
    lines = [check.model.row_at(row) for row in range(rows(hands))]
    assert {line.finding.field for line in lines if line is not None} == {"participant_types"}


def test_a_fix_settles_both_findings_of_row_35_and_undo_brings_them_back(hands: Hands) -> None:
    hands.window.check.table.go_to(0)
    hands.settle()
    hands.click(fix_buttons(hands)["Change to Cambodia (KH)"])
    hands.until(lambda: hands.window.findings.text() == "▲ 6")
    assert hands.window.workspace.tracker.activity(35).venue.code == "KH"
    hands.choose("Undo")
    hands.until(lambda: hands.window.findings.text() == "● 2   ▲ 6")


def test_enter_opens_the_activity_at_the_field_of_the_finding(hands: Hands) -> None:
    go_to(hands, "participant-types.missing")
    hands.window.check.table.setFocus()
    hands.press(Key.Key_Return)
    form = hands.window.activities.form
    assert form.activity_id in (45, 53)
    assert form.fields.rows["participant_types"].isAncestorOf(hands.focus)
    row = form.fields.rows["participant_types"]
    hands.until(lambda: not row.visibleRegion().isEmpty())


def test_the_field_comes_into_view_with_its_messages(hands: Hands) -> None:
    hands.window.pages.open_finding(35, "origins")
    buttons = hands.window.activities.form.fields.rows["origins"].messages.buttons
    hands.until(lambda: bool(buttons) and all(button.visibleRegion().boundingRect() == button.rect() for button in buttons))


def test_activities_that_look_alike_are_shown_together(hands: Hands) -> None:
    go_to(hands, "activity.repeated")
    hands.click(fix_buttons(hands)["Show them together"])
    assert list(hands.window.activities.model.ids) == [47, 55]
    hands.choose("Show all")
    hands.until(lambda: hands.window.activities.model.rowCount() == 64)


def test_f8_goes_from_finding_to_finding_through_both_parts_and_around(hands: Hands) -> None:
    check, open_ones = hands.window.check, 2
    check.show_part("look")
    open_ones += rows(hands)
    check.show_part("blocking")
    check.table.clearSelection()
    check.table.setCurrentIndex(check.model.index(-1, 0))
    visited = []
    for _ in range(open_ones + 1):
        hands.press(Key.Key_F8)
        visited.append((check.part, check.table.currentIndex().row()))
    assert visited[0] == visited[-1]
    assert len(set(visited)) == open_ones
    hands.press(Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert (check.part, check.table.currentIndex().row()) == visited[-2]


def test_a_year_without_findings_says_so(open_window: Callable[..., Hands]) -> None:
    hands = open_window()
    hands.control(Key.Key_2)
    assert rows(hands) == 0
    assert hands.window.check.empty["look"].isVisible()
    assert hands.window.check.headline.text().startswith("Nothing stands in the way of publishing")
    assert hands.window.findings.text() == "No errors or warnings"


def test_each_figure_shows_as_many_rows_as_it_was_counted_from(hands: Hands) -> None:
    hands.control(Key.Key_1)
    window = hands.window
    for name, count in (("online", 33), ("on_site", 30), ("hybrid", 1), ("beneficiary_states", 62)):
        hands.click(window.figures.buttons[name])
        assert window.activities.model.rowCount() == count, name
        hands.click(window.filter.only)
        assert window.activities.model.rowCount() == 64


def test_a_search_does_not_wait_for_what_is_being_worked_out(open_window: Callable[..., Hands], sample_file: Path) -> None:
    hands = open_window(sample_file.name)
    gate = Event()
    hands.window.workspace.thinker.run(gate.wait, lambda _: None, lambda _: None)
    hands.window.filter.search.setText("牙买加")
    hands.until(lambda: hands.window.activities.model.rowCount() == 1)
    gate.set()
    hands.settle()


def test_findings_of_very_many_activities_are_worked_out_when_somebody_looks(
    open_window: Callable[..., Hands], sample_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check_page, "_MANY", 10)
    hands = open_window(sample_file.name)
    hands.window.filter.choose_year(None)
    hands.settle()
    assert hands.window.check.model.rowCount() == 0
    hands.window.pages.show("check")
    hands.until(lambda: hands.window.check.model.rowCount() > 0)
    hands.settle()


def test_all_years_of_a_very_large_log_are_not_checked_at_once(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_page, "_MANY", 10)
    monkeypatch.setattr(check_page, "_TOO_MANY", 20)
    hands.window.filter.choose_year(None)
    hands.window.pages.show("check")
    hands.settle()
    assert hands.window.check.empty["many"].isVisible()
    hands.window.filter.choose_year(2024)
    hands.settle()
    assert hands.window.check.model.rowCount() > 0
    assert hands.window.check.table.isVisible()


def test_the_next_finding_is_gone_to_in_a_window_from_right_to_left_too(hands: Hands) -> None:
    hands.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    hands.window.pages.show("check")
    hands.settle()
    before = hands.window.check.table.currentIndex().row()
    hands.press(Qt.Key.Key_F8)
    assert hands.window.check.table.currentIndex().row() == before + 1
    assert hands.window.activities.isVisible()


def test_findings_are_only_counted_until_somebody_looks_for_one(open_window: Callable[..., Hands], sample_file: Path) -> None:
    hands = open_window(sample_file.name)
    check, form = hands.window.check, hands.window.activities.form
    assert (hands.window.findings.text(), rows(hands)) == ("● 2   ▲ 6", 0)
    hands.press(Key.Key_F8)
    hands.settle()
    line = check.table.line()
    assert rows(hands) == 2
    assert line is not None
    assert (line.finding.severity, form.activity_id) == (Severity.ERROR, line.activity.id)
    assert hands.window.activities.isVisible()
