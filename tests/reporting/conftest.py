"""The sample of 2024 as stored activities, and reports made by hand."""

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pct_tracker.domain.activity import REPORTED_FIELDS, Activity, CoOrganizer, Origin, Venue
from pct_tracker.domain.codes import LANGUAGES, Modality, Status, VenueKind
from pct_tracker.domain.texts import Texts
from pct_tracker.figures.claims import make_claims
from pct_tracker.figures.counts import count_figures
from pct_tracker.figures.gaps import find_gaps
from pct_tracker.reference.loader import load_reference, read_json_resource
from pct_tracker.reference.reference import Reference
from pct_tracker.reporting.annex import build_annex
from pct_tracker.reporting.document import Document, DocumentChoices, build_document
from pct_tracker.reporting.front import FrontBlock
from pct_tracker.reporting.report import Cell, Report, ReportRow
from pct_tracker.reporting.writers import WRITERS


@pytest.fixture(scope="session")
def reference() -> Reference:
    return load_reference()


@pytest.fixture(scope="session")
def sample() -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = read_json_resource("sample", "annex-2024.json")
    return records


@pytest.fixture(scope="session")
def activities(sample: list[dict[str, Any]]) -> list[Activity]:
    return [_activity(record) for record in sample]


@pytest.fixture(scope="session")
def annexes(activities: list[Activity], reference: Reference) -> dict[str, Report]:
    """The annex of 2024 in each language."""
    languages = ("en", "fr", "es", "ru", "zh", "ar")
    return {language: build_annex(activities, reference, language=language, year=2024) for language in languages}


@pytest.fixture(scope="session")
def make_report() -> Callable[..., Report]:
    """Makes a report of nine columns from texts; ends of rows that are left out stay empty."""

    def make(*rows: Sequence[str], language: str = "en", numbers: Sequence[int | None] = ()) -> Report:
        made = []
        for number, texts in enumerate(rows, 1):
            cells = [Cell(text) for text in (*texts, *[""] * 9)][:9]
            if number <= len(numbers) and numbers[number - 1] is not None:
                cells[8] = Cell(str(numbers[number - 1]), numbers[number - 1])
            made.append(ReportRow(number, tuple(cells)))
        return Report(
            language=language,
            direction="rtl" if language == "ar" else "ltr",
            year=2024,
            title_lines=("First line", "(second)"),
            columns=REPORTED_FIELDS,
            headings=tuple(f"Heading {column}" for column in REPORTED_FIELDS),
            rows=tuple(made),
            end_mark="[End]",
        )

    return make


@pytest.fixture(scope="session")
def written() -> Callable[[Report, str], io.BytesIO]:
    """Writes a report as some kind of file into memory."""

    def write(report: Report, suffix: str) -> io.BytesIO:
        stream = io.BytesIO()
        WRITERS[suffix](report, stream)
        stream.seek(0)
        return stream

    return write


@pytest.fixture(scope="session")
def make_document(activities: list[Activity], reference: Reference) -> Callable[..., Document]:
    """Makes a document of these held activities, or of the sample; seven of the sample are planned for 2025."""
    planned = [replace(one, id=one.id + 1000, year=2025, month="2025-06", status=Status.PLANNED) for one in activities[:7]]

    def make(
        held: Sequence[Activity] = activities, *, language: str = "en", front: FrontBlock = FRONT, **choices: Any
    ) -> Document:
        figures = count_figures(held, reference)
        claims = make_claims(figures, count_figures([one for one in held if one.id != 55], reference), find_gaps(held, reference))
        chosen = DocumentChoices(**choices)
        return build_document(held, planned, figures, claims, front, reference, language=language, year=2024, choices=chosen)

    return make


FRONT = FrontBlock(
    symbol="PCT/WG/19/5",
    session=Texts(dict.fromkeys(LANGUAGES, "Session 19")),
    place_and_dates=Texts({"en": "Geneva, May 4 to 8, 2026"}),
    dated=date(2026, 3, 16),
)


def _activity(record: dict[str, Any]) -> Activity:
    return Activity(
        id=record["row"],
        year=2024,
        month=record["month"],
        type=record["type"],
        contents=tuple(record["contents"]),
        title=Texts(record["title"]),
        co_organizers=tuple(CoOrganizer(Texts(one), one["code"]) for one in record["co_organizers"]),
        venue=Venue(VenueKind(record["venue"]["kind"]), record["venue"]["code"]),
        modality=Modality(record["modality"]),
        origins=tuple(Origin(code=code) for code in record["origins"]),
        origin_note=Texts(record["origin_note"]),
        participant_types=tuple(record["participant_types"]),
        participants=record["participants"],
        source_cells=tuple(record["source_cells"]),
    )
