"""The cleaning report and the manual on the command line."""

from pathlib import Path

import docx

from tests.cli.conftest import Command


def test_the_cleaning_report_is_written_where_it_is_wanted(on_sample: Command, tmp_path: Path) -> None:
    target = tmp_path / "cleaning.docx"
    told = on_sample("cleaning", "--year", 2024, "--output", target)
    assert (told.status, told.out.strip(), told.err) == (0, str(target), "")
    assert "Cleaning report 2024" in [one.text for one in docx.Document(str(target)).paragraphs]


def test_it_is_a_web_page_in_another_language(on_sample: Command, tmp_path: Path) -> None:
    target = tmp_path / "cleaning.html"
    assert on_sample("cleaning", "--year", 2024, "--language", "zh", "--format", "html", "--output", target).status == 0
    assert "2024年数据清理报告" in target.read_text("utf-8")


def test_a_year_without_activities_and_a_folder_that_is_not_there_are_refused(on_sample: Command, tmp_path: Path) -> None:
    assert on_sample("cleaning", "--year", 2031).refused_plainly
    assert on_sample("cleaning", "--year", 2024, "--output", tmp_path / "nowhere" / "c.docx").refused_plainly


def test_the_manual_is_one_page(pct: Command, tmp_path: Path) -> None:
    target = tmp_path / "manual.html"
    told = pct("manual", "--language", "fr", "--output", target)
    assert (told.status, told.out.strip()) == (0, str(target))
    page = target.read_text("utf-8")
    assert "Les règles des contrôles" in page
    assert "http" not in page
