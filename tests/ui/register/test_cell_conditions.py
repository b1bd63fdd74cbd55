"""What a cell narrows the register to."""

import pytest
from builders import adding, make_activity, make_draft

from pct_tracker.domain.activity import Origin, Venue
from pct_tracker.domain.codes import Review, VenueKind
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.services.tracker import Tracker
from pct_tracker.ui.register.cell_conditions import condition_of_emptiness, conditions_of_value
from pct_tracker.ui.register.register_columns import COLUMNS

OTHER = make_draft(
    month="2024-09",
    type="pct-webinar",
    contents=("C",),
    venue=Venue(VenueKind.ONLINE),
    modality=None,
    origins=(Origin("UG"),),
    participant_types=("users",),
    participants=3,
    review=Review.CHECKED,
)


@pytest.mark.parametrize("key", ["month", "type", "contents", "venue", "origins", "participants", "review", "participant_types"])
def test_the_value_of_a_cell_finds_its_row_and_no_other(empty_tracker: Tracker, key: str) -> None:
    mine, _ = empty_tracker.do(adding(make_draft(), OTHER)).added
    conditions = conditions_of_value(empty_tracker.activity(mine), key)
    assert empty_tracker.ids(ActivityQuery(conditions=conditions)) == [mine]


def test_several_letters_must_all_be_there(empty_tracker: Tracker) -> None:
    empty_tracker.do(adding(make_draft(contents=("B",)), make_draft(contents=("B", "C"))))
    conditions = conditions_of_value(make_activity(1, contents=("B", "C")), "contents")
    assert empty_tracker.ids(ActivityQuery(conditions=conditions)) == [2]


def test_an_empty_cell_offers_no_value_and_a_full_column_no_emptiness(empty_tracker: Tracker) -> None:
    assert conditions_of_value(make_activity(1, participants=None), "participants") == ()
    assert conditions_of_value(make_activity(1), "title") == ()
    offered = {column.key for column in COLUMNS if condition_of_emptiness(column.key)}
    assert {"participants", "venue", "title", "funding"} <= offered
    assert not offered & {"finding", "status", "review", "year", "id"}
