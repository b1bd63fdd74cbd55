"""The fields of the form beside the columns of the annex."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date

import pytest
from builders import DRAFTS, make_activity, make_draft
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pct_tracker.domain.activity import Acceptance, ActivityDraft, HeadCount, Origin, Question
from pct_tracker.domain.codes import Modality, Review, Severity, Status
from pct_tracker.domain.finding import Finding, Fix
from pct_tracker.reference.loader import load_reference
from pct_tracker.ui.form.form import ActivityForm

FULL = make_activity(
    3,
    start=date(2024, 5, 2),
    end=date(2024, 5, 3),
    modality=Modality.HYBRID,
    status=Status.POSTPONED,
    origins=(Origin("KE"), Origin("MX")),
    funding="Japan",
    planned_participants=30,
    online_participants=4,
    head_counts=(HeadCount("KE", 20),),
    status_reason="flood",
    follows=2,
    review=Review.CHECKED,
    notes="One line.\n  Another.",
    links=("https://www.wipo.int/pct", "list.xlsx"),
    questions=(Question("month", "Really?", "ann", date(2024, 5, 1)),),
    distinct_from=(4, 5),
    acceptances=(Acceptance("participants.unusual", "participants", "abc", "A large hall", "Ana", date(2024, 6, 1)),),
)
ROW_OF = {"online_participants": "participants", "planned_participants": "participants", "follows": "status", "start": "days"}
NOT_EDITED = {"distinct_from", "acceptances", "source_cells", "doubts", "questions"}


class StandIn:
    """Finds what it is told to find."""

    def __init__(self) -> None:
        self.findings: tuple[Finding, ...] = ()

    def check(self, _draft: ActivityDraft, _activity_id: int | None) -> Sequence[Finding]:
        return self.findings

    def preview(self, _draft: ActivityDraft, _language: str) -> tuple[str, ...]:
        return ("",) * 9

    def message(self, finding: Finding) -> str:
        return finding.rule

    def fix_label(self, fix: Fix) -> str:
        return fix.code


@pytest.fixture
def services() -> StandIn:
    return StandIn()


@pytest.fixture
def form(qtbot: QtBot, services: StandIn) -> ActivityForm:
    form = ActivityForm(load_reference(), services, "en")
    form.resize(560, 900)
    qtbot.addWidget(form)
    with qtbot.waitActive(form):
        form.show()
        form.activateWindow()
    return form


def find(services: StandIn, form: ActivityForm, field: str, **params: object) -> None:
    services.findings = (Finding(f"{field}.odd", Severity.WARNING, field, params=params),)
    form.check_now()


def type_in(qtbot: QtBot, form: ActivityForm, field: str, text: str) -> None:
    form.focus_field(field)
    qtbot.keyClicks(QApplication.focusWidget(), text)


def test_every_field_there_is_survives_the_form_untouched(form: ActivityForm) -> None:
    differing = {one.name for one in fields(ActivityDraft) if getattr(FULL, one.name) != getattr(ActivityDraft(), one.name)}
    assert differing >= {one.name for one in fields(ActivityDraft)} - {"co_organizers", "origin_note", "source_cells", "doubts"}
    form.set_activity(FULL)
    assert form.draft() == FULL.content()
    assert not form.is_changed()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(draft=DRAFTS)
def test_any_draft_survives_the_form_untouched(form: ActivityForm, draft: ActivityDraft) -> None:
    form.set_activity(draft)
    assert form.draft() == draft


@pytest.mark.parametrize("field", [one.name for one in fields(ActivityDraft) if one.name not in NOT_EDITED])
def test_a_finding_of_every_field_is_said_at_a_row_that_shows_and_takes_the_focus(
    form: ActivityForm, services: StandIn, field: str
) -> None:
    form.set_activity(FULL)
    find(services, form, field)
    row = form.fields.row_of(field)
    assert row is not None
    assert row.isVisible()
    assert [message.text for message in row.messages.messages] == [f"{field}.odd"]
    form.focus_field(field)
    assert row.isAncestorOf(QApplication.focusWidget())


def test_more_stays_closed_until_something_is_in_it_or_is_found_there(form: ActivityForm, services: StandIn) -> None:
    form.set_activity(make_activity(1))
    assert not form.fields.more.is_open()
    find(services, form, "head_counts")
    assert form.fields.more.is_open()
    services.findings = ()
    form.set_activity(make_activity(2))
    assert not form.fields.more.is_open()
    form.set_activity(make_activity(3, notes="Ask again."))
    assert form.fields.more.is_open()


def test_the_numbers_are_typed_and_told_apart(qtbot: QtBot, form: ActivityForm) -> None:
    form.set_activity(make_draft(modality=Modality.HYBRID, participants=None))
    for field, text in (("participants", "40"), ("online_participants", "12"), ("planned_participants", "50")):
        type_in(qtbot, form, field, text)
    draft = form.draft()
    assert (draft.participants, draft.online_participants, draft.planned_participants) == (40, 12, 50)


def test_a_number_that_cannot_be_read_is_said_and_stays(qtbot: QtBot, form: ActivityForm) -> None:
    form.set_activity(make_activity(1))
    with qtbot.waitSignal(form.checked):
        type_in(qtbot, form, "planned_participants", "many")
    [message] = form.fields.rows["participants"].messages.messages
    assert message.text == "“many” is not a number and is not saved. Type it in digits."
    assert form.fields.numbers.planned.text() == "many"


def test_the_number_of_an_origin_goes_with_it(qtbot: QtBot, form: ActivityForm) -> None:
    form.set_activity(make_activity(1, origins=(Origin("KE"), Origin("MX"))))
    type_in(qtbot, form, "head_counts", "12")
    assert form.draft().head_counts == (HeadCount("KE", 12),)
    form.focus_field("origins")
    for _ in range(2):
        qtbot.keyClick(form.fields.origins.places.input, Qt.Key.Key_Backspace)
    assert form.draft().head_counts == ()


def test_notes_links_and_review_are_typed(qtbot: QtBot, form: ActivityForm) -> None:
    form.set_activity(make_activity(1))
    type_in(qtbot, form, "notes", "Call Nairobi.")
    type_in(qtbot, form, "links", "https://a.org")
    type_in(qtbot, form, "review", "Che")
    draft = form.draft()
    assert (draft.notes, draft.links, draft.review) == ("Call Nairobi.", ("https://a.org",), Review.CHECKED)


def test_the_reason_shows_only_where_something_did_not_take_place(form: ActivityForm) -> None:
    for status, shown in ((Status.PLANNED, False), (Status.HELD, False), (Status.CANCELLED, True), (Status.POSTPONED, True)):
        form.set_activity(make_activity(1, status=status))
        assert form.fields.rows["status_reason"].isVisible() is shown
    form.set_activity(make_activity(1, status=Status.HELD, status_reason="It was moved."))
    assert form.fields.rows["status_reason"].isVisible()


def test_activities_that_look_alike_are_asked_for_together_with_this_one(
    qtbot: QtBot, form: ActivityForm, services: StandIn
) -> None:
    form.set_activity(make_activity(9))
    find(services, form, "activity", others=[4, 5])
    with qtbot.waitSignal(form.together_requested) as asked:
        qtbot.mouseClick(form.general.buttons[0], Qt.MouseButton.LeftButton)
    assert form.general.buttons[0].text() == "Show"
    assert asked.args == [frozenset({4, 5, 9})]


def test_values_taken_over_count_as_typed(qtbot: QtBot, form: ActivityForm) -> None:
    form.set_activity(FULL)
    with qtbot.waitSignal(form.draft_changed):
        form.take_values({"distinct_from": (), "funding": None})
    assert form.draft() == replace(FULL.content(), distinct_from=(), funding=None)
    form.revert()
    assert form.draft() == FULL.content()
