"""JSON files, in the shapes the program writes and in those people write."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from annex_inputs import HEADINGS, OTHER_ROW, ROW
from hypothesis import given
from hypothesis import strategies as st

from pct_tracker.domain.activity import ActivityDraft, CoOrganizer, Origin, Venue
from pct_tracker.domain.codes import Modality, Status, VenueKind
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.texts import Texts
from pct_tracker.importing.annex import AnnexReading, read_annex
from pct_tracker.importing.records import read_record
from pct_tracker.reference.loader import load_reference
from pct_tracker.reference.reference import Reference

LISTED: dict[str, Any] = {
    "id": 1,
    "month": "2024-02",
    "start": "2024-02-12",
    "end": "2024-02-14",
    "status": "postponed",
    "type": "epct-training",
    "contents": ["C", "D"],
    "title": {"zh": "培训", "en": "Training"},
    "co_organizers": [{"zh": "知识产权局", "code": "JM"}],
    "venue": {"kind": "state", "code": "OM", "city": "Muscat"},
    "modality": "hybrid",
    "origins": ["OM", "EP", "Atlantis"],
    "origin_note": {"en": "Some others"},
    "participant_types": ["offices", "Judges"],
    "participants": 10,
    "funding": "Japan",
    "source_cells": list(ROW),
}
DRAFT = ActivityDraft(
    year=2024,
    month="2024-02",
    start=date(2024, 2, 12),
    end=date(2024, 2, 14),
    status=Status.POSTPONED,
    type="epct-training",
    contents=("C", "D"),
    title=Texts({"zh": "培训", "en": "Training"}),
    co_organizers=(CoOrganizer(Texts({"zh": "知识产权局"}), "JM"),),
    venue=Venue(VenueKind.STATE, "OM", "Muscat"),
    modality=Modality.HYBRID,
    origins=(Origin("OM"), Origin("EP"), Origin(text="Atlantis")),
    origin_note=Texts({"en": "Some others"}),
    participant_types=("offices", "Judges"),
    participants=10,
    funding="Japan",
    source_cells=ROW,
)


def read(tmp_path: Path, content: Any, reference: Reference) -> AnnexReading:
    path = tmp_path / "activities.json"
    path.write_text(json.dumps(content), "utf-8")
    return read_annex(path, reference)


@pytest.mark.parametrize("wrap", [lambda activities: activities, lambda activities: {"activities": activities}])
def test_what_the_program_lists_is_read_back_whole(wrap: Any, tmp_path: Path, reference: Reference) -> None:
    reading = read(tmp_path, wrap([LISTED]), reference)
    assert [row.draft for row in reading.rows] == [DRAFT]
    assert (reading.languages, reading.rows[0].cells) == (("en", "zh"), ROW)


def test_objects_under_headings_are_read_like_a_table(tmp_path: Path, reference: Reference) -> None:
    content = [
        dict(zip(HEADINGS, ROW, strict=True)),
        {**dict(zip(HEADINGS, OTHER_ROW, strict=True)), "Number of Participants": 20},
    ]
    reading = read(tmp_path, content, reference)
    assert [(row.draft.month, row.draft.participants) for row in reading.rows] == [("2024-02", 10), ("2024-03", 20)]


def test_values_written_as_cells_are_read_as_cells(tmp_path: Path, reference: Reference) -> None:
    record = {
        "month": "March 2024",
        "title": "Seminar",
        "contents": ["a"],
        "venue": "Oman (OM)",
        "origins": "Kenya and Uganda",
        "participants": "1,234",
    }
    draft = read(tmp_path, [record], reference).rows[0].draft
    assert (draft.month, draft.title, draft.contents) == ("2024-03", Texts({"en": "Seminar"}), ("A",))
    assert (draft.venue.code, draft.origin_codes, draft.participants) == ("OM", ("KE", "UG"), 1234)


def test_a_record_with_neither_date_nor_title_is_skipped_and_counted(tmp_path: Path, reference: Reference) -> None:
    reading = read(tmp_path, [LISTED, {"origins": ["OM"]}], reference)
    assert (len(reading.rows), [row.reason for row in reading.skipped]) == (1, ["row.without-date-and-title"])


def test_a_venue_with_an_unknown_code_keeps_its_words_and_is_doubted(reference: Reference) -> None:
    draft = read_record({**LISTED, "venue": {"kind": "state", "code": "ZZ"}}, "en", reference)
    assert (draft.venue, [doubt.rule for doubt in draft.doubts]) == (Venue(VenueKind.UNKNOWN, None, "ZZ"), ["place.unknown"])


@pytest.mark.parametrize("content", [[], {}, {"activities": []}, 5, "text", [1, 2], None])
def test_json_without_activities_is_refused(content: Any, tmp_path: Path, reference: Reference) -> None:
    with pytest.raises(UserError) as caught:
        read(tmp_path, content, reference)
    assert caught.value.code == "import.no-table"


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["zh", "en", "code", "kind", "name", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([*LISTED, "year"]), ANYTHING))
def test_values_of_any_shape_make_a_draft(record: dict[str, Any]) -> None:
    draft = read_record(record, "en", load_reference())
    assert draft.participants is None or abs(draft.participants) <= 999_999_999
