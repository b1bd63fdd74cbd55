"""The Excel workbook of the whole report: composed from a snapshot, written, and proven."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from pct_tracker.figures.counts import count_figures
from pct_tracker.reporting.document import Document
from pct_tracker.reporting.files import write_atomically
from pct_tracker.reporting.workbook.build import build_workbook
from pct_tracker.reporting.workbook.sheets import Workbook
from pct_tracker.services.reports.differences import Proof
from pct_tracker.services.reports.snapshot import Snapshot


def workbook_of(snapshot: Snapshot, document: Document) -> Workbook:
    """The workbook behind a document that was composed from the same snapshot."""
    return build_workbook(
        [annex.report for annex in document.annexes],
        snapshot.held,
        snapshot.doubtful,
        count_figures(snapshot.held, snapshot.reference),
        snapshot.reference,
        language=document.language,
        year=document.year,
    )


def write_proven(workbook: Workbook, path: Path, breathe: Callable[[], None] | None = None) -> Proof:
    """Writes a workbook as a whole or not at all, and reads it back. Raises UserError if it cannot be written.

    `breathe` is that of `write_atomically`.
    """
    from pct_tracker.reporting.workbook.writer import write_workbook  # openpyxl takes 0.2 s: at its first use
    from pct_tracker.services.reports.workbook_proof import prove_workbook

    write_atomically(path, partial(write_workbook, workbook), breathe)
    return prove_workbook(path, workbook)
