"""What there is to see before a report is written: its pages, what stands in the way, how far its texts are."""

from collections.abc import Mapping
from dataclasses import dataclass

from pct_tracker.domain.codes import LANGUAGES, Severity, Status
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.services.preview import preview_pages
from pct_tracker.services.report_choices import ReportChoices
from pct_tracker.services.report_run import compose_preview
from pct_tracker.services.report_texts import texts_of_report
from pct_tracker.services.tracker import Tracker

_ALL_ROWS = 400
"""Rows of a report whose pages are all shown; of a longer one the first _SOME_ROWS of each table are."""

_SOME_ROWS = 60


@dataclass(frozen=True, slots=True)
class ReportLook:
    """Pages are PNG pictures; `is_cut` says that they show the beginning of each table only.

    `findings` counts the activities of the report by the gravest finding on each, a lacking translation alone left out;
    `texts` are, by language, how many texts are neither missing nor outdated, and how many there are.
    """

    pages: tuple[bytes, ...]
    is_cut: bool
    activities: int
    findings: Mapping[Severity, int]
    texts: Mapping[str, tuple[int, int]]


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
    return ReportLook(tuple(pages), is_cut, len(held), _findings(tracker, year, {one.id for one in held}), done)


def pages_to_print(tracker: Tracker, year: int, language: str, choices: ReportChoices, dpi: int) -> tuple[bytes, ...]:
    """All pages of the report as PNG pictures."""
    return tuple(preview_pages(compose_preview(tracker, year, language, choices), dpi=dpi))


def _findings(tracker: Tracker, year: int, printed: set[int]) -> dict[Severity, int]:
    """How many of the printed activities have an error, how many a warning at most, how many a hint."""
    counts = dict.fromkeys(Severity, 0)
    for id_, some in tracker.findings(year).items():
        weighed = {one.severity for one in some if one.rule != "title.missing-translation"}
        if id_ in printed and weighed:
            counts[next(severity for severity in Severity if severity in weighed)] += 1
    return counts
