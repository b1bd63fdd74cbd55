"""Publishing a year and freezing a plan: what is frozen is what was exported, or nothing is frozen."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from pct_tracker.domain.codes import Status
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.services.progress import Progress
from pct_tracker.services.reports.choices import ReportChoices
from pct_tracker.services.reports.manifest import WrittenFile, agree
from pct_tracker.services.reports.run import ReportResult, export_report
from pct_tracker.services.reports.snapshot import Snapshot
from pct_tracker.services.tracker import Tracker
from pct_tracker.services.wording import Wording


def publish(tracker: Tracker, year: int, choices: ReportChoices, folder: Path, progress: Progress | None = None) -> ReportResult:
    """Exports the report on a year and locks the year; a plan that is printed with it is frozen as well.

    Raises what `export_report` raises, and UserError if a file does not say what it should or if the year was changed while
    it was written: then nothing counts as published. A year that is locked already stays so.
    """
    years = frozenset({year, choices.document.planned_year or year} if choices.document.planned else {year})
    seal = partial(_seal, tracker, years)
    return export_report(tracker, year, choices, folder, freezes="year", seal=seal, progress=progress)


def freeze_plan(
    tracker: Tracker, year: int, choices: ReportChoices, folder: Path, progress: Progress | None = None
) -> ReportResult:
    """Exports the report on a year and freezes the plan that is printed with it; no year is locked.

    Raises what `export_report` raises, and UserError if no plan is printed, or it was changed while it was written.
    """
    planned_year = choices.document.planned_year or year
    planned = ActivityQuery(year=planned_year, status=Status.PLANNED)
    if not choices.document.planned:
        raise UserError("plan.left-out", year=planned_year)
    if not tracker.ids(planned):
        raise UserError("plan.empty", year=planned_year)

    @contextmanager
    def seal(snapshot: Snapshot, files: tuple[WrittenFile, ...]) -> Iterator[None]:
        _require_proof(year, files)
        if _has_changed(tracker, snapshot, frozenset({planned_year})):
            raise UserError("publish.changed", year=year)
        yield

    return export_report(tracker, year, choices, folder, freezes="plan", seal=seal, progress=progress)


@contextmanager
def _seal(tracker: Tracker, years: frozenset[int], snapshot: Snapshot, files: tuple[WrittenFile, ...]) -> Iterator[None]:
    """Locks the year of a snapshot if it still is what the files say; the lock is taken back if they are not kept."""
    _require_proof(snapshot.year, files)
    if _has_changed(tracker, snapshot, years):
        raise UserError("publish.changed", year=snapshot.year)
    lock = tracker.locks().get(snapshot.year)
    if lock is not None and lock.holds:
        yield
        return
    tracker.lock_year(snapshot.year)
    try:
        # Nothing gets into the year any more: what came in at the very last moment is published with the next attempt.
        if _has_changed(tracker, snapshot, years):
            raise UserError("publish.changed-before-lock", year=snapshot.year)
        yield
    except BaseException:
        tracker.unlock_year(snapshot.year, Wording(tracker.reference).phrase("publication-ended"))
        raise


def _require_proof(year: int, files: tuple[WrittenFile, ...]) -> None:
    if agree(one.proof for one in files):
        return
    wrong = [one.path.name for one in files if not one.proof.holds] or [one.path.name for one in files]
    raise UserError("publish.not-proven", year=year, files=wrong)


def _has_changed(tracker: Tracker, snapshot: Snapshot, years: frozenset[int]) -> bool:
    """Whether an activity of these years is another one than in the snapshot, came or went."""
    for line in tracker.store.since(snapshot.entry_id):
        touched = {draft.year for draft in (line.before, line.after) if draft}
        if touched & years and line.before != line.after:
            return True
    return False
