"""What belongs to the report and is kept: templates by language, what was exported, and the log of an earlier day."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.report import ExportRecord, ReportTemplate
from pct_tracker.services.reports.word_templates import check_template
from pct_tracker.services.tracker import Tracker

LARGEST_TEMPLATE = 20 * 1024 * 1024


def report_templates(tracker: Tracker) -> dict[str, ReportTemplate]:
    """The template of each language that has one."""
    return {one.language: one for one in tracker.store.report_templates()}


def keep_report_template(tracker: Tracker, language: str, path: Path) -> ReportTemplate:
    """Keeps a Word file as the template of a language. Raises UserError if it cannot be read, is too large or cannot be one."""
    if language not in LANGUAGES:
        raise UserError("template.language", language=language)
    try:
        if path.exists() and not path.is_file():
            raise UserError("template.unreadable", file=str(path))
        if path.stat().st_size > LARGEST_TEMPLATE:
            raise UserError("template.too-large", file=path.name, most=LARGEST_TEMPLATE // 1024**2)
        content = path.read_bytes()
    except OSError as error:
        raise UserError("template.unreadable", file=str(path)) from error
    if not content.startswith(b"PK"):
        raise UserError("template.not-word", file=path.name)
    check_template(content)
    tracker.store.add_report_template(ReportTemplate(language, path.name, content), tracker.author)
    return report_templates(tracker)[language]


def drop_report_template(tracker: Tracker, language: str) -> None:
    """Takes the template of a language out; the one before it does not come back."""
    tracker.store.add_report_template(ReportTemplate(language, "", b""), tracker.author)


def export_records(tracker: Tracker, year: int | None = None) -> list[ExportRecord]:
    """What was exported of a year, or of all years; newest first."""
    return tracker.store.export_records(year)[::-1]


def frozen_state(tracker: Tracker, year: int, freezes: str) -> ExportRecord | None:
    """The newest export that froze a year ("year") or its plan ("plan"); None if none did."""
    return next((one for one in export_records(tracker, year) if one.freezes == freezes), None)


def current_state(tracker: Tracker) -> tuple[int, int]:
    """The newest journal entry and the newest edition of words: to be asked before what is exported is read."""
    editions = tracker.editions()
    return tracker.store.last_entry(), editions[-1].id if editions else 0


def keep_export_record(
    tracker: Tracker,
    year: int,
    state: tuple[int, int],
    choices: dict[str, Any],
    manifest: dict[str, Any],
    freezes: str | None = None,
) -> ExportRecord:
    """Keeps what was exported from which state, as `current_state` told it.

    Where nothing is frozen, who may only read the log can export as well: that record is kept nowhere, and its id is 0.
    """
    entry_id, edition = state
    if freezes is None and tracker.store.is_reading_only():
        return ExportRecord(0, datetime.now(UTC), tracker.author, year, entry_id, edition, choices, manifest)
    return tracker.store.add_export_record(
        year=year,
        entry_id=entry_id,
        wording_id=edition,
        choices=choices,
        manifest=manifest,
        freezes=freezes,
        author=tracker.author,
    )


def activities_as_of(tracker: Tracker, year: int, entry_id: int) -> list[Activity]:
    """The activities of a year as they stood after an entry of the journal, in report order."""
    return tracker.store.activities_as_of(entry_id, year)
