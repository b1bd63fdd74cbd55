"""Cells of the other columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pct_tracker.domain.activity import Doubt, Origin, Venue
from pct_tracker.domain.codes import Modality, VenueKind
from pct_tracker.importing.locations import parse_origins, parse_venue
from pct_tracker.importing.organizers import parse_co_organizers
from pct_tracker.importing.parsing import parse_contents, parse_participant_types, parse_participants, parse_title, parse_type
from pct_tracker.reference.labels import Vocabulary
from pct_tracker.reference.reference import Reference


@pytest.mark.parametrize(
    "cell", ["PCT Seminar", "PCT研讨会", "Séminaire PCT", "Семинар по РСТ", "ندوة عن معاهدة البراءات", "pct-seminar"]
)
def test_a_type_is_known_in_every_language(cell: str, vocabulary: Vocabulary) -> None:
    assert parse_type(cell, vocabulary) == "pct-seminar"


def test_an_unknown_type_stays_as_it_stands(vocabulary: Vocabulary) -> None:
    assert (parse_type("Study\nvisit", vocabulary), parse_type("", vocabulary)) == ("Study visit", None)


@pytest.mark.parametrize(
    ("cell", "contents"),
    [
        ("C、D", ("C", "D")),
        ("d; a / B", ("A", "B", "D")),
        ("A\nA", ("A",)),
        ("BC", ("B", "C")),
        ("Ａ，Ｂ", ("A", "B")),
        ("А, В, С, Е", ("A", "B", "C", "E")),  # Cyrillic
        ("A and B", ("A", "B")),
        ("", ()),
        ("B, g", ("B", "G")),
        ("A, other", ("A", "OTHER")),
        ("7, A", ("A", "7")),
    ],
)
def test_contents_are_sorted_letters_and_whatever_else_stands_there(cell: str, contents: tuple[str, ...]) -> None:
    assert parse_contents(cell) == contents


def test_a_title_is_one_line_and_otherwise_verbatim() -> None:
    assert parse_title("PCT-知识产权\n主题：*费用*", "zh")["zh"] == "PCT-知识产权主题：*费用*"
    assert parse_title("IP and\nWomen", "en")["en"] == "IP and Women"


def names_and_codes(cell: str, reference: Reference, language: str = "en") -> list[tuple[str, str | None]]:
    return [(one.name[language], one.code) for one in parse_co_organizers(cell, language, reference)]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("", []),
        ("Jamaica Intellectual Property Office (JIPO) (JM)", [("Jamaica Intellectual Property Office (JIPO)", "JM")]),
        ("Office of Finance, Trade and Patents", [("Office of Finance, Trade and Patents", None)]),
        ("Office (CZ); Other one", [("Office", "CZ"), ("Other one", None)]),
        ("Office (SK), VPI", [("Office", "SK"), ("VPI", "XV")]),
        ("Visegrad Patent Institute (VPI)", [("Visegrad Patent Institute (VPI)", "XV")]),
        ("European Patent Office (EP)", [("European Patent Office", "EP")]),
        ("Patent Office of the Gulf (GCC)", [("Patent Office of the Gulf", "GC")]),
        ("Superintendence of Industry (Colombia) (CO)", [("Superintendence of Industry (Colombia)", "CO")]),
        ("Intellectual Property Office (IPO)", [("Intellectual Property Office (IPO)", None)]),
        ("Department of Marine Affairs (DMA)", [("Department of Marine Affairs (DMA)", None)]),
        ("Board of Trade (ZZ)", [("Board of Trade (ZZ)", None)]),
        ("UK Intellectual Property Office (UK)", [("UK Intellectual Property Office", "GB")]),
        ("WIPO Office\nin Algeria", [("WIPO Office in Algeria", None)]),
    ],
)
def test_co_organizers_are_taken_apart_and_keep_their_names(
    cell: str, expected: list[tuple[str, str | None]], reference: Reference
) -> None:
    assert names_and_codes(cell, reference) == expected


def test_an_acronym_in_the_place_of_the_code_leaves_a_chinese_name(reference: Reference) -> None:
    assert names_and_codes("海合会专利局（GCC）", reference, "zh") == [("海合会专利局", "GC")]
    assert names_and_codes("斯洛伐克知识产权局（SK），VPI", reference, "zh") == [("斯洛伐克知识产权局", "SK"), ("VPI", "XV")]
    assert names_and_codes("科学技术系（DST）——政策研究中心", reference, "zh") == [("科学技术系（DST）——政策研究中心", None)]


@pytest.mark.parametrize(
    ("cell", "venue", "modality"),
    [
        ("Online", Venue(VenueKind.ONLINE), Modality.ONLINE),
        ("在线", Venue(VenueKind.ONLINE), Modality.ONLINE),
        ("Oman (OM)", Venue(VenueKind.STATE, "OM"), Modality.ON_SITE),
        ("Oman", Venue(VenueKind.STATE, "OM"), Modality.ON_SITE),
        ("Geneva, Switzerland (CH)", Venue(VenueKind.STATE, "CH", "Geneva"), Modality.ON_SITE),
        ("Geneva (CH)", Venue(VenueKind.STATE, "CH", "Geneva"), Modality.ON_SITE),
        ("Jamaica (JM) (hybrid format)", Venue(VenueKind.STATE, "JM"), Modality.HYBRID),
        ("牙买加（JM）（混合形式）", Venue(VenueKind.STATE, "JM"), Modality.HYBRID),
        ("Kenya (KE) and online", Venue(VenueKind.STATE, "KE"), Modality.HYBRID),
        ("", Venue(), None),
    ],
)
def test_a_location_tells_the_venue_and_the_modality(
    cell: str, venue: Venue, modality: Modality | None, reference: Reference
) -> None:
    reading = parse_venue(cell, "A seminar", reference)
    assert (reading.venue, reading.modality, reading.doubts) == (venue, modality, ())


@pytest.mark.parametrize("cell", ["Atlantis", "Kenya (KE), Uganda (UG)"])
def test_a_location_that_is_not_one_state_keeps_its_words(cell: str, reference: Reference) -> None:
    reading = parse_venue(cell, "A seminar", reference)
    assert reading.venue == Venue(VenueKind.UNKNOWN, None, cell)
    assert reading.doubts == (Doubt("place.unknown", "venue", cell),)


def test_a_name_beside_the_code_of_another_state_is_doubted(reference: Reference) -> None:
    reading = parse_venue("柬埔寨（CO）", "", reference)
    assert (reading.venue.code, reading.doubts) == ("CO", (Doubt("place.name-and-code-disagree", "venue", "柬埔寨（CO）"),))


def test_a_hybrid_title_decides_where_the_location_does_not(reference: Reference) -> None:
    reading = parse_venue("Jamaica (JM)", "Seminar (hybrid format)", reference)
    assert reading.modality is Modality.HYBRID
    assert reading.doubts == (Doubt("modality.said-in-title", "modality", "Seminar (hybrid format)"),)
    assert parse_venue("Jamaica (JM) (hybrid format)", "Seminar (hybrid format)", reference).doubts == ()


def test_a_title_that_says_online_does_not_move_an_activity_from_its_state(reference: Reference) -> None:
    reading = parse_venue("Oman (OM)", "Online course", reference)
    assert (reading.modality, reading.doubts) == (Modality.ON_SITE, ())


@pytest.mark.parametrize(
    "cell", ["Kenya (KE), Uganda (UG)", "Kenya and Uganda", "Kenya (KE)\nUganda (UG)", "肯尼亚（KE）、乌干达（UG）、肯尼亚（KE）"]
)
def test_origins_are_each_kept_once(cell: str, reference: Reference) -> None:
    assert parse_origins(cell, "en", reference).origins == (Origin("KE"), Origin("UG"))


@pytest.mark.parametrize(
    ("cell", "language"),
    [
        ("Stakeholders from countries of Africa, Asia and the Pacific", "en"),
        ("一些非洲国家", "zh"),
        ("بعض البلدان الأفريقية", "ar"),
    ],
)
def test_prose_about_groups_of_states_is_a_note_in_its_language(cell: str, language: str, reference: Reference) -> None:
    reading = parse_origins(cell, language, reference)
    assert (reading.origins, dict(reading.note)) == ((), {language: cell})


def test_states_beside_prose_are_both_kept(reference: Reference) -> None:
    reading = parse_origins("Kenya (KE), other African countries", "en", reference)
    assert (reading.origins, dict(reading.note)) == ((Origin("KE"),), {"en": "other African countries"})


def test_words_nobody_knows_stay_an_origin(reference: Reference) -> None:
    assert parse_origins("Oman (OM), Atlantis", "en", reference).origins == (Origin("OM"), Origin(text="Atlantis"))


def test_entries_that_ran_together_are_taken_apart_and_doubted(reference: Reference) -> None:
    reading = parse_origins("土耳其（TR）乌克兰（UA）", "zh", reference)
    assert reading.origins == (Origin("TR"), Origin("UA"))
    assert reading.doubts == (Doubt("separator.missing", "origins", "乌克兰（UA）"),)


@pytest.mark.parametrize(
    ("cell", "types"),
    [
        ("主管局/用户", ("offices", "users")),
        ("Offices; Users", ("offices", "users")),
        ("Offices, Users\nSMEs", ("offices", "users", "smes")),
        ("Legal practitioners and researchers", ("legal-practitioners-and-researchers",)),
        ("法律从业人员和\n研究人员；用户", ("legal-practitioners-and-researchers", "users")),
        ("Users; users", ("users",)),
        ("Judges, Offices", ("Judges", "offices")),
        ("", ()),
    ],
)
def test_types_of_participants_are_codes_or_their_own_words(cell: str, types: tuple[str, ...], vocabulary: Vocabulary) -> None:
    assert parse_participant_types(cell, vocabulary) == types


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("45", 45),
        ("1,234", 1234),
        ("1 234", 1234),
        ("1.234", 1234),
        ("1\u202f234", 1234),
        ("1,234,567", 1234567),
        ("٤٥", 45),
        ("45.0", 45),
        ("-5", -5),
        ("", None),
    ],
)
def test_a_number_with_or_without_marks_is_read_without_doubt(cell: str, number: int | None) -> None:
    assert parse_participants(cell) == (number, ())


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("about 45", 45),
        ("≈ 45", 45),
        ("45 (approx.)", 45),
        ("约1,200人", 1200),
        ("about a dozen", None),
        ("10-12", None),
        ("45.5", None),
        ("9" * 30, None),
    ],
)
def test_digits_among_words_are_doubted_and_taken_only_when_they_are_one_number(cell: str, number: int | None) -> None:
    assert parse_participants(cell) == (number, (Doubt("participants.unreadable", "participants", cell),))


@given(st.integers(-999_999_999, 999_999_999))
def test_every_number_is_read_as_it_is_grouped(number: int) -> None:
    assert parse_participants(f"{number}") == parse_participants(f"{number:,}") == (number, ())
