"""The workbook of a report: its annexes, the activities they were printed from, and every number counted from those."""

from collections.abc import Collection, Iterator, Sequence

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.figure import Figure
from pct_tracker.reference.reference import Reference
from pct_tracker.reporting.report import Report
from pct_tracker.reporting.workbook.activity_sheet import activity_sheet
from pct_tracker.reporting.workbook.breakdown_sheets import breakdown_sheets
from pct_tracker.reporting.workbook.origin_sheet import origin_sheet
from pct_tracker.reporting.workbook.reach_sheets import reach_sheets
from pct_tracker.reporting.workbook.sheets import Workbook
from pct_tracker.reporting.workbook.total_sheet import total_sheet
from pct_tracker.reporting.workbook.wording import Wording


def build_workbook(
    annexes: Sequence[Report],
    activities: Sequence[Activity],
    doubtful: Collection[int],
    figures: Sequence[Figure],
    reference: Reference,
    *,
    language: str,
    year: int,
) -> Workbook:
    """The workbook in a language. Figures and activities are those of the first annex, all of the year.

    There are one or two annexes; the second one, of what is planned, is printed and not counted.
    """
    words = Wording(reference, language)
    place = {row.activity_id: number for number, row in enumerate(annexes[0].rows)}
    held = sorted(activities, key=lambda one: place[one.id])
    return Workbook(
        annexes=tuple(zip(_titles(annexes, words), annexes, strict=True)),
        sheets=(
            activity_sheet(held, doubtful, words),
            origin_sheet(held, words),
            total_sheet(figures, year, words),
            *breakdown_sheets(held, words),
            *reach_sheets(held, year, words),
        ),
        flags={1: words.text("yes"), 0: words.text("no")},
    )


def _titles(annexes: Sequence[Report], words: Wording) -> Iterator[str]:
    """What the tabs of the annexes say: enough for the import to know the year, and what is only planned."""
    held, *planned = annexes
    annex = words.reference.document.text(f"annex.{'first' if planned else 'only'}", words.language)
    yield f"{annex} {held.year}"
    yield from (words.text("sheet.planned", year=one.year) for one in planned)
