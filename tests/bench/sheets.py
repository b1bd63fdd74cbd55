"""The activities of a log as a sheet, which other programs can open."""

from pathlib import Path

from pct_tracker.domain.activity import ActivityDraft
from pct_tracker.domain.codes import VenueKind
from pct_tracker.reference.loader import load_reference
from tests.bench.logs import FOLDER
from tests.bench.made_up import make_drafts


def made_sheet(size: int) -> Path:
    """An Excel file of this many activities, made once."""
    file = FOLDER / f"{size}.xlsx"
    if not file.exists():
        write_sheet(file, size)
    return file


def write_sheet(file: Path, size: int) -> Path:
    """The annex of made-up activities as a sheet in English."""
    import openpyxl

    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet("Log")
    vocabulary = load_reference().vocabulary
    sheet.append([vocabulary.column_label(column, "en") for column in vocabulary.columns])
    for draft in make_drafts(size):
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
