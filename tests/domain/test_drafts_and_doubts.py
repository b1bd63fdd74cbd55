"""Drafts of activities, and the doubts of an import that a change settles."""

from typing import Any

import pytest
from builders import DRAFTS, make_activity, make_draft
from hypothesis import given, settings

from pct_tracker.domain.activity import FIELD_NAMES, ActivityDraft, CoOrganizer, Doubt, Origin, Venue
from pct_tracker.domain.codes import Status, VenueKind
from pct_tracker.domain.errors import StaleEditError, UserError
from pct_tracker.domain.period import is_month, year_of

ABOUT_ORIGIN = Doubt("place.unusual-name", "origins", "玻利维亚（BO）")
ABOUT_VENUE = Doubt("place.unusual-name", "venue", "玻利维亚（BO）")


def test_a_change_settles_the_doubts_about_the_changed_field_only() -> None:
    draft = make_draft(doubts=(ABOUT_ORIGIN, ABOUT_VENUE)).with_fields(origins=(Origin("BO"),))
    assert draft.doubts == (ABOUT_VENUE,)


def test_setting_a_field_to_what_it_was_settles_nothing() -> None:
    draft = make_draft(doubts=(ABOUT_ORIGIN,))
    assert draft.with_fields(origins=draft.origins) == draft


def test_a_doubt_given_together_with_a_change_stays() -> None:
    draft = make_draft().with_fields(origins=(Origin("BO"),), doubts=(ABOUT_ORIGIN,))
    assert draft.doubts == (ABOUT_ORIGIN,)


def test_doubts_can_be_set_by_themselves() -> None:
    assert make_draft(doubts=(ABOUT_ORIGIN, ABOUT_VENUE)).with_fields(doubts=(ABOUT_VENUE,)).doubts == (ABOUT_VENUE,)


def test_a_changed_activity_is_a_draft_without_identity() -> None:
    changed = make_activity(7, version=3).with_fields(participants=21)
    assert type(changed) is ActivityDraft
    assert changed == make_draft(participants=21)


@settings(deadline=None)
@given(DRAFTS, DRAFTS)
def test_setting_all_fields_of_another_draft_makes_that_draft(draft: ActivityDraft, other: ActivityDraft) -> None:
    assert draft.with_fields(**{name: getattr(other, name) for name in FIELD_NAMES}) == other


def test_codes_of_origin_are_told_once_and_in_order() -> None:
    origins = (Origin("OM"), Origin(text="Africa"), Origin("KE"), Origin("OM"))
    assert make_draft(origins=origins).origin_codes == ("OM", "KE")


@pytest.mark.parametrize(
    "value", [ActivityDraft(), Venue(VenueKind.ONLINE), CoOrganizer(), Origin("KE"), ABOUT_ORIGIN, make_activity(1)]
)
def test_values_cannot_be_changed(value: Any) -> None:
    with pytest.raises((AttributeError, TypeError)):
        value.code = "OM"
    assert hash(value) == hash(value)


def test_an_activity_is_held_unless_told_otherwise() -> None:
    assert ActivityDraft().status is Status.HELD


@pytest.mark.parametrize(
    ("text", "year"),
    [("2024-02", 2024), ("2024-13", None), ("2024-00", None), ("2024", None), ("2024-02-01", None), ("", None), (None, None)],
)
def test_a_month_is_written_as_year_and_two_digits(text: str | None, year: int | None) -> None:
    assert is_month(text) == (year is not None)
    assert year_of(text) == year


def test_a_trouble_names_its_sentence_and_what_fills_it() -> None:
    error = UserError("year.unknown", year=1999, years="2024")
    assert (error.code, error.params) == ("year.unknown", {"year": 1999, "years": "2024"})


def test_a_stale_edit_is_a_trouble_that_tells_which_activity() -> None:
    error = StaleEditError(7, "edit.gone")
    assert isinstance(error, UserError)
    assert (error.code, error.activity_id, error.params) == ("edit.gone", 7, {"activity_id": 7})
