"""The form of an activity, used as a person uses it."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from pct_tracker.domain.activity import Activity, ActivityDraft, CoOrganizer, Doubt, Origin, Venue
from pct_tracker.domain.codes import Modality, Severity, Status, VenueKind
from pct_tracker.domain.finding import Finding, Fix
from pct_tracker.domain.texts import Texts
from pct_tracker.reference.loader import load_reference
from pct_tracker.ui.form.form import ActivityForm

DISAGREE = Doubt("place.name-and-code-disagree", "origins", "柬埔寨（CO）")
KEEP = Fix("keep", values={"doubts": ()})
TAKE = Fix("take", values={"origins": (Origin(code="KH"),)})

ROW_35 = Activity(
    id=35,
    year=2024,
    month="2024-08",
    type="epct-training",
    contents=("C", "D"),
    title=Texts({"zh": "ePCT进修课程", "en": "ePCT refresher course", "ar": "دورة تنشيطية"}),
    co_organizers=(CoOrganizer(Texts({"zh": "工业和商业监督局", "en": "Superintendence"}), "CO"),),
    venue=Venue(VenueKind.STATE, "CO"),
    modality=Modality.ON_SITE,
    origins=(Origin(code="CO"),),
    participant_types=("offices", "users"),
    participants=25,
    source_cells=(
        "2024-08",
        "ePCT培训",
        "C、D",
        "ePCT进修课程",
        "工业和商业监督局（CO）",
        "柬埔寨（CO）",
        "柬埔寨（CO）",
        "主管局/用户",
        "25",
    ),
    doubts=(DISAGREE,),
)


class StandIn:
    """Answers in the place of the services, from what the draft says."""

    def check(self, draft: ActivityDraft, activity_id: int | None) -> Sequence[Finding]:
        found = [Finding(doubt.rule, Severity.ERROR, doubt.field, activity_id, fixes=(KEEP, TAKE)) for doubt in draft.doubts]
        if not draft.title:
            found.append(Finding("title.missing", Severity.ERROR, "title", activity_id))
        if draft.participants is not None and draft.participants < len(draft.origins):
            found.append(Finding("participants.fewer-than-origins", Severity.HINT, "participants", activity_id))
        if draft.modality is Modality.HYBRID:
            found.append(Finding("modality.said-in-title", Severity.HINT, "modality", activity_id, accepted="agreed"))
        if draft.month == "1999-01":
            found.append(Finding("activity.repeated", Severity.WARNING, "", activity_id))
        return found

    def preview(self, draft: ActivityDraft, language: str) -> tuple[str, ...]:
        number = "" if draft.participants is None else str(draft.participants)
        return (draft.month or "", draft.type or "", "".join(draft.contents), draft.title.best(language), "", "", "", "", number)

    def message(self, finding: Finding) -> str:
        return f"About {finding.rule}."

    def fix_label(self, fix: Fix) -> str:
        return fix.code


@pytest.fixture
def form(qtbot: QtBot) -> ActivityForm:
    form = ActivityForm(load_reference(), StandIn(), "en")
    form.resize(560, 900)
    qtbot.addWidget(form)
    with qtbot.waitActive(form):
        form.show()
        form.activateWindow()
    return form


def _focus() -> object:
    return QApplication.focusWidget()


def _type(qtbot: QtBot, text: str, *keys: Qt.Key) -> None:
    """Types into whatever has the focus."""
    for letter in text:
        qtbot.keyClicks(_focus(), letter)
    for key in keys:
        qtbot.keyClick(_focus(), key)


def _rules_at(form: ActivityForm, row: str) -> list[str]:
    return [message.text for message in form.fields.rows[row].messages.messages]


def _press(qtbot: QtBot, form: ActivityForm, row: str, words: str) -> None:
    buttons = form.fields.rows[row].messages.findChildren(QPushButton)
    qtbot.mouseClick(next(button for button in buttons if button.text() == words), Qt.MouseButton.LeftButton)


def test_an_activity_comes_back_exactly_as_it_was_set(form: ActivityForm) -> None:
    form.set_activity(ROW_35)
    assert form.draft() == ROW_35.content()
    assert not form.is_changed()


def test_an_odd_activity_comes_back_exactly_too(form: ActivityForm) -> None:
    odd = ActivityDraft(
        year=2023,
        month=None,
        type="study visit",
        contents=("C", "A", "X"),
        venue=Venue(VenueKind.ONLINE),
        modality=None,
        origins=(Origin(code="KE"), Origin(code="KE"), Origin(text="Atlantis")),
        participant_types=("judges", "users"),
        participants=-3,
        funding="Japan",
        doubts=(Doubt("date.unreadable", "month", "spring"),),
    )
    form.set_activity(odd)
    assert form.draft() == odd
    assert form.fields.month.text() == "spring"


def test_a_whole_activity_is_entered_by_keyboard_alone(qtbot: QtBot, form: ActivityForm) -> None:
    form.focus_first()
    _type(qtbot, "june 2024", Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    _type(qtbot, "PCT S", Qt.Key.Key_Tab)
    _type(qtbot, "bc", Qt.Key.Key_Tab)
    _type(qtbot, "Advanced PCT seminar", Qt.Key.Key_Tab)
    _type(qtbot, "KIPO", Qt.Key.Key_Tab)
    _type(qtbot, "kr", Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    _type(qtbot, "", Qt.Key.Key_Space, Qt.Key.Key_Tab)
    _type(qtbot, "republic of korea", Qt.Key.Key_Tab)
    assert form.fields.rows["venue"].isAncestorOf(_focus())
    _type(qtbot, "Seoul", Qt.Key.Key_Tab)
    _type(qtbot, "mexico,ke", Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    _type(qtbot, "", Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    _type(qtbot, "40")
    with qtbot.waitSignal(form.save_requested):
        qtbot.mouseClick(form.buttons.save, Qt.MouseButton.LeftButton)
    assert form.draft() == ActivityDraft(
        year=2024,
        month="2024-06",
        status=Status.HELD,
        type="pct-seminar",
        contents=("B", "C"),
        title=Texts({"en": "Advanced PCT seminar"}),
        co_organizers=(CoOrganizer(Texts({"en": "KIPO"}), "KR"),),
        venue=Venue(VenueKind.STATE, "KR", "Seoul"),
        modality=Modality.ON_SITE,
        origins=(Origin(code="MX"), Origin(code="KE")),
        participant_types=("offices",),
        participants=40,
    )


def test_every_field_can_be_reached_with_tab(qtbot: QtBot, form: ActivityForm) -> None:
    form.set_activity(replace(ROW_35, status=Status.CANCELLED, notes="Ask again.", modality=Modality.HYBRID, doubts=()))
    form.focus_first()
    visited, numbers = set(), set()
    for _ in range(60):
        visited.update(name for name, row in form.fields.rows.items() if row.isAncestorOf(_focus()))
        numbers.add(_focus())
        qtbot.keyClick(_focus(), Qt.Key.Key_Tab)
    assert visited == set(form.fields.rows)
    assert numbers >= {form.fields.numbers.total, form.fields.numbers.online, form.fields.numbers.planned}


def test_a_fix_button_is_next_after_its_field(qtbot: QtBot, form: ActivityForm) -> None:
    form.set_activity(ROW_35)
    form.focus_field("origins")
    _type(qtbot, "", Qt.Key.Key_Tab)
    assert (type(_focus()), _focus().text()) == (QPushButton, "keep")
    _type(qtbot, "", Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    assert _focus() is form.fields.origin_note


def test_findings_appear_at_their_field_while_typing(qtbot: QtBot, form: ActivityForm) -> None:
    form.set_activity(replace(ROW_35, origins=(Origin(code="CO"), Origin(code="PE")), doubts=()))
    form.focus_field("participants")
    with qtbot.waitSignal(form.checked):
        _type(qtbot, "1")
    assert _rules_at(form, "participants") == ["About participants.fewer-than-origins."]
    with qtbot.waitSignal(form.checked):
        _type(qtbot, "2")
    assert _rules_at(form, "participants") == []


def test_a_burst_of_keys_asks_the_rules_once(qtbot: QtBot, form: ActivityForm) -> None:
    asked = []
    form.checked.connect(lambda: asked.append(1))
    form.focus_field("title")
    with qtbot.waitSignal(form.checked):
        _type(qtbot, "Advanced")
    assert len(asked) == 1


def test_a_new_activity_is_not_told_what_it_lacks_before_the_field_was_visited(qtbot: QtBot, form: ActivityForm) -> None:
    assert _rules_at(form, "title") == []
    form.focus_field("title")
    with qtbot.waitSignal(form.checked):
        form.focus_field("participants")
    assert _rules_at(form, "title") == ["About title.missing."]


def test_asking_to_save_shows_all_that_is_missing(qtbot: QtBot, form: ActivityForm) -> None:
    with qtbot.waitSignal(form.save_requested):
        qtbot.mouseClick(form.buttons.save, Qt.MouseButton.LeftButton)
    assert _rules_at(form, "title") == ["About title.missing."]


def test_a_finding_about_no_field_stands_over_the_form(form: ActivityForm) -> None:
    form.set_activity(replace(ROW_35, month="1999-01", doubts=()))
    assert [message.text for message in form.general.messages] == ["About activity.repeated."]


def test_an_accepted_finding_says_why_and_weighs_little(form: ActivityForm) -> None:
    form.set_activity(replace(ROW_35, modality=Modality.HYBRID, doubts=()))
    (message,) = form.fields.rows["venue"].messages.messages
    assert (message.severity, message.text) == (Severity.HINT, "About modality.said-in-title. (accepted: agreed)")


def test_a_fix_sets_its_values_in_the_form(qtbot: QtBot, form: ActivityForm) -> None:
    form.set_activity(ROW_35)
    with qtbot.waitSignal(form.draft_changed), qtbot.assertNotEmitted(form.fix_requested):
        _press(qtbot, form, "origins", "take")
    assert form.draft() == ROW_35.with_fields(origins=(Origin(code="KH"),))
    assert form.draft().doubts == ()
    assert _rules_at(form, "origins") == []
    assert form.is_changed()


def test_confirming_a_stored_activity_is_asked_of_the_page(qtbot: QtBot, form: ActivityForm) -> None:
    form.set_activity(ROW_35)
    with qtbot.waitSignal(form.fix_requested) as asked:
        _press(qtbot, form, "origins", "keep")
    assert asked.args[1] == KEEP
    assert not form.is_changed()


def test_confirming_beside_other_changes_waits_for_save(qtbot: QtBot, form: ActivityForm) -> None:
    form.set_activity(ROW_35)
    form.focus_field("participants")
    _type(qtbot, "26")
    with qtbot.assertNotEmitted(form.fix_requested):
        _press(qtbot, form, "origins", "keep")
    assert form.draft() == ROW_35.with_fields(participants=26).with_fields(doubts=())


def test_a_doubt_goes_when_its_field_is_changed_and_not_when_another_is(qtbot: QtBot, form: ActivityForm) -> None:
    form.set_activity(ROW_35)
    form.focus_field("participants")
    _type(qtbot, "26")
    assert form.draft().doubts == (DISAGREE,)
    form.focus_field("origins")
    _type(qtbot, "peru,")
    assert form.draft().doubts == ()
    assert form.draft().source_cells == ROW_35.source_cells


def test_a_doubt_of_a_pasted_list_is_handed_on(qtbot: QtBot, form: ActivityForm) -> None:
    form.focus_field("origins")
    QGuiApplication.clipboard().setText("Cambodia (CO), Peru (PE)")
    qtbot.keyClick(_focus(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert form.draft().doubts == (Doubt("place.name-and-code-disagree", "origins", "Cambodia (CO)"),)


def test_a_month_that_cannot_be_read_stays_and_becomes_a_doubt(qtbot: QtBot, form: ActivityForm) -> None:
    form.set_activity(replace(ROW_35, doubts=()))
    form.focus_field("month")
    with qtbot.waitSignal(form.checked):
        _type(qtbot, "next spring")
    assert form.draft().month is None
    assert form.draft().doubts == (Doubt("date.unreadable", "month", "next spring"),)
    assert _rules_at(form, "month") == ["About date.unreadable."]
    form.focus_field("month")
    _type(qtbot, "6/2024")
    assert (form.draft().month, form.draft().doubts) == ("2024-06", ())


def test_a_count_that_cannot_be_read_stays_and_is_told(qtbot: QtBot, form: ActivityForm) -> None:
    form.set_activity(replace(ROW_35, doubts=()))
    form.focus_field("participants")
    with qtbot.waitSignal(form.checked):
        _type(qtbot, "about 40")
    assert (form.fields.participants.text(), form.draft().participants) == ("about 40", None)
    assert form.draft().doubts == (Doubt("participants.unreadable", "participants", "about 40"),)
    assert _rules_at(form, "participants") == ["About participants.unreadable."]


def test_a_new_activity_with_an_unread_month_can_be_reverted(qtbot: QtBot, form: ActivityForm) -> None:
    form.focus_first()
    _type(qtbot, "soon")
    assert form.is_changed()
    form.revert()
    assert not form.is_changed()
    assert form.fields.month.text() == ""


def test_text_not_yet_made_into_a_tag_is_part_of_the_draft(qtbot: QtBot, form: ActivityForm) -> None:
    form.set_activity(replace(ROW_35, doubts=()))
    form.focus_field("origins")
    _type(qtbot, "peru")
    assert form.draft().origins == (Origin(code="CO"), Origin(code="PE"))
    assert form.is_changed()
    qtbot.mouseClick(form.buttons.save, Qt.MouseButton.LeftButton)
    assert form.fields.origins.value() == (Origin(code="CO"), Origin(code="PE"))


def test_the_year_follows_the_month_until_somebody_sets_it(qtbot: QtBot, form: ActivityForm) -> None:
    form.focus_first()
    _type(qtbot, "2024-12")
    assert form.draft().year == 2024
    _type(qtbot, "", Qt.Key.Key_Up)
    assert form.draft().year == 2025
    form.focus_field("year")
    _type(qtbot, "2024")
    form.focus_field("month")
    _type(qtbot, "2026-01")
    assert form.draft().year == 2024


def test_the_description_in_arabic_runs_from_right_to_left_with_its_preview(form: ActivityForm) -> None:
    form.set_activity(ROW_35)
    form.fields.title.set_language("ar")
    assert form.fields.title.edit.isRightToLeft()
    assert form.preview.isRightToLeft()
    assert form.preview.cells()[3] == "دورة تنشيطية"
    form.fields.title.set_language("zh")
    assert not form.preview.isRightToLeft()
    assert form.fields.co_organizers.rows[0].name.text() == "工业和商业监督局"


def test_the_preview_follows_what_is_typed(qtbot: QtBot, form: ActivityForm) -> None:
    form.set_activity(ROW_35)
    form.focus_field("participants")
    with qtbot.waitSignal(form.checked):
        _type(qtbot, "31")
    assert form.preview.cells()[8] == "31"
    assert len(form.preview.cells()) == 9


def test_the_source_of_an_imported_row_can_be_unfolded(qtbot: QtBot, form: ActivityForm) -> None:
    form.set_activity(ROW_35)
    assert not form.source.isVisible()
    qtbot.mouseClick(form.source_fold.button, Qt.MouseButton.LeftButton)
    assert form.source.isVisible()
    assert form.source.cells() == ROW_35.source_cells
    form.set_activity(ActivityDraft())
    assert not form.source_fold.isVisible()


@pytest.mark.parametrize("field", ["month", "contents", "title", "co_organizers", "origins", "participants", "status"])
def test_escape_asks_to_go_back_from_every_field(qtbot: QtBot, form: ActivityForm, field: str) -> None:
    form.focus_field(field)
    with qtbot.waitSignal(form.cancel_requested):
        qtbot.keyClick(_focus(), Qt.Key.Key_Escape)


def test_escape_in_an_open_list_only_closes_the_list(qtbot: QtBot, form: ActivityForm) -> None:
    form.focus_field("origins")
    _type(qtbot, "guin")
    with qtbot.assertNotEmitted(form.cancel_requested):
        qtbot.keyClick(form.fields.origins.places.input, Qt.Key.Key_Escape)
    assert form.fields.origins.places.input.text() == "guin"
    assert form.fields.origins.places.input.offers == ()


def test_enter_in_a_line_saves_nothing(qtbot: QtBot, form: ActivityForm) -> None:
    form.focus_first()
    with qtbot.assertNotEmitted(form.save_requested), qtbot.assertNotEmitted(form.save_and_new_requested):
        _type(qtbot, "2024-06", Qt.Key.Key_Return)


def test_the_buttons_ask_and_revert_waits_for_a_change(qtbot: QtBot, form: ActivityForm) -> None:
    form.set_activity(ROW_35)
    assert not form.buttons.revert.isEnabled()
    form.focus_field("participants")
    with qtbot.waitSignal(form.checked):
        _type(qtbot, "9")
    with qtbot.waitSignal(form.cancel_requested):
        qtbot.mouseClick(form.buttons.revert, Qt.MouseButton.LeftButton)
    assert form.is_changed()
    form.revert()
    assert form.draft() == ROW_35.content()


def test_a_field_of_a_finding_gets_the_focus_and_its_text_is_selected(form: ActivityForm) -> None:
    form.set_activity(ROW_35)
    form.focus_field("participants")
    assert _focus() is form.fields.participants
    assert form.fields.participants.selectedText() == "25"
    form.focus_field("modality")
    assert form.fields.rows["venue"].isAncestorOf(_focus())


def test_setting_an_activity_tells_nobody_of_a_change(qtbot: QtBot, form: ActivityForm) -> None:
    with qtbot.assertNotEmitted(form.draft_changed):
        form.set_activity(ROW_35)
        form.set_activity(ActivityDraft())


def test_every_field_has_a_name_and_no_two_labels_share_an_access_key(form: ActivityForm) -> None:
    rows = form.fields.rows
    texts = {name: row.label.text() for name, row in rows.items()}
    keys = [text[text.index("&") + 1].lower() for text in texts.values() if "&" in text]
    assert len(set(keys)) == len(keys)
    assert not set(keys) & set("fevhi")  # the menus have these
    rare = {name for name, row in rows.items() if row in form.fields.more.rows} | {"status_reason"}
    assert {name for name, text in texts.items() if "&" not in text} <= rare
    assert all(row.label.text().endswith(":") and row.field.accessibleName() == row.name for row in rows.values())


def test_the_field_in_focus_stays_in_sight_when_something_is_said_above_it(qtbot: QtBot, form: ActivityForm) -> None:
    form.resize(560, 500)
    form.set_activity(replace(ROW_35, doubts=()))
    form.focus_field("participants")
    field = _focus()
    assert isinstance(field, QWidget)
    QApplication.processEvents()
    scroll = next(one for one in form.findChildren(QScrollArea) if one.isAncestorOf(field))
    place = field.mapTo(scroll.viewport(), field.rect().bottomLeft()).y()
    bar = scroll.verticalScrollBar()
    bar.setValue(bar.value() - (scroll.viewport().height() - place) + 1)  # at the lower edge, where there is no room left
    form.take_values({"month": "1999-01", "title": Texts({})})
    assert _rules_at(form, "title") == ["About title.missing."]
    qtbot.waitUntil(lambda: field.visibleRegion().boundingRect() == field.rect())
