"""Annexes as they come: every input of `tests.files.make_inputs` is read as what it says, in full."""

import json
from pathlib import Path
from typing import Any

import pytest

from pct_tracker.domain.activity import Venue
from pct_tracker.domain.codes import VenueKind
from pct_tracker.importing.annex import AnnexReading, ReadRow, read_annex
from pct_tracker.reference.reference import Reference
from tests.files.make_inputs import EXPECTED, INPUTS, all_cases

CASES: dict[str, dict[str, Any]] = json.loads(EXPECTED.read_text("utf-8"))


@pytest.mark.parametrize("name", CASES)
def test_an_input_is_read_as_what_it_says(name: str, reference: Reference) -> None:
    reading = read_annex(INPUTS / name, reference)
    assert told(reading) == CASES[name]


def test_the_inputs_are_those_that_the_generator_makes(tmp_path: Path) -> None:
    made = {case.name: case.data for case in all_cases()}
    assert {path.name: path.read_bytes() for path in INPUTS.iterdir() if path != EXPECTED} == made
    assert {case.name: json.loads(json.dumps(case.expectation())) for case in all_cases()} == CASES


def test_a_workbook_of_the_old_kind_is_read_like_the_new_one(reference: Reference) -> None:
    """Converted by LibreOffice: nothing at hand writes this kind."""
    reading = read_annex(INPUTS.parent / "brought" / "true-dates-en.xls", reference)
    assert told(reading) == CASES["true-dates-en.xlsx"]


def told(reading: AnnexReading) -> dict[str, Any]:
    """A reading in the shape of the expectations."""
    return {
        "year": reading.year,
        "rows": [told_of_row(row) for row in reading.rows],
        "skipped": [row.reason for row in reading.skipped],
        "left_out": [[column.name, column.filled] for column in reading.left_out],
        "notes": [note.code for note in reading.notes],
        "claims": [f"{claim.kind} {claim.bound} {claim.number}" for claim in reading.claims],
    }


def told_of_row(row: ReadRow) -> dict[str, Any]:
    draft = row.draft
    return {
        "month": draft.month,
        "days": [str(draft.start), draft.end and str(draft.end)] if draft.start else None,
        "type": draft.type,
        "contents": "".join(draft.contents),
        "title": draft.title.get(row.language),
        "with_whom": [one.name.get(row.language, "") for one in draft.co_organizers],
        "venue": told_of_venue(draft.venue),
        "origins": [origin.code or origin.text for origin in draft.origins],
        "people": list(draft.participant_types),
        "participants": draft.participants,
        "language": row.language,
        "status": draft.status.value,
        "year": draft.year,
        "doubts": [doubt.rule for doubt in draft.doubts],
    }


def told_of_venue(venue: Venue) -> str | None:
    return "online" if venue.kind is VenueKind.ONLINE else venue.code
