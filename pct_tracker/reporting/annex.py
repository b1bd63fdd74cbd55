"""The annex: one row of nine cells for each activity, in one of the six languages."""

import re
from collections.abc import Callable, Iterable, Sequence

from pct_tracker.domain.activity import REPORTED_FIELDS, Activity, ActivityDraft, CoOrganizer, Origin, Venue
from pct_tracker.domain.codes import Modality, Status, TextMark, VenueKind
from pct_tracker.domain.texts import Texts
from pct_tracker.reference.labels import Punctuation
from pct_tracker.reference.reference import Reference
from pct_tracker.reporting.months import format_month
from pct_tracker.reporting.report import Cell, Report, ReportRow

ORIGIN_ORDERS = ("entered", "english", "language")
"""Origins as they were entered, or by their names in the English alphabet or in that of the language of the annex."""

_LAST_BRACKETS = re.compile(r"[(（]([^()（）]*)[)）]\s*$")


def build_annex(
    activities: Sequence[Activity],
    reference: Reference,
    *,
    language: str,
    year: int,
    origin_order: str = "entered",
    end_mark: str | None = None,
    mark_missing: bool = True,
) -> Report:
    """The annex of these activities in report order: by month, then by entry, those without a month last.

    Where all of them are planned, the title says so. `end_mark` is None for a table that ends the document.
    `origin_order` is one of ORIGIN_ORDERS; another one raises ValueError. A text that is missing or outdated in the language
    prints behind a mark, or without `mark_missing` in the language it has.
    """
    vocabulary = reference.vocabulary
    printer = _RowPrinter(reference, language, origin_order, mark_missing=mark_missing)
    planned = bool(activities) and all(one.status is Status.PLANNED for one in activities)
    return Report(
        language=language,
        direction=vocabulary.punctuation(language).direction,
        year=year,
        title_lines=vocabulary.annex_title(year, language, planned=planned),
        columns=REPORTED_FIELDS,
        headings=tuple(vocabulary.column_label(column, language) for column in REPORTED_FIELDS),
        rows=tuple(ReportRow(one.id, printer.cells(one), one) for one in sorted(activities, key=_report_order)),
        end_mark=reference.document.text("mark.end.only", language) if end_mark is None else end_mark,
    )


def annex_cells(draft: ActivityDraft, reference: Reference, language: str) -> tuple[str, ...]:
    """The nine texts of the row that a draft, complete or not, makes in the annex."""
    return tuple(cell.text for cell in _RowPrinter(reference, language, "entered").cells(draft))


def _report_order(activity: Activity) -> tuple[bool, str, int]:
    return not activity.month, activity.month or "", activity.id


class _RowPrinter:
    """Prints the nine cells of an activity in one language."""

    def __init__(self, reference: Reference, language: str, origin_order: str, *, mark_missing: bool = True) -> None:
        self._mark_missing = mark_missing
        self._reference, self._parties, self._vocabulary = reference, reference.parties, reference.vocabulary
        self._language = language
        self._marks: Punctuation = self._vocabulary.punctuation(language)
        self._rank = self._rank_for(origin_order)

    def cells(self, draft: ActivityDraft) -> tuple[Cell, ...]:
        title = self._text(draft.title)
        return (
            Cell(format_month(draft.month, self._language)),
            Cell(self._vocabulary.type_label(draft.type, self._language) if draft.type else ""),
            Cell(self._marks.contents_separator.join(draft.contents)),
            title,
            self._joined(self._marks.group_separator, map(self._co_organizer, draft.co_organizers)),
            Cell(self._location(draft.venue, draft.modality, title.text)),
            self._origins(draft.origins, draft.origin_note),
            Cell(self._marks.group_separator.join(map(self._participant_type, draft.participant_types))),
            _count(draft.participants),
        )

    def _text(self, texts: Texts) -> Cell:
        """The text in the language of the annex; one that is outdated or stands in another language is told as such."""
        found = texts.language_of_best(self._language)
        if texts.mark(self._language) is TextMark.OUTDATED:
            if self._mark_missing:
                return Cell(f"[?] {texts[self._language]}", fallback=True)
            return Cell(texts.best(texts.source_language or self._language), fallback=True)
        if found in (None, self._language):
            return Cell(texts.best(self._language))
        text = texts.best(self._language)
        return Cell(f"[{found}] {text}" if self._mark_missing else text, fallback=True)

    def _co_organizer(self, co_organizer: CoOrganizer) -> Cell:
        name, code = self._text(co_organizer.name), co_organizer.code
        if not code or self._tells_code(name.text, code):
            return name
        return Cell(self._marks.with_code(name.text, code) if name.text else code, fallback=name.fallback)

    def _tells_code(self, name: str, code: str) -> bool:
        """Whether the name is an acronym, such as VPI, or ends in brackets with the code or an acronym of it."""
        # A short name in words, such as 海合会专利局, still wants its code.
        if name == code or (name.isupper() and self._reference.names.is_acronym_of(name, code)):
            return True
        brackets = _LAST_BRACKETS.search(name)
        told = brackets.group(1).strip() if brackets else ""
        return told == code or self._reference.names.is_acronym_of(told, code)

    def _participant_type(self, code: str) -> str:
        return self._vocabulary.participant_type_label(code, self._language)

    def _location(self, venue: Venue, modality: Modality | None, title: str) -> str:
        place = self._place(venue)
        if modality is not Modality.HYBRID or self._vocabulary.modality_in(title) is Modality.HYBRID:
            return place
        return f"{place}{self._vocabulary.hybrid_note(self._language)}".strip()

    def _place(self, venue: Venue) -> str:
        if venue.kind is VenueKind.ONLINE:
            return self._vocabulary.online_label(self._language)
        state = self._party(venue.code) if venue.kind is VenueKind.STATE and venue.code else ""
        return self._marks.list_separator.join(part for part in (venue.city, state) if part)

    def _origins(self, origins: Sequence[Origin], note: Texts) -> Cell:
        ordered = sorted(origins, key=self._rank) if self._rank else origins
        entries = [Cell(self._party(origin.code) if origin.code else origin.text or "") for origin in ordered]
        return self._joined(self._marks.list_separator, (*entries, self._text(note)))

    def _party(self, code: str) -> str:
        if code not in self._parties:
            return code
        return self._marks.with_code(self._parties.name(code, self._language), code)

    def _rank_for(self, order: str) -> Callable[[Origin], int] | None:
        """The place of an origin in the alphabet of a language; words that are no name come last."""
        if order not in ORIGIN_ORDERS:
            raise ValueError(order)
        if order == "entered":
            return None
        language = "en" if order == "english" else self._language
        return lambda origin: self._parties.rank(origin.code or "", language)

    def _joined(self, separator: str, cells: Iterable[Cell]) -> Cell:
        filled = [cell for cell in cells if cell.text]
        return Cell(separator.join(cell.text for cell in filled), fallback=any(cell.fallback for cell in filled))


def _count(participants: int | None) -> Cell:
    return Cell() if participants is None else Cell(str(participants), participants)
