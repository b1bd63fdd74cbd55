"""Words of the report: edited, searched, taken back, and told to others who have the log open."""

from datetime import date

import pytest

from pct_tracker.domain.errors import UserError
from pct_tracker.domain.word_edition import WordEdition
from pct_tracker.services.reports.words import change_words, edited_words
from pct_tracker.services.tracker import Tracker

SEMINAR = "types.pct-seminar"


def refused(tracker: Tracker, key: str, text: str, language: str = "en") -> str:
    with pytest.raises(UserError) as trouble:
        change_words(tracker, [WordEdition(key, language, text)])
    return trouble.value.code


def label(tracker: Tracker) -> str:
    return tracker.reference.vocabulary.type_label("pct-seminar", "en")


class TestEditing:
    """New editions."""

    def test_a_new_edition_is_in_force_at_once(self, empty_tracker: Tracker) -> None:
        assert change_words(empty_tracker, [WordEdition(SEMINAR, "en", "Seminar")]) == 1
        assert label(empty_tracker) == "Seminar"

    def test_a_word_that_is_so_already_makes_no_edition(self, empty_tracker: Tracker) -> None:
        assert change_words(empty_tracker, [WordEdition(SEMINAR, "en", "PCT Seminar"), WordEdition(SEMINAR, "fr", None)]) == 0
        assert empty_tracker.steps() == []

    def test_back_to_the_shipped_word(self, empty_tracker: Tracker) -> None:
        change_words(empty_tracker, [WordEdition(SEMINAR, "en", "Seminar")])
        taken_back = [WordEdition(SEMINAR, "en", None)]
        assert [change_words(empty_tracker, taken_back) for _ in range(2)] == [1, 0]
        assert label(empty_tracker) == "PCT Seminar"

    def test_an_earlier_edition_can_be_asked_for(self, empty_tracker: Tracker) -> None:
        change_words(empty_tracker, [WordEdition(SEMINAR, "en", "Seminar")])
        change_words(empty_tracker, [WordEdition(SEMINAR, "en", "Course")])
        labels = [empty_tracker.reference_for(2024, at).vocabulary.type_label("pct-seminar", "en") for at in (0, 1, 2)]
        assert labels == ["PCT Seminar", "Seminar", "Course"]

    def test_the_last_day_of_a_year_decides(self, empty_tracker: Tracker) -> None:
        change_words(empty_tracker, [WordEdition(SEMINAR, "en", "Seminar", date(2024, 12, 31))])
        labels = [empty_tracker.reference_for(year).vocabulary.type_label("pct-seminar", "en") for year in (2023, 2024, 10**6)]
        assert labels == ["PCT Seminar", "Seminar", "Seminar"]
        assert empty_tracker.reference_for(2020).parties.name("TR", "en") == "Turkey"
        assert empty_tracker.reference.parties.name("TR", "en") == "Türkiye"

    def test_others_who_have_the_log_open_catch_up(self, empty_tracker: Tracker) -> None:
        other = Tracker.open(empty_tracker.store.path, author="somebody else")
        change_words(empty_tracker, [WordEdition(SEMINAR, "en", "Seminar")])
        assert label(other) == "PCT Seminar"
        assert other.catch_up()
        assert label(other) == "Seminar"
        other.close()

    def test_a_log_that_is_opened_again_has_them(self, empty_tracker: Tracker) -> None:
        change_words(empty_tracker, [WordEdition(SEMINAR, "en", "Seminar")])
        again = Tracker.open(empty_tracker.store.path)
        assert label(again) == "Seminar"
        again.close()

    @pytest.mark.parametrize(
        ("key", "text", "code"),
        [
            ("types.unheard-of", "Seminar", "words.unknown"),
            (SEMINAR, " ", "words.empty"),
            (SEMINAR, "x" * 2_001, "words.too-long"),
            ("annex_title.line2", "held in {years}", "words.places"),
            ("annex_title.line2", "held in {year", "words.places"),
        ],
    )
    def test_what_the_report_could_not_print_is_refused(self, empty_tracker: Tracker, key: str, text: str, code: str) -> None:
        assert refused(empty_tracker, key, text) == code
        assert empty_tracker.editions() == ()

    def test_a_plural_form_that_a_language_lacks_is_unknown(self, empty_tracker: Tracker) -> None:
        key = next(word.key for word in edited_words(empty_tracker) if word.key.endswith("#two"))
        assert refused(empty_tracker, key, "two", "en") == "words.unknown"

    def test_control_characters_are_taken_out(self, empty_tracker: Tracker) -> None:
        change_words(empty_tracker, [WordEdition(SEMINAR, "en", "Semi\x00nar\n")])
        assert label(empty_tracker) == "Seminar"


class TestFinding:
    """The list of words."""

    def test_words_are_found_by_key_and_by_text_in_any_language(self, empty_tracker: Tracker) -> None:
        assert [word.key for word in edited_words(empty_tracker, "names türkiye")] == ["names.TR"]
        assert SEMINAR in [word.key for word in edited_words(empty_tracker, "研讨会")]

    def test_only_those_that_were_edited(self, empty_tracker: Tracker) -> None:
        assert edited_words(empty_tracker, only_own=True) == []
        change_words(empty_tracker, [WordEdition(SEMINAR, "en", "Seminar")])
        (word,) = edited_words(empty_tracker, only_own=True)
        assert (word.key, word.group, word.text("en"), word.shipped["en"], word.text("fr")) == (
            *(SEMINAR, "types", "Seminar", "PCT Seminar", "Séminaire PCT"),
        )
        assert [(one.id, one.author) for one in word.editions] == [(1, "somebody")]
