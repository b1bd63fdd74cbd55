"""Bringing a sheet in: read, understood, matched, stored and judged; the floor is what the library needs for its cells."""

import io
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from pct_tracker.importing.readers import read_document
from pct_tracker.reference.loader import load_reference
from pct_tracker.services.imports.run import read_file, review_import, store_import
from pct_tracker.services.tracker import Tracker
from tests.bench.measuring import Measure, timed
from tests.bench.sheets import write_sheet

_ROWS = 10_000
_WHOLE = 10_000
"""Milliseconds that the whole import may take."""

_TIMES_FLOOR = 3


def measure_imports() -> Iterator[Measure]:
    """Reading the cells of a long sheet, and the whole import of its rows."""
    with tempfile.TemporaryDirectory() as folder:
        file = write_sheet(Path(folder) / "log.xlsx", _ROWS)
        data = file.read_bytes()
        vocabulary = load_reference().vocabulary
        floor, _ = timed(lambda: _cells(data), runs=5)
        value, worst = timed(lambda: read_document(file, vocabulary), runs=5)
        yield Measure("cells of an Excel file read", _ROWS, value, worst, floor, goal=_TIMES_FLOOR * floor)
        with closing(Tracker.open(Path(folder) / "log.db")) as tracker:
            value, worst = timed(lambda: store_import(tracker, review_import(tracker, read_file(tracker, file))), runs=1)
        yield Measure("Excel file imported", _ROWS, value, worst, floor, goal=_WHOLE)


def _cells(data: bytes) -> object:
    from python_calamine import CalamineWorkbook

    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
        return [workbook.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in workbook.sheet_names]
