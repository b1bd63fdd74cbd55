"""What a value of a field is called: codes by their names, dates and numbers as they are typed."""

from typing import Any

from pct_tracker.domain.activity import Acceptance, CoOrganizer, Doubt, HeadCount, Origin, Question, Venue
from pct_tracker.domain.codes import Modality, VenueKind
from pct_tracker.domain.texts import Texts
from pct_tracker.reference.reference import Reference
from pct_tracker.services.wording import Wording


class FieldValues:
    """Readable values in the language of a wording."""

    def __init__(self, reference: Reference, wording: Wording) -> None:
        self._parties, self._vocabulary = reference.parties, reference.vocabulary
        self._wording = wording
        self._language = wording.language
        self._marks = reference.vocabulary.punctuation(wording.language)

    def text(self, field: str, value: Any) -> str:
        """A value that is neither a list nor a text in several languages; empty if there is none."""
        if value is None:
            return ""
        match field:
            case "status":
                return self._wording.status_name(value)
            case "review":
                return self._wording.review_name(value)
            case "modality":
                return self._vocabulary.modality_label(Modality(value), self._language)
            case "type":
                return self._vocabulary.type_label(value, self._language)
            case "venue":
                return self._venue(value)
            case "follows":
                return self._wording.phrase("number", number=str(value))
        return str(value)

    def entry(self, field: str, value: Any) -> str:
        """One entry of a field that is a list."""
        match value:
            case Origin():
                return self._place(value.code) if value.code else self._in_quotes(value.text or "")
            case CoOrganizer():
                name = value.name.best(self._language)
                return self._marks.with_code(name, value.code) if name and value.code else name or self._place(value.code or "")
            case HeadCount():
                return f"{self._place(value.code)}{self._marks.colon}{value.participants}"
            case Question():
                return self._question(value)
            case Acceptance():
                return self._wording.phrase("accepted", field=self._wording.field_name(value.field), reason=value.reason)
            case Doubt():
                return f"{self._wording.field_name(value.field)}{self._marks.colon}{self._in_quotes(value.text)}"
        if field == "participant_types":
            return self._vocabulary.participant_type_label(value, self._language)
        if field == "distinct_from":
            return self._wording.phrase("number", number=str(value))
        return self._in_quotes(value) if field == "source_cells" else str(value)

    def entry_in_full(self, field: str, value: Any) -> str:
        """An entry with all it holds, for telling two apart that are called the same."""
        if isinstance(value, CoOrganizer):
            return " ".join([*self._all_languages(value.name), *([f"({value.code})"] if value.code is not None else [])])
        if isinstance(value, Question):
            return f"{self._question(value)} ({value.author}, {value.asked})"
        if isinstance(value, Acceptance):
            return f"{self.entry(field, value)} ({value.author}, {value.accepted})"
        return f"{self.entry(field, value)} ({value!r})"

    def _venue(self, venue: Venue) -> str:
        if venue.kind is VenueKind.ONLINE:
            return self._vocabulary.online_label(self._language)
        words = [venue.city, self._place(venue.code) if venue.code else None]
        return self._wording.listed([word for word in words if word])

    def _place(self, code: str) -> str:
        name = self._parties.name(code, self._language)
        return self._marks.with_code(name, code) if name != code else code

    def _question(self, question: Question) -> str:
        asked = self._wording.phrase("question", field=self._wording.field_name(question.field), text=question.text)
        if question.answer is None:
            return asked
        return self._wording.phrase("answered", question=asked, answer=question.answer)

    def _in_quotes(self, text: str) -> str:
        return f"{self._marks.quote_open}{text}{self._marks.quote_close}"

    def _all_languages(self, texts: Texts) -> list[str]:
        return [f"{self._wording.language_name(language)}{self._marks.colon}{text}" for language, text in texts.items()]
