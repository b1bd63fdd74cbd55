"""The document composed from a log."""

from pathlib import Path
from typing import Any

import pytest

from pct_tracker.domain.change import Edit, Step
from pct_tracker.domain.codes import LANGUAGES, Status
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.reporting.document import Document, DocumentChoices
from pct_tracker.reporting.front import FrontBlock
from pct_tracker.reporting.writers import write_document
from pct_tracker.services.reports.document_run import document_of
from pct_tracker.services.reports.preview import preview_pages
from pct_tracker.services.reports.snapshot import doubtful_ids, take_snapshot
from pct_tracker.services.reports.word_templates import check_template, example_of_template, template_places
from pct_tracker.services.tracker import Tracker

FRONT = FrontBlock(symbol="PCT/WG/19/5")


def compose(tracker: Tracker, language: str, year: int = 2024, **choices: Any) -> Document:
    """The document on the activities of a year."""
    chosen = DocumentChoices(**choices)
    return document_of(take_snapshot(tracker, year, chosen.planned_year), language, FRONT, chosen)


def test_of_the_sample_only_the_repetition_is_doubtful(sample_tracker: Tracker) -> None:
    held = sample_tracker.activities(ActivityQuery(year=2024))
    doubtful = doubtful_ids(held, sample_tracker.findings(2024))
    repeated = [one for one in held if one.id in doubtful]
    assert [(one.month, one.participants) for one in repeated] == [("2024-11", 40)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_document_of_the_sample(sample_tracker: Tracker, language: str) -> None:
    document = compose(sample_tracker, language, sensitivity=True)
    numbers = {one.name: "".join(filter(str.isdigit, one.number)) for one in document.statements}
    assert numbers == {
        "activities": "60",
        "participants": "6400",
        "states": "120",
        "beneficiary_states": "90",
        "hybrid": "1",
        "delivery": "",
    }
    assert len(document.annexes[0].report.rows) == 64


def test_planned_activities_come_in_where_they_are_wanted(sample_tracker: Tracker) -> None:
    some = sample_tracker.activities(ActivityQuery(year=2024))[:2]
    planned = tuple(one.with_fields(status=Status.PLANNED, year=2025, month="2025-03") for one in some)
    sample_tracker.do(Edit(Step("add", {"title": "…"}), added=planned))
    without = compose(sample_tracker, "en")
    wanted = compose(sample_tracker, "en", planned=True, planned_year=2025)
    assert (len(without.annexes), [len(part.report.rows) for part in wanted.annexes]) == (1, [64, 2])
    assert next(one.text for one in wanted.paragraphs if one.name == "planned").startswith("2 activities are planned for 2025")


def test_a_year_without_activities_gives_a_document_that_says_so(empty_tracker: Tracker) -> None:
    document = compose(empty_tracker, "en", 2030, planned=True, trace=True, sensitivity=True)
    said = [one.text for one in document.paragraphs]
    assert "No activity was carried out in 2030." in said
    assert "No activity is planned for 2030 so far." in said
    assert document.annexes[0].report.rows == ()


def test_a_document_is_written_in_the_layout_of_a_template_that_is_sound(sample_tracker: Tracker, tmp_path: Path) -> None:
    document = compose(sample_tracker, "fr")
    template = example_of_template(sample_tracker, "fr")
    check_template(template)
    write_document(document, tmp_path / "report.docx", "docx", template)
    assert (tmp_path / "report.docx").read_bytes().startswith(b"PK")
    assert {"annex", "symbol"} <= {place.name for place in template_places()}


def test_the_first_pages_can_be_looked_at(sample_tracker: Tracker) -> None:
    pages = preview_pages(compose(sample_tracker, "en"), dpi=30, rows=3)
    assert [page[:4] for page in pages] == [b"\x89PNG", b"\x89PNG"]


def test_what_is_no_template_is_refused_before_it_is_kept() -> None:
    with pytest.raises(UserError, match="damaged"):
        check_template(b"PK")
