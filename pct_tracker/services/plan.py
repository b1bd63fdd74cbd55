"""Plan against result: the plan that an export froze, and what became of each activity in it."""

from collections.abc import Sequence

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.codes import Status
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.domain.report import ExportRecord
from pct_tracker.figures.plan import OUTCOMES, PlanOutcome, PlanRow, judge_plan
from pct_tracker.services.archive import activities_as_of, export_records
from pct_tracker.services.report_choices import choices_from_json
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
    now = {one.id: one for one in tracker.activities_by_id([one.id for one in planned])}
    became = {id_: _last(tracker, one) for id_, one in now.items()}
    return judge_plan(year, planned, became, held, known, is_over=tracker.today().year > year)


def _last(tracker: Tracker, activity: Activity) -> Activity:
    """The activity, or where it was postponed the last of those that follow it at a new date."""
    seen = {activity.id}
    while activity.status is Status.POSTPONED:
        follower = _follower(tracker, activity, seen)
        if follower is None:
            break
        seen.add(follower.id)
        activity = follower
    return activity


def _follower(tracker: Tracker, activity: Activity, seen: set[int]) -> Activity | None:
    """The one that follows; of several one that was held, else the newest."""
    ids: Sequence[int] = [id_ for id_ in tracker.store.followers(activity.id) if id_ not in seen]
    found = tracker.activities_by_id(ids)
    return max(found, key=lambda one: (one.status is Status.HELD, one.id), default=None)
