"""The fields of an activity in the order of the annex, and their values."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from pct_tracker.domain.activity import ActivityDraft, Doubt
from pct_tracker.domain.codes import Status
from pct_tracker.domain.period import year_of
from pct_tracker.reference.reference import Reference
from pct_tracker.ui.common.choice_box import ChoiceBox
from pct_tracker.ui.common.co_organizers_edit import CoOrganizersEdit
from pct_tracker.ui.common.content_letters import ContentLetters
from pct_tracker.ui.common.days_edit import DaysEdit
from pct_tracker.ui.common.form_rows import FormRow, FormRows
from pct_tracker.ui.common.month_edit import MonthEdit
from pct_tracker.ui.common.number_edit import NumberEdit
from pct_tracker.ui.common.origin_tags import OriginTags
from pct_tracker.ui.common.participant_types import ParticipantTypes
from pct_tracker.ui.common.text_tabs import TextTabs
from pct_tracker.ui.common.texts_line import TextsLine
from pct_tracker.ui.common.venue_edit import VenueEdit

UNREADABLE_DATE = "date.unreadable"
UNREADABLE_NUMBER = "participants.unreadable"
_FIELD_OF_RULE = {UNREADABLE_DATE: "month", UNREADABLE_NUMBER: "participants"}
_ROW_OF_FIELD = {"start": "days", "end": "days", "modality": "venue"}


class FormFields(QWidget):
    """All fields of one activity. It shows a draft and tells the values; it judges nothing."""

    changed = Signal()
    language_changed = Signal(str)

    def __init__(self, reference: Reference, language: str) -> None:
        super().__init__()
        self._showing = False
        self._year_follows = True
        self._shown_texts: dict[str, str] = {}
        vocabulary = reference.vocabulary
        types = ((code, vocabulary.type_label(code, language)) for code in vocabulary.types)
        self.month = MonthEdit(vocabulary)
        self.days = DaysEdit(self.month.value)
        self.type = ChoiceBox(types, self.tr("Choose a type"))
        self.contents = ContentLetters(vocabulary, language)
        self.title = TextTabs(language)
        self.co_organizers = CoOrganizersEdit(reference, language)
        self.venue = VenueEdit(reference, language)
        self.origins = OriginTags(reference, language)
        self.origin_note = TextsLine(language, self.tr("Origin that names no State, in words"))
        self.participant_types = ParticipantTypes(vocabulary, language)
        self.participants = NumberEdit()
        self.status = ChoiceBox(self._statuses(), self.tr("Choose a status"))
        self.year = NumberEdit()
        self.funding = QLineEdit()
        self.funding.setPlaceholderText(self.tr("Funds-in-trust or other source"))
        self._rows = FormRows()
        self._build_rows()
        self._connect()

    @property
    def rows(self) -> dict[str, FormRow]:
        """The rows by the name of their field."""
        return self._rows.rows

    def row_of(self, field: str) -> FormRow | None:
        """The row in which a field of the draft is edited; None if it has none."""
        return self.rows.get(_ROW_OF_FIELD.get(field, field))

    def show_draft(self, draft: ActivityDraft) -> None:
        """Shows these values and tells nobody."""
        self._showing = True
        self.month.set_value(draft.month or _unread(draft, UNREADABLE_DATE))
        self.days.set_value(draft.start, draft.end)
        self.type.set_value(draft.type)
        self.contents.set_value(draft.contents)
        self.title.set_value(draft.title)
        self.co_organizers.set_value(draft.co_organizers)
        self.venue.set_value(draft.venue, draft.modality)
        self.origins.set_value(draft.origins)
        self.origin_note.set_value(draft.origin_note)
        self.participant_types.set_value(draft.participant_types)
        self.participants.setText(_number_text(draft))
        self.status.set_value(draft.status.value)
        self.year.set_value(draft.year)
        self.funding.setText(draft.funding or "")
        self._year_follows = draft.year in (None, year_of(draft.month))
        self.note_shown()
        self._showing = False

    def note_shown(self) -> None:
        """Takes the words in the fields as those that were shown."""
        self._shown_texts = self._readable_texts()

    def values(self, *, pending: bool) -> dict[str, Any]:
        """The fields with their values; with `pending`, texts not yet made into tags count as well."""
        start, end = self.days.value() or (None, None)
        return {
            "month": self.month.value(),
            "start": start,
            "end": end,
            "type": self.type.value(),
            "contents": self.contents.value(),
            "title": self.title.value(),
            "co_organizers": self.co_organizers.value(),
            "venue": self.venue.venue_with_pending() if pending else self.venue.venue(),
            "modality": self.venue.modality(),
            "origins": self.origins.value() + (self.origins.pending() if pending else ()),
            "origin_note": self.origin_note.value(),
            "participant_types": self.participant_types.value() + (self.participant_types.pending() if pending else ()),
            "participants": self.participants.value(),
            "status": Status(self.status.value() or Status.HELD),
            "year": self.year.value(),
            "funding": self.funding.text().strip() or None,
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
        """Rows whose text is neither a day nor a number as it should be, with the text."""
        texts = {"days": self.days.unread_text(), "year": self.year.unread_text()}
        return {name: text for name, text in texts.items() if text}

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

    def _build_rows(self) -> None:
        add = self._rows.add_row
        add("month", self.tr("&Month:"), self.month)
        add("days", self.tr("D&ays:"), self.days)
        add("type", self.tr("&Type:"), self.type)
        add("contents", self.tr("&Content:"), self.contents)
        add("title", self.tr("&Description:"), self.title)
        add("co_organizers", self.tr("C&o-organizers:"), self.co_organizers)
        add("venue", self.tr("&Location:"), self.venue, outline=self.venue.place)
        add("origins", self.tr("Ori&gins:"), self.origins, outline=self.origins.places)
        add("origin_note", self.tr("Origin in &words:"), self.origin_note)
        add("participant_types", self.tr("&Participant types:"), self.participant_types)
        add("participants", self.tr("Pa&rticipants:"), self.participants)
        self._rows.add_rule()
        add("status", self.tr("&Status:"), self.status)
        add("year", self.tr("Reported in &year:"), self.year)
        add("funding", self.tr("F&unding:"), self.funding)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._rows)

    def _connect(self) -> None:
        self.month.changed.connect(self._follow_month)
        self.days.textEdited.connect(self._follow_days)
        self.year.textEdited.connect(self._stop_following)
        self.funding.textChanged.connect(self._announce)
        self.title.language_changed.connect(self._change_language)
        for name in self.rows.keys() - {"funding"}:
            getattr(self, name).changed.connect(self._announce)

    def _follow_month(self) -> None:
        month = self.month.value()
        if self._year_follows and month and not self._showing:
            self.year.set_value(year_of(month))

    def _follow_days(self) -> None:
        days = self.days.value()
        if days is not None:
            self.month.set_value(days[0].strftime("%Y-%m"))

    def _stop_following(self) -> None:
        self._year_follows = self.year.value() in (None, year_of(self.month.value()))

    def _change_language(self, language: str) -> None:
        self.co_organizers.set_language(language)
        self.origin_note.set_language(language)
        self.language_changed.emit(language)

    def _readable_texts(self) -> dict[str, str]:
        return {UNREADABLE_DATE: self.month.text(), UNREADABLE_NUMBER: self.participants.text()}

    def _announce(self) -> None:
        if not self._showing:
            self.changed.emit()

    def _statuses(self) -> tuple[tuple[str, str], ...]:
        return (
            (Status.PLANNED.value, self.tr("Planned")),
            (Status.HELD.value, self.tr("Held")),
            (Status.POSTPONED.value, self.tr("Postponed")),
            (Status.CANCELLED.value, self.tr("Cancelled")),
        )


def _unread(draft: ActivityDraft, rule: str) -> str | None:
    """The words that could not be read as the value of the field of a rule."""
    return next((doubt.text for doubt in draft.doubts if (doubt.rule, doubt.field) == (rule, _FIELD_OF_RULE[rule])), None)


def _number_text(draft: ActivityDraft) -> str:
    """The number of participants, or the words in its place."""
    if draft.participants is None:
        return _unread(draft, UNREADABLE_NUMBER) or ""
    return str(draft.participants)
