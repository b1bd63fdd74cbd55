"""Bringing a sheet in: read, understood, matched, stored and judged; the floor is what the library needs for its cells."""

import io
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from pct_tracker.domain.activity import ActivityDraft
from pct_tracker.domain.codes import VenueKind
from pct_tracker.importing.readers import read_document
from pct_tracker.reference.loader import load_reference
from pct_tracker.services.import_run import read_file, review_import, store_import
from pct_tracker.services.tracker import Tracker
from tests.bench.made_up import make_drafts
from tests.bench.measuring import Measure, timed

_ROWS = 10_000
_WHOLE = 10_000
"""Milliseconds that the whole import may take."""

_TIMES_FLOOR = 3


def measure_imports() -> Iterator[Measure]:
    """Reading the cells of a long sheet, and the whole import of its rows."""
    with tempfile.TemporaryDirectory() as folder:
        file = _write(Path(folder) / "log.xlsx")
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


def _write(file: Path) -> Path:
    """The annex of made-up activities as a sheet in English."""
    import openpyxl

    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet("Log")
    vocabulary = load_reference().vocabulary
    sheet.append([vocabulary.column_label(column, "en") for column in vocabulary.columns])
    for draft in make_drafts(_ROWS):
        sheet.append(_row(draft))
    workbook.save(file)
    return file


def _row(draft: ActivityDraft) -> list[object]:
    vocabulary = load_reference().vocabulary
    venue = _place(draft.venue.code) if draft.venue.code else "Online" if draft.venue.kind is VenueKind.ONLINE else ""
    return [
        draft.month,
        vocabulary.type_label(draft.type or "", "en"),
        ", ".join(draft.contents),
        draft.title.get("en"),
        "; ".join(one.name.get("en", "") for one in draft.co_organizers),
        venue,
        "; ".join(map(_place, draft.origin_codes)),
        "; ".join(vocabulary.participant_type_label(kind, "en") for kind in draft.participant_types),
        draft.participants,
    ]


def _place(code: str) -> str:
    party = load_reference().parties.find(code)
    return f"{party.names['en']} ({code})" if party else code
