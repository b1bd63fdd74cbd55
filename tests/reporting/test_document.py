"""The document without a file format: front block, paragraphs, annexes, marks, trace table."""

from collections.abc import Callable
from typing import Any

import pytest
from builders import make_activity
from hypothesis import given, settings
from hypothesis import strategies as st

from pct_tracker.domain.codes import CONTENT_LETTERS, LANGUAGES
from pct_tracker.domain.texts import Texts
from pct_tracker.reporting.document import Document
from pct_tracker.reporting.front import FrontBlock

MakeDocument = Callable[..., Document]
FULL: dict[str, Any] = {"planned": True, "trace": True, "sensitivity": True, "planned_year": 2025}


def _paragraphs(document: Document) -> dict[str, str]:
    return {one.name: one.text for one in document.paragraphs}


def test_the_headline_of_2024_says_what_is_true_of_it(make_document: MakeDocument) -> None:
    said = _paragraphs(make_document())
    assert said["activities"] == (
        "Over 60 activities were carried out in 2024. They are listed month by month in the Annex. Over 6,400 people took part."
    )
    assert said["delivery"].startswith("About as many activities took place online as on site. One activity")
    assert said["states"].startswith("Participants came from over 120 States. Over 90 of the States")


def test_each_statement_tells_how_far_it_is_from_being_false(make_document: MakeDocument) -> None:
    lines = next(one for one in make_document(sensitivity=True).paragraphs if one.name == "sensitivity").entries
    assert lines[1][1] == (
        "Participants: 6,465. “Over 6,400” holds with a margin of 65. "
        "Without the doubtful activities: 6,425; it still holds, with a margin of 25."
    )


def test_one_annex_has_no_number_and_two_have(make_document: MakeDocument) -> None:
    one, two = make_document(), make_document(**FULL)
    assert [(part.heading, part.page_words, part.report.end_mark) for part in one.parts] == [
        ("ANNEX", "Annex, page {page}", "[End of Annex and of document]")
    ]
    assert [(part.heading, part.report.end_mark) for part in two.parts] == [
        ("ANNEX I", "[Annex II follows]"),
        ("ANNEX II", "[Appendix follows]"),
        ("APPENDIX", "[End of Appendix and of document]"),
    ]
    assert (one.closing, two.closing) == ("[Annex follows]", "[Annexes follow]")
    assert "2025" in two.annexes[1].report.title


def test_the_trace_table_numbers_the_rows_of_the_annex(make_document: MakeDocument) -> None:
    trace = make_document(trace=True).trace
    assert trace is not None
    rows = {row.texts[0]: row.texts[2:] for row in trace.report.rows}
    assert rows["Activities"] == ("64", "1–64")
    assert rows["Hybrid"] == ("1", "4")
    assert rows["Letter F"] == ("1", "18")


def test_every_number_of_the_trace_table_is_the_number_of_its_rows(make_document: MakeDocument) -> None:
    trace = make_document(trace=True).trace
    assert trace is not None
    for row in trace.report.rows:
        if row.texts[0] in ("Activities", "Online", "On site", "Hybrid") or row.texts[0].startswith(("Letter", "PCT", "ePCT")):
            ranges = [part.split("–") for part in row.texts[3].split(", ")]
            assert sum(int(one[-1]) - int(one[0]) + 1 for one in ranges) == row.cells[2].number


def test_what_is_not_chosen_is_left_out(make_document: MakeDocument) -> None:
    document = make_document(letters=False)
    assert not {"letters", "sensitivity", "planned"} & set(_paragraphs(document))
    assert (document.trace, len(document.annexes)) == (None, 1)


def test_the_letters_are_explained(make_document: MakeDocument) -> None:
    entries = next(one for one in make_document().paragraphs if one.name == "letters").entries
    assert [letter for letter, _ in entries] == list(CONTENT_LETTERS)


def test_an_empty_front_block_keeps_what_the_document_has_words_for(make_document: MakeDocument) -> None:
    front = make_document(front=FrontBlock(original="")).front
    assert (front.symbol, front.original, front.date, front.session, front.place_and_dates) == ("", "", "", "", "")
    assert all((front.letter, front.body, front.title, front.prepared))


def test_a_text_that_a_language_lacks_stands_in_another_behind_its_code(make_document: MakeDocument) -> None:
    front = make_document(language="fr").front
    assert (front.place_and_dates, front.original) == ("[en] Geneva, May 4 to 8, 2026", "ORIGINAL\u00a0: ANGLAIS")


def test_a_year_without_activities_says_so(make_document: MakeDocument) -> None:
    document = make_document([], **FULL)
    assert _paragraphs(document)["activities"] == "No activity was carried out in 2024."
    assert not {"delivery", "states", "sensitivity"} & set(_paragraphs(document))
    assert document.annexes[0].report.rows == ()


def test_one_activity_is_told_in_the_singular(make_document: MakeDocument) -> None:
    said = _paragraphs(make_document([make_activity(1, participants=1)]))
    assert said["activities"].startswith("One activity was carried out")
    assert said["activities"].endswith("One person took part.")
    assert said["states"].startswith("Participants came from one State. One of the States")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_it_all_without_open_places(make_document: MakeDocument, language: str) -> None:
    document = make_document(language=language, **FULL)
    texts = [one.text for one in document.paragraphs] + [words for one in document.paragraphs for _, words in one.entries]
    assert len(document.paragraphs) == 8
    assert not any("{" in text for text in texts)
    assert all("{page}" in part.page_words for part in document.parts)


@settings(max_examples=20)
@given(title=st.text(max_size=30), language=st.sampled_from(LANGUAGES))
def test_any_title_is_taken_as_it_is(make_document: MakeDocument, title: str, language: str) -> None:
    front = make_document([], language=language, front=FrontBlock(title=Texts({language: title}))).front
    assert front.title == title.strip() or not title.strip()


LISTED = {
    "en": ("It is listed in the Annex.", "They are listed"),
    "fr": ("Elle est présentée dans l’annexe.", "Elles sont présentées"),
    "es": ("Figura en el Anexo.", "Figuran"),
    "ru": ("Оно указано в приложении.", "Они перечислены"),
    "zh": ("该活动列于附件。", "活动按月列于附件。"),
    "ar": ("ويرد في المرفق.", "ويردان مرتبين"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_listed_is_one_or_more(make_document: MakeDocument, language: str) -> None:
    for count, listed in enumerate(LISTED[language], 1):
        held = [make_activity(number) for number in range(1, count + 1)]
        assert listed in _paragraphs(make_document(held, language=language))["activities"]


@pytest.mark.parametrize(("language", "word"), [("ru", "В них"), ("ar", "فيها")])
@pytest.mark.parametrize("participants", [1, 2, 5, 11, 25, 100])
def test_participants_do_not_speak_of_several_activities(
    make_document: MakeDocument, language: str, word: str, participants: int
) -> None:
    assert word not in _paragraphs(make_document([make_activity(1, participants=participants)], language=language))["activities"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_states_of_activities_without_origins_are_said_as_a_lower_bound(make_document: MakeDocument, language: str) -> None:
    held = [make_activity(1), make_activity(2, origins=())]
    document = make_document(held, language=language, sensitivity=True)
    exactly, at_least = (_paragraphs(one)["states"] for one in (make_document(held[:1], language=language), document))
    assert exactly != at_least
    assert "{" not in at_least
    lines = next(one for one in document.paragraphs if one.name == "sensitivity").entries
    assert len(lines) == len([one for one in document.statements if one.sentence])


def test_states_are_at_least_those_that_are_known(make_document: MakeDocument) -> None:
    said = _paragraphs(make_document([make_activity(1), make_activity(2, origins=())]))["states"]
    assert said == (
        "Participants came from at least one State; not every origin is known. "
        "At least one of the States represented benefits from PCT fee reductions."
    )


def test_without_marks_a_front_text_stands_in_another_language_as_it_is(make_document: MakeDocument) -> None:
    assert make_document(language="fr", mark_missing=False).front.place_and_dates == "Geneva, May 4 to 8, 2026"
