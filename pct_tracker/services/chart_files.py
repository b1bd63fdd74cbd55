"""A picture of a chart as a file, with its data as a table beside it."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from pct_tracker.domain.formulas import guard_formula
from pct_tracker.reporting.files import write_atomically
from pct_tracker.services.free_names import free_name

Cells = Sequence[str | int]


def write_chart(target: Path, picture: bytes, rows: Iterable[Cells]) -> Path:
    """Writes a picture and, under the same name with .csv, the rows it was drawn from; returns the path of the table.

    A table of that name is replaced together with its picture; one about something else stays, and the name of the new
    one gets a number. Raises UserError if one of the two cannot be written.
    """
    data, table = _as_csv(rows), target.with_suffix(".csv")
    if not _may_replace(table, target, data):
        table = free_name(table)
    write_atomically(table, lambda stream: stream.write(data))
    write_atomically(target, lambda stream: stream.write(picture))
    return table


def _may_replace(table: Path, picture: Path, data: bytes) -> bool:
    """Whether a table holds the same, or is that of the picture to be replaced: it has the same columns."""
    try:
        with open(table, "rb") as stream:
            before = stream.read(len(data) + 1)
    except OSError:
        return False
    columns = data[: data.find(b"\n") + 1]
    return before == data or bool(columns and picture.exists() and before.startswith(columns))


def _as_csv(rows: Iterable[Cells]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([guard_formula(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
