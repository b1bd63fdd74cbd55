"""Templates, records of exports, and the log of an earlier day."""

from pathlib import Path

import pytest
from builders import adding, make_draft

from pct_tracker.domain.errors import UserError
from pct_tracker.services.reports.archive import (
    activities_as_of,
    current_state,
    drop_report_template,
    export_records,
    frozen_state,
    keep_export_record,
    keep_report_template,
    report_templates,
)
from pct_tracker.services.reports.word_templates import example_of_template
from pct_tracker.services.tracker import Tracker


def file_of(folder: Path, content: bytes) -> Path:
    path = folder / "house.docx"
    path.write_bytes(content)
    return path


def test_a_template_is_kept_by_its_language_until_it_is_taken_out(empty_tracker: Tracker, tmp_path: Path) -> None:
    kept = keep_report_template(empty_tracker, "fr", file_of(tmp_path, example_of_template(empty_tracker, "fr")))
    assert report_templates(empty_tracker) == {"fr": kept}
    assert (kept.name, kept.author) == ("house.docx", "somebody")
    drop_report_template(empty_tracker, "fr")
    assert report_templates(empty_tracker) == {}


@pytest.mark.parametrize(
    ("language", "content", "code"),
    [("fr", b"<html>", "template.not-word"), ("fr", b"PK\x03\x04", "word-template.damaged"), ("de", b"PK", "template.language")],
)
def test_what_is_no_template_is_refused(empty_tracker: Tracker, tmp_path: Path, language: str, content: bytes, code: str) -> None:
    with pytest.raises(UserError) as trouble:
        keep_report_template(empty_tracker, language, file_of(tmp_path, content))
    assert trouble.value.code == code


def test_a_template_that_is_not_there_is_told(empty_tracker: Tracker, tmp_path: Path) -> None:
    with pytest.raises(UserError) as trouble:
        keep_report_template(empty_tracker, "fr", tmp_path / "none.docx")
    assert trouble.value.code == "template.unreadable"


def test_an_export_of_an_earlier_day_knows_what_it_was_made_from(empty_tracker: Tracker) -> None:
    empty_tracker.do(adding(make_draft()))
    plan = keep_export_record(empty_tracker, 2024, current_state(empty_tracker), {"annex": "planned"}, {}, "plan")
    empty_tracker.do(adding(make_draft()))
    year = keep_export_record(empty_tracker, 2024, current_state(empty_tracker), {}, {"files": []}, "year")
    assert export_records(empty_tracker, 2024) == [year, plan]
    assert frozen_state(empty_tracker, 2024, "plan") == plan
    assert frozen_state(empty_tracker, 2023, "plan") is None
    assert [one.id for one in activities_as_of(empty_tracker, 2024, plan.entry_id)] == [1]
    assert [one.id for one in activities_as_of(empty_tracker, 2024, year.entry_id)] == [1, 2]
