"""What the nine cells of a row say."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pct_tracker.domain.activity import Activity, ActivityDraft, CoOrganizer, Origin, Venue
from pct_tracker.domain.codes import LANGUAGES, Modality, VenueKind
from pct_tracker.domain.texts import Texts
from pct_tracker.reference.loader import load_reference
from pct_tracker.reference.reference import Reference
from pct_tracker.reporting.annex import annex_cells, build_annex
from pct_tracker.reporting.report import Report

# Cells in which the printed annex is wrong or out of date, and what is right.
CORRECTED = {
    (4, 6): ("多米尼加（DM）", "多米尼克（DM）"),
    (11, 4): ("（GCC）", "（GC）"),
    (31, 6): ("土耳其（TR）乌克兰（UA）", "土耳其（TR）、乌克兰（UA）"),
    (35, 5): ("柬埔寨（CO）", "哥伦比亚（CO）"),
    (35, 6): ("柬埔寨（CO）", "哥伦比亚（CO）"),
    (44, 6): ("玻利维亚多民族国（BO）", "多民族玻利维亚国（BO）"),
}
GROUPS = str.maketrans("，、/", "；；；")
CO_ORGANIZERS, PLACE, ORIGINS = 4, 5, 6


def _printed(row: int, column: int, text: str) -> str:
    """The printed cell without its line breaks, corrected, its groups joined in one way."""
    bare = "".join(text.replace(*CORRECTED.get((row, column), ("", ""))).split())
    return bare.translate(GROUPS) if column in (4, 7) else bare


def test_the_chinese_annex_says_what_was_printed(sample: list[dict[str, Any]], annexes: dict[str, Report]) -> None:
    printed = [[_printed(one["row"], n, text) for n, text in enumerate(one["source_cells"])] for one in sample]
    made = [["".join(text.split()) for text in row.texts] for row in annexes["zh"].rows]
    assert made == printed


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_draft_makes_nine_empty_cells(language: str, reference: Reference) -> None:
    assert annex_cells(ActivityDraft(), reference, language) == ("",) * 9


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("en", ["PCT Seminar", "B, C", "Jamaica Intellectual Property Office (JIPO) (JM)", "Offices; Users"]),
        (
            "es",
            ["Seminario sobre el PCT", "B, C", "Oficina de Propiedad Intelectual de Jamaica (JIPO) (JM)", "Oficinas; Usuarios"],
        ),
        ("ar", ["ندوة عن معاهدة البراءات", "B، C", "مكتب جامايكا للملكية الفكرية (JIPO) (JM)", "المكاتب؛ المستخدمون"]),
    ],
)
def test_each_language_has_its_labels_and_marks(language: str, printed: list[str], annexes: dict[str, Report]) -> None:
    texts = annexes[language].rows[3].texts
    assert [texts[1], texts[2], texts[CO_ORGANIZERS], texts[7]] == printed


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_sample_stands_in_the_language_of_its_annex(language: str, annexes: dict[str, Report]) -> None:
    assert not any(cell.fallback for row in annexes[language].rows for cell in row.cells)


def test_a_missing_translation_is_replaced_and_marked(reference: Reference) -> None:
    activity = Activity(id=1, title=Texts({"zh": "培训"}), co_organizers=(CoOrganizer(Texts({"zh": "知识产权局"}), "CZ"),))
    row = build_annex([activity], reference, language="en", year=2024).rows[0]
    assert (row.cells[3].text, row.cells[3].fallback) == ("[zh] 培训", True)
    assert (row.cells[4].text, row.cells[4].fallback) == ("[zh] 知识产权局 (CZ)", True)
    assert not row.cells[5].fallback


def test_participants_are_a_number_and_zero_is_one_too(reference: Reference) -> None:
    activities = [Activity(id=id_, participants=count) for id_, count in enumerate((0, 1200, None))]
    cells = [row.cells[8] for row in build_annex(activities, reference, language="ar", year=2024).rows]
    assert [(cell.text, cell.number) for cell in cells] == [("0", 0), ("1200", 1200), ("", None)]


@pytest.mark.parametrize(
    ("name", "code", "printed"),
    [
        ("VPI", "XV", "VPI"),
        ("Visegrad Patent Institute (VPI)", "XV", "Visegrad Patent Institute (VPI)"),
        ("Jamaica Intellectual Property Office (JIPO)", "JM", "Jamaica Intellectual Property Office (JIPO) (JM)"),
        ("Office of Oman (OM)", "OM", "Office of Oman (OM)"),
        ("VPI", "OM", "VPI (OM)"),
        ("", "OM", "OM"),
        ("Office", None, "Office"),
    ],
)
def test_the_code_of_a_co_organizer_is_not_said_twice(name: str, code: str | None, printed: str, reference: Reference) -> None:
    draft = ActivityDraft(co_organizers=(CoOrganizer(Texts({"en": name}), code),))
    assert annex_cells(draft, reference, "en")[CO_ORGANIZERS] == printed


@pytest.mark.parametrize(
    ("venue", "language", "printed"),
    [
        (Venue(VenueKind.ONLINE), "fr", "En ligne"),
        (Venue(VenueKind.STATE, "CH", "Geneva"), "en", "Geneva, Switzerland (CH)"),
        (Venue(VenueKind.STATE, "CH", "日内瓦"), "zh", "日内瓦、瑞士（CH）"),
        (Venue(VenueKind.STATE), "en", ""),
        (Venue(VenueKind.STATE, "QQ"), "en", "QQ"),
        (Venue(VenueKind.UNKNOWN, None, "at sea"), "en", "at sea"),
    ],
)
def test_a_place_is_printed_with_what_is_known_of_it(venue: Venue, language: str, printed: str, reference: Reference) -> None:
    assert annex_cells(ActivityDraft(venue=venue), reference, language)[PLACE] == printed


@pytest.mark.parametrize(
    ("title", "language", "printed"),
    [
        ({"en": "Seminar"}, "en", "Oman (OM) (hybrid format)"),
        ({"en": "Seminar (hybrid format)"}, "en", "Oman (OM)"),
        ({"en": "Seminar", "fr": "Séminaire (format hybride)"}, "fr", "Oman (OM)"),
        ({"en": "Seminar", "fr": "Séminaire (format hybride)"}, "en", "Oman (OM) (hybrid format)"),
        ({"zh": "研讨会（混合形式）"}, "en", "Oman (OM)"),
    ],
)
def test_a_hybrid_activity_says_so_once_in_its_row(
    title: dict[str, str], language: str, printed: str, reference: Reference
) -> None:
    draft = ActivityDraft(title=Texts(title), venue=Venue(VenueKind.STATE, "OM"), modality=Modality.HYBRID)
    assert annex_cells(draft, reference, language)[PLACE] == printed


@pytest.mark.parametrize(
    ("order", "printed"),
    [
        ("entered", "Suisse (CH), Somewhere, Allemagne (DE), Afrique du Sud (ZA)"),
        ("english", "Allemagne (DE), Afrique du Sud (ZA), Suisse (CH), Somewhere"),
        ("language", "Afrique du Sud (ZA), Allemagne (DE), Suisse (CH), Somewhere"),
    ],
)
def test_origins_stand_in_the_order_asked_for(order: str, printed: str, reference: Reference) -> None:
    origins = (Origin(code="CH"), Origin(text="Somewhere"), Origin(code="DE"), Origin(code="ZA"))
    report = build_annex([Activity(id=1, origins=origins)], reference, language="fr", year=2024, origin_order=order)
    assert report.rows[0].texts[ORIGINS] == printed


def test_an_order_of_origins_nobody_knows_is_a_mistake_of_the_program(reference: Reference) -> None:
    with pytest.raises(ValueError, match="random"):
        build_annex([], reference, language="en", year=2024, origin_order="random")


def test_the_note_follows_the_origins(reference: Reference) -> None:
    draft = ActivityDraft(origins=(Origin(code="KE"),), origin_note=Texts({"en": "Some African countries"}))
    assert annex_cells(draft, reference, "en")[ORIGINS] == "Kenya (KE), Some African countries"
    assert annex_cells(draft, reference, "zh")[ORIGINS] == "肯尼亚（KE）、[en] Some African countries"


def test_words_the_vocabulary_does_not_know_stand_for_themselves(reference: Reference) -> None:
    draft = ActivityDraft(month="spring", type="Fair", contents=("G",), participant_types=("Press", "users"))
    assert annex_cells(draft, reference, "es") == ("spring", "Fair", "G", "", "", "", "", "Press; Usuarios", "")


def test_rows_stand_by_month_then_entry_and_without_month_last(reference: Reference) -> None:
    months = {1: None, 2: "2024-05", 3: "2024-02", 4: "2024-05", 5: ""}
    shuffled = [Activity(id=number, month=months[number]) for number in (4, 1, 3, 5, 2)]
    report = build_annex(shuffled, reference, language="en", year=2024)
    assert [row.activity_id for row in report.rows] == [3, 2, 4, 1, 5]


def test_the_report_has_title_headings_and_end_of_its_language(annexes: dict[str, Report]) -> None:
    english, arabic = annexes["en"], annexes["ar"]
    assert english.title_lines == ("Technical Assistance Activities Having a Direct Bearing on the PCT", "(carried out in 2024)")
    assert english.headings[::8] == ("Date", "Number of Participants")
    assert english.columns[::8] == ("month", "participants")
    assert (english.direction, arabic.direction) == ("ltr", "rtl")
    assert english.end_mark == "[End of Annex and of document]"


words = st.text(max_size=12)
some_texts = st.dictionaries(st.sampled_from(LANGUAGES), words, max_size=3).map(Texts)
codes = st.sampled_from(["OM", "XV", "QQ", "EP", "", None])


@given(
    draft=st.builds(
        ActivityDraft,
        month=st.none() | words,
        type=st.none() | words,
        contents=st.lists(words, max_size=3).map(tuple),
        title=some_texts,
        co_organizers=st.lists(st.builds(CoOrganizer, name=some_texts, code=codes), max_size=2).map(tuple),
        venue=st.builds(Venue, kind=st.sampled_from(VenueKind), code=codes, city=st.none() | words),
        modality=st.none() | st.sampled_from(Modality),
        origins=st.lists(st.builds(Origin, code=codes, text=st.none() | words), max_size=3).map(tuple),
        origin_note=some_texts,
        participants=st.none() | st.integers(),
    ),
    language=st.sampled_from(LANGUAGES),
)
def test_no_draft_is_too_odd_for_a_preview(draft: ActivityDraft, language: str) -> None:
    assert len(annex_cells(draft, load_reference(), language)) == 9
