"""Cells of the date column."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pct_tracker.importing.dates import parse_date
from pct_tracker.reference.labels import Vocabulary
from pct_tracker.reference.loader import load_reference

MONTHS = {
    "2024-02": "2024-02",
    "02/2024": "2024-02",
    "2/2024": "2024-02",
    "2024.02": "2024-02",
    "February 2024": "2024-02",
    "Feb. 2024": "2024-02",
    "SEPT 2024": "2024-09",
    "2024年2月": "2024-02",
    "２０２４年１２月": "2024-12",
    "février 2024": "2024-02",
    "août 2024": "2024-08",
    "juil. 2024": "2024-07",
    "febrero de 2024": "2024-02",
    "февраль 2024 г.": "2024-02",
    "мая 2024": "2024-05",
    "فبراير 2024": "2024-02",
    "شباط ٢٠٢٤": "2024-02",
    "كانون الثاني 2024": "2024-01",
    "تشرين الأول/أكتوبر 2024": None,
    "٢٠٢٤-٠٢": "2024-02",
}
DAYS = {
    "2024-03-12": date(2024, 3, 12),
    "2024-03-12 00:00:00": date(2024, 3, 12),
    "12 March 2024": date(2024, 3, 12),
    "March 12, 2024": date(2024, 3, 12),
    "12th of March 2024": date(2024, 3, 12),
    "1er mars 2024": date(2024, 3, 1),
    "12 de marzo de 2024": date(2024, 3, 12),
    "12 марта 2024 года": date(2024, 3, 12),
    "2024年3月12日": date(2024, 3, 12),
    "١٢ مارس ٢٠٢٤": date(2024, 3, 12),
    "12.03.2024": date(2024, 3, 12),
    "25/03/2024": date(2024, 3, 25),
    "03/25/2024": date(2024, 3, 25),
}
RANGES = {
    "12-14 March 2024": (date(2024, 3, 12), date(2024, 3, 14)),
    "12 – 14 March 2024": (date(2024, 3, 12), date(2024, 3, 14)),
    "March 12-14, 2024": (date(2024, 3, 12), date(2024, 3, 14)),
    "12 to 14 March 2024": (date(2024, 3, 12), date(2024, 3, 14)),
    "12 and 14 March 2024": (date(2024, 3, 12), date(2024, 3, 14)),
    "28 February – 2 March 2024": (date(2024, 2, 28), date(2024, 3, 2)),
    "30 December 2024 - 2 January 2025": (date(2024, 12, 30), date(2025, 1, 2)),
    "du 12 au 14 mars 2024": (date(2024, 3, 12), date(2024, 3, 14)),
    "del 12 al 14 de marzo de 2024": (date(2024, 3, 12), date(2024, 3, 14)),
    "с 12 по 14 марта 2024 г.": (date(2024, 3, 12), date(2024, 3, 14)),
    "12–14 марта 2024": (date(2024, 3, 12), date(2024, 3, 14)),
    "2024年3月12日至14日": (date(2024, 3, 12), date(2024, 3, 14)),
    "من 12 إلى 14 مارس 2024": (date(2024, 3, 12), date(2024, 3, 14)),
    "2024-03-12/2024-03-14": (date(2024, 3, 12), date(2024, 3, 14)),
    "2024-03-12 to 2024-03-14": (date(2024, 3, 12), date(2024, 3, 14)),
}


@pytest.mark.parametrize(("cell", "month"), MONTHS.items())
def test_a_month_is_read_in_every_language_and_notation(cell: str, month: str | None, vocabulary: Vocabulary) -> None:
    reading = parse_date(cell, vocabulary)
    assert (reading.month, reading.start, reading.end) == (month, None, None)
    assert bool(reading.doubts) == (month is None)


@pytest.mark.parametrize(("cell", "day"), DAYS.items())
def test_a_full_date_sets_start_and_month(cell: str, day: date, vocabulary: Vocabulary) -> None:
    reading = parse_date(cell, vocabulary)
    assert (reading.month, reading.start, reading.end, reading.doubts) == (f"{day:%Y-%m}", day, None, ())


@pytest.mark.parametrize(("cell", "days"), RANGES.items())
def test_a_range_sets_start_and_end(cell: str, days: tuple[date, date], vocabulary: Vocabulary) -> None:
    reading = parse_date(cell, vocabulary)
    assert (reading.month, reading.start, reading.end, reading.doubts) == (f"{days[0]:%Y-%m}", *days, ())


@pytest.mark.parametrize(
    "cell", ["soon", "2024", "2024-13", "30 February 2024", "2024-02 (tbc)", "14-12 March 2024", "March", "99999-01"]
)
def test_what_cannot_be_read_is_doubted_in_the_words_of_the_source(cell: str, vocabulary: Vocabulary) -> None:
    reading = parse_date(cell, vocabulary)
    assert reading.month is None
    assert [(doubt.rule, doubt.field, doubt.text) for doubt in reading.doubts] == [("date.unreadable", "month", cell)]


def test_day_and_month_that_could_be_exchanged_are_not_guessed(vocabulary: Vocabulary) -> None:
    assert parse_date("03/04/2024", vocabulary).month is None
    assert parse_date("04/04/2024", vocabulary).start == date(2024, 4, 4)


def test_a_range_of_months_is_reported_in_its_first_and_doubted(vocabulary: Vocabulary) -> None:
    reading = parse_date("February to April 2024", vocabulary)
    assert (reading.month, len(reading.doubts)) == ("2024-02", 1)


def test_the_reporting_year_completes_a_date_without_one(vocabulary: Vocabulary) -> None:
    assert parse_date("March", vocabulary, 2019).month == "2019-03"
    assert parse_date("12-14 March", vocabulary, 2019).end == date(2019, 3, 14)
    assert parse_date("March 2020", vocabulary, 2019).month == "2020-03"


def test_an_empty_cell_is_no_doubt(vocabulary: Vocabulary) -> None:
    assert parse_date(" ", vocabulary).doubts == ()


@given(st.dates(date(1990, 1, 1), date(2089, 12, 31)), st.sampled_from(["en", "fr", "es", "ru", "ar"]))
def test_every_day_written_out_is_read_back(day: date, language: str) -> None:
    vocabulary = load_reference().vocabulary
    name = vocabulary.month_names(language)[day.month - 1]
    assert parse_date(f"{day.day} {name} {day.year}", vocabulary).start == day


@given(st.text(alphabet="0123456789-–/. ,年月日至MarchtoянвМфев", max_size=20))
def test_no_text_breaks_the_reading(text: str) -> None:
    reading = parse_date(text, load_reference().vocabulary)
    assert reading.month or reading.doubts or not text.strip()
