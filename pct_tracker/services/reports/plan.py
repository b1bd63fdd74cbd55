"""Plan against result: the plan that an export froze, and what became of each activity in it."""

from collections.abc import Mapping, Sequence

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.codes import Status
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.domain.report import ExportRecord
from pct_tracker.figures.plan import OUTCOMES, PlanOutcome, PlanRow, judge_plan
from pct_tracker.services.reports.archive import activities_as_of, export_records
from pct_tracker.services.reports.choices import choices_from_json
from pct_tracker.services.tracker import Tracker

__all__ = ["OUTCOMES", "PlanOutcome", "PlanRow", "frozen_plan", "plan_outcome", "plan_year_of"]


def plan_year_of(record: ExportRecord) -> int | None:
    """The year whose plan an export froze; None if it froze none.

    A published year freezes the plan it was printed with as well. An annex of planned activities without a row froze
    nothing: a report on a year that is over says so and must not take the place of its plan.
    """
    document = choices_from_json(record.choices).document
    has_rows = bool(record.manifest.get("activities", {}).get("planned"))
    if record.freezes is None or not document.planned or not has_rows:
        return None
    return document.planned_year or record.year


def frozen_plan(tracker: Tracker, year: int) -> ExportRecord | None:
    """The newest export that froze the plan of a year; None if none did."""
    return next((one for one in export_records(tracker) if plan_year_of(one) == year), None)


def plan_outcome(tracker: Tracker, year: int) -> PlanOutcome | None:
    """What became of the plan of a year as it was frozen last; None if it never was."""
    record = frozen_plan(tracker, year)
    if record is None:
        return None
    then = activities_as_of(tracker, year, record.entry_id)
    planned = [one for one in then if one.status is Status.PLANNED]
    known = frozenset(one.id for one in then if one.status is Status.HELD)
    held = tracker.activities(ActivityQuery(year=year, status=Status.HELD))
    became = _became(tracker, planned)
    return judge_plan(year, planned, became, held, known, is_over=tracker.today().year > year)


def _became(tracker: Tracker, planned: Sequence[Activity]) -> dict[int, Activity]:
    """By the id of a planned one, the last of those that follow it, or itself; nothing where all of them were deleted."""
    now = {one.id: one for one in tracker.activities_by_id([one.id for one in planned])}
    gone: dict[int, list[int]] = {}
    for _, line in tracker.lost():
        if line.before is not None and line.before.follows is not None:
            gone.setdefault(line.before.follows, []).append(line.activity_id)
    last = {one.id: _last(tracker, one.id, now.get(one.id), gone) for one in planned}
    return {id_: one for id_, one in last.items() if one is not None}


def _last(tracker: Tracker, activity_id: int, activity: Activity | None, gone: Mapping[int, list[int]]) -> Activity | None:
    """The activity, or where it was postponed or deleted the last of those that follow it at a new date."""
    seen = {activity_id}
    while activity is None or activity.status is Status.POSTPONED:
        follower = _follower(tracker, activity.id if activity else activity_id, gone, seen)
        if follower is None:
            break
        activity = follower
    return activity


def _follower(tracker: Tracker, activity_id: int, gone: Mapping[int, list[int]], seen: set[int]) -> Activity | None:
    """The one that follows, or follows a deleted one that did; of several one that was held, else the newest."""
    ids: list[int] = []
    reached = [activity_id]
    for id_ in reached:
        ids += (one for one in tracker.store.followers(id_) if one not in seen)
        reached += (one for one in gone.get(id_, ()) if one not in seen)
        seen.update(reached)
    seen.update(ids)
    found = tracker.activities_by_id(ids)
    return max(found, key=lambda one: (one.status is Status.HELD, one.id), default=None)
