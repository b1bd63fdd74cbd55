"""The annex of 2024, whole and right, from every kind of file it exists in."""

import re
from typing import Any

import pytest
from annex_inputs import FILES, LANGUAGE_OF_FILE

from pct_tracker.domain.activity import ActivityDraft
from pct_tracker.domain.codes import Status
from pct_tracker.importing.annex import AnnexReading, read_annex
from pct_tracker.reference.loader import resources_folder
from pct_tracker.reference.reference import Reference

KNOWN_ODDITIES = {
    (4, "modality.said-in-title", "modality"),
    (4, "place.unusual-name", "origins"),
    (31, "separator.missing", "origins"),
    (35, "place.name-and-code-disagree", "origins"),
    (35, "place.name-and-code-disagree", "venue"),
    (44, "place.unusual-name", "origins"),
}


@pytest.fixture(scope="module", params=LANGUAGE_OF_FILE)
def reading(request: pytest.FixtureRequest, reference: Reference) -> AnnexReading:
    return read_annex(FILES / request.param, reference)


def squeezed(text: str, language: str) -> str:
    return re.sub(r"\s+", "" if language == "zh" else " ", text).strip()


def known(activity: dict[str, Any], language: str) -> dict[str, Any]:
    return {
        "month": activity["month"],
        "type": activity["type"],
        "contents": tuple(activity["contents"]),
        "title": squeezed(activity["title"][language], language),
        "co-organizers": [one[language] for one in activity["co_organizers"]],
        "venue": (activity["venue"]["kind"], activity["venue"]["code"]),
        "modality": activity["modality"],
        "origins": activity["origins"],
        "origin note": (activity["origin_note"] or {}).get(language),
        "participant types": tuple(activity["participant_types"]),
        "participants": activity["participants"],
    }


def read(draft: ActivityDraft, language: str) -> dict[str, Any]:
    return {
        "month": draft.month,
        "type": draft.type,
        "contents": draft.contents,
        "title": squeezed(draft.title[language], language),
        "co-organizers": [one.name[language] for one in draft.co_organizers],
        "venue": (draft.venue.kind, draft.venue.code),
        "modality": draft.modality,
        "origins": [origin.code or origin.text for origin in draft.origins],
        "origin note": draft.origin_note.get(language),
        "participant types": draft.participant_types,
        "participants": draft.participants,
    }


def test_every_field_of_every_row_is_read_right(reading: AnnexReading, truth: list[dict[str, Any]]) -> None:
    language = LANGUAGE_OF_FILE[reading.file]
    assert [read(row.draft, language) for row in reading.rows] == [known(activity, language) for activity in truth]


def test_year_language_and_status_are_found_in_the_file(reading: AnnexReading) -> None:
    assert (reading.year, reading.languages) == (2024, (LANGUAGE_OF_FILE[reading.file],))
    assert {(row.draft.year, row.draft.status) for row in reading.rows} == {(2024, Status.HELD)}


def test_rows_are_numbered_over_the_file_and_none_is_skipped(reading: AnnexReading) -> None:
    assert [row.number for row in reading.rows] == list(range(1, 65))
    assert reading.skipped == ()


def test_source_cells_are_kept_as_printed(reading: AnnexReading, truth: list[dict[str, Any]]) -> None:
    if LANGUAGE_OF_FILE[reading.file] == "zh":
        assert [list(row.cells) for row in reading.rows] == [activity["source_cells"] for activity in truth]
    assert all(row.draft.source_cells == row.cells for row in reading.rows)


def test_printed_codes_of_co_organizers_are_read(reading: AnnexReading, truth: list[dict[str, Any]]) -> None:
    pairs = zip(truth, reading.rows, strict=True)
    codes = [
        (one["code"], made.code)
        for activity, row in pairs
        for one, made in zip(activity["co_organizers"], row.draft.co_organizers, strict=True)
    ]
    assert {(printed, made) for printed, made in codes if printed} == {
        (code, code) for code in ("CO", "CZ", "DZ", "GC", "JM", "SK")
    }


def test_only_the_known_oddities_of_the_annex_are_doubted(reading: AnnexReading) -> None:
    doubts = {(row.number, doubt.rule, doubt.field) for row in reading.rows for doubt in row.draft.doubts}
    if LANGUAGE_OF_FILE[reading.file] == "zh":
        assert doubts == KNOWN_ODDITIES
    else:
        assert doubts == {(4, "modality.said-in-title", "modality")}


def test_the_structured_sample_is_read_in_all_six_languages(reference: Reference, truth: list[dict[str, Any]]) -> None:
    reading = read_annex(resources_folder() / "sample" / "annex-2024.json", reference)
    assert reading.languages == ("en", "fr", "es", "ru", "zh", "ar")
    for language in reading.languages:
        assert [read(row.draft, language) for row in reading.rows] == [known(activity, language) for activity in truth]
