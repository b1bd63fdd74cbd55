"""What the cells of the register say of an activity."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from pct_tracker.domain.activity import Activity, Doubt
from pct_tracker.domain.codes import Modality, Status, VenueKind
from pct_tracker.reference.reference import Reference

_LONGEST_NOTE = 80


class RegisterCells:
    """Words of activities in one language; those of the program itself in the language of the window."""

    def __init__(self, reference: Reference, language: str) -> None:
        self.reference = reference
        self.language = language
        translate = QCoreApplication.translate
        self.statuses = {
            Status.PLANNED: translate("RegisterModel", "planned"),
            Status.HELD: translate("RegisterModel", "held"),
            Status.POSTPONED: translate("RegisterModel", "postponed"),
            Status.CANCELLED: translate("RegisterModel", "cancelled"),
        }
        self.reviews = {
            "draft": translate("RegisterModel", "draft"),
            "complete": translate("RegisterModel", "complete"),
            "checked": translate("RegisterModel", "checked"),
        }

    def text(self, activity: Activity, key: str) -> str:
        """The text of a cell; the column of findings has none of its own."""
        match key:
            case "month":
                return activity.month or _typed(activity.doubts, key) or "—"
            case "type":
                return self._type(activity)
            case "contents":
                return " ".join(activity.contents)
            case "title":
                return activity.title.best(self.language)
            case "venue":
                return self._venue(activity)
            case "origins":
                return self._origins(activity)
            case "participants" | "planned_participants":
                number = getattr(activity, key)
                return _typed(activity.doubts, key) if number is None else f"{number:,}"
            case "id":
                return str(activity.id)
            case "year":
                return str(activity.year or "—")
            case _:
                return self._additional(activity, key)

    def tool_tip(self, activity: Activity, key: str) -> str | None:
        """What a cell has no room for."""
        if key in ("title", "type", "venue", "co_organizers", "participant_types", "funding"):
            return self.text(activity, key) or None
        if key == "origins":
            names = [self.reference.parties.name(code, self.language) for code in activity.origin_codes]
            return ", ".join([*names, activity.origin_note.best(self.language)]).strip(", ")
        if key == "contents":
            vocabulary = self.reference.vocabulary
            return "\n".join(f"{letter}  {vocabulary.content_label(letter, self.language)}" for letter in activity.contents)
        if key == "notes":
            return activity.notes
        if key == "questions":
            return "\n".join(one.text for one in activity.questions if one.is_open) or None
        return None

    def choices(self, key: str) -> list[tuple[str, str]]:
        """The codes of a column of choices with their labels; empty for other columns."""
        vocabulary = self.reference.vocabulary
        match key:
            case "type":
                return [(code, vocabulary.type_label(code, self.language)) for code in vocabulary.types]
            case "status":
                return [(code.value, text) for code, text in self.statuses.items()]
            case "review":
                return list(self.reviews.items())
            case "modality":
                return [(code.value, vocabulary.modality_label(code, self.language)) for code in Modality]
        return []

    def _additional(self, activity: Activity, key: str) -> str:
        vocabulary = self.reference.vocabulary
        match key:
            case "days":
                days = (activity.start, activity.end)
                return " – ".join(day.isoformat() for day in days if day)
            case "status":
                return self.statuses[activity.status]
            case "review":
                return self.reviews[activity.review.value]
            case "modality":
                return vocabulary.modality_label(activity.modality, self.language) if activity.modality else "—"
            case "co_organizers":
                return "; ".join(one.name.best(self.language) or one.code or "" for one in activity.co_organizers)
            case "participant_types":
                codes = activity.participant_types
                return "; ".join(vocabulary.participant_type_label(code, self.language) for code in codes)
            case "funding":
                return activity.funding or ""
            case "notes":
                return " ".join((activity.notes or "").split())[:_LONGEST_NOTE]
            case "questions":
                count = sum(one.is_open for one in activity.questions)
                return str(count) if count else ""
        return ""

    def _type(self, activity: Activity) -> str:
        """The type, with the status behind it where that is not held: such activities are not counted."""
        label = self.reference.vocabulary.type_label(activity.type, self.language) if activity.type else "—"
        return label if activity.status is Status.HELD else f"{label} – {self.statuses[activity.status]}"

    def _venue(self, activity: Activity) -> str:
        venue, vocabulary = activity.venue, self.reference.vocabulary
        if venue.kind is VenueKind.ONLINE:
            return vocabulary.online_label(self.language)
        name = self.reference.parties.name(venue.code, self.language) if venue.code else venue.city or "—"
        return name + (vocabulary.hybrid_note(self.language) if activity.modality is Modality.HYBRID else "")

    def _origins(self, activity: Activity) -> str:
        """One State by its code, several by their number; prose counts as no State."""
        codes = activity.origin_codes
        if len(codes) == 1 and not activity.origin_note:
            return codes[0]
        return str(len(codes)) if codes else "…" if activity.origin_note or activity.origins else "—"


def _typed(doubts: Sequence[Doubt], field: str) -> str:
    """What was typed and could not be read."""
    return next((doubt.text for doubt in doubts if doubt.field == field and doubt.rule.endswith(".unreadable")), "")
