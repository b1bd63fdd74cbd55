"""The report as comma-separated values: UTF-8 with a byte order mark, for spreadsheets and scripts."""

import csv
import io
from typing import BinaryIO

from pct_tracker.domain.formulas import guard_formula
from pct_tracker.reporting.printable import printable
from pct_tracker.reporting.report import Report


def write(report: Report, stream: BinaryIO) -> None:
    """Writes a heading of stable names and the cells as printed; text like a formula gets an apostrophe in front."""
    file = io.TextIOWrapper(stream, "utf-8-sig", newline="")
    lines = csv.writer(file)
    lines.writerow(report.columns)
    for row in report.rows:
        lines.writerow(guard_formula(printable(text)) for text in row.texts)
    file.flush()
    # The stream belongs to the caller and stays open.
    file.detach()
