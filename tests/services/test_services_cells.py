"""Cells as text: what stands there to be edited, and what a typed text makes of an activity."""

from datetime import date
from typing import Any

import pytest
from builders import DRAFTS, make_activity, texts
from hypothesis import given
from hypothesis import strategies as st

from pct_tracker.domain.activity import FIELD_NAMES, Activity, ActivityDraft, CoOrganizer, Doubt, HeadCount, Origin, Venue
from pct_tracker.domain.codes import LANGUAGES, Modality, Review, Status, VenueKind
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.texts import Texts
from pct_tracker.reference.loader import load_reference
from pct_tracker.reference.reference import Reference
from pct_tracker.services.editing.cells import CELL_COLUMNS, CHOICES, cell_text, copy_cell, fields_of, read_cell
from pct_tracker.services.imports.run import read_sample


def stored(draft: ActivityDraft) -> Activity:
    return Activity(id=1, **{name: getattr(draft, name) for name in FIELD_NAMES})


SAMPLE = [stored(draft) for draft in read_sample()]


def read(column: str, text: str, language: str = "en", **values: Any) -> ActivityDraft:
    return read_cell(make_activity(1, **values), column, text, language, load_reference())


@pytest.mark.parametrize("column", CELL_COLUMNS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_of_a_cell_read_back_changes_nothing(reference: Reference, column: str, language: str) -> None:
    for activity in SAMPLE:
        text = cell_text(activity, column, language, reference)
        assert read_cell(activity, column, f" {text} ", language, reference) == activity.content()


@pytest.mark.parametrize("column", [column for column in CELL_COLUMNS if column not in ("title", "month")])
def test_the_text_of_one_activity_makes_the_same_of_another(reference: Reference, column: str) -> None:
    other = make_activity(2, month=None, type=None, contents=(), origins=(), venue=Venue(), modality=None, participants=None)
    for activity in SAMPLE:
        text = cell_text(activity, column, "en", reference)
        made = read_cell(other, column, text, "en", reference)
        if column in ("co_organizers", "origins"):  # of names only the language that was read is known
            assert cell_text(stored(made), column, "en", reference) == text
        elif text and activity.modality is not Modality.HYBRID:
            assert [getattr(made, name) for name in fields_of(column)] == [getattr(activity, name) for name in fields_of(column)]


@given(draft=DRAFTS, column=st.sampled_from(CELL_COLUMNS), text=st.text(max_size=30), language=st.sampled_from(LANGUAGES))
def test_whatever_is_typed_touches_its_own_column_only(draft: ActivityDraft, column: str, text: str, language: str) -> None:
    activity, reference = stored(draft), load_reference()
    refuses = column in CHOICES and text.strip().casefold() not in {"", *(word.value for word in CHOICES[column])}
    refuses = refuses or (column in ("status", "review") and not text.strip())
    if refuses and text.strip() != cell_text(activity, column, language, reference):
        with pytest.raises(UserError, match=r"cell\."):
            read_cell(activity, column, text, language, reference)
        return
    made = read_cell(activity, column, text, language, reference)
    others = set(FIELD_NAMES) - {*fields_of(column), "doubts", "head_counts"}
    assert {name: getattr(made, name) for name in others} == {name: getattr(activity, name) for name in others}
    assert {one for one in activity.doubts if one.field not in fields_of(column)} <= set(made.doubts)


@pytest.mark.parametrize(
    ("column", "text", "expected"),
    [
        ("month", "june 2025", {"month": "2025-06", "start": None}),
        ("month", "3-7 June 2024", {"month": "2024-06", "start": date(2024, 6, 3), "end": date(2024, 6, 7)}),
        ("type", "pct webinar", {"type": "pct-webinar"}),
        ("contents", "bc", {"contents": ("B", "C")}),
        ("venue", "Online", {"venue": Venue(VenueKind.ONLINE), "modality": Modality.ONLINE}),
        ("venue", "ug", {"venue": Venue(VenueKind.STATE, "UG"), "modality": Modality.ON_SITE}),
        ("venue", "Uganda, Entebbe", {"venue": Venue(VenueKind.STATE, "UG", "Entebbe")}),
        ("venue", "", {"venue": Venue(), "modality": None}),
        ("origins", "ke, Uganda; om", {"origins": (Origin("KE"), Origin("UG"), Origin("OM"))}),
        ("participants", "1,204", {"participants": 1204}),
        ("participants", "", {"participants": None}),
        ("planned_participants", "30", {"planned_participants": 30}),
        ("status", "planned", {"status": Status.PLANNED}),
        ("review", "checked", {"review": Review.CHECKED}),
        ("modality", "", {"modality": None}),
        ("funding", "Funds-in-trust Japan", {"funding": "Funds-in-trust Japan"}),
        ("participant_types", "offices; nobody knows", {"participant_types": ("offices", "nobody knows")}),
    ],
)
def test_a_typed_text_becomes_a_value(column: str, text: str, expected: dict[str, Any]) -> None:
    made = read(column, text)
    assert {name: getattr(made, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("column", "text"), [("participants", "about twenty"), ("planned_participants", "many"), ("month", "soon")]
)
def test_what_cannot_be_read_is_kept_doubted_and_offered_again(reference: Reference, column: str, text: str) -> None:
    made = read(column, text)
    assert getattr(made, column) is None
    assert [(doubt.field, doubt.text) for doubt in made.doubts] == [(column, text)]
    assert cell_text(made, column, "en", reference) == text
    assert read_cell(stored(made), column, text, "en", reference) == made
    assert read_cell(stored(made), column, "2024-06" if column == "month" else "20", "en", reference).doubts == ()


def test_the_doubts_of_other_cells_stay() -> None:
    others = (Doubt("separator.missing", "origins", "Kenya (KE) Uganda (UG)"),)
    assert read("participants", "many", doubts=others).doubts[:1] == others


def test_the_other_languages_of_a_title_stay() -> None:
    made = read("title", "Séminaire", "fr", title=texts("Seminar", "en", "fr"))
    assert made.title == Texts({"en": "Seminar", "fr": "Séminaire"})


def test_a_co_organizer_that_stays_keeps_its_names_in_all_languages() -> None:
    office = CoOrganizer(Texts({"en": "Kenya Office", "fr": "Office du Kenya"}), "KE")
    made = read("co_organizers", "Office du Kenya (KE); OAPI", "fr", co_organizers=(office,))
    assert made.co_organizers[0] == office
    assert len(made.co_organizers) == 2
    renamed = read("co_organizers", "Office kényan (KE)", "fr", co_organizers=(office,))
    assert renamed.co_organizers[0].name == Texts({"en": "Kenya Office", "fr": "Office kényan"})


def test_a_hybrid_activity_stays_hybrid_in_another_state() -> None:
    assert read("venue", "Uganda", modality=Modality.HYBRID).modality is Modality.HYBRID
    assert read("venue", "online", modality=Modality.HYBRID).modality is Modality.ONLINE


def test_head_counts_of_an_origin_that_goes_go_with_it() -> None:
    counted = (HeadCount("KE", 3), HeadCount("UG", 4))
    made = read("origins", "Uganda (UG)", origins=(Origin("KE"), Origin("UG")), head_counts=counted)
    assert made.head_counts == (HeadCount("UG", 4),)


@pytest.mark.parametrize(("column", "text", "code"), [("status", "done", "cell.unknown-word"), ("review", "", "cell.not-empty")])
def test_a_choice_takes_only_its_words(column: str, text: str, code: str) -> None:
    with pytest.raises(UserError) as refused:
        read(column, text)
    assert refused.value.code == code


def test_a_cell_is_copied_with_all_it_stands_for() -> None:
    source = make_activity(1, month="2024-07", start=date(2024, 7, 1), end=date(2024, 7, 3), venue=Venue(VenueKind.ONLINE))
    source = stored(source.with_fields(modality=Modality.ONLINE, title=Texts({"en": "New", "fr": "Nouveau"})))
    target = make_activity(2, title=Texts({"en": "Old", "fr": "Ancien"}))
    assert copy_cell(source, target, "month", "en").end == date(2024, 7, 3)
    assert copy_cell(source, target, "venue", "en").modality is Modality.ONLINE
    assert copy_cell(source, target, "title", "en").title == Texts({"en": "New", "fr": "Ancien"})
    assert copy_cell(target, target, "origins", "en") == target.content()
