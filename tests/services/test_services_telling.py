"""What differs between two contents of an activity, in words."""

from dataclasses import replace
from datetime import date

import pytest
from builders import DRAFTS, ONLINE, make_draft, texts
from hypothesis import assume, given, settings

from pct_tracker.domain.activity import FIELD_NAMES, ActivityDraft, CoOrganizer, Doubt, HeadCount, Origin, Question, Venue
from pct_tracker.domain.codes import LANGUAGES, Modality, Review, Status, TextMark, VenueKind
from pct_tracker.domain.texts import Texts
from pct_tracker.reference.loader import load_reference
from pct_tracker.reference.reference import Reference
from pct_tracker.services.telling import differences, excerpts, put_back, sentence
from pct_tracker.services.wording import Wording

TITLE = "Seminar on the Patent Cooperation Treaty"
ASKED = Question("title", "Is this the whole title?", "Anna", date(2026, 3, 1))
LONG = "National Workshop on PCT National Phase Examination for patent examiners of the Intellectual Property Organization, "


def told(reference: Reference, *, language: str = "en", before: ActivityDraft | None = None, **values: object) -> list[str]:
    """The sentences on a change of these fields."""
    wording, start = Wording(reference, language), before or make_draft()
    return [sentence(one, wording) for one in differences(start, replace(start, **values), reference, wording)]


@pytest.mark.parametrize(
    ("values", "sentences"),
    [
        ({"participants": 45}, ["Participants: 20 → 45"]),
        ({"participants": None}, ["Participants: 20 → empty"]),
        ({"start": date(2024, 5, 6)}, ["First day: empty → 2024-05-06"]),
        ({"status": Status.CANCELLED, "status_reason": "No visa"}, ["Status: held → cancelled", "Reason: empty → No visa"]),
        ({"type": "pct-webinar"}, ["Type: PCT Seminar → PCT Webinar"]),
        ({"modality": Modality.HYBRID}, ["Modality: On-site → Hybrid"]),
        ({"review": Review.CHECKED}, ["Review: complete → checked"]),
        ({"venue": ONLINE}, ["Location: Kenya (KE) → Online"]),
        ({"venue": Venue(VenueKind.STATE, "KE", "Nairobi")}, ["Location: Kenya (KE) → Nairobi, Kenya (KE)"]),
        ({"venue": Venue(VenueKind.STATE, "QQ")}, ["Location: Kenya (KE) → QQ"]),
        ({"contents": ("A", "C", "D")}, ["Content: + C, + D, − B"]),
        ({"contents": ("B", "A")}, ["Content, in another order: B, A"]),
        (
            {"origins": (Origin("OM"), Origin(text="some States"))},
            ["Origins: + Oman (OM), + “some States”, − Kenya (KE)"],
        ),
        ({"participant_types": ()}, ["Participant types: − Offices"]),
        ({"head_counts": (HeadCount("KE", 12),)}, ["Participants by origin: + Kenya (KE): 12"]),
        ({"follows": 7}, ["New date of: empty → no. 7"]),
        ({"distinct_from": (3,)}, ["No repetition of: + no. 3"]),
        ({"links": ("https://wipo.int",)}, ["Links: + https://wipo.int"]),
        ({"questions": (ASKED,)}, ["Questions: + Description: “Is this the whole title?”"]),
        ({"doubts": (Doubt("place.unknown", "origins", "Atlantis"),)}, ["Doubts: + Origins: “Atlantis”"]),
        ({"source_cells": ("2024-05", "Seminar")}, ["Source: + “2024-05”, + “Seminar”"]),
        ({"co_organizers": (CoOrganizer(texts("EAPO"), "EA"),)}, ["Co-organizers: + EAPO (EA)"]),
        ({"co_organizers": (CoOrganizer(code="EA"),)}, ["Co-organizers: + Eurasian Patent Office (EA)"]),
        ({"title": texts(TITLE).replace("fr", "Séminaire")}, [f"Description (French): {TITLE} → Séminaire"]),
        ({"title": texts(TITLE).replace("zh", None)}, [f"Description (Chinese): {TITLE} → empty"]),
    ],
)
def test_each_field_is_told_by_its_name_with_readable_values(
    reference: Reference, values: dict[str, object], sentences: list[str]
) -> None:
    assert told(reference, **values) == sentences


def test_an_answer_is_told_with_its_question(reference: Reference) -> None:
    answered = replace(ASKED, answer="Yes", answered_by="Jean", answered=date(2026, 3, 2))
    [sentence_] = told(reference, before=make_draft(questions=(ASKED,)), questions=(answered,))
    assert sentence_.startswith("Questions: + Description: “Is this the whole title?”, answered: “Yes”, − Description:")


def test_two_entries_that_are_called_the_same_are_told_apart(reference: Reference) -> None:
    before = make_draft(co_organizers=(CoOrganizer(Texts({"en": "EAPO"})),))
    [sentence_] = told(reference, before=before, co_organizers=(CoOrganizer(Texts({"en": "EAPO", "fr": "OEAB"})),))
    assert sentence_ == "Co-organizers: + English: EAPO French: OEAB, − English: EAPO"
    assert told(reference, type="PCT Seminar") == ["Type: PCT Seminar ('pct-seminar') → PCT Seminar ('PCT Seminar')"]


def test_of_a_long_text_the_part_that_differs_is_quoted(reference: Reference) -> None:
    before = make_draft(title=Texts({"en": LONG + "Islamabad, Pakistan"}))
    [sentence_] = told(reference, before=before, title=Texts({"en": LONG + "Karachi, Pakistan"}))
    assert sentence_ == (
        "Description (English): …Property Organization, Islamabad, Pakistan → …Property Organization, Karachi, Pakistan"
    )


def test_the_words_are_those_of_the_language(reference: Reference) -> None:
    wording = Wording(reference, "fr")
    [change] = differences(make_draft(), make_draft(venue=ONLINE), reference, wording)
    assert (change.before, change.after) == ("Kenya (KE)", "En ligne")


def test_a_text_that_runs_the_other_way_does_not_turn_the_sentence_around(reference: Reference) -> None:
    before = make_draft(title=Texts({"ar": "ندوة"}))
    assert told(reference, before=before, title=Texts({"ar": "دورة"})) == [
        "Description (Arabic): \u2068ندوة\u2069 → \u2068دورة\u2069"
    ]
    [in_arabic] = told(reference, language="ar", origins=(Origin(text="Africa"),), before=make_draft(origins=()))
    assert "\u2068«Africa»\u2069" in in_arabic


def test_one_field_is_put_back_and_the_others_stay(reference: Reference) -> None:
    wording, first = Wording(reference), make_draft()
    second = replace(first, participants=45, title=texts(TITLE).replace("fr", "Séminaire").replace("en", "Seminar"))
    today = replace(second, month="2024-09")
    for change in differences(first, second, reference, wording):
        restored = put_back(today, first, change)
        [back] = differences(today, restored, reference, wording)
        assert (back.field, back.language, back.before, back.after) == (
            *(change.field, change.language),
            *(change.after, change.before),
        )


@settings(max_examples=150)
@given(DRAFTS, DRAFTS)
def test_every_field_that_differs_is_told_and_no_other(before: ActivityDraft, after: ActivityDraft) -> None:
    reference = load_reference()
    for language in ("en", "ar"):
        wording = Wording(reference, language)
        changes = differences(before, after, reference, wording)
        differing = [name for name in FIELD_NAMES if getattr(before, name) != getattr(after, name)]
        assert list(dict.fromkeys(one.field for one in changes)) == differing
        assert all(sentence(one, wording) for one in changes)
        assert differences(before, before, reference, wording) == ()


@settings(max_examples=150)
@given(DRAFTS, DRAFTS)
def test_every_change_says_two_different_things(before: ActivityDraft, after: ActivityDraft) -> None:
    reference = load_reference()
    wording = Wording(reference)
    for one in differences(before, after, reference, wording):
        if not one.is_list:
            assert one.before != one.after
            assert one.language in ("", *LANGUAGES)


@settings(max_examples=150)
@given(DRAFTS, DRAFTS)
def test_putting_every_change_back_leads_to_the_earlier_content(before: ActivityDraft, after: ActivityDraft) -> None:
    # Doubts and head counts follow their fields; they are put back after them.
    reference = load_reference()
    wording = Wording(reference)
    today = after
    for _ in range(2):
        for change in differences(today, before, reference, wording):
            today = put_back(today, before, change)
    assert today == before


@settings(max_examples=200)
@given(DRAFTS.map(lambda draft: draft.notes or ""), DRAFTS.map(lambda draft: draft.notes or ""))
def test_what_is_quoted_of_two_long_texts_always_differs(one: str, other: str) -> None:
    assume(one != other)
    reference = load_reference()
    before, after = (make_draft(notes=LONG * 2 + text + LONG * 2) for text in (one, other))
    [change] = differences(before, after, reference, Wording(reference))
    quoted = excerpts(change)
    assert quoted[0] != quoted[1]
    assert all(len(text) < 120 for text in quoted)


class TestMarks:
    """What is known of translations."""

    CHECKED = texts(TITLE).with_mark("fr", TextMark.CHECKED)

    def test_a_mark_alone_is_told_and_put_back(self, reference: Reference) -> None:
        before, after = make_draft(title=texts(TITLE)), make_draft(title=self.CHECKED)
        wording = Wording(reference)
        (change,) = differences(before, after, reference, wording)
        assert sentence(change, wording) == "Description, state of translations: empty → French (checked)"
        assert put_back(after, before, change) == before

    def test_a_new_source_and_what_is_outdated_by_it(self, reference: Reference) -> None:
        before = make_draft(title=self.CHECKED)
        after = before.with_fields(title=self.CHECKED.replace("en", "Course").following(self.CHECKED))
        wording = Wording(reference)
        text, marks = differences(before, after, reference, wording)
        assert text.language == "en"
        assert sentence(marks, wording) == (
            "Description, state of translations: French (checked) → French (outdated), Spanish (outdated), "
            "Russian (outdated), Chinese (outdated), Arabic (outdated)"
        )
        assert put_back(after, before, marks).title == self.CHECKED.replace("en", "Course")

    def test_a_mark_that_went_with_its_text_is_not_told_twice(self, reference: Reference) -> None:
        assert told(reference, before=make_draft(title=self.CHECKED), title=self.CHECKED.replace("fr", "Cours")) == [
            f"Description (French): {TITLE} → Cours"
        ]

    def test_marks_of_co_organizers(self, reference: Reference) -> None:
        before = make_draft(co_organizers=(CoOrganizer(texts("EAPO"), "EA"),))
        after = make_draft(co_organizers=(CoOrganizer(texts("EAPO").with_mark("ru", TextMark.DRAFT), "EA"),))
        wording = Wording(reference)
        (change,) = differences(before, after, reference, wording)
        assert sentence(change, wording) == "Co-organizers, state of translations: empty → Russian (draft)"
        assert put_back(after, before, change) == before
