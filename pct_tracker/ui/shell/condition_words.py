"""Filters in words: the fields that can be asked about, their values, and each condition as part of a sentence."""

from collections.abc import Sequence
from functools import reduce

from PySide6.QtCore import QObject

from pct_tracker.domain.codes import CONTENT_LETTERS, LANGUAGES, Modality, Review, Severity
from pct_tracker.domain.query import Condition, Operator, SavedView
from pct_tracker.reference.reference import Reference
from pct_tracker.services.wording import Wording

_MOST_NAMED = 3
"""Values a sentence names; of more it says how many there are."""


class ConditionWords(QObject):
    """Words in the language of the window."""

    def __init__(self, reference: Reference, wording: Wording) -> None:
        super().__init__()
        self._reference = reference
        self._wording = wording
        self._fields = {
            "region": self.tr("Region of origin"),
            "findings": self.tr("Findings"),
            "questions": self.tr("Open questions"),
            "overdue": self.tr("Planned and overdue"),
            "changed": self.tr("Changed since publication"),
        }
        self._operators = {
            Operator.ANY_OF: self.tr("is"),
            Operator.EMPTY: self.tr("is empty"),
            Operator.FILLED: self.tr("is not empty"),
            Operator.BETWEEN: self.tr("is between"),
        }
        self._special = {
            ("findings", Operator.FILLED): self.tr("with findings"),
            ("findings", Operator.EMPTY): self.tr("without findings"),
            ("questions", Operator.FILLED): self.tr("with open questions"),
            ("questions", Operator.EMPTY): self.tr("without open questions"),
            ("overdue", Operator.FILLED): self.tr("planned and overdue"),
            ("changed", Operator.FILLED): self.tr("changed since publication"),
        }
        self._severities = {
            Severity.ERROR: self.tr("errors"),
            Severity.WARNING: self.tr("warnings"),
            Severity.HINT: self.tr("hints"),
        }
        self._views = {
            "to-complete": self.tr("To complete"),
            "with-findings": self.tr("With findings"),
            "overdue": self.tr("Planned and overdue"),
            "open-questions": self.tr("Open questions"),
            "changed": self.tr("Changed since publication"),
        }

    def field(self, field: str) -> str:
        """The name of a field."""
        return self._fields.get(field) or self._wording.field_name(field)

    def operator(self, operator: Operator) -> str:
        """An operator as it is chosen."""
        return self._operators[operator]

    def view(self, view: SavedView) -> str:
        """The name of a ready-made view."""
        return self._views[view.name]

    def choices(self, field: str) -> list[tuple[str, str]]:
        """The values of a field with their labels; empty where values are typed."""
        vocabulary, language = self._reference.vocabulary, self._wording.language
        match field:
            case "type":
                return [(code, vocabulary.type_label(code, language)) for code in vocabulary.types]
            case "contents":
                return [(letter, f"{letter}  {vocabulary.content_label(letter, language)}") for letter in CONTENT_LETTERS]
            case "modality":
                return [(one.value, vocabulary.modality_label(one, language)) for one in Modality]
            case "region":
                return [(region, vocabulary.region_label(region, language)) for region in self._reference.lists.regions]
            case "participant_types":
                codes = vocabulary.participant_types
                return [(code, vocabulary.participant_type_label(code, language)) for code in codes]
            case "review":
                return [(one.value, self._wording.review_name(one.value)) for one in Review]
            case "findings":
                return [(one.value, text) for one, text in self._severities.items()]
            case "title":
                return [(code, self._wording.language_name(code)) for code in LANGUAGES]
        return []

    def condition(self, condition: Condition) -> str:
        """A condition as part of a sentence."""
        name, values = self.field(condition.field), condition.values
        if special := self._special.get((condition.field, condition.operator)):
            return special
        if condition.field == "findings":
            return self.tr("with {values}").format(values=self._any_of(condition.field, values))
        match condition.operator:
            case Operator.ANY_OF:
                return self.tr("{field}: {values}").format(field=name, values=self._any_of(condition.field, values))
            case Operator.BETWEEN:
                return self._between(name, *values)
        if values:
            languages = self._any_of("title", values)
            name = self.tr("{field} in {languages}").format(field=name, languages=languages)
        empty = condition.operator is Operator.EMPTY
        return (self.tr("{field} is empty") if empty else self.tr("{field} is not empty")).format(field=name)

    def _between(self, name: str, first: str, last: str) -> str:
        if first == last:
            return self.tr("{field}: {values}").format(field=name, values=first)
        if first and last:
            return self.tr("{field} from {first} to {last}").format(field=name, first=first, last=last)
        if first:
            return self.tr("{field} from {first}").format(field=name, first=first)
        return self.tr("{field} up to {last}").format(field=name, last=last)

    def _any_of(self, field: str, values: Sequence[str]) -> str:
        labels = dict(self.choices(field))
        if field == "contents":
            labels = {letter: letter for letter in labels}
        named = [labels.get(value) or self._place(value) for value in values]
        if len(named) > _MOST_NAMED:
            shown, more = self._wording.listed(named[: _MOST_NAMED - 1]), len(named) - _MOST_NAMED + 1
            return self.tr("{values} or {count} others").format(values=shown, count=more)
        return reduce(lambda some, one: self.tr("{some} or {other}").format(some=some, other=one), named) if named else "—"

    def _place(self, value: str) -> str:
        if value == "online":
            return self._reference.vocabulary.online_label(self._wording.language)
        return self._reference.parties.name(value, self._wording.language) if value in self._reference.parties else value
