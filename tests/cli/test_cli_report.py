"""Reports, publications, corrigenda and plans on the command line."""

import json
from pathlib import Path

import pytest
from builders import adding, changing, make_draft

from pct_tracker.domain.codes import LANGUAGES, Status
from pct_tracker.services.editing.life import hold
from pct_tracker.services.tracker import Tracker
from tests.cli.conftest import Command


def work_on(sample_file: Path, *, participants: int = 31) -> None:
    """Somebody corrects row 35 and adds a note to row 2."""
    tracker = Tracker.open(sample_file, "somebody")
    tracker.do(changing(tracker.activity(35), participants=participants))
    tracker.do(changing(tracker.activity(2), notes="seen"))
    tracker.close()


@pytest.fixture
def front(tmp_path: Path) -> Path:
    file = tmp_path / "front.json"
    told = {"symbol": "PCT/WG/19/5", "dated": "2026-05-04", "session": {"en": "Nineteenth session"}, "body": "Working Group"}
    file.write_text(json.dumps(told), "utf-8")
    return file


def test_a_report_is_written_in_all_languages_with_a_manifest(on_sample: Command, front: Path, tmp_path: Path) -> None:
    told = on_sample("report", "--year", 2024, "--formats", "html,csv", "--front", front, "--trace", "--output", tmp_path / "out")
    assert told.status == 1  # row 35 has an error
    assert len(told.out.splitlines()) == 12
    lacking = "1 in French, 1 in Spanish, 1 in Russian, 1 in Chinese, 1 in Arabic"
    assert told.err.splitlines() == [
        f"Rows and first-page lines with texts that are missing or outdated: {lacking}.",
        "1 of 64 activities has errors; 'pct-tracker check' lists them.",
    ]
    page = (tmp_path / "out" / "report-2024-en.html").read_text("utf-8")
    assert all(text in page for text in ("PCT/WG/19/5", "MAY 4, 2026", "Nineteenth session", "Working Group"))
    assert json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))["proven"]


def test_options_go_before_the_front_file(on_sample: Command, front: Path, tmp_path: Path) -> None:
    options = ("--front", front, "--symbol", "X/1", "--session", "Twentieth session", "--language", "en", "--formats", "html")
    on_sample("report", "--year", 2024, *options, "--output", tmp_path)
    page = (tmp_path / "report-2024-en.html").read_text("utf-8")
    assert "X/1" in page
    assert "Twentieth session" in page


def test_a_published_year_is_locked_and_corrected_by_a_corrigendum(
    on_sample: Command, sample_file: Path, front: Path, tmp_path: Path
) -> None:
    published = on_sample("publish", "--year", 2024, "--formats", "csv", "--front", front, "--output", tmp_path / "a")
    assert published.out.splitlines()[-1] == "2024 is published as export 1 and locked."
    assert on_sample("lock", "--year", 2024).refused_plainly
    assert on_sample("corrigendum", "--year", 2024, "--output", tmp_path / "b").refused_plainly
    on_sample("unlock", "--year", 2024, "--reason", "a number")
    work_on(sample_file)
    stopped = on_sample("corrigendum", "--year", 2024, "--missing", "stop", "--output", tmp_path / "s")
    assert stopped.refused_plainly
    assert not (tmp_path / "s").exists()
    told = on_sample("corrigendum", "--year", 2024, "--symbol", "Corr.", "--formats", "docx", "--output", tmp_path / "b")
    assert told.status == 1  # the session of the published front block is told in English alone
    assert [Path(line).name for line in told.out.splitlines()[:6]] == [f"corrigendum-2024-{code}.docx" for code in LANGUAGES]
    assert told.out.splitlines()[6] == "English: 1 changed."
    assert "Participants: 6,471 instead of 6,465." in told.out
    assert "in no document: 1." in told.out
    again = on_sample("publish", "--year", 2024, "--formats", "csv", "--output", tmp_path / "c")
    assert again.status == 1
    assert on_sample("corrigendum", "--year", 2024, "--output", tmp_path / "d").refused_plainly
    since = on_sample("corrigendum", "--year", 2024, "--since", 1, "--formats", "html", "--output", tmp_path / "d")
    assert since.status == 1
    page = (tmp_path / "d" / "corrigendum-2024-en.html").read_text("utf-8")
    assert all(text in page for text in ("PCT/WG/19/5 Corr.", "MAY 4, 2026", "Nineteenth session"))
    assert on_sample("corrigendum", "--year", 2024, "--since", 2, "--output", tmp_path / "e").refused_plainly


def test_nothing_is_written_over_a_publication(on_sample: Command, tmp_path: Path) -> None:
    place = ("--year", 2024, "--language", "en", "--output", tmp_path / "out")
    on_sample("publish", *place, "--formats", "csv")
    before = {one.name: one.read_bytes() for one in (tmp_path / "out").iterdir()}
    for command in (("publish", "--formats", "json"), ("report", "--formats", "csv"), ("corrigendum", "--formats", "html")):
        told = on_sample(*command, *place)
        assert told.refused_plainly
        assert str(tmp_path / "out-2") in told.err
    assert on_sample("repeat", 1, "--output", tmp_path / "out").refused_plainly
    assert {one.name: one.read_bytes() for one in (tmp_path / "out").iterdir()} == before


def test_a_year_without_anything_is_told_plainly(on_sample: Command) -> None:
    for command in ("exports", "plan", "translations"):
        told = on_sample(command, "--year", 1999)
        assert told.refused_plainly
        assert "There are no activities for 1999" in told.err
    assert on_sample("exports", "--year", 2024).out == "Nothing was exported yet.\n"


def test_exports_are_listed_and_written_again(on_sample: Command, sample_file: Path, tmp_path: Path) -> None:
    assert on_sample("exports").out == "Nothing was exported yet.\n"
    on_sample("publish", "--year", 2024, "--language", "fr", "--formats", "docx,json", "--output", tmp_path / "first")
    on_sample("unlock", "--year", 2024, "--reason", "a number")
    work_on(sample_file)
    (told,) = on_sample("exports", "--year", 2024, "--json").json
    assert (told["id"], told["freezes"], told["plan_year"], told["languages"]) == (1, "year", None, ["fr"])
    assert on_sample("exports").out.splitlines()[-1] == "1 exports."
    again = on_sample("repeat", 1, "--output", tmp_path / "again")
    assert (again.status, again.err) == (1, "1 of 64 activities has errors; 'pct-tracker check' lists them.\n")
    for name in ("report-2024-fr.docx", "annex-2024-fr.json"):
        assert (tmp_path / "again" / name).read_bytes() == (tmp_path / "first" / name).read_bytes()
    assert on_sample("repeat", 7, "--output", tmp_path / "none").refused_plainly


def test_a_plan_is_frozen_and_told_with_its_result(on_sample: Command, sample_file: Path, tmp_path: Path) -> None:
    assert on_sample("plan", "--year", 2024).refused_plainly
    assert on_sample("report", "--year", 2024, "--freeze-plan", "--output", tmp_path).refused_plainly
    assert on_sample("report", "--year", 2024, "--planned", "--freeze-plan", "--output", tmp_path).refused_plainly
    tracker = Tracker.open(sample_file, "somebody")
    planned = make_draft(month="2024-12", status=Status.PLANNED)
    first, second = tracker.do(adding(planned, planned)).added
    frozen = on_sample(
        "report", "--year", 2024, "--planned", "--freeze-plan", "--language", "en", "--formats", "json", "--output", tmp_path
    )
    assert frozen.out.splitlines()[-1].startswith("The plan of 2024 is frozen as export 1;")
    tracker.do(hold([tracker.activity(first)]))
    tracker.close()
    told = on_sample("plan", "--year", 2024, "--json")
    assert told.status == 1  # 2024 is over, and the second one has no outcome
    assert [row["now"]["id"] for row in told.json["held"]] == [first]
    assert [(row["planned"]["id"], row["why"]) for row in told.json["dropped"]] == [(second, "overdue")]
    assert "Held without having been planned: 0" in on_sample("plan", "--year", 2024).out


@pytest.mark.parametrize(
    "content",
    [
        "{",
        "[]",
        '{"symbol": 1}',
        '{"colour": "red"}',
        '{"dated": "tomorrow"}',
        '{"title": {"de": "x"}}',
        '{"title": ["x"]}',
        "[" * 100_000,
    ],
)
def test_a_front_file_that_says_something_else_is_refused(on_sample: Command, tmp_path: Path, content: str) -> None:
    file = tmp_path / "front.json"
    file.write_text(content, "utf-8")
    assert on_sample("report", "--year", 2024, "--front", file, "--output", tmp_path / "out").refused_plainly
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("formats", ["", "doc", "docx,,pdf", "docx;pdf"])
def test_unknown_kinds_of_file_are_refused(on_sample: Command, tmp_path: Path, formats: str) -> None:
    assert on_sample("report", "--year", 2024, "--formats", formats, "--output", tmp_path).refused_plainly


def test_what_is_out_of_reach_is_refused(on_sample: Command, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    assert on_sample("report", "--year", 2024, "--front", tmp_path / "none.json", "--output", tmp_path / "o").refused_plainly
    assert on_sample("publish", "--year", 2024, "--output", file).refused_plainly
    assert on_sample("publish", "--year", 1999, "--output", tmp_path / "o").refused_plainly
    assert on_sample("corrigendum", "--year", 2024, "--formats", "csv", "--output", tmp_path / "o").refused_plainly
