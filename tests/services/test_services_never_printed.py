"""What is kept for those who keep the log is in no file that leaves it."""

import zipfile
from datetime import date
from pathlib import Path

import pytest
from builders import adding, make_draft

from pct_tracker.domain.activity import Question
from pct_tracker.services.reports.export_run import FORMATS, export_annex
from pct_tracker.services.tracker import Tracker

INNER = "for the office only"


def content_of(file: Path) -> str:
    """All text of a file, of the parts inside it if it is an archive."""
    if not zipfile.is_zipfile(file):
        return file.read_bytes().decode("utf-8", "replace")
    with zipfile.ZipFile(file) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


@pytest.mark.parametrize("format_", [name for name in FORMATS if name != "pdf"])
def test_notes_links_and_questions_stay_in_the_log(empty_tracker: Tracker, tmp_path: Path, format_: str) -> None:
    question = Question("participants", INNER, INNER, date(2024, 6, 1), INNER, INNER, date(2024, 6, 2))
    seen = make_draft(notes=INNER, links=(f"https://example.org/{INNER}",), questions=(question,), status_reason=None)
    empty_tracker.do(adding(seen))
    (file,) = export_annex(empty_tracker, 2024, ["en"], format_, tmp_path / f"annex.{format_}").files
    content = content_of(file)
    assert "Seminar on the Patent Cooperation Treaty" in content
    assert INNER not in content


def test_the_cells_a_pdf_is_made_of_do_not_hold_them(empty_tracker: Tracker) -> None:
    seen = make_draft(notes=INNER, links=(INNER,), questions=(Question("month", INNER, INNER, date(2024, 6, 1)),))
    assert not any(INNER in cell for cell in empty_tracker.preview(seen, "en"))
