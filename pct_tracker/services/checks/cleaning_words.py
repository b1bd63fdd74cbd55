"""The cleaning of a year in words: who reads them need not know the program."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from typing import TypeVar

from pct_tracker.domain.activity import Acceptance, ActivityDraft
from pct_tracker.domain.codes import Severity
from pct_tracker.domain.finding import Finding
from pct_tracker.reference.reference import Reference
from pct_tracker.reporting.cleaning import CleaningPart, CleaningText
from pct_tracker.reporting.document import BULLET, Paragraph
from pct_tracker.reporting.months import format_month
from pct_tracker.services.checks.cleaning import Cleaning, Standing
from pct_tracker.services.checks.rule_weights import RuleWeight
from pct_tracker.services.checks.settling import Corrected
from pct_tracker.services.telling import differences, sentence
from pct_tracker.services.wording import Wording

MOST_LISTED = 1_000
"""Rows of a table; nobody reads more, and the numbers before the tables count all."""

_LONGEST_TITLE = 300

_Some = TypeVar("_Some", Corrected, Standing)
_Row = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """Who made the report, on which day, from which log."""

    author: str
    day: date
    log: str


class CleaningWords:
    """Words in one language for what was found, corrected, accepted and left open."""

    def __init__(self, reference: Reference, language: str) -> None:
        self._reference, self._language = reference, language
        self._wording = Wording(reference, language)

    def text(self, cleaning: Cleaning, made: Made) -> CleaningText:
        """The whole report."""
        return CleaningText(
            title=self._say("title", year=str(cleaning.year)),
            made=self._say("made", date=self._day(made.day), author=made.author, log=made.log),
            paragraphs=tuple(self._paragraphs(cleaning)),
            parts=tuple(part for part in self._parts(cleaning) if part.rows),
        )

    # Paragraphs

    def _paragraphs(self, cleaning: Cleaning) -> Iterator[Paragraph]:
        yield Paragraph("purpose", self._say("purpose", year=str(cleaning.year)))
        yield Paragraph("counts", self._say("counts"), tuple((BULLET, line) for line in self._counts(cleaning)))
        if not cleaning.rules:
            yield Paragraph("nothing", self._say("nothing"))
        if cleaning.corrected or cleaning.left_out:
            basis = self._say("basis", corrected=self._say("corrected"))
            left_out = self._say("left-out", number=self._number(cleaning.left_out)) if cleaning.left_out else ""
            yield Paragraph("basis", ("" if self._language == "zh" else " ").join(filter(None, (basis, left_out))))
        weights = tuple((BULLET, self._weight(one)) for one in cleaning.weights)
        yield Paragraph("weights", self._say("other-weights" if weights else "own-weights"), weights)

    def _counts(self, cleaning: Cleaning) -> Iterator[str]:
        by_weight = Counter(one.finding.severity for one in cleaning.open)
        counts = {
            self._say("activities"): cleaning.activities,
            self._say("corrected"): len(cleaning.corrected),
            self._say("accepted"): len(cleaning.accepted),
            **{self._say("open-of", weight=self._say(f"weight.{one.value}")): by_weight[one] for one in Severity},
        }
        if cleaning.lapsed:
            counts[self._say("lapsed")] = cleaning.lapsed
        for name, count in counts.items():
            yield self._wording.phrase("field", field=name, value=self._number(count))

    def _weight(self, one: RuleWeight) -> str:
        by = self._by(one.changed.author, one.changed.at) if one.changed else ""
        here, own = (self._say(f"weight.{weight}") for weight in (one.here, one.own))
        return self._say("weighs", rule=self._wording.rule_name(one.rule), here=here, own=own, by=by)

    # Tables

    def _parts(self, cleaning: Cleaning) -> Iterator[CleaningPart]:
        yield self._part("corrected", ("activity", "found", "change", "by"), cleaning.corrected, self._corrected)
        yield self._part("accepted", ("activity", "found", "reason", "by"), cleaning.accepted, self._accepted)
        yield self._part("open", ("weight", "activity", "found"), cleaning.open, self._open)
        yield self._rules(cleaning)

    def _part(self, name: str, columns: Sequence[str], entries: Sequence[_Some], row: Callable[[_Some], _Row]) -> CleaningPart:
        left = len(entries) - MOST_LISTED
        cut = self._say("cut", listed=self._number(MOST_LISTED), number=self._number(len(entries))) if left > 0 else ""
        return CleaningPart(
            title=self._say(name),
            columns={column: self._say(f"column.{column}") for column in columns},
            rows=tuple(row(one) for one in islice(entries, MOST_LISTED)),
            notes=(cut,) if cut else (),
        )

    def _rules(self, cleaning: Cleaning) -> CleaningPart:
        kinds = (cleaning.corrected, cleaning.accepted, cleaning.open)
        counted = [Counter(one.finding.rule for one in some) for some in kinds]
        headings = {name: self._say(f"column.{name}") for name in ("rule", "meaning")}
        return CleaningPart(
            title=self._say("rules"),
            columns={**headings, **{name: self._say(name) for name in ("corrected", "accepted", "open")}},
            rows=tuple(
                (self._wording.rule_name(rule), self._wording.rule_explanation(rule), *(some[rule] for some in counted))
                for rule in cleaning.rules
            ),
        )

    def _corrected(self, one: Corrected) -> _Row:
        told = self._changes(one) if one.manner == "changed" else self._say(one.manner)
        by = self._by(one.author, one.at) if one.at else ""
        return self._activity(one.activity_id, one.after), self._found(one.finding), told, by

    def _changes(self, one: Corrected) -> str:
        changes = differences(one.before, one.after, self._reference, self._wording)
        return "\n".join(sentence(change, self._wording) for change in changes if change.field in one.fields)

    def _accepted(self, one: Standing) -> _Row:
        by = self._by(one.acceptance.author, one.acceptance.accepted) if one.acceptance else ""
        return self._activity(one.activity.id, one.activity), self._found(one.finding), one.finding.accepted or "", by

    def _open(self, one: Standing) -> _Row:
        weight = self._say(f"weight.{one.finding.severity.value}")
        earlier = f"\n{self._earlier(one.acceptance)}" if one.acceptance else ""
        return weight, self._activity(one.activity.id, one.activity), self._found(one.finding) + earlier

    def _earlier(self, lapsed: Acceptance) -> str:
        return self._say("earlier", reason=lapsed.reason, by=self._by(lapsed.author, lapsed.accepted))

    # Words

    def _activity(self, activity_id: int, draft: ActivityDraft) -> str:
        month = format_month(draft.month, self._language) or self._wording.phrase("nothing")
        title = draft.title.best(self._language) or self._wording.phrase("nothing")
        shown = title if len(title) <= _LONGEST_TITLE else title[:_LONGEST_TITLE].rstrip() + "…"
        number = self._wording.phrase("number", number=str(activity_id))
        return self._say("activity", month=month, number=number, title=shown)

    def _found(self, finding: Finding) -> str:
        return self._say("named", rule=self._wording.rule_name(finding.rule), told=self._wording.finding(finding))

    def _by(self, author: str, at: date | datetime | None) -> str:
        day = _local_day(at) if isinstance(at, datetime) else at
        return self._say("by", author=author, date=self._day(day)) if day else author

    def _day(self, day: date) -> str:
        return self._reference.document.long_date(day, self._language)

    def _number(self, count: int) -> str:
        return self._reference.document.number(count, self._language)

    def _say(self, code: str, **words: str) -> str:
        return self._wording.phrase(f"cleaning.{code}", **words)


def _local_day(at: datetime) -> date:
    """The day of a moment, which is kept in UTC, on this computer."""
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone().date()
