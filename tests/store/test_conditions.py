"""Filters: each field with each of its operators, answered by the database as a reader of the activities would."""

from datetime import date

import pytest
from builders import ONLINE, adding, make_draft, texts

from pct_tracker.domain.activity import ActivityDraft, CoOrganizer, Origin, Question, Venue
from pct_tracker.domain.codes import Modality, Review, Status, VenueKind
from pct_tracker.domain.query import CONDITION_FIELDS, ActivityQuery, Condition, Operator, SortKey
from pct_tracker.store.store import Store

ANY, EMPTY, FILLED, BETWEEN = Operator.ANY_OF, Operator.EMPTY, Operator.FILLED, Operator.BETWEEN
OPEN = Question("month", "Sure?", "somebody", date(2024, 1, 1))
BARE = ActivityDraft(year=2024, status=Status.PLANNED)
FULL = make_draft(
    month="2024-03",
    co_organizers=(CoOrganizer(texts("Office", "en")),),
    modality=Modality.HYBRID,
    origins=(Origin("KE"), Origin("UG")),
    funding="Funds-in-trust",
    planned_participants=30,
    notes="Ask again",
    links=("https://example.org",),
    questions=(OPEN,),
    review=Review.CHECKED,
)
OTHER = make_draft(
    month="2024-10",
    type="pct-webinar",
    contents=("C",),
    title=texts("Webinaire", "fr"),
    venue=ONLINE,
    modality=Modality.ONLINE,
    origins=(Origin("OM"),),
    participant_types=("users",),
    participants=7,
    questions=(Question("month", "Sure?", "a", date(2024, 1, 1), "Yes", "b", date(2024, 1, 2)),),
    review=Review.DRAFT,
)

# A condition and whether it finds BARE, FULL and OTHER.
CASES: list[tuple[Condition, str]] = [
    (Condition("month", BETWEEN, ("2024-02", "2024-09")), "-F-"),
    (Condition("month", BETWEEN, ("2024-10", "")), "--O"),
    (Condition("month", BETWEEN, ("", "2024-10")), "-FO"),
    (Condition("month", EMPTY), "B--"),
    (Condition("type", ANY, ("pct-webinar", "pct-project")), "--O"),
    (Condition("type", EMPTY), "B--"),
    (Condition("contents", ANY, ("B", "C")), "-FO"),
    (Condition("contents", ANY, ("A",)), "-F-"),
    (Condition("contents", EMPTY), "B--"),
    (Condition("title", EMPTY), "B--"),
    (Condition("title", EMPTY, ("en",)), "B-O"),
    (Condition("title", FILLED, ("fr",)), "-FO"),
    (Condition("title", FILLED), "-FO"),
    (Condition("co_organizers", EMPTY), "B-O"),
    (Condition("co_organizers", FILLED), "-F-"),
    (Condition("venue", ANY, ("KE",)), "-F-"),
    (Condition("venue", ANY, ("online", "OM")), "--O"),
    (Condition("venue", EMPTY), "B--"),
    (Condition("modality", ANY, ("hybrid",)), "-F-"),
    (Condition("modality", EMPTY), "B--"),
    (Condition("origins", ANY, ("UG", "OM")), "-FO"),
    (Condition("origins", EMPTY), "B--"),
    (Condition("participant_types", ANY, ("users",)), "--O"),
    (Condition("participant_types", EMPTY), "B--"),
    (Condition("participants", BETWEEN, ("8", "20")), "-F-"),
    (Condition("participants", BETWEEN, ("", "7")), "--O"),
    (Condition("participants", EMPTY), "B--"),
    (Condition("planned_participants", BETWEEN, ("30", "")), "-F-"),
    (Condition("planned_participants", EMPTY), "B-O"),
    (Condition("funding", FILLED), "-F-"),
    (Condition("funding", EMPTY), "B-O"),
    (Condition("notes", FILLED), "-F-"),
    (Condition("notes", EMPTY), "B-O"),
    (Condition("links", FILLED), "-F-"),
    (Condition("links", EMPTY), "B-O"),
    (Condition("questions", FILLED), "-F-"),
    (Condition("questions", EMPTY), "B-O"),
    (Condition("review", ANY, ("draft", "checked")), "-FO"),
]
RESOLVED_ABOVE = {"region", "findings", "overdue", "changed"}
"""Fields that the services turn into ids, codes or a day before they ask the store."""


@pytest.mark.parametrize(("condition", "found"), CASES, ids=[f"{one.field} {one.operator} {one.values}" for one, _ in CASES])
def test_a_condition_finds_what_a_reader_would(store: Store, condition: Condition, found: str) -> None:
    ids = store.apply(adding(BARE, FULL, OTHER), "somebody").added
    wanted = [id_ for id_, mark in zip(ids, found, strict=True) if mark != "-"]
    assert sorted(store.find_ids(ActivityQuery(conditions=(condition,)))) == wanted


def test_every_field_is_tried_with_each_of_its_operators() -> None:
    tried = {(one.field, one.operator) for one, _ in CASES}
    promised = {(field, operator) for field, operators in CONDITION_FIELDS.items() for operator in operators}
    assert {pair for pair in promised if pair[0] not in RESOLVED_ABOVE} == tried


def test_all_conditions_must_hold(store: Store) -> None:
    store.apply(adding(BARE, FULL, OTHER), "somebody")
    both = (Condition("contents", ANY, ("B", "C")), Condition("participants", BETWEEN, ("", "10")))
    assert store.find_ids(ActivityQuery(conditions=both)) == [3]


@pytest.mark.parametrize(
    ("fields", "is_overdue"),
    [
        ({"month": "2024-05"}, True),
        ({"month": "2024-06"}, False),
        ({"month": None}, False),
        ({"start": date(2024, 6, 14)}, True),
        ({"start": date(2024, 6, 15)}, False),
        ({"start": date(2024, 6, 10), "end": date(2024, 6, 15)}, False),
        ({"month": "2024-05", "status": Status.HELD}, False),
    ],
)
def test_planned_and_over_is_judged_by_the_last_day_that_is_known(
    store: Store, fields: dict[str, object], is_overdue: bool
) -> None:
    store.apply(adding(make_draft(**{"month": "2024-06", "status": Status.PLANNED, **fields})), "somebody")
    condition = Condition("overdue", FILLED, ("2024-06-15",))
    assert bool(store.find_ids(ActivityQuery(conditions=(condition,)))) is is_overdue


def test_several_sort_keys_count_one_after_the_other(store: Store) -> None:
    rows = [("pct-webinar", 5), ("pct-seminar", 9), ("pct-webinar", 7), ("pct-seminar", None)]
    store.apply(adding(*(make_draft(type=type_, participants=number) for type_, number in rows)), "somebody")
    sort = (SortKey("type"), SortKey("participants", descending=True))
    assert store.find_ids(ActivityQuery(sort=sort)) == [2, 4, 3, 1]


@pytest.mark.parametrize("column", ["status", "id", "year", "modality", "review", "funding", "planned_participants"])
def test_what_has_no_value_comes_last_whichever_way_round(store: Store, column: str) -> None:
    store.apply(adding(BARE, FULL), "somebody")
    there, back = (store.find_ids(ActivityQuery(sort=(SortKey(column, descending=way),))) for way in (False, True))
    assert sorted(there) == sorted(back) == [1, 2]
    if column in ("modality", "funding", "planned_participants"):
        assert there == back == [2, 1]


def test_review_is_sorted_by_how_far_it_has_come(store: Store) -> None:
    drafts = [make_draft(review=review) for review in (Review.CHECKED, Review.DRAFT, Review.COMPLETE)]
    store.apply(adding(*drafts), "somebody")
    assert store.find_ids(ActivityQuery(sort=(SortKey("review"),))) == [2, 3, 1]


def test_a_place_that_is_no_state_is_not_an_empty_one(store: Store) -> None:
    store.apply(adding(make_draft(venue=Venue(VenueKind.UNKNOWN, None, "Atlantis"))), "somebody")
    assert store.find_ids(ActivityQuery(conditions=(Condition("venue", EMPTY),))) == []
