"""Texts go out to translators and come back: only what is new or changed, each once."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from unicodedata import normalize

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.change import Change, Edit, Revision, Step
from pct_tracker.domain.codes import LANGUAGES, Status, TextMark
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.exchange import TextExchange, TextState, TextUnit, unit_key
from pct_tracker.domain.folding import latin_digits
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.domain.texts import Texts
from pct_tracker.importing.exchange import clean_text, read_exchange
from pct_tracker.reporting.exchange import EXCHANGE_WRITERS, SUFFIXES, write_exchange
from pct_tracker.reporting.files import make_folder
from pct_tracker.reporting.printable import printable
from pct_tracker.services.free_names import free_name
from pct_tracker.services.tracker import Tracker
from pct_tracker.services.translation.translations import TextRow, text_states, texts_in, with_texts

FORMATS: tuple[str, ...] = tuple(EXCHANGE_WRITERS)
"""The kinds of file for translators."""

OUTCOMES = ("new", "changed", "checked", "same", "empty", "source-changed", "source-differs", "contradicts", "unknown")
"""What a returned text can be: the first three are stored, the last four kept aside.

One that contradicts fills a text with other words than one that was read before it.
"""

_STORED, _KEPT_ASIDE = OUTCOMES[:3], OUTCOMES[-4:]
_MOST_USES = 20
_Uses = dict[str, list[tuple[Activity, int, Texts]]]
_GROUPED = re.compile(r"(?<=\d)[.,'’\u00a0\u202f\u2009\u066c ](?=\d{3}(?!\d))")
_NUMBER = re.compile(r"\d+")
_CODE = re.compile(r"[(（\[]\s*([A-Z]{2,12})\s*[)）\]]")


@dataclass(frozen=True, slots=True)
class SentOut:
    """The files written, and by language how many texts they hold and how many lack the source language."""

    files: tuple[Path, ...]
    texts: Mapping[str, int]
    without_source: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ReturnedText:
    """A text that came back: what it means for the log, what stands there now, and which numbers and codes it changed."""

    file: str
    year: int | None
    source_language: str
    language: str
    unit: TextUnit
    outcome: str
    before: str = ""
    activity_ids: tuple[int, ...] = ()
    differing: tuple[str, ...] = ()

    @property
    def place(self) -> tuple[str, str, str, int | None]:
        """What the text is a translation of and into, and the year it goes to; the same for one that came back twice."""
        return self.unit.key, self.unit.source, self.language, self.year

    @property
    def is_kept_aside(self) -> bool:
        """Whether it cannot be told which text of the log it translates, or which of two translations is meant."""
        return self.outcome in _KEPT_ASIDE


@dataclass(frozen=True, slots=True)
class ReturnReview:
    """What taking texts back would do, before anything is stored."""

    texts: tuple[ReturnedText, ...]

    def count(self, outcome: str) -> int:
        """How many texts have one of OUTCOMES."""
        return sum(one.outcome == outcome for one in self.texts)

    @property
    def needs_attention(self) -> bool:
        """Whether something was kept aside, or differs from its source in a number or a code."""
        return any(one.is_kept_aside or one.differing for one in self.texts)


def send_out(
    tracker: Tracker,
    year: int,
    targets: Sequence[str],
    folder: Path,
    format_: str = "xliff",
    *,
    source: str = "en",
    only_new: bool = True,
    status: Status | None = None,
) -> SentOut:
    """Writes one file for each target language that has something to translate; those in the folder already stay.

    Raises UserError for an unknown format or language, a year without activities, and a folder that cannot be written to.
    """
    if format_ not in FORMATS:
        raise UserError("exchange.format-unknown", format=format_, formats=", ".join(FORMATS))
    if year not in tracker.years():
        raise UserError("year.unknown", year=year, years=", ".join(map(str, tracker.years())) or "—")
    rows = text_states(tracker, year, status, source).rows
    files, texts, without = [], {}, {}
    for language in targets:
        if language == source or language not in LANGUAGES:
            continue
        wanted = [row for row in rows if row.needs_work(language) or not only_new]
        units = tuple(_unit(row, language) for row in wanted if row.source_language == source)
        texts[language], without[language] = len(units), len(wanted) - len(units)
        if units:
            path = free_name(make_folder(folder) / f"translations-{year}-{source}-{language}.{SUFFIXES[format_]}")
            write_exchange(TextExchange(year, source, language, units), path, format_)
            files.append(path)
    return SentOut(tuple(files), texts, without)


def take_back(tracker: Tracker, paths: Sequence[Path]) -> ReturnReview:
    """Says of every returned text what it would do. Of two that fill a text with different words the first counts.

    Of the same one that came back twice, the one that says more counts. Raises UserError if a file cannot be read.
    """
    returned: dict[tuple[str, str, str, int | None], ReturnedText] = {}
    refused: list[ReturnedText] = []
    filled: dict[tuple[int, int, str], str] = {}
    for path in paths:
        exchange = read_exchange(path)
        uses = _uses(tracker, exchange)
        for unit in exchange.units:
            one = _judged(path.name, exchange, unit, uses)
            spots = _filled_by(one, uses)
            if any(filled.get(spot, unit.target) != unit.target for spot in spots):
                refused.append(replace(one, outcome="contradicts", differing=()))
                continue
            filled.update(dict.fromkeys(spots, unit.target))
            if _says_more(one, returned.get(one.place)):
                returned[one.place] = one
    return ReturnReview((*returned.values(), *refused))


def _says_more(one: ReturnedText, known: ReturnedText | None) -> bool:
    if known is None or one.outcome in _STORED:
        return True
    return bool(one.unit.target) and known.outcome not in _STORED


def store_returned(tracker: Tracker, review: ReturnReview) -> Change | None:
    """Stores what is new, changed or checked, as one step; None if nothing is. Raises UserError if a year is locked."""
    stored = [one for one in review.texts if one.outcome in _STORED]
    wanted: dict[int, dict[tuple[str, str], ReturnedText]] = {}
    for one in stored:
        for id_ in one.activity_ids:
            wanted.setdefault(id_, {})[one.unit.key, one.language] = one
    activities = tracker.activities_by_id(sorted(wanted))
    drafts = [(one, with_texts(one, partial(_with_returned, wanted[one.id]))) for one in activities]
    revised = tuple(Revision(one.id, one.version, draft) for one, draft in drafts if draft != one.content())
    return tracker.do(Edit(Step("translations", {"count": len(stored)}), revised=revised)) if revised else None


def _with_returned(wanted: Mapping[tuple[str, str], ReturnedText], field: str, texts: Texts) -> Texts:
    """A text with every translation that came back for it."""
    keys = [unit_key(field, source, text) for source, text in texts.items()]
    for one in (wanted[key, language] for key in keys for language in LANGUAGES if (key, language) in wanted):
        mark = _mark(one.unit, texts, one.language)
        texts = texts.replace(one.language, one.unit.target).with_mark(one.language, mark)
    return texts


def differing_marks(source: str, target: str) -> tuple[str, ...]:
    """The numbers and bracketed codes that stand in one of two texts and not in the other."""
    first, second = _numbers_and_codes(source), _numbers_and_codes(target)
    return tuple(sorted(((first - second) + (second - first)).elements()))


def _unit(row: TextRow, language: str) -> TextUnit:
    target, uses = row.texts.get(language, ""), row.activity_ids[:_MOST_USES]
    return TextUnit(row.key, row.field, row.source, target, row.states[language], uses)


def _uses(tracker: Tracker, exchange: TextExchange) -> _Uses:
    """By their keys, the texts of the log that a file may be about, each with its activity and its place there."""
    uses: _Uses = {}
    for activity in tracker.activities(ActivityQuery(year=exchange.year)):
        for place, (field, texts) in enumerate(texts_in(activity)):
            if exchange.source_language in texts:
                key = unit_key(field, exchange.source_language, texts[exchange.source_language])
                uses.setdefault(key, []).append((activity, place, texts))
    return uses


def _filled_by(one: ReturnedText, uses: _Uses) -> list[tuple[int, int, str]]:
    """The places in the log that a returned text would fill: activity, text and language."""
    return [(activity.id, place, one.language) for activity, place, _ in uses[one.unit.key]] if one.outcome in _STORED else []


def _judged(file: str, exchange: TextExchange, unit: TextUnit, uses: _Uses) -> ReturnedText:
    language = exchange.target_language

    judged = partial(ReturnedText, file, exchange.year, exchange.source_language, language, unit)
    if unit.key not in uses:
        there = {activity.id for some in uses.values() for activity, _, _ in some}
        return judged("source-changed" if there & set(unit.used_in) else "unknown")
    texts = [texts for _, _, texts in uses[unit.key]]
    if not _is_same(unit.source, texts[0][exchange.source_language]):
        return judged("source-differs")
    ids = tuple(dict.fromkeys(activity.id for activity, _, _ in uses[unit.key]))
    before = next((one[language] for one in texts if language in one), "")
    if not unit.target:
        return judged("empty", before=before, activity_ids=ids)
    outcome = _outcome(unit, texts, language)
    differing = differing_marks(unit.source, unit.target) if outcome in _STORED else ()
    return judged(outcome, before=before, activity_ids=ids, differing=differing)


def _is_same(returned: str, source: str) -> bool:
    """Whether a file has the source that its key stands for: somebody may have sorted some of its columns and not others."""
    first, second = (normalize("NFC", clean_text(printable(text))).split() for text in (returned, source))
    return first == second


def _outcome(unit: TextUnit, texts: Sequence[Texts], language: str) -> str:
    if any(language in one and one[language] != unit.target for one in texts):
        return "changed"
    if any(language not in one for one in texts):
        return "new"
    return "checked" if any(_mark(unit, one, language) != one.mark(language) for one in texts) else "same"


def _mark(unit: TextUnit, texts: Texts, language: str) -> TextMark | None:
    """What is known of a text when it has come back; the same words as before lose nothing that was known of them."""
    if unit.state is TextState.CHECKED:
        return TextMark.CHECKED
    if texts.get(language) != unit.target:
        return TextMark.DRAFT
    confirmed = texts.mark(language) is TextMark.OUTDATED and unit.state is TextState.DRAFT
    return TextMark.DRAFT if confirmed else texts.mark(language)


def _numbers_and_codes(text: str) -> Counter[str]:
    plain = _GROUPED.sub("", latin_digits(text))
    return Counter([*_found(_NUMBER, plain), *_found(_CODE, plain)])


def _found(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    return (match.group(match.lastindex or 0).lstrip("0") or "0" for match in pattern.finditer(text))
