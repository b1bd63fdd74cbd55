"""The workbook of the whole report: written, read back, and no cell of it left unproven."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from builders import adding, make_draft
from python_calamine import CalamineWorkbook

from pct_tracker.domain.codes import LANGUAGES, Status
from pct_tracker.domain.errors import UserError
from pct_tracker.importing.annex import read_annex
from pct_tracker.importing.readback import read_formulas
from pct_tracker.reference.loader import load_reference
from pct_tracker.reporting.workbook.sheets import Workbook
from pct_tracker.services.reports.choices import DocumentChoices, FrontBlock, ReportChoices
from pct_tracker.services.reports.document_run import document_of
from pct_tracker.services.reports.run import export_report
from pct_tracker.services.reports.snapshot import take_snapshot
from pct_tracker.services.reports.workbook_proof import prove_workbook
from pct_tracker.services.reports.workbook_run import workbook_of, write_proven
from pct_tracker.services.tracker import Tracker

EXCEL = ReportChoices(languages=("en",), formats=("xlsx",))
PLANNED = DocumentChoices(planned=True)


def composed(tracker: Tracker, language: str = "en", choices: DocumentChoices | None = None) -> Workbook:
    snapshot = take_snapshot(tracker, 2024)
    return workbook_of(snapshot, document_of(snapshot, language, FrontBlock(), choices or DocumentChoices()))


def spoil(path: Path, change: Callable[[str, bytes], bytes]) -> None:
    """Changes the parts of a package."""
    with ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, change(name, content))


def test_the_whole_report_is_a_workbook_and_the_annex_alone_one_sheet(sample_tracker: Tracker, tmp_path: Path) -> None:
    for whole, name, sheets in ((True, "report-2024-en.xlsx", 10), (False, "annex-2024-en.xlsx", 1)):
        result = export_report(sample_tracker, 2024, replace(EXCEL, whole=whole), tmp_path)
        [file] = result.files
        assert (file.path.name, file.proof.rows, file.proof.participants) == (name, 64, 6465)
        assert len(CalamineWorkbook.from_path(str(file.path)).sheet_names) == sheets
        assert result.is_proven


def test_it_is_proven_in_every_language_with_what_is_planned(sample_tracker: Tracker, tmp_path: Path) -> None:
    sample_tracker.do(adding(make_draft(status=Status.PLANNED, month="2024-12", participants=None)))
    choices = replace(EXCEL, languages=LANGUAGES, formats=("xlsx", "docx", "csv"), document=PLANNED)
    result = export_report(sample_tracker, 2024, choices, tmp_path)
    assert [one.proof.differences for one in result.files] == [()] * 18
    assert result.is_proven
    assert CalamineWorkbook.from_path(str(tmp_path / "report-2024-zh.xlsx")).sheet_names[:2] == [
        "附件一 2024",
        "附件二（计划）2024",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_import_reads_the_annexes_and_no_other_sheet(sample_tracker: Tracker, tmp_path: Path, language: str) -> None:
    sample_tracker.do(adding(make_draft(year=2025, status=Status.PLANNED, month="2025-02", participants=7)))
    planned = replace(PLANNED, planned_year=2025)
    export_report(sample_tracker, 2024, replace(EXCEL, languages=(language,), document=planned), tmp_path)
    rows = read_annex(tmp_path / f"report-2024-{language}.xlsx", load_reference()).rows
    read = [(row.draft.year, row.draft.status, row.draft.participants) for row in rows]
    assert (len(read), read[-1]) == (65, (2025, Status.PLANNED, 7))
    assert {one[:2] for one in read[:-1]} == {(2024, Status.HELD)}
    assert sum(one[2] or 0 for one in read) == 6472


def test_a_year_with_nothing_but_plans_is_proven_too(empty_tracker: Tracker, tmp_path: Path) -> None:
    empty_tracker.do(adding(make_draft(status=Status.PLANNED)))
    assert export_report(empty_tracker, 2024, replace(EXCEL, document=PLANNED), tmp_path).is_proven


def test_hostile_texts_and_odd_days_are_proven(empty_tracker: Tracker, tmp_path: Path) -> None:
    empty_tracker.do(
        adding(
            make_draft(type='=HYPERLINK("x")', funding="<f>1+1</f>", contents=("*", "A")),
            make_draft(month="in spring", type=None, contents=(), origins=(), participants=None),
            make_draft(month="0099-01", funding="x" * 40_000),
        )
    )
    result = export_report(empty_tracker, 2024, EXCEL, tmp_path)
    assert result.files[0].proof.differences == ()


def test_a_stored_total_that_is_another_is_found(sample_tracker: Tracker, tmp_path: Path) -> None:
    workbook, path = composed(sample_tracker), tmp_path / "report.xlsx"
    assert write_proven(workbook, path).holds
    spoil(path, lambda _, content: content.replace(b"<v>6465</v>", b"<v>6466</v>"))
    told = {(one.table, one.row, one.column, one.expected, one.found) for one in prove_workbook(path, workbook).differences}
    assert told == {("totals", 2, "value", "6465", "6466"), ("totals", 2, "counted", "6465", "6466")}


def test_a_number_of_an_activity_that_is_another_is_found(sample_tracker: Tracker, tmp_path: Path) -> None:
    workbook, path = composed(sample_tracker), tmp_path / "report.xlsx"
    write_proven(workbook, path)
    spoil(path, lambda name, content: content.replace(b"<v>489</v>", b"<v>498</v>") if name.endswith("sheet2.xml") else content)
    [difference] = prove_workbook(path, workbook).differences
    assert (difference.table, difference.column, difference.found) == ("activities", "participants", "498")


def test_a_formula_that_is_missing_other_or_not_ours_is_found(sample_tracker: Tracker, tmp_path: Path) -> None:
    workbook, path = composed(sample_tracker), tmp_path / "report.xlsx"
    write_proven(workbook, path)

    def change(name: str, content: bytes) -> bytes:
        if not name.endswith("sheet4.xml"):
            return content
        content = content.replace(b"<f>COUNT(activities_id)</f>", b"").replace(b"SUM(activities_participants)", b"6000+465")
        return re.sub(rb'(<c r="D4"[^>]*>)', rb"\1<f>30+3</f>", content)

    spoil(path, change)
    told = [(one.table, one.column, one.expected, one.found) for one in prove_workbook(path, workbook).differences]
    assert told == [
        ("Totals", "D4", "", "=30+3"),
        ("Totals", "E2", "=COUNT(activities_id)", ""),
        ("Totals", "E3", "=SUM(activities_participants)", "=6000+465"),
    ]


def test_a_workbook_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "report.xlsx").write_bytes(b"PK and no more")
    with pytest.raises(UserError, match="damaged"):
        read_formulas(tmp_path / "report.xlsx")


def test_the_same_report_gives_the_same_bytes(sample_tracker: Tracker, tmp_path: Path) -> None:
    for name in ("first", "second"):
        write_proven(composed(sample_tracker, "ar"), tmp_path / f"{name}.xlsx")
    assert (tmp_path / "first.xlsx").read_bytes() == (tmp_path / "second.xlsx").read_bytes()
