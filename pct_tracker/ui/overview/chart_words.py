"""Charts in words: what bars, regions and numbers are called, and what is said of how they were counted."""

from datetime import date

from PySide6.QtCore import QCoreApplication, QLocale

from pct_tracker.domain.codes import Modality
from pct_tracker.services.overview import Bar, BarPair, Reach
from pct_tracker.services.tracker import Tracker
from pct_tracker.services.wording import Wording
from pct_tracker.ui.common.translation import shown_number
from pct_tracker.ui.overview.chart import Chart, ChartLine, Mark
from pct_tracker.ui.overview.chart_question import MAP, ChartAnswer, ChartQuestion

_SEVERAL = ("region", "letter", "state", MAP)
"""Charts in which one activity may count under several lines."""


class ChartWords:
    """Names of States, types and regions in `language`, that of titles and names; sentences in that of the window."""

    def __init__(self, tracker: Tracker, wording: Wording, language: str) -> None:
        self._tracker = tracker
        self._wording = wording
        self.language = language

    def chart(self, question: ChartQuestion, answer: ChartAnswer) -> Chart:
        """A chart of what the log answered."""
        if answer.reach is not None:
            return self._map_of(answer.reach, question)
        title, notes, kind = self._title(question), self._notes(question), self.kinds()[question.by]
        if not question.is_beside:
            lines = tuple(self._line(bar, question) for bar in answer.bars)
            return Chart(title, (kind, self.measures()[question.measure]), lines, notes)
        year = question.query.year or 0
        pairs = tuple(self._line_beside(pair, question, year) for pair in answer.pairs)
        return Chart(title, (kind, str(year), str(year - 1)), pairs, notes)

    def _line(self, bar: Bar, question: ChartQuestion) -> ChartLine:
        """One bar; those of years are each in a year of their own."""
        label = self.label(bar.key, question.by)
        year = question.query.year
        if question.by == "year":
            year = int(bar.key) if bar.key else None
        return ChartLine(bar.key, label, (self._mark(label, bar, question.measure, year),))

    def _line_beside(self, pair: BarPair, question: ChartQuestion, year: int) -> ChartLine:
        label = self.label(pair.key, question.by)
        now = self._mark(f"{label}, {year}", pair.now, question.measure, year)
        before = self._mark(f"{label}, {year - 1}", pair.before, question.measure, year - 1, is_before=True)
        return ChartLine(pair.key, label, (now, before))

    def _map_of(self, reach: Reach, question: ChartQuestion) -> Chart:
        """The States reached; organizations, territories and what names nobody are only listed."""
        measure, year = question.measure, question.query.year
        parties = [(bar, self.label(bar.key, MAP)) for bar in (*reach.states, *reach.others)]
        if reach.unnamed.activity_ids:
            parties.append((reach.unnamed, QCoreApplication.translate("ChartWords", "Told in words only, or not at all")))
        states = {bar.key for bar in reach.states}
        lines = tuple(
            ChartLine(bar.key, label, (self._mark(label, bar, measure, year),), is_aside=bar.key not in states)
            for bar, label in parties
        )
        columns = (QCoreApplication.translate("ChartWords", "State or organization"), self.measures()[measure])
        told = QCoreApplication.translate("ChartWords", "States reached: {count} of {all}")
        count, every = len(reach.states), len(self._tracker.reference.parties.states)
        summary = told.format(count=shown_number(count), all=shown_number(every))
        return Chart(f"{self._title(question)}  –  {summary}", columns, lines, self._notes(question))

    def label(self, key: str, by: str) -> str:
        """What a bar is called."""
        vocabulary = self._tracker.reference.vocabulary
        if not key:
            return QCoreApplication.translate("ChartWords", "None given")
        match by:
            case "month":
                return month_name(int(key))
            case "region":
                return vocabulary.region_label(key, self.language)
            case "letter":
                return f"{key}  {vocabulary.content_label(key, self.language)}"
            case "type":
                return vocabulary.type_label(key, self.language)
            case "modality":
                return vocabulary.modality_label(Modality(key), self.language) if key in set(Modality) else key
            case "state" | "map":
                return self._tracker.reference.parties.name(key, self.language)
        return key

    def kinds(self) -> dict[str, str]:
        """By what can be charted, and what that is called."""
        translate = QCoreApplication.translate
        return {
            "map": translate("ChartWords", "Map"),
            "region": translate("ChartWords", "Region"),
            "state": translate("ChartWords", "State"),
            "type": translate("ChartWords", "Type"),
            "letter": translate("ChartWords", "Content"),
            "modality": translate("ChartWords", "Modality"),
            "month": translate("ChartWords", "Month"),
            "year": translate("ChartWords", "Year"),
        }

    def measures(self) -> dict[str, str]:
        """What can be measured, and what that is called."""
        return {name: self._wording.figure_label(name) for name in ("activities", "participants", "states")}

    def _mark(self, words: str, bar: Bar, measure: str, year: int | None, *, is_before: bool = False) -> Mark:
        shown = shown_number(bar.value)
        spoken = QCoreApplication.translate("ChartWords", "{label} – {measure}: {number}")
        told = spoken.format(label=words, measure=self.measures()[measure], number=shown)
        return Mark(bar.value, shown, told, words, bar.activity_ids, year, is_before)

    def _title(self, question: ChartQuestion) -> str:
        every = QCoreApplication.translate("ChartWords", "All years")
        year = question.query.year
        years = every if year is None or question.by == "year" else str(year)
        return " · ".join((self.measures()[question.measure], self.kinds()[question.by], years))

    def _notes(self, question: ChartQuestion) -> tuple[str, ...]:
        by, query = question.by, question.query
        translate = QCoreApplication.translate
        notes = [translate("ChartWords", "Only activities that were held are counted.")]
        if query.status is not None:
            status = translate("ChartWords", "Only activities with this status are counted: {status}.")
            notes = [status.format(status=self._wording.status_name(query.status))]
        if by in _SEVERAL:
            notes.append(
                translate("ChartWords", "An activity that belongs to several lines counts in each, with all its people.")
            )
        if by == MAP:
            notes.append(
                translate("ChartWords", "The shapes are schematic and express no opinion on borders or on any territory.")
            )
        return tuple(notes)


def month_name(number: int) -> str:
    """The name of a month in the language of the window."""
    return QLocale().standaloneMonthName(number) or f"{date(2000, number, 1):%m}"
