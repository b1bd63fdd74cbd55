"""Entering activities one after the other, with what helps: pins, the entry above, suggestions, templates, series, questions."""

from collections.abc import Callable
from pathlib import Path

import pytest
from builders import adding, make_draft, texts
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from pct_tracker.domain.activity import Activity, ActivityDraft, CoOrganizer, Origin
from pct_tracker.domain.codes import Review, Status
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.domain.texts import Texts
from pct_tracker.services.tracker import Tracker
from pct_tracker.ui.activities.series_dialog import SeriesDialog
from pct_tracker.ui.activities.template_dialogs import TemplateDialog, TemplatesDialog
from tests.flows.conftest import Hands

Key, Shift = Qt.Key, Qt.KeyboardModifier.ShiftModifier
Open = Callable[..., Hands]
ALL = ActivityQuery()


@pytest.fixture
def hands(open_window: Open, sample_file: Path) -> Hands:
    """A window on the sample of 2024."""
    return open_window(sample_file.name)


def stored(hands: Hands) -> list[Activity]:
    return hands.window.workspace.tracker.activities(ALL)


def notice(hands: Hands) -> str:
    return hands.window.notice.label.text() if hands.window.notice.isVisible() else ""


def go_to(hands: Hands, field: str) -> None:
    hands.window.activities.form.focus_field(field)


def tab_to(hands: Hands, field: str) -> None:
    """Goes on with Tab until the focus is in the row of a field."""
    row = hands.window.activities.form.fields.rows[field]
    for _ in range(30):
        if row.isAncestorOf(hands.focus):
            return
        hands.press(Key.Key_Tab)
    raise AssertionError(f"Tab never reaches {field}")


class TestOneAfterTheOther:
    """From new to saved, again and again, without the mouse."""

    def test_two_activities_are_entered_by_keys_alone_and_each_begins_in_the_first_field(self, hands: Hands) -> None:
        hands.control(Key.Key_N)
        form = hands.window.activities.form
        for number in (1, 2):
            hands.press(Key.Key_Home)
            assert form.fields.month.hasFocus()
            hands.type(f"2024-0{number}")
            tab_to(hands, "type")
            hands.type("PCT Sem")
            tab_to(hands, "title")
            hands.type(f"Entered as number {number}")
            tab_to(hands, "origins")
            hands.type("mexico")
            hands.press(Key.Key_Tab)
            tab_to(hands, "participants")
            hands.type("30")
            hands.control(Key.Key_Return)
            hands.until(lambda: form.activity_id is None and not form.fields.month.text())
        entered = sorted(stored(hands), key=lambda one: one.id)[-2:]
        assert [one.title["en"] for one in entered] == ["Entered as number 1", "Entered as number 2"]
        assert [one.month for one in entered] == ["2024-01", "2024-02"]
        assert all(one.origins == (Origin(code="MX"),) and one.participants == 30 for one in entered)
        assert all(one.review is Review.DRAFT for one in entered)

    def test_thirty_pasted_countries_are_thirty_tags_and_what_nobody_knows_stays_to_be_mended(self, hands: Hands) -> None:
        names = (
            "Oman (OM), AZ; Bélarus; Türkiye, 肯尼亚, Mexico, Peru, Chile, Brazil, Cuba, Jamaica, Panama, Belize, Uganda, Ghana,"
            " Senegal, Mali, Niger, Chad, Egypt, Tunisia, Algeria, Morocco, India, Nepal, Bhutan, China, Japan, Atlantis, Kenya"
        )
        hands.control(Key.Key_N)
        go_to(hands, "origins")
        QGuiApplication.clipboard().setText(names + ", Viet Nam")
        hands.control(Key.Key_V)
        tags = hands.window.activities.form.fields.origins.places.tags
        assert len(tags) == 30
        assert [tag.origin.text for tag in tags if tag.origin.code is None] == ["Atlantis"]


class TestPins:
    """Fields that keep their value."""

    def test_a_pinned_field_keeps_its_value_for_the_next_new_activity_also_after_a_restart(
        self, open_window: Open, sample_file: Path, tmp_path: Path
    ) -> None:
        hands = open_window(sample_file.name)
        form = hands.window.activities.form
        hands.control(Key.Key_N)
        hands.type("2024-11")
        tab_to(hands, "type")
        hands.type("PCT Web")
        hands.control(Key.Key_K)
        assert form.fields.rows["type"].pin.isChecked()
        assert form.fields.type.accessibleDescription().startswith("Kept for new activities.")
        tab_to(hands, "title")
        hands.type("First")
        hands.control(Key.Key_Return)
        hands.until(lambda: form.activity_id is None and not form.fields.month.text())
        assert form.fields.type.value() == "pct-webinar"
        assert not form.is_changed()
        hands.window.close()
        hands = open_window(sample_file.name)
        hands.control(Key.Key_N)
        fields = hands.window.activities.form.fields
        assert fields.rows["type"].pin.isChecked()
        assert (fields.type.value(), fields.title.value()) == ("pct-webinar", Texts())
        assert QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat).value("form/pins") == "type"

    def test_a_pin_is_set_and_taken_out_with_the_mouse_too(self, hands: Hands) -> None:
        hands.window.activities.open_activity(1)
        go_to(hands, "funding")
        pin = hands.window.activities.form.fields.rows["funding"].pin
        assert pin.is_shown()
        hands.click(pin)
        assert hands.window.activities.entry.pins.rows == ("funding",)
        hands.click(pin)
        assert hands.window.activities.entry.pins.rows == ()

    def test_without_a_field_in_use_nothing_is_pinned_and_the_notice_says_so(self, hands: Hands) -> None:
        hands.control(Key.Key_K)
        assert notice(hands) == "Put the cursor into the field that is to keep its value for new activities."


class TestTheEntryAbove:
    """The field in use takes its value from the entry above."""

    def test_a_stored_activity_takes_from_the_one_above_it_in_the_register(self, hands: Hands) -> None:
        page = hands.window.activities
        above, here = page.model.ids[4], page.model.ids[5]
        page.open_activity(here, "origins")
        hands.control(Key.Key_L)
        assert page.form.draft().origins == hands.window.workspace.tracker.activity(above).origins
        assert page.form.is_changed()

    def test_a_new_activity_takes_from_the_one_entered_last(self, hands: Hands) -> None:
        hands.control(Key.Key_N)
        hands.type("2024-11")
        tab_to(hands, "title")
        hands.type("Entered before")
        hands.control(Key.Key_Return)
        hands.until(lambda: not hands.window.activities.form.fields.month.text())
        hands.control(Key.Key_L)
        go_to(hands, "title")
        hands.control(Key.Key_Apostrophe)
        draft = hands.window.activities.form.draft()
        assert (draft.month, draft.title, draft.participants) == ("2024-11", Texts({"en": "Entered before"}), None)

    def test_nothing_is_copied_from_an_empty_field_and_the_notice_says_so(self, hands: Hands) -> None:
        page = hands.window.activities
        page.open_activity(page.model.ids[5], "funding")
        hands.type("Japan")
        hands.control(Key.Key_L)
        assert page.form.draft().funding == "Japan"
        assert notice(hands) == "“Funding” is empty in the entry above, so nothing was copied."

    def test_the_first_row_has_nothing_above_it(self, hands: Hands) -> None:
        page = hands.window.activities
        page.open_activity(page.model.ids[0], "title")
        hands.control(Key.Key_L)
        assert notice(hands) == "There is no entry above this one, so nothing was copied."


class TestOnTheWay:
    """What is said meanwhile is not in the way."""

    def test_tab_leads_to_the_next_field_although_there_is_a_hint_at_this_one(self, hands: Hands) -> None:
        hands.control(Key.Key_N)
        go_to(hands, "title")
        hands.type("Seminar")
        fields = hands.window.activities.form.fields
        hands.until(lambda: bool(fields.rows["title"].messages.buttons))
        hands.press(Key.Key_Tab)
        assert fields.co_organizers.rows[0].name.hasFocus()

    def test_a_month_without_a_year_is_one_of_the_year_that_is_shown(self, hands: Hands) -> None:
        hands.control(Key.Key_N)
        hands.type("6")
        tab_to(hands, "type")
        assert hands.window.activities.form.fields.month.text() == "2024-06"

    def test_the_first_field_is_seen_with_its_label_wherever_the_form_was_before(self, hands: Hands) -> None:
        form = hands.window.activities.form
        hands.window.pages.open_finding(35, "review")
        hands.control(Key.Key_N)
        label = form.fields.rows["month"].label
        hands.until(lambda: label.visibleRegion().boundingRect() == label.rect())

    def test_a_name_says_in_which_language_it_is_typed_where_that_is_not_the_usual_one(self, hands: Hands) -> None:
        hands.control(Key.Key_N)
        fields = hands.window.activities.form.fields
        fields.title.set_language("zh")
        assert fields.rows["co_organizers"].label.text().endswith(" ZH")
        fields.title.set_language("en")
        assert fields.rows["co_organizers"].label.text().endswith(":")


class TestSuggestions:
    """Earlier titles and co-organizers."""

    def offers(self, hands: Hands, typed: str) -> tuple[str, ...]:
        hands.control(Key.Key_N)
        go_to(hands, "title")
        hands.type(typed)
        list_ = hands.window.activities.entry.suggestions.titles["en"]
        hands.until(list_.is_open)
        return list_.offers

    def test_titles_that_begin_as_was_typed_come_first(self, hands: Hands) -> None:
        offered = self.offers(hands, "epct for rec")
        begins = [title.startswith("ePCT for receiving") for title in offered]
        assert begins[0]
        assert begins == sorted(begins, reverse=True)
        assert not all(begins)

    def test_a_chosen_title_comes_in_all_its_languages(self, hands: Hands) -> None:
        offered = self.offers(hands, "roving sem")
        hands.press(Key.Key_Down)
        hands.press(Key.Key_Return)
        title = hands.window.activities.form.draft().title
        assert title["en"] == offered[0]
        assert set(title) == {"en", "fr", "es", "ru", "zh", "ar"}
        assert not hands.window.activities.entry.suggestions.titles["en"].is_open()

    def test_a_language_that_has_its_own_text_keeps_it(self, hands: Hands) -> None:
        hands.control(Key.Key_N)
        form = hands.window.activities.form
        form.fields.title.set_value(Texts({"fr": "Mon propre titre"}))
        go_to(hands, "title")
        hands.type("roving sem")
        hands.until(hands.window.activities.entry.suggestions.titles["en"].is_open)
        hands.press(Key.Key_Down)
        hands.press(Key.Key_Return)
        assert form.draft().title["fr"] == "Mon propre titre"
        assert form.draft().title["es"]

    def test_undo_of_the_text_brings_back_what_was_typed(self, hands: Hands) -> None:
        self.offers(hands, "roving sem")
        hands.press(Key.Key_Down)
        hands.press(Key.Key_Return)
        hands.control(Key.Key_Z)
        assert hands.window.activities.form.draft().title["en"] == "roving sem"

    @pytest.mark.parametrize("key", [Key.Key_Escape, Key.Key_Tab, Key.Key_Space])
    def test_no_other_key_takes_a_suggestion_or_loses_what_was_typed(self, hands: Hands, key: Qt.Key) -> None:
        self.offers(hands, "roving sem")
        hands.press(key)
        form = hands.window.activities.form
        assert form.draft().title == Texts({"en": "roving sem"})
        assert form.isVisible()

    def test_escape_closes_the_list_and_only_then_means_the_form(self, hands: Hands) -> None:
        self.offers(hands, "roving sem")
        hands.press(Key.Key_Escape)
        assert hands.window.activities.form.is_changed()
        hands.press(Key.Key_Escape)
        assert not hands.window.activities.form.is_changed()

    def test_tab_with_a_marked_suggestion_goes_on_without_taking_it(self, hands: Hands) -> None:
        self.offers(hands, "roving sem")
        hands.press(Key.Key_Down)
        hands.press(Key.Key_Tab)
        assert hands.window.activities.form.draft().title == Texts({"en": "roving sem"})

    def test_a_co_organizer_comes_with_its_code_by_a_click(self, hands: Hands) -> None:
        page = hands.window.activities
        tracker = hands.window.workspace.tracker
        tracker.do(adding(make_draft(co_organizers=(CoOrganizer(texts("Institute of Rare Names", "en", "fr"), "KE"),))))
        hands.control(Key.Key_N)
        go_to(hands, "co_organizers")
        hands.type("rare")
        row = page.form.fields.co_organizers.rows[0]
        hands.until(lambda: row in page.entry.suggestions.names and page.entry.suggestions.names[row].is_open())
        list_ = page.entry.suggestions.names[row]
        assert list_.offers == ("Institute of Rare Names (KE)",)
        view = list_.list
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(0, 0)).center())
        assert page.form.draft().co_organizers == (CoOrganizer(texts("Institute of Rare Names", "en", "fr"), "KE"),)
        assert row.name.hasFocus()


class TestAlike:
    """Activities that look like one that is there already."""

    def begin_a_twin(self, hands: Hands) -> Activity:
        """Types month, type and one State of an activity of the sample."""
        twin = next(one for one in stored(hands) if one.type == "pct-seminar" and one.origin_codes)
        hands.control(Key.Key_N)
        hands.type(twin.month)
        tab_to(hands, "type")
        hands.type("PCT Seminar")
        go_to(hands, "origins")
        hands.type(f"{twin.origin_codes[0]},")
        form = hands.window.activities.form
        hands.until(lambda: "activity.similar" in [one.rule for one in form.findings])
        return twin

    def press(self, hands: Hands, words: str) -> None:
        buttons = hands.window.activities.form.general.findChildren(QPushButton)
        hands.click(next(button for button in buttons if button.text() == words))

    def test_the_warning_comes_before_there_is_a_title(self, hands: Hands) -> None:
        twin = self.begin_a_twin(hands)
        form = hands.window.activities.form
        assert form.draft().title == Texts()
        assert twin.title.best("en")[:20] in form.general.messages[0].text

    def test_the_alike_are_shown_and_what_was_typed_stays(self, hands: Hands) -> None:
        twin = self.begin_a_twin(hands)
        self.press(hands, "Show")
        page = hands.window.activities
        hands.until(lambda: page.model.rowCount() < 64)
        assert twin.id in page.model.ids
        assert page.drafts[None].draft.month == twin.month

    def test_saying_that_it_is_no_repetition_stays_with_the_draft(self, hands: Hands) -> None:
        twin = self.begin_a_twin(hands)
        self.press(hands, "Not a repetition")
        form = hands.window.activities.form
        assert twin.id in form.draft().distinct_from
        assert form.general.messages == ()
        hands.control(Key.Key_S)
        hands.until(lambda: form.activity_id is not None)
        assert twin.id in hands.window.workspace.tracker.activity(form.activity_id).distinct_from

    def test_for_a_stored_activity_it_is_settled_at_once_as_a_step_of_its_own(self, hands: Hands) -> None:
        page = hands.window.activities
        page.open_activity(55)
        hands.until(lambda: bool(page.form.general.messages))
        self.press(hands, "Not a repetition")
        assert hands.window.workspace.tracker.activity(55).distinct_from == (47,)
        assert notice(hands).endswith("is no repetition.")
        assert not page.form.is_changed()
        assert page.form.general.messages == ()


class TestTemplates:
    """Contents kept under a name."""

    def keep(self, hands: Hands, name: str) -> Tracker:
        hands.window.activities.open_activity(2)
        hands.window.actions_["keep-template"].trigger()
        dialog = hands.window.activities.entry.templates.dialog
        assert isinstance(dialog, TemplateDialog)
        hands.until(dialog.name.hasFocus)
        hands.control(Key.Key_A)
        hands.type(name)
        hands.press(Key.Key_Return)
        return hands.window.workspace.tracker

    def test_a_new_activity_begins_from_a_template(self, hands: Hands) -> None:
        tracker = self.keep(hands, "Training in Oman")
        hands.until(lambda: hands.window.activities.entry.templates.names() == ["Training in Oman"])
        hands.window.activities.entry.templates.begin("Training in Oman")
        hands.settle()
        form, source = hands.window.activities.form, tracker.activity(2)
        draft = form.draft()
        assert form.activity_id is None
        assert (draft.title, draft.origins, draft.type) == (source.title, source.origins, source.type)
        assert (draft.month, draft.participants, draft.year, draft.review) == (None, None, 2024, Review.DRAFT)

    def test_the_menu_lists_the_templates_by_name(self, hands: Hands) -> None:
        self.keep(hands, "Training in Oman")
        hands.until(lambda: bool(hands.window.activities.entry.templates.names()))
        menu = next(
            one
            for one in hands.window.findChildren(type(hands.window.menuBar().actions()[0].menu()))
            if "template" in one.title()
        )
        menu.aboutToShow.emit()
        texts_ = [action.text() for action in menu.actions() if not action.isSeparator()]
        assert texts_ == ["Training in Oman", "&Manage templates…"]
        menu.actions()[0].trigger()
        hands.settle()
        assert hands.window.activities.form.draft().title

    def test_templates_are_renamed_and_deleted_and_the_last_deletion_is_taken_back(self, hands: Hands) -> None:
        tracker = self.keep(hands, "First")
        hands.until(lambda: hands.window.activities.entry.templates.names() == ["First"])
        hands.window.activities.entry.templates.manage()
        dialog = hands.window.activities.entry.templates.dialog
        assert isinstance(dialog, TemplatesDialog)
        dialog.list.item(0).setText("Second")
        hands.until(lambda: list(tracker.store.templates()) == ["Second"])
        hands.until(lambda: dialog.list.count() == 1 and dialog.list.item(0).text() == "Second")
        hands.click(dialog.delete)
        hands.until(lambda: tracker.store.templates() == {} and dialog.list.count() == 0)
        assert dialog.note.text() == "“Second” was deleted."
        hands.click(dialog.undo)
        hands.until(lambda: list(tracker.store.templates()) == ["Second"])
        dialog.reject()
        hands.settle()

    def test_a_template_without_a_name_is_asked_for_one(self, hands: Hands) -> None:
        tracker = self.keep(hands, " ")
        dialog = hands.window.activities.entry.templates.dialog
        assert dialog.note.text() == "Give the template a name to find it by."
        assert tracker.store.templates() == {}
        dialog.reject()
        hands.settle()


class TestSeries:
    """Several sessions after one activity."""

    def open(self, hands: Hands) -> SeriesDialog:
        hands.window.actions_["series"].trigger()
        dialog = hands.window.activities.entry.series.dialog
        assert isinstance(dialog, SeriesDialog)
        hands.until(dialog.count.hasFocus)
        return dialog

    def test_five_monthly_sessions_are_made_from_an_activity_and_taken_back_at_once(self, hands: Hands) -> None:
        hands.window.activities.open_activity(2)
        dialog = self.open(hands)
        hands.control(Key.Key_A)
        hands.type("5")
        dialog.rhythm.set_value("monthly")
        assert dialog.preview.count() == 5
        assert dialog.do.text() == "Create 5 activities"
        assert "Session 5" in dialog.preview.item(4).text()
        hands.click(dialog.do)
        made = sorted(stored(hands), key=lambda one: one.id)[64:]
        assert [one.month for one in made] == ["2024-02", "2024-03", "2024-04", "2024-05", "2024-06"]
        assert all(one.title["fr"].endswith(f"– Séance {number}") for number, one in enumerate(made, 1))
        hands.until(lambda: hands.window.activities.form.activity_id == made[0].id)
        hands.choose("Undo")
        assert len(stored(hands)) == 64

    def test_what_is_missing_is_said_and_nothing_is_made(self, hands: Hands) -> None:
        hands.window.activities.open_activity(2)
        dialog = self.open(hands)
        hands.control(Key.Key_A)
        hands.type("99")
        assert dialog.note.text() == "A series has 2 to 50 sessions."
        hands.press(Key.Key_Return)
        assert dialog.isVisible()
        hands.type("")
        hands.control(Key.Key_A)
        hands.type("4")
        dialog.rhythm.set_value("weekly")
        assert dialog.note.text() == "Give the day of the first session; the weeks are counted from it."
        dialog.reject()
        hands.settle()
        assert len(stored(hands)) == 64

    def test_a_new_activity_becomes_the_series_it_was_typed_for(self, hands: Hands) -> None:
        hands.control(Key.Key_N)
        hands.type("2024-11")
        go_to(hands, "title")
        hands.type("Short course")
        dialog = self.open(hands)
        hands.click(dialog.do)
        hands.settle()
        made = sorted(stored(hands), key=lambda one: one.id)[64:]
        assert [one.title["en"] for one in made] == [f"Short course – Session {number}" for number in (1, 2, 3)]
        assert hands.window.workspace.tracker.drafts() == []


class TestQuestions:
    """Questions on a field."""

    def ask(self, hands: Hands, field: str, text: str) -> None:
        go_to(hands, field)
        hands.control(Key.Key_M, Shift)
        hands.type(text)
        hands.press(Key.Key_Return)

    def test_a_question_is_stored_at_once_shown_at_its_field_and_answered_there_by_its_author(self, hands: Hands) -> None:
        page, tracker = hands.window.activities, hands.window.workspace.tracker
        page.open_activity(2)
        self.ask(hands, "participants", "With the speakers?")
        [question] = tracker.activity(2).questions
        assert (question.field, question.text, question.author, question.is_open) == (
            "participants",
            "With the speakers?",
            "tester",
            True,
        )
        row = page.form.fields.rows["participants"]
        hands.until(lambda: "tester asks: With the speakers?" in [one.text for one in row.messages.messages])
        assert page.form.fields.participants.hasFocus()
        hands.click(next(button for button in row.messages.buttons if button.text() == "Answer…"))
        hands.type("Without.")
        hands.press(Key.Key_Return)
        [answered] = tracker.activity(2).questions
        assert (answered.answer, answered.answered_by, answered.answered) == ("Without.", "tester", tracker.today())
        assert "tester asks: With the speakers?" not in [one.text for one in row.messages.messages]
        assert "✓ tester asked: With the speakers? – tester: Without." in [label.text() for label in row.findChildren(QLabel)]

    def test_beside_other_changes_a_question_waits_for_save(self, hands: Hands) -> None:
        page, tracker = hands.window.activities, hands.window.workspace.tracker
        page.open_activity(2)
        go_to(hands, "funding")
        hands.type("Japan")
        self.ask(hands, "title", "Which spelling?")
        assert tracker.activity(2).questions == ()
        hands.control(Key.Key_S)
        hands.until(lambda: not page.form.is_changed())
        assert [one.text for one in tracker.activity(2).questions] == ["Which spelling?"]
        assert tracker.activity(2).funding == "Japan"

    def test_escape_closes_the_line_and_not_the_form(self, hands: Hands) -> None:
        page = hands.window.activities
        page.open_activity(2)
        go_to(hands, "title")
        hands.control(Key.Key_M, Shift)
        hands.type("Never mind")
        hands.press(Key.Key_Escape)
        assert not page.entry.questions.editor.isVisible()
        assert page.form.fields.rows["title"].isAncestorOf(hands.focus)
        assert hands.window.workspace.tracker.activity(2).questions == ()

    def test_what_was_typed_as_a_question_is_still_there_after_a_look_at_another_activity(self, hands: Hands) -> None:
        page = hands.window.activities
        page.open_activity(2)
        go_to(hands, "title")
        hands.control(Key.Key_M, Shift)
        hands.type("Half a quest")
        page.open_activity(3)
        assert not page.entry.questions.editor.isVisible()
        page.open_activity(2)
        go_to(hands, "title")
        hands.control(Key.Key_M, Shift)
        assert page.entry.questions.editor.line.text() == "Half a quest"


def test_what_the_form_does_not_show_survives_a_save(hands: Hands) -> None:
    page, tracker = hands.window.activities, hands.window.workspace.tracker
    change = tracker.do(adding(make_draft(follows=3, distinct_from=(4, 5), status=Status.PLANNED)))
    page.open_activity(change.added[0], "participants")
    hands.control(Key.Key_A)
    hands.type("44")
    hands.control(Key.Key_S)
    hands.until(lambda: not page.form.is_changed())
    saved = tracker.activity(change.added[0])
    assert (saved.participants, saved.follows, saved.distinct_from) == (44, 3, (4, 5))


def test_a_new_activity_begins_as_a_draft_in_an_empty_form(hands: Hands) -> None:
    hands.control(Key.Key_N)
    form = hands.window.activities.form
    assert form.draft() == ActivityDraft(year=2024, review=Review.DRAFT)
    assert QApplication.focusWidget() is form.fields.month
