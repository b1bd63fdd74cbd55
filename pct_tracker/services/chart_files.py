"""A picture of a chart as a file, with its data as a table beside it."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from pct_tracker.reporting.files import write_atomically

Cells = Sequence[str | int]


def write_chart(target: Path, picture: bytes, rows: Iterable[Cells]) -> Path:
    """Writes a picture and, under the same name with .csv, the rows it was drawn from; returns the path of the table.

    Raises UserError if one of the two cannot be written.
    """
    table = target.with_suffix(".csv")
    data = _as_csv(rows)
    write_atomically(table, lambda stream: stream.write(data))
    write_atomically(target, lambda stream: stream.write(picture))
    return table


def _as_csv(rows: Iterable[Cells]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _harmless(cell: str | int) -> str | int:
    """A spreadsheet must not take a text for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
