"""Dates as annexes print them: months, days and ranges of days, in six languages and several calendars of habit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from pct_tracker.domain.activity import Doubt
from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.domain.folding import fold
from pct_tracker.reference.labels import Vocabulary

_YEARS = range(1970, 2100)
_SHORTEST_ABBREVIATION = 3

# Forms that the month names of the vocabulary do not begin with: genitives, shorter words, and the Arabic names that
# are used in the Levant, in the Maghreb and in Egypt.
_OTHER_MONTH_NAMES = (
    ("января", "كانون الثاني", "جانفي"),
    ("февраля", "شباط", "فيفري"),
    ("марта", "آذار", "مارس"),
    ("апреля", "نيسان", "أفريل"),
    ("мая", "أيار", "ماي"),
    ("июня", "حزيران", "جوان", "يونيه"),
    ("июля", "تموز", "جويلية", "يوليه"),
    ("августа", "آب", "أوت"),
    ("сентября", "أيلول", "setiembre"),
    ("октября", "تشرين الأول"),
    ("ноября", "تشرين الثاني"),
    ("декабря", "كانون الأول"),
)
_BETWEEN_DAYS = ("to", "till", "until", "and", "au", "et", "al", "a", "hasta", "y", "по", "до", "и", "إلى", "حتى", "و")
_SMALL_WORDS = (
    *("the", "of", "on", "from", "st", "nd", "rd", "th"),
    *("le", "du", "de", "er", "el", "del"),
    *("с", "в", "г", "года"),
    *("من", "في", "عام"),
)

_ISO_DATE = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_SLASH_BETWEEN_DATES = re.compile(r"(\b\d{4}\.\d{1,2}\.\d{1,2})\s*/\s*(?=\d{4}\.)")


@dataclass(frozen=True, slots=True)
class DateReading:
    """A month "YYYY-MM" and, where days are told, the first and the last of them."""

    month: str | None = None
    start: date | None = None
    end: date | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class _Moment:
    """The parts of a date that one side of a range names."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def month_text(self) -> str | None:
        """The month as YYYY-MM; None where it is not told or cannot be."""
        known = self.year in _YEARS and self.month in range(1, 13)
        return f"{self.year:04}-{self.month:02}" if known else None

    @property
    def calendar_day(self) -> date | None:
        """The day; None where none is told. Raises ValueError for a day that no calendar has."""
        return date(self.year, self.month, self.day) if self.year and self.month and self.day else None

    def completed_by(self, other: "_Moment") -> "_Moment":
        """The moment with year and month of the other where its own are missing."""
        if self.year and self.month:
            return self
        return replace(self, year=self.year or other.year, month=self.month or other.month)


def parse_date(cell: str, vocabulary: Vocabulary, year: int | None = None) -> DateReading:
    """Reads a cell of the date column; `year` completes a date that names none. Doubts what it cannot fully read."""
    text = _SLASH_BETWEEN_DATES.sub(r"\1 - ", _ISO_DATE.sub(r"\1.\2.\3", fold(cell)))
    if not text:
        return DateReading()
    doubted = DateReading(doubts=(Doubt("date.unreadable", "month", cell),))
    sides = _sides(text, vocabulary)
    if not sides:
        return doubted
    given = _Moment(year=year)
    first = sides[0].completed_by(sides[-1]).completed_by(given)
    last = sides[-1].completed_by(sides[0]).completed_by(given) if len(sides) > 1 else first
    try:
        return _reading(first, last, doubted)
    except ValueError:  # 30 February
        return doubted


def _reading(first: _Moment, last: _Moment, doubted: DateReading) -> DateReading:
    month, start, end = first.month_text, first.calendar_day, last.calendar_day
    if month is None or last.month_text is None:
        return doubted
    if first is last:
        return DateReading(month, start)
    if start is None or end is None:
        return replace(doubted, month=month)  # from a month to a month: the first is reported, somebody may look at it
    return DateReading(month, start, end) if start <= end else doubted


def _sides(text: str, vocabulary: Vocabulary) -> list[_Moment]:
    """The date, or the two dates of a range; empty if the text is neither."""
    whole = _read_moment(text, vocabulary)
    if whole is not None:
        return [whole]
    sides = [_read_moment(side, vocabulary) for side in _range_mark().split(text)]
    return [side for side in sides if side is not None] if len(sides) == 2 and None not in sides else []


@lru_cache(maxsize=1)
def _range_mark() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, map(fold, _BETWEEN_DAYS))))
    return re.compile(rf"\s*[-~至到]\s*|(?<=[\s\d.])(?:{words})\s+")


_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[t ]00:00(?::00)?)?")
_MONTH_FIRST = re.compile(r"(\d{1,2})[-/.](\d{4})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4})")
_CHINESE = re.compile(r"(?:(\d{4})\s*年)?\s*(?:(\d{1,2})\s*月)?\s*(?:(\d{1,2})\s*[日号])?")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")


def _read_moment(text: str, vocabulary: Vocabulary) -> _Moment | None:
    text = text.strip(" .,،")
    if match := _YEAR_FIRST.fullmatch(text):
        return _Moment(*(int(part) if part else None for part in match.groups()))
    if match := _MONTH_FIRST.fullmatch(text):
        return _Moment(int(match.group(2)), int(match.group(1)))
    if match := _YEAR_LAST.fullmatch(text):
        return _read_year_last(int(match.group(1)), int(match.group(3)), int(match.group(4)), european=match.group(2) == ".")
    if text and (match := _CHINESE.fullmatch(text)):
        return _Moment(*(int(part) if part else None for part in match.groups()))
    return _read_words(text, vocabulary)


def _read_year_last(one: int, two: int, year: int, *, european: bool) -> _Moment | None:
    """03/04/2024 is March or April, depending on who writes: only dots, and days after the twelfth, tell which."""
    if european or one > 12 or one == two:
        return _Moment(year, two, one)
    return _Moment(year, one, two) if two > 12 else None


def _read_words(text: str, vocabulary: Vocabulary) -> _Moment | None:
    """A date of words and numbers in any order, each part at most once, and nothing else but small words."""
    months, small = _month_names(vocabulary), _small_words()
    found: dict[str, int] = {}
    for token in _tokens(text, months):
        if token in small:
            continue
        number = int(token) if token.isdecimal() else months.get(token)
        part = "month" if not token.isdecimal() else "year" if len(token) == 4 else "day" if len(token) <= 2 else None
        if number is None or part is None or part in found:
            return None
        found[part] = number
    return _Moment(**found) if found else None


def _tokens(text: str, months: dict[str, int]) -> Iterator[str]:
    """Numbers and words; a month of two words (كانون الثاني) is one."""
    tokens = [match.group() for match in _TOKEN.finditer(text)]
    while tokens:
        pair = " ".join(tokens[:2])
        count = 2 if len(tokens) > 1 and pair in months else 1
        yield " ".join(tokens[:count])
        tokens = tokens[count:]


@lru_cache(maxsize=1)
def _small_words() -> frozenset[str]:
    return frozenset(map(fold, _SMALL_WORDS))


@lru_cache(maxsize=4)
def _month_names(vocabulary: Vocabulary) -> dict[str, int]:
    """Every name of a month, and every beginning of one that no other month shares."""
    names: dict[str, set[int]] = {}
    for number in range(1, 13):
        labels = [vocabulary.month_names(language)[number - 1] for language in LANGUAGES]
        for name in map(fold, (*labels, *_OTHER_MONTH_NAMES[number - 1])):
            shortest = len(name) if _is_arabic(name) else min(_SHORTEST_ABBREVIATION, len(name))
            for length in range(shortest, len(name) + 1):
                names.setdefault(name[:length], set()).add(number)
    return {name: min(numbers) for name, numbers in names.items() if len(numbers) == 1}


def _is_arabic(text: str) -> bool:
    return "\u0600" <= text[0] <= "\u06ff"
