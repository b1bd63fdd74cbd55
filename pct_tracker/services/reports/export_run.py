"""Writing the annex of a year, in one language or in all six with a manifest."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from pct_tracker import __version__
from pct_tracker.domain.activity import Activity
from pct_tracker.domain.codes import Severity, Status
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.reporting.annex import build_annex
from pct_tracker.reporting.files import make_folder, write_atomically
from pct_tracker.reporting.report import Report
from pct_tracker.reporting.writers import WRITERS, write_report
from pct_tracker.services.progress import Progress
from pct_tracker.services.tracker import Tracker

FORMATS: tuple[str, ...] = tuple(WRITERS)
"""The kinds of file an annex can be written as."""


@dataclass(frozen=True, slots=True)
class ExportResult:
    """The files written, how many rows each has, and what in them still needs attention.

    `untranslated` counts by language the rows in which some text stands in another language; `errors` the activities
    with findings that are errors.
    """

    files: tuple[Path, ...]
    rows: int
    untranslated: dict[str, int]
    errors: int

    @property
    def needs_attention(self) -> bool:
        return bool(self.errors or any(self.untranslated.values()))


def export_annex(
    tracker: Tracker,
    year: int,
    languages: Sequence[str],
    format_: str,
    output: Path | None = None,
    *,
    status: Status = Status.HELD,
    origin_order: str = "entered",
    progress: Progress | None = None,
) -> ExportResult:
    """Writes the annex of a year. One language is written to the file `output`; several go to that folder with a manifest.

    Raises UserError if the year has no activities, the format is unknown or the place cannot be written to.
    """
    if format_ not in FORMATS:
        raise UserError("export.format-unknown", format=format_, formats=", ".join(FORMATS))
    query = ActivityQuery(year=year, status=status)
    activities = tracker.activities(query)
    if not activities:
        raise nothing_to_export(tracker, year, status)
    progress = progress or Progress()
    targets = _targets(year, languages, format_, output)
    untranslated: dict[str, int] = {}
    reference = tracker.reference_for(year)
    for done, (language, target) in enumerate(targets):
        progress.report(done, len(targets))
        progress.begin(target.name)
        report = build_annex(activities, reference, language=language, year=year, origin_order=origin_order)
        untranslated[language] = _count_fallbacks(report)
        write_report(report, target, format_, progress.breathe)
    progress.report(len(targets), len(targets))
    files = tuple(target for _, target in targets)
    if len(languages) > 1:
        files = (*files, _write_manifest(tracker, query, activities, dict(targets), format_, untranslated))
    return ExportResult(files, len(activities), untranslated, _count_errors(tracker, year, activities))


def suggested_name(year: int, language: str, format_: str) -> str:
    """The usual name of an annex: annex-2024-zh.docx."""
    return f"annex-{year}-{language}.{format_}"


def _targets(year: int, languages: Sequence[str], format_: str, output: Path | None) -> list[tuple[str, Path]]:
    if len(languages) == 1:
        return [(languages[0], output or Path(suggested_name(year, languages[0], format_)))]
    folder = make_folder(output or Path(f"annex-{year}"))
    return [(language, folder / suggested_name(year, language, format_)) for language in languages]


def nothing_to_export(tracker: Tracker, year: int, status: Status) -> UserError:
    """What to raise where a year has no activities of a status."""
    years = tracker.years()
    if year in years:
        return UserError("export.none-of-status", year=year, status=status.value)
    known = ", ".join(map(str, years))
    return UserError("year.unknown", year=year, years=known) if known else UserError("year.unknown-empty", year=year)


def _count_fallbacks(report: Report) -> int:
    return sum(any(cell.fallback for cell in row.cells) for row in report.rows)


def _count_errors(tracker: Tracker, year: int, activities: Sequence[Activity]) -> int:
    findings, printed = tracker.findings(year), {one.id for one in activities}
    return sum(any(one.severity is Severity.ERROR for one in some) for id_, some in findings.items() if id_ in printed)


def _write_manifest(
    tracker: Tracker,
    query: ActivityQuery,
    activities: Sequence[Activity],
    targets: dict[str, Path],
    format_: str,
    untranslated: dict[str, int],
) -> Path:
    """A file beside the annexes that says what was written from what, with a checksum of each."""
    figures = tracker.figures(query)
    manifest = {
        "program": f"PCT Tracker {__version__}",
        "year": query.year,
        "status": query.status,
        "format": format_,
        "activities": [{"id": one.id, "version": one.version} for one in activities],
        "figures": {figure.name: figure.value for figure in figures},
        "files": [
            {
                "language": language,
                "file": path.name,
                "sha256": _checksum(path),
                "rows": len(activities),
                "untranslated": untranslated[language],
            }
            for language, path in targets.items()
        ],
    }
    path = next(iter(targets.values())).parent / "manifest.json"
    write_atomically(path, partial(_write_json, manifest))
    return path


def _write_json(content: object, stream: BinaryIO) -> None:
    stream.write(json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n")


def _checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
