"""What there is to see before a report is written: its pages, what stands in the way, how far its texts are."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pct_tracker.domain.codes import LANGUAGES, Severity, Status
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.reporting.writers import write_document
from pct_tracker.services.reports.archive import report_templates
from pct_tracker.services.reports.choices import ReportChoices
from pct_tracker.services.reports.preview import preview_pages
from pct_tracker.services.reports.run import compose_preview, file_name, own_templates
from pct_tracker.services.reports.texts import texts_of_report
from pct_tracker.services.tracker import Tracker

_ALL_ROWS = 400
"""Rows of a report whose pages are all shown; of a longer one the first _SOME_ROWS of each table are."""

_SOME_ROWS = 60


@dataclass(frozen=True, slots=True)
class ReportLook:
    """Pages are PNG pictures; `is_cut` says that they show the beginning of each table only.

    `findings` counts the activities of the report by the gravest finding on each, a lacking translation alone left out;
    `texts` are, by language, how many texts are neither missing nor outdated, and how many there are. `template` is the file
    name of the user's own Word template that these pages do not show; empty if none is used.
    """

    pages: tuple[bytes, ...]
    is_cut: bool
    activities: int
    findings: Mapping[Severity, int]
    texts: Mapping[str, tuple[int, int]]
    template: str = ""


def look_at_report(tracker: Tracker, year: int, language: str, choices: ReportChoices, dpi: int) -> ReportLook:
    """Looks at the report on a year in a language. Raises UserError export.no-font if no font here can print it."""
    document = compose_preview(tracker, year, language, choices)
    count = sum(len(part.report.rows) for part in document.annexes)
    is_cut = count > _ALL_ROWS
    pages = preview_pages(document, dpi=dpi, rows=_SOME_ROWS if is_cut else None)
    held = tracker.activities(ActivityQuery(year=year, status=Status.HELD))
    planned = tracker.activities(ActivityQuery(year=choices.document.planned_year or year, status=Status.PLANNED))
    texts = texts_of_report(held, planned, choices)
    done = {one: (texts.done(one), texts.count) for one in LANGUAGES}
    template = own_templates(tracker, replace(choices, languages=(language,))).get(language)
    name = template.name if template else ""
    return ReportLook(tuple(pages), is_cut, len(held), _findings(tracker, year, {one.id for one in held}), done, name)


def pages_to_print(tracker: Tracker, year: int, language: str, choices: ReportChoices, dpi: int) -> tuple[bytes, ...]:
    """All pages of the report as PNG pictures."""
    return tuple(preview_pages(compose_preview(tracker, year, language, choices), dpi=dpi))


def write_word_look(tracker: Tracker, year: int, language: str, choices: ReportChoices, folder: Path) -> Path:
    """Writes the Word document of a language by the user's own template, to be looked at; it is no export and not kept.

    Raises what `write_document` raises.
    """
    template = report_templates(tracker).get(language)
    path = folder / file_name(year, language, "docx", whole=True)
    write_document(compose_preview(tracker, year, language, choices), path, "docx", template.content if template else None)
    return path


def open_findings(tracker: Tracker, year: int) -> Mapping[Severity, int]:
    """How many activities of the report on a year have an error, how many a warning at most, how many a hint."""
    return _findings(tracker, year, set(tracker.ids(ActivityQuery(year=year, status=Status.HELD))))


def _findings(tracker: Tracker, year: int, printed: set[int]) -> dict[Severity, int]:
    """How many of the printed activities have an error, how many a warning at most, how many a hint."""
    counts = dict.fromkeys(Severity, 0)
    for id_, some in tracker.findings(year).items():
        weighed = {one.severity for one in some if one.draws_attention}
        if id_ in printed and weighed:
            counts[next(severity for severity in Severity if severity in weighed)] += 1
    return counts
