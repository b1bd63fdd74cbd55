"""The report as comma-separated values: UTF-8 with a byte order mark, for spreadsheets and scripts."""

import csv
import io
import re
from typing import BinaryIO

from pct_tracker.reporting.printable import printable
from pct_tracker.reporting.report import Report

# A spreadsheet takes text that begins so for a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


def write(report: Report, stream: BinaryIO) -> None:
    """Writes a heading of stable names and the cells as printed; text like a formula gets an apostrophe in front."""
    text = io.TextIOWrapper(stream, "utf-8-sig", newline="")
    lines = csv.writer(text)
    lines.writerow(report.columns)
    for row in report.rows:
        lines.writerow(map(_harmless, row.texts))
    text.flush()
    # The stream belongs to the caller and stays open.
    text.detach()


def _harmless(text: str) -> str:
    shown = printable(text)
    looks_like_formula = shown.startswith(_FORMULA_STARTS) and not _PLAIN_NUMBER.fullmatch(shown)
    return f"'{shown}" if looks_like_formula else shown
