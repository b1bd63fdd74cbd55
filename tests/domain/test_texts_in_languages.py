"""A text in up to six languages."""

from hypothesis import given
from hypothesis import strategies as st

from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.domain.texts import Texts

GIVEN = st.dictionaries(st.sampled_from((*LANGUAGES, "de")), st.none() | st.text(max_size=8))


def test_empty_texts_have_no_key() -> None:
    assert dict(Texts({"en": "Seminar", "fr": "", "es": None, "ru": "  "})) == {"en": "Seminar"}


def test_languages_of_no_annex_are_left_out() -> None:
    assert "de" not in Texts({"de": "Seminar", "en": "Seminar"})


def test_the_best_text_is_the_one_asked_for() -> None:
    texts = Texts({"zh": "研讨会", "en": "Seminar"})
    assert (texts.best("zh"), texts.language_of_best("zh")) == ("研讨会", "zh")


def test_without_the_one_asked_for_the_best_text_is_the_first_in_the_order_of_languages() -> None:
    texts = Texts({"zh": "研讨会", "fr": "Séminaire"})
    assert (texts.best("en"), texts.language_of_best("en")) == ("Séminaire", "fr")


def test_no_text_at_all_is_an_empty_one_in_no_language() -> None:
    assert (Texts().best("en"), Texts().language_of_best("en")) == ("", None)


def test_replacing_by_nothing_takes_a_language_out() -> None:
    texts = Texts({"en": "Seminar", "fr": "Séminaire"})
    assert dict(texts.replace("fr", None)) == {"en": "Seminar"}
    assert dict(texts) == {"en": "Seminar", "fr": "Séminaire"}


@given(GIVEN)
def test_equal_texts_have_equal_hashes_and_the_order_of_languages(given_texts: dict[str, str | None]) -> None:
    texts = Texts(given_texts)
    again = Texts(dict(reversed(list(given_texts.items()))))
    assert texts == again
    assert hash(texts) == hash(again)
    assert list(texts) == [language for language in LANGUAGES if language in texts]


@given(GIVEN)
def test_a_text_that_is_there_says_something(given_texts: dict[str, str | None]) -> None:
    assert all(text and text == text.strip() for text in Texts(given_texts).values())
