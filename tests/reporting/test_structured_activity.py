"""The shape of `list --json`, which scripts rely on."""

import json
from datetime import date

from pct_tracker.domain.activity import Activity, CoOrganizer, Origin, Venue
from pct_tracker.domain.codes import Modality, VenueKind
from pct_tracker.domain.texts import Texts
from pct_tracker.reporting.structured import activity_as_json

FULL = Activity(
    id=1,
    year=2024,
    month="2024-02",
    start=date(2024, 2, 3),
    type="epct-training",
    contents=("C", "D"),
    title=Texts({"zh": "培训", "en": "Training"}),
    co_organizers=(CoOrganizer(Texts({"zh": "局"}), "OM"),),
    venue=Venue(VenueKind.STATE, "OM"),
    modality=Modality.ON_SITE,
    origins=(Origin(code="OM"), Origin(text="Some States")),
    participant_types=("offices",),
    participants=10,
    source_cells=("2024-02", "…"),
)


def test_a_full_activity_has_the_keys_and_values_of_the_contract() -> None:
    assert activity_as_json(FULL) == {
        "id": 1,
        "month": "2024-02",
        "start": "2024-02-03",
        "end": None,
        "status": "held",
        "type": "epct-training",
        "contents": ["C", "D"],
        "title": {"en": "Training", "zh": "培训"},
        "co_organizers": [{"zh": "局", "code": "OM"}],
        "venue": {"kind": "state", "code": "OM", "city": None},
        "modality": "on-site",
        "origins": ["OM"],
        "unknown_origins": ["Some States"],
        "origin_note": None,
        "participant_types": ["offices"],
        "participants": 10,
        "funding": None,
        "source_cells": ["2024-02", "…"],
    }


def test_texts_stand_in_the_order_of_the_languages() -> None:
    texts = {"ar": "ع", "zh": "中", "ru": "р", "es": "e", "fr": "f", "en": "n"}
    assert list(activity_as_json(Activity(id=1, title=Texts(texts)))["title"]) == ["en", "fr", "es", "ru", "zh", "ar"]


def test_an_empty_activity_can_be_written_and_has_no_key_for_unknown_origins() -> None:
    shape = json.loads(json.dumps(activity_as_json(Activity(id=7))))
    assert shape["venue"] == {"kind": "unknown", "code": None, "city": None}
    assert (shape["id"], shape["title"], shape["modality"], shape["origin_note"]) == (7, {}, None, None)
    assert "unknown_origins" not in shape
