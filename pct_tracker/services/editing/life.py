"""The life of an activity as edits: held, postponed to a new date, cancelled, and how far its record has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pct_tracker.domain.activity import Activity, ActivityDraft
from pct_tracker.domain.change import Edit, Revision, Step
from pct_tracker.domain.codes import Review, Status
from pct_tracker.domain.period import year_of
from pct_tracker.services.tracker import titled

OPEN_STATUSES = frozenset({Status.PLANNED, Status.HELD})
"""An activity that is planned or held can still turn out to be postponed or cancelled."""

_OF_ONE_ACTIVITY: dict[str, Any] = {
    "month": None,
    "start": None,
    "end": None,
    "participants": None,
    "online_participants": None,
    "head_counts": (),
    "status_reason": None,
    "follows": None,
    "questions": (),
    "distinct_from": (),
    "acceptances": (),
    "source_cells": (),
    "doubts": (),
    "review": Review.DRAFT,
}
"""What belongs to one activity alone, whatever is made after its pattern."""


@dataclass(frozen=True, slots=True)
class NewDate:
    """When a postponed activity is to take place: a month, and exact days where they are known."""

    month: str
    start: date | None = None
    end: date | None = None


def pattern_of(draft: ActivityDraft) -> ActivityDraft:
    """The content of an activity without its date, numbers, source and all else that is true of it alone."""
    return draft.with_fields(**_OF_ONE_ACTIVITY)


def hold(activities: Sequence[Activity], language: str = "en") -> Edit:
    """Planned activities took place; others are left as they are."""
    planned = [one for one in activities if one.status is Status.PLANNED]
    return _edit("hold", planned, language, status=Status.HELD)


def cancel(activities: Sequence[Activity], reason: str, language: str = "en") -> Edit:
    """Planned or held activities did not take place, for a reason; others are left as they are."""
    still_open = [one for one in activities if one.status in OPEN_STATUSES]
    return _edit("cancel", still_open, language, status=Status.CANCELLED, status_reason=reason)


def set_review(activities: Sequence[Activity], review: Review, language: str = "en") -> Edit:
    """How far the records of these activities have come; those that are there already are left out."""
    others = [one for one in activities if one.review is not review]
    return _edit("review", others, language, {"review": review.value}, review=review)


def postpone(activity: Activity, new_date: NewDate, reason: str | None, language: str = "en") -> Edit:
    """The activity is postponed, and a planned one with its content follows it at the new date."""
    postponed = activity.with_fields(status=Status.POSTPONED, status_reason=reason)
    step = Step("postpone", {**titled("postpone", activity, language).params, "month": new_date.month})
    return Edit(step, added=(follower_of(activity, new_date),), revised=(Revision(activity.id, activity.version, postponed),))


def follower_of(activity: Activity, new_date: NewDate) -> ActivityDraft:
    """The planned activity that is the new date of a postponed one."""
    return pattern_of(activity).with_fields(
        year=year_of(new_date.month),
        month=new_date.month,
        start=new_date.start,
        end=new_date.end,
        status=Status.PLANNED,
        follows=activity.id,
    )


def _edit(code: str, activities: Sequence[Activity], language: str, params: dict[str, Any] | None = None, **values: Any) -> Edit:
    """One step that sets these values in all the activities, named after the only one or after their number."""
    revised = tuple(Revision(one.id, one.version, one.with_fields(**values)) for one in activities)
    if len(activities) == 1:
        named = titled(code, activities[0], language).params
        return Edit(Step(code, {**named, **(params or {})}), revised=revised)
    return Edit(Step(f"{code}-many", {"count": len(activities), **(params or {})}), revised=revised)
