"""From what people write to the code of a State or an organization."""

import csv
from collections import defaultdict
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.domain.folding import fold_name
from pct_tracker.reference.loader import load_reference, read_json_resource, resources_folder
from pct_tracker.reference.names import NameIndex
from pct_tracker.reference.places import has_bracketed_code, read_places
from pct_tracker.reference.reference import Reference

CODES = sorted(party.code for party in load_reference().parties)


@pytest.fixture(scope="session")
def names(reference: Reference) -> NameIndex:
    return reference.names


@pytest.fixture(scope="session")
def truth() -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = read_json_resource("sample", "annex-2024.json")
    return records


def codes_in(text: str, names: NameIndex, *, typed: bool = False) -> list[str | None]:
    return [one.origin.code or one.origin.text for one in read_places(text, names, typed=typed)]


def printed_aliases() -> list[dict[str, str]]:
    with open(resources_folder() / "data" / "country_aliases.csv", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_all_pairs_of_name_and_code_in_the_annex_are_read(names: NameIndex, truth: list[dict[str, Any]]) -> None:
    counted = 0
    for activity in truth:
        if activity["origins"]:
            assert codes_in(activity["source_cells"][6], names) == activity["origins"]
            counted += len(activity["origins"])
        if activity["venue"]["code"]:
            assert codes_in(activity["source_cells"][5], names) == [activity["venue"]["code"]]
            counted += 1
    assert counted == 526


def test_a_name_in_force_stands_for_its_code_in_each_language_and_for_no_other(reference: Reference) -> None:
    holders: dict[str, set[str]] = defaultdict(set)
    for party in reference.parties:
        for name in party.names.values():
            holders[fold_name(name)].add(party.code)
    shared = {name: codes for name, codes in holders.items() if len(codes) > 1}
    assert shared == {}
    for party in reference.parties:
        for language in LANGUAGES:
            match = reference.names.find(party.name(language))
            assert match is not None, (party.code, language)
            assert match.codes == (party.code,), (party.code, language)


@pytest.mark.parametrize("code", CODES)
def test_each_code_stands_for_itself(names: NameIndex, code: str) -> None:
    assert names.find_code(code) == code


def test_known_aliases_stand_for_one_of_their_codes(names: NameIndex) -> None:
    for row in printed_aliases():
        match = names.find(row["alias"])
        assert match is not None, row
        assert {row["code"], *row["ambiguous"].split()} & set(match.codes), row


@pytest.mark.parametrize(
    ("alias", "code"),
    [("玻利维亚", "BO"), ("Burma", "MM"), ("Holland", "NL"), ("Ivory Coast", "CI"), ("VPI", "XV"), ("GCC", "GC"), ("OAPI", "OA")],
)
def test_aliases_and_acronyms_are_known(names: NameIndex, alias: str, code: str) -> None:
    match = names.find(alias)
    assert match is not None
    assert match.code == code


def test_what_may_stand_for_several_stands_for_none(names: NameIndex) -> None:
    ambiguous = [row for row in printed_aliases() if len(row["ambiguous"].split()) > 1]
    assert ambiguous
    for row in ambiguous:
        match = names.find(row["alias"])
        assert match is not None
        if match.how == "alias":
            assert match.code is None, row
            assert codes_in(row["alias"], names) == [row["alias"]], row


@pytest.mark.parametrize(("typed", "code"), [("ke", "KE"), (" ke ", "KE"), ("ken", "KE"), ("Ke", "KE"), ("kenya", "KE")])
def test_somebody_typing_may_write_codes_in_lower_case(names: NameIndex, typed: str, code: str) -> None:
    match = names.find_typed(typed)
    assert match is not None
    assert match.code == code


@pytest.mark.parametrize("text", ["ke", "ken", "in", "no", "Ke"])
def test_words_in_a_file_are_no_codes_in_lower_case(names: NameIndex, text: str) -> None:
    assert names.find(text) is None


@pytest.mark.parametrize("mistyped", ["Kenia Republic", "Kenyaa", "Azerbajan", "白俄罗", "Untied Kingdom"])
def test_what_looks_similar_is_suggested_and_never_taken(names: NameIndex, mistyped: str) -> None:
    assert names.find(mistyped) is None


def test_suggestions_come_best_first_and_not_too_many(names: NameIndex) -> None:
    assert names.suggest("Kenyaa")[0] == "KE"
    assert len(names.suggest("Guinea B", limit=2)) <= 2
    assert names.suggest("") == []


def test_completion_prefers_the_code_then_names_that_begin_so(names: NameIndex) -> None:
    assert names.complete("ke", "en")[0] == "KE"
    assert names.complete("阿曼", "zh") == ["OM"]
    assert names.complete("cote", "en")[0] == "CI"
    assert names.complete("  ", "en") == []


@pytest.mark.parametrize(("word", "code"), [("guinea-bissau", "GW"), ("d'ivoire", "CI"), ("korea,", "KR"), ("阿曼", "OM")])
def test_words_of_a_name_with_punctuation_are_found(names: NameIndex, word: str, code: str) -> None:
    assert code in names.codes_like(word, exact=False)


@pytest.mark.parametrize("word", ["%", "_", "(", "-", "，"])
def test_punctuation_alone_names_nobody(names: NameIndex, word: str) -> None:
    assert names.codes_like(word, exact=False) == []


def test_a_search_for_two_letters_means_that_code_alone(names: NameIndex) -> None:
    assert names.codes_like("om", exact=True) == ["OM"]
    assert names.codes_like("qq", exact=True) == []


LISTS = [
    ("Kenya, Oman", ["KE", "OM"]),
    ("Kenya and Oman", ["KE", "OM"]),
    ("Kenya, Oman and Uganda", ["KE", "OM", "UG"]),
    ("Kenya (KE), Oman (OM)", ["KE", "OM"]),
    ("Kenya (KE) Oman (OM)", ["KE", "OM"]),
    ("Kenya (KE) and Oman (OM)", ["KE", "OM"]),
    ("肯尼亚（KE）、阿曼（OM）", ["KE", "OM"]),
    ("肯尼亚（KE）阿曼（OM）", ["KE", "OM"]),
    ("肯尼亚（KE）和阿曼（OM）", ["KE", "OM"]),
    ("肯尼\n亚（KE）、阿\n曼（OM）", ["KE", "OM"]),
    ("Кения (KE) и Оман (OM)", ["KE", "OM"]),
    ("كينيا (KE)، عمان (OM)", ["KE", "OM"]),
    ("Kenya (KE)\nOman (OM)", ["KE", "OM"]),
    ("Trinidad and Tobago", ["TT"]),
    ("Bosnia and Herzegovina and Kenya", ["BA", "KE"]),
    ("Korea, Republic of", ["KR"]),
    ("Bolivia (Plurinational State of) (BO)", ["BO"]),
    ("Eurasian Patent Organization (EAPO)", ["EA"]),
    ("KE; OM", ["KE", "OM"]),
    ("Kenya (KE), Atlantis", ["KE", "Atlantis"]),
    ("Nowhere (QQ)", ["Nowhere (QQ)"]),
    ("", []),
    (" , ", []),
]


@pytest.mark.parametrize(("text", "codes"), LISTS)
def test_lists_are_taken_apart_as_people_write_them(names: NameIndex, text: str, codes: list[str]) -> None:
    assert codes_in(text, names) == codes


def doubts_in(text: str, names: NameIndex) -> list[tuple[str, ...]]:
    return [one.doubts for one in read_places(text, names)]


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("Kenya (KE) Oman (OM)", [(), ("separator.missing",)]),
        ("Kenya (KE), Oman (OM)", [(), ()]),
        ("柬埔寨（CO）", [("place.name-and-code-disagree",)]),
        ("Kenya (QQ)", [("place.name-and-code-disagree",)]),
        ("玻利维亚（BO）", [("place.unusual-name",)]),
        ("Burma", [("place.unusual-name",)]),
        ("Myanmar (MM)", [()]),
        ("MM", [()]),
        ("(MM)", [()]),
    ],
)
def test_odd_entries_are_doubted_and_sound_ones_are_not(names: NameIndex, text: str, doubts: list[tuple[str, ...]]) -> None:
    assert doubts_in(text, names) == doubts


def test_a_code_beside_another_name_decides(names: NameIndex) -> None:
    assert codes_in("柬埔寨（CO）", names) == ["CO"]


def test_a_typed_list_takes_codes_in_lower_case(names: NameIndex) -> None:
    assert codes_in("ke, om; Uganda", names, typed=True) == ["KE", "OM", "UG"]


@pytest.mark.parametrize("text", ["Countries of the region (CACEEC)", "Industrial Property Agency (IAPI)", "Goals (SDG)", "(Ke)"])
def test_other_words_in_brackets_are_no_codes(names: NameIndex, text: str) -> None:
    assert not has_bracketed_code(text, names)


@given(st.lists(st.sampled_from(CODES), min_size=1, max_size=8), st.sampled_from(LANGUAGES), st.sampled_from((", ", "、", "; ")))
def test_any_list_of_names_with_codes_reads_back(codes: list[str], language: str, separator: str) -> None:
    reference = load_reference()
    marks = reference.vocabulary.punctuation(language)
    text = separator.join(marks.with_code(reference.parties.name(code, language), code) for code in codes)
    readings = read_places(text, reference.names)
    assert [one.origin.code for one in readings] == codes
    assert all(one.doubts == () for one in readings)


@given(st.text())
def test_reading_any_text_loses_no_letter(text: str) -> None:
    readings = read_places(text, load_reference().names)
    assert bool(readings) <= bool(text.strip())
    assert all(bool(one.origin.code) != bool(one.origin.text) for one in readings)


def test_an_unknown_name_beside_a_known_one_does_not_take_it_along(reference: Reference) -> None:
    typed = read_places("Kenya, Viet Nam and Atlantis", reference.names, typed=True)
    assert [one.origin.code or one.origin.text for one in typed] == ["KE", "VN", "Atlantis"]
    whole = read_places("Trinidad and Tobago and Peru", reference.names, typed=True)
    assert [one.origin.code for one in whole] == ["TT", "PE"]
