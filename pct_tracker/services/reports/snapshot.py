"""The log as a report on a year sees it: at one moment, of today or of an earlier day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.codes import Severity, Status
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.finding import Finding
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.domain.report import ExportRecord
from pct_tracker.reference.reference import Reference
from pct_tracker.services.reports.archive import activities_as_of, current_state
from pct_tracker.services.tracker import Tracker

DOUBT_RULES = frozenset(
    {
        "activity.repeated",
        "date.outside-year",
        "date.unreadable",
        "participants.unreadable",
        "participants.implausible",
        "participants.split-too-large",
        "participants.head-counts-disagree",
    }
)
"""The rules whose findings put in doubt whether an activity counts, or with how many participants."""


_ATTEMPTS = 5
"""How often the log is read until nobody changes it meanwhile."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a report is made from, in report order. `doubtful` are held activities that may not count as they stand.

    `entry_id` is the newest journal entry, `edition` the newest edition of words; `errors` counts the activities with errors.
    """

    year: int
    entry_id: int
    edition: int
    reference: Reference
    held: tuple[Activity, ...]
    planned: tuple[Activity, ...]
    doubtful: frozenset[int]
    errors: int

    @property
    def state(self) -> tuple[int, int]:
        """Journal entry and edition of words, as an export record keeps them."""
        return self.entry_id, self.edition


def take_snapshot(tracker: Tracker, year: int, planned_year: int | None = None) -> Snapshot:
    """The log of now. `planned_year` is the reporting year of the planned activities, None for the same year.

    Raises UserError report.log-changes if others change the log faster than it can be read.
    """
    for _ in range(_ATTEMPTS):
        tracker.look_anew()
        before = current_state(tracker)
        snapshot = _read_now(tracker, year, planned_year, before)
        if current_state(tracker) == before:
            return snapshot
    raise UserError("report.log-changes")


def _read_now(tracker: Tracker, year: int, planned_year: int | None, state: tuple[int, int]) -> Snapshot:
    entry_id, edition = state
    held = tracker.activities(ActivityQuery(year=year, status=Status.HELD))
    planned = tracker.activities(ActivityQuery(year=planned_year or year, status=Status.PLANNED))
    findings, printed = tracker.findings(year), {one.id for one in held}
    errors = sum(_has_error(some) for id_, some in findings.items() if id_ in printed)
    doubtful = doubtful_ids(held, findings)
    return Snapshot(year, entry_id, edition, tracker.reference_for(year), tuple(held), tuple(planned), doubtful, errors)


def recall_snapshot(tracker: Tracker, record: ExportRecord, planned_year: int | None = None) -> Snapshot:
    """The log as it was when something was exported."""
    reference = tracker.reference_for(record.year, record.wording_id)
    held = _of_status(activities_as_of(tracker, record.year, record.entry_id), Status.HELD)
    planned = _of_status(activities_as_of(tracker, planned_year or record.year, record.entry_id), Status.PLANNED)
    doubtful, errors = frozenset(record.manifest.get("doubtful", ())), int(record.manifest.get("errors", 0))
    return Snapshot(record.year, record.entry_id, record.wording_id, reference, held, planned, doubtful, errors)


def doubtful_ids(held: Sequence[Activity], findings: Mapping[int, Sequence[Finding]]) -> frozenset[int]:
    """The activities that may not count, or not with that number. Of some that repeat each other the first one is sure."""
    return frozenset(one.id for one in held if any(_puts_in_doubt(finding, one.id) for finding in findings.get(one.id, ())))


def _of_status(activities: Sequence[Activity], status: Status) -> tuple[Activity, ...]:
    return tuple(one for one in activities if one.status is status)


def _has_error(findings: Sequence[Finding]) -> bool:
    return any(one.severity is Severity.ERROR for one in findings)


def _puts_in_doubt(finding: Finding, activity_id: int) -> bool:
    if finding.rule not in DOUBT_RULES or finding.accepted is not None:
        return False
    return finding.rule != "activity.repeated" or any(other < activity_id for other in finding.params["others"])
