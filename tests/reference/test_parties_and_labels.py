"""States, organizations, and the words of the annex in six languages."""

import pytest

from pct_tracker.domain.codes import CONTENT_LETTERS, LANGUAGES, Modality
from pct_tracker.domain.folding import fold
from pct_tracker.reference.labels import Vocabulary
from pct_tracker.reference.reference import Reference


@pytest.fixture
def vocabulary(reference: Reference) -> Vocabulary:
    return reference.vocabulary


def test_every_party_has_a_name_and_a_place_in_the_alphabet_of_every_language(reference: Reference) -> None:
    for party in reference.parties:
        for language in LANGUAGES:
            assert party.names[language], (party.code, language)
            assert reference.parties.rank(party.code, language) < 10_000, (party.code, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_parties_share_a_place_in_the_alphabet(reference: Reference, language: str) -> None:
    ranks = [reference.parties.rank(party.code, language) for party in reference.parties]
    assert len(set(ranks)) == len(ranks)


@pytest.mark.parametrize(
    ("code", "is_state", "is_organization"),
    [
        ("KE", True, False),
        ("PS", True, False),
        ("HK", False, False),
        ("EP", False, True),
        ("XN", False, True),
        ("QQ", False, False),
    ],
)
def test_only_states_count_as_states(reference: Reference, code: str, is_state: bool, is_organization: bool) -> None:
    assert (reference.parties.is_state(code), reference.parties.is_organization(code)) == (is_state, is_organization)


def test_an_unknown_code_stands_for_itself(reference: Reference) -> None:
    assert reference.parties.name("QQ", "en") == "QQ"
    assert reference.parties.find("QQ") is None
    assert reference.parties.find(None) is None


def test_a_withdrawn_code_tells_what_it_stood_for(reference: Reference) -> None:
    former = reference.parties.former_name("SU")
    assert former is not None
    assert "USSR" in former[0]
    assert reference.parties.former_name("KE") is None
    assert reference.parties.former_name("QQ") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_read_back_to_their_codes(vocabulary: Vocabulary, language: str) -> None:
    for code in vocabulary.types:
        assert vocabulary.find_type(vocabulary.type_label(code, language)) == code
    for code in vocabulary.participant_types:
        assert vocabulary.find_participant_type(vocabulary.participant_type_label(code, language)) == code
    for column in vocabulary.columns:
        assert vocabulary.find_column(vocabulary.column_label(column, language)) == column
    assert vocabulary.says_online(vocabulary.online_label(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hybrid_note_is_understood_and_taken_off(vocabulary: Vocabulary, language: str) -> None:
    assert vocabulary.without_hybrid_note(f"Oman (OM){vocabulary.hybrid_note(language)}") == "Oman (OM)"
    assert vocabulary.modality_in(f"PCT{vocabulary.hybrid_note(language)}") is Modality.HYBRID
    assert vocabulary.without_hybrid_note("Oman (OM)") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_all_that_an_annex_needs(vocabulary: Vocabulary, language: str) -> None:
    assert "2031" in vocabulary.annex_title(2031, language)[1]
    assert len(set(vocabulary.month_names(language))) == 12
    for letter in CONTENT_LETTERS:
        assert vocabulary.content_label(letter, language) != letter
        assert vocabulary.content_explanation(letter, language)


def test_words_the_vocabulary_does_not_know_stand_for_themselves(vocabulary: Vocabulary) -> None:
    assert vocabulary.type_label("PCT Picnic", "zh") == "PCT Picnic"
    assert vocabulary.find_type("PCT Picnic") is None
    assert vocabulary.content_explanation("G", "en") == ""


@pytest.mark.parametrize("letter", ["", "G", "AB", "a"])
def test_only_single_letters_a_to_f_are_content_letters(vocabulary: Vocabulary, letter: str) -> None:
    assert not vocabulary.is_content_letter(letter)
    assert all(vocabulary.is_content_letter(one) for one in CONTENT_LETTERS)


@pytest.mark.parametrize(
    ("word", "code"), [("семинар", "pct-seminar"), ("atelier", "pct-workshop"), ("网络研讨会", "pct-webinar")]
)
def test_a_type_is_found_by_a_word_of_its_label_in_any_language(vocabulary: Vocabulary, word: str, code: str) -> None:
    assert vocabulary.type_is_like(code, fold(word))
    assert not vocabulary.type_is_like("pct-project", fold(word))
