"""The fixed words of the document: all there in six languages, with the plurals that each language needs."""

import re
from datetime import date

import pytest
from babel import Locale

from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.reference.document_words import DocumentWords
from pct_tracker.reference.reference import Reference

PLACE = re.compile(r"\{\w+\}")
# Those a language has only for numbers of a million and more.
RARE = {"fr": {"many"}, "es": {"many"}}
ARABIC_DIGITS = re.compile("[\u0660-\u0669\u06f0-\u06f9]")


@pytest.fixture
def words(reference: Reference) -> DocumentWords:
    return reference.document


def forms(words: DocumentWords, key: str, language: str) -> dict[str, str]:
    wording = words.wording(key, language)
    return {"": wording} if isinstance(wording, str) else dict(wording)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_has_words_and_the_places_of_its_english_form(words: DocumentWords, language: str) -> None:
    for key in words.keys:
        english = set(PLACE.findall("".join(forms(words, key, "en").values())))
        found = forms(words, key, language)
        assert all(text.strip() for text in found.values()), key
        assert set(PLACE.findall("".join(found.values()))) == english, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_counted_text_has_the_plural_forms_of_its_language(words: DocumentWords, language: str) -> None:
    categories = {*Locale.parse(language).plural_form.tags, "other"}
    for key in words.keys:
        found = {form for form in forms(words, key, language) if not form.startswith("=")}
        if found != {""}:
            assert categories - RARE.get(language, set()) <= found <= categories, key


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [0, 1, 2, 3, 11, 21, 22, 25, 60, 100, 6_400, 1_000_000])
def test_every_number_finds_its_form(words: DocumentWords, language: str, count: int) -> None:
    for key in ("claim.participants.exactly", "claim.activities.over", "listed.planned"):
        text = words.text(key, language, count, year=2024, annex="X")
        assert not PLACE.search(text)
        assert not ARABIC_DIGITS.search(text)


def test_plurals_are_those_of_each_language(words: DocumentWords) -> None:
    said = {
        language: [words.text("claim.participants.exactly", language, count) for count in (1, 2, 5)] for language in LANGUAGES
    }
    assert said["en"] == ["One person took part.", "2 people took part.", "5 people took part."]
    assert [text.split()[2:] for text in said["ru"]] == [["1", "человек."], ["2", "человека."], ["5", "человек."]]
    assert len({text.split()[-1] for text in said["ar"]}) == 3


@pytest.mark.parametrize(
    ("language", "number"), [("en", "6,400"), ("fr", "6\u202f400"), ("es", "6.400"), ("ru", "6\u00a0400"), ("ar", "6,400")]
)
def test_numbers_are_grouped_as_the_language_does_in_latin_digits(words: DocumentWords, language: str, number: str) -> None:
    assert words.number(6_400, language) == number


def test_days_are_written_with_the_name_of_their_month(words: DocumentWords) -> None:
    said = {language: words.long_date(date(2026, 5, 4), language) for language in LANGUAGES}
    assert (said["en"], said["fr"], said["zh"]) == ("May 4, 2026", "4 mai 2026", "2026年5月4日")
    assert not ARABIC_DIGITS.search(said["ar"])


def test_a_language_is_named_in_another_one(words: DocumentWords) -> None:
    assert (words.language_name("en", "fr"), words.language_name("tlh", "fr")) == ("anglais", "tlh")


def test_a_place_that_nothing_is_given_for_stays_and_values_are_not_filled_again() -> None:
    words = DocumentWords({"greeting": {"en": "{hello} {name} {0} {name.attribute}"}})
    assert words.text("greeting", "en", name="{hello}") == "{hello} {hello} {0} {name.attribute}"


def test_an_exact_number_goes_before_its_plural_form() -> None:
    words = DocumentWords({"found": {"en": {"=0": "none", "one": "one", "other": "{number}"}}})
    assert [words.text("found", "en", count) for count in (0, 1, 2)] == ["none", "one", "2"]


# What the typography of a language does not write.
MISPRINTS = {
    "fr": r"(?<!\u00a0)[:;»]|«(?!\u00a0)|[\"“”]",
    "es": r"[\"“”]",
    "ru": r"[\"“”]|PCT",
    "zh": r"[\u4e00-\u9fff][,;:.]|[«»]",
    "ar": r"[,;\"“”]|[\u064b-\u0652]",
}


@pytest.mark.parametrize("language", MISPRINTS)
def test_every_text_keeps_to_the_typography_of_its_language(words: DocumentWords, language: str) -> None:
    texts = [text for key in words.keys for text in forms(words, key, language).values()]
    assert [text for text in texts if re.search(MISPRINTS[language], text)] == []
