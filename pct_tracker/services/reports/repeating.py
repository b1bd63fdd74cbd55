"""Exports of earlier days, to be looked up and written once more, whatever it was that they wrote."""

from pathlib import Path

from pct_tracker.domain.errors import UserError
from pct_tracker.domain.report import ExportRecord
from pct_tracker.services.progress import Progress
from pct_tracker.services.reports.archive import export_records
from pct_tracker.services.reports.corrigendum import CORRECTS, repeat_corrigendum
from pct_tracker.services.reports.run import ReportResult, repeat_export
from pct_tracker.services.tracker import Tracker


def find_export(tracker: Tracker, export_id: int) -> ExportRecord:
    """The kept export of this number. Raises UserError if there is none."""
    found = next((one for one in export_records(tracker) if one.id == export_id), None)
    if found is None:
        raise UserError("export.unknown", number=export_id)
    return found


def corrects(record: ExportRecord) -> int | None:
    """The number of the export that this one is a corrigendum to; None for a report."""
    number = record.choices.get(CORRECTS)
    return None if number is None else int(number)


def repeat(tracker: Tracker, record: ExportRecord, folder: Path, progress: Progress | None = None) -> ReportResult:
    """Writes an earlier report or corrigendum once more. Raises UserError if a file cannot be written."""
    published = corrects(record)
    if published is None:
        return repeat_export(tracker, record, folder, progress)
    return repeat_corrigendum(tracker, record, find_export(tracker, published), folder, progress)
