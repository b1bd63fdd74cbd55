"""The fields of an activity in the order of the annex, and their values."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pct_tracker.domain.activity import ActivityDraft, Doubt
from pct_tracker.domain.codes import LANGUAGES, Modality, Review, Status
from pct_tracker.domain.period import year_of
from pct_tracker.reference.reference import Reference
from pct_tracker.ui.common.choice_box import ChoiceBox
from pct_tracker.ui.common.co_organizers_edit import CoOrganizersEdit
from pct_tracker.ui.common.content_letters import ContentLetters
from pct_tracker.ui.common.days_edit import DaysEdit
from pct_tracker.ui.common.form_rows import FormRow, FormRows
from pct_tracker.ui.common.head_counts_edit import HeadCountsEdit
from pct_tracker.ui.common.links_edit import LinksEdit
from pct_tracker.ui.common.month_edit import MonthEdit
from pct_tracker.ui.common.notes_edit import NotesEdit
from pct_tracker.ui.common.number_edit import NumberEdit
from pct_tracker.ui.common.origin_tags import OriginTags
from pct_tracker.ui.common.participant_types import ParticipantTypes
from pct_tracker.ui.common.participants_edit import ParticipantsEdit
from pct_tracker.ui.common.rows_fold import RowsFold
from pct_tracker.ui.common.text_line import TextLine
from pct_tracker.ui.common.text_tabs import TextTabs
from pct_tracker.ui.common.texts_line import TextsLine
from pct_tracker.ui.common.venue_edit import VenueEdit
from pct_tracker.ui.form.life_links import LifeLinks

UNREADABLE_DATE = "date.unreadable"
UNREADABLE_NUMBER = "participants.unreadable"
_FIELD_OF_RULE = {UNREADABLE_DATE: "month", UNREADABLE_NUMBER: "participants"}
_FIELDS_OF_ROW = {
    "days": ("start", "end"),
    "venue": ("venue", "modality"),
    "participants": ("participants", "online_participants", "planned_participants"),
}
_ROW_OF_FIELD = {field: row for row, some in _FIELDS_OF_ROW.items() for field in some} | {"follows": "status"}
_ALIKE = (
    "type",
    "contents",
    "title",
    "co_organizers",
    "origin_note",
    "participant_types",
    "year",
    "funding",
    "status_reason",
    "notes",
    "links",
)
"""Fields whose widget has the field's name, takes its value and tells it."""

_IN_ITS_LANGUAGE = ("co_organizers", "origin_note")
"""Rows whose texts are typed in the language of the description that is open."""


class FormFields(QWidget):
    """All fields of one activity. It shows a draft and tells the values; it judges nothing."""

    changed = Signal()
    language_changed = Signal(str)

    def __init__(self, reference: Reference, language: str) -> None:
        super().__init__()
        self._showing = False
        self._year_follows = True
        self._language = language
        self._shown_texts: dict[str, str] = {}
        vocabulary = reference.vocabulary
        types = ((code, vocabulary.type_label(code, language)) for code in vocabulary.types)
        self.month = MonthEdit(vocabulary, lambda: self.year.value())
        self.days = DaysEdit(self.month.value)
        self.type = ChoiceBox(types, self.tr("Choose a type"))
        self.contents = ContentLetters(vocabulary, language)
        self.title = TextTabs(language)
        self.co_organizers = CoOrganizersEdit(reference, language)
        self.venue = VenueEdit(reference, language)
        self.origins = OriginTags(reference, language)
        self.origin_note = TextsLine(language, self.tr("Origin that names no State, in words"))
        self.participant_types = ParticipantTypes(vocabulary, language)
        self.numbers = ParticipantsEdit()
        self.participants = self.numbers.total
        self.status = ChoiceBox(self._statuses(), self.tr("Choose a status"))
        self.life = LifeLinks()
        self.status_reason = TextLine(self.tr("Why it did not take place as planned"))
        self.year = NumberEdit()
        self.review = ChoiceBox(self._reviews(), self.tr("Choose a state"))
        self.head_counts = HeadCountsEdit(reference, language)
        self.funding = TextLine(self.tr("Funds-in-trust or other source"))
        self.notes = NotesEdit(language, self.tr("For those who keep the log; never printed"))
        self.links = LinksEdit()
        self._rows = FormRows()
        self.more = self._build_rows()
        self._connect()

    @property
    def rows(self) -> dict[str, FormRow]:
        """The rows by the name of their field."""
        return self._rows.rows

    def add_pins(self) -> None:
        """Puts a pin at every row."""
        self._rows.add_pins()

    def read_only(self) -> None:
        """Lets nothing be changed any more; the descriptions can still be turned to their other languages."""
        for row in self.rows.values():
            if row.field is not self.title:
                row.read_only()
            if row.pin is not None:
                row.pin.setEnabled(False)
        for language in LANGUAGES:
            self.title.edit_of(language).setReadOnly(True)
        self.setProperty("reading", True)  # noqa: FBT003
        for part in self.findChildren(QWidget):
            part.style().polish(part)

    def row_of(self, field: str) -> FormRow | None:
        """The row in which a field of the draft is edited; None if it has none."""
        return self.rows.get(_ROW_OF_FIELD.get(field, field))

    def input_of(self, field: str) -> QWidget | None:
        """What takes the focus for a field of the draft; None if it has no row."""
        beside = {"online_participants": self.numbers.online, "planned_participants": self.numbers.planned}
        row = self.row_of(field)
        return beside.get(field) or (row.field if row is not None else None)

    def name_at(self, widget: QWidget | None) -> str | None:
        """The name of the row a widget is in; None if it is in none."""
        if widget is None:
            return None
        return next((name for name, row in self.rows.items() if row is widget or row.isAncestorOf(widget)), None)

    def show_draft(self, draft: ActivityDraft) -> None:
        """Shows these values and tells nobody."""
        self._showing = True
        for name in _ALIKE:
            getattr(self, name).set_value(getattr(draft, name))
        self.month.set_value(draft.month or _unread(draft, UNREADABLE_DATE))
        self.days.set_value(draft.start, draft.end)
        self.venue.set_value(draft.venue, draft.modality)
        self.origins.set_value(draft.origins)
        self.head_counts.set_value(draft.head_counts, draft.origin_codes)
        self.participants.setText(_number_text(draft))
        self.numbers.online.set_value(draft.online_participants)
        self.numbers.planned.set_value(draft.planned_participants)
        self.status.set_value(draft.status.value)
        self.review.set_value(draft.review.value)
        self._year_follows = draft.year in (None, year_of(draft.month))
        self._offer_what_applies()
        self.more.unfold(needed=bool(draft.head_counts or draft.funding or draft.notes or draft.links))
        self.note_shown()
        self._showing = False

    def note_shown(self) -> None:
        """Takes the words in the fields as those that were shown."""
        self._shown_texts = self._readable_texts()

    def values(self, *, pending: bool) -> dict[str, Any]:
        """The fields with their values; with `pending`, texts not yet made into tags count as well."""
        start, end = self.days.value() or (None, None)
        alike = {name: getattr(self, name).value() for name in _ALIKE}
        return {
            **alike,
            "month": self.month.value(),
            "start": start,
            "end": end,
            "venue": self.venue.venue_with_pending() if pending else self.venue.venue(),
            "modality": self.venue.modality(),
            "origins": self.origins.value() + (self.origins.pending() if pending else ()),
            "participant_types": self.participant_types.value() + (self.participant_types.pending() if pending else ()),
            "participants": self.participants.value(),
            "online_participants": self.numbers.online.value(),
            "planned_participants": self.numbers.planned.value(),
            "head_counts": self.head_counts.value(),
            "status": Status(self.status.value() or Status.HELD),
            "review": Review(self.review.value() or Review.DRAFT),
        }

    def doubts(self) -> tuple[Doubt, ...]:
        """What was typed or pasted since `show_draft` and could not be read for certain; it is kept in its own words."""
        unread = {UNREADABLE_DATE: self.month.unread_text(), UNREADABLE_NUMBER: self.participants.unread_text()}
        typed = [(rule, text) for rule in self.retyped() if (text := unread[rule])]
        return (*(Doubt(rule, _FIELD_OF_RULE[rule], text) for rule, text in typed), *self.origins.doubts())

    def retyped(self) -> list[str]:
        """The rules about unreadable words whose field shows other words now than `show_draft` did."""
        return [rule for rule, text in self._readable_texts().items() if text != self._shown_texts[rule]]

    def unread_texts(self) -> dict[str, str]:
        """Fields whose text is neither a day nor a number as it should be, with the text."""
        texts = {"days": self.days.unread_text(), "year": self.year.unread_text(), "head_counts": self.head_counts.unread_text()}
        return {**{name: text for name, text in texts.items() if text}, **self.numbers.unread_texts()}

    def days_elsewhere(self) -> bool:
        """Whether the first day lies in another month than the month that is told."""
        days, month = self.days.value(), self.month.value()
        return days is not None and month is not None and days[0].strftime("%Y-%m") != month

    def commit_pending(self) -> None:
        """Makes tags of all texts that wait for it, and writes days out."""
        self.days.tidy()
        self.origins.places.input.commit()
        self.venue.place.input.commit()
        self.participant_types.other.commit()
        for row in self.co_organizers.rows:
            row.code.commit()

    def _build_rows(self) -> RowsFold:
        """The columns of the annex, then what is known beside them, then what is rarely needed."""
        add = self._rows.add_row
        add("month", self.tr("&Month:"), self.month)
        add("days", self.tr("D&ays:"), self.days)
        add("type", self.tr("&Type:"), self.type)
        add("contents", self.tr("&Content:"), self.contents)
        add("title", self.tr("&Description:"), self.title)
        add("co_organizers", self.tr("C&o-organizers:"), self.co_organizers)
        add("venue", self.tr("&Location:"), self.venue, outline=self.venue.place)
        add("origins", self.tr("Ori&gins:"), self.origins, outline=self.origins.places)
        add("origin_note", self.tr("Origi&n in words:"), self.origin_note)
        add("participant_types", self.tr("&Participant types:"), self.participant_types)
        add("participants", self.tr("Pa&rticipants:"), self.numbers, outline=self.participants)
        self._rows.add_rule()
        add("status", self.tr("&Status:"), self.status).add_below(self.life)
        add("status_reason", self.tr("Reason:"), self.status_reason)
        add("year", self.tr("Reported in &year:"), self.year)
        add("review", self.tr("Revie&w:"), self.review)
        more = self._rows.add_fold(self.tr("More"))
        add("funding", self.tr("F&unding:"), self.funding, fold=more)
        add("notes", self.tr("Internal notes:"), self.notes, fold=more)
        add("links", self.tr("Links:"), self.links, fold=more)
        add("head_counts", self.tr("By origin:"), self.head_counts, fold=more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._rows)
        return more

    def _connect(self) -> None:
        self.month.changed.connect(self._follow_month)
        self.days.textEdited.connect(self._follow_days)
        self.year.textEdited.connect(self._stop_following)
        self.title.language_changed.connect(self._change_language)
        self.origins.changed.connect(self._follow_origins)
        for row in self.rows.values():
            row.field.changed.connect(self._announce)  # type: ignore[attr-defined]  # every field has it

    def _follow_month(self) -> None:
        month = self.month.value()
        if self._year_follows and month and not self._showing:
            self.year.set_value(year_of(month))

    def _follow_days(self) -> None:
        days = self.days.value()
        if days is not None:
            self.month.set_value(days[0].strftime("%Y-%m"))

    def _follow_origins(self) -> None:
        if not self._showing:
            self.head_counts.set_codes([origin.code for origin in self.origins.value() if origin.code])

    def _stop_following(self) -> None:
        self._year_follows = self.year.value() in (None, year_of(self.month.value()))

    def _change_language(self, language: str) -> None:
        self.co_organizers.set_language(language)
        self.origin_note.set_language(language)
        for name in _IN_ITS_LANGUAGE:
            self.rows[name].tell_language(language if language != self._language else "")
        self.language_changed.emit(language)

    def _readable_texts(self) -> dict[str, str]:
        return {UNREADABLE_DATE: self.month.text(), UNREADABLE_NUMBER: self.participants.text()}

    def _offer_what_applies(self) -> None:
        """Shows the fields that have a meaning for a hybrid activity, and for one that did not take place as planned."""
        self.numbers.set_hybrid(hybrid=self.venue.modality() is Modality.HYBRID)
        did_not_happen = self.status.value() in (Status.CANCELLED, Status.POSTPONED)
        self.rows["status_reason"].set_wanted(wanted=did_not_happen or bool(self.status_reason.text()))

    def _announce(self) -> None:
        if not self._showing:
            self._offer_what_applies()
            self.changed.emit()

    def _statuses(self) -> tuple[tuple[str, str], ...]:
        return (
            (Status.PLANNED.value, self.tr("Planned")),
            (Status.HELD.value, self.tr("Held")),
            (Status.POSTPONED.value, self.tr("Postponed")),
            (Status.CANCELLED.value, self.tr("Cancelled")),
        )

    def _reviews(self) -> tuple[tuple[str, str], ...]:
        return (
            (Review.DRAFT.value, self.tr("Draft")),
            (Review.COMPLETE.value, self.tr("Complete")),
            (Review.CHECKED.value, self.tr("Checked")),
        )


def fields_of_row(row: str) -> tuple[str, ...]:
    """The fields of the draft that are edited in a row of the form."""
    return _FIELDS_OF_ROW.get(row, (row,))


def _unread(draft: ActivityDraft, rule: str) -> str | None:
    """The words that could not be read as the value of the field of a rule."""
    return next((doubt.text for doubt in draft.doubts if (doubt.rule, doubt.field) == (rule, _FIELD_OF_RULE[rule])), None)


def _number_text(draft: ActivityDraft) -> str:
    """The number of participants, or the words in its place."""
    if draft.participants is None:
        return _unread(draft, UNREADABLE_NUMBER) or ""
    return str(draft.participants)
