"""Sheets of Excel and OpenDocument files."""

import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from annex_inputs import HEADINGS, OTHER_ROW, ROW, write_ods, write_xlsx

from pct_tracker.domain.codes import Status
from pct_tracker.domain.errors import UserError
from pct_tracker.importing.annex import read_annex
from pct_tracker.importing.readers import extents, read_document
from pct_tracker.importing.readers.compound import read_streams, write_stream
from pct_tracker.reference.reference import Reference
from tests.files.make_inputs import INPUTS


def test_values_become_the_text_a_reader_would_write(tmp_path: Path) -> None:
    values = [["words", 10.0, 2.5, True, None, date(2024, 3, 12), datetime(2024, 3, 12, 9, 30)]]
    table = read_document(write_xlsx(tmp_path / "a.xlsx", {"S": values})).tables[0]
    assert table.rows == (("words", "10", "2.5", "True", "", "2024-03-12", "2024-03-12"),)


def test_a_column_of_first_days_holds_months(tmp_path: Path) -> None:
    values = [["Date", "Day"], [date(2024, 2, 1), date(2024, 2, 1)], [date(2024, 3, 1), date(2024, 3, 12)]]
    table = read_document(write_xlsx(tmp_path / "a.xlsx", {"S": values})).tables[0]
    assert table.rows[1:] == (("2024-02", "2024-02-01"), ("2024-03", "2024-03-12"))


def test_cells_merged_downwards_are_marked(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    for values in (["a", "b"], [None, "c"], [None, "d"]):
        workbook.active.append(values)
    workbook.active.merge_cells("A1:A3")
    workbook.save(tmp_path / "merged.xlsx")
    assert read_document(tmp_path / "merged.xlsx").tables[0].merged == {(1, 0), (2, 0)}


def test_each_sheet_is_read_in_its_own_year_and_status(tmp_path: Path, reference: Reference) -> None:
    planned = (*OTHER_ROW[:8], "")
    path = write_xlsx(
        tmp_path / "log.xlsx", {"2024": [HEADINGS, ROW], "Planned 2025": [["(planned for 2025)"], HEADINGS, planned]}
    )
    reading = read_annex(path, reference)
    assert [(row.draft.year, row.draft.status) for row in reading.rows] == [(2024, Status.HELD), (2025, Status.PLANNED)]


def test_a_sheet_without_headings_does_not_go_on_with_the_one_before(tmp_path: Path, reference: Reference) -> None:
    path = write_xlsx(tmp_path / "log.xlsx", {"2024": [HEADINGS, ROW], "Scratch": [OTHER_ROW]})
    assert len(read_annex(path, reference).rows) == 1


def test_an_opendocument_sheet_is_read(tmp_path: Path, reference: Reference) -> None:
    reading = read_annex(write_ods(tmp_path / "annex.ods", [HEADINGS, ROW, OTHER_ROW]), reference)
    assert [row.draft.participants for row in reading.rows] == [10, 20]


def test_a_file_named_xls_may_be_a_newer_one(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"S": [["x"]]}).rename(tmp_path / "a.xls")
    assert read_document(path).tables[0].rows == (("x",),)


def test_a_sheet_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = workbook.active["XFD1048576"] = "x"
    workbook.save(tmp_path / "huge.xlsx")
    with pytest.raises(UserError) as caught:
        read_document(tmp_path / "huge.xlsx")
    assert caught.value.code == "import.sheet-too-large"


def test_the_extent_of_a_sheet_is_found_across_the_borders_of_chunks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extents, "_CHUNK", 32)
    monkeypatch.setattr(extents, "LARGEST_SHEET", 11)
    path = write_xlsx(tmp_path / "a.xlsx", {"S": [["x"] * 3] * 4})
    with pytest.raises(UserError):
        read_document(path)
    monkeypatch.setattr(extents, "LARGEST_SHEET", 12)
    assert len(read_document(path).tables[0].rows) == 4


def test_repeated_cells_of_an_opendocument_sheet_are_counted_before_they_are_laid_out(tmp_path: Path) -> None:
    whole = write_ods(tmp_path / "whole.ods", [("a", "b")])
    path = tmp_path / "huge.ods"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as made:
        for name in source.namelist():
            content = source.read(name).replace(b"<table:table-row>", b'<table:table-row table:number-rows-repeated="1000000">')
            content = content.replace(b"<table:table-cell ", b'<table:table-cell table:number-columns-repeated="16000" ')
            made.writestr(name, content)
    with pytest.raises(UserError) as caught:
        read_document(path)
    assert caught.value.code == "import.sheet-too-large"


def test_a_file_of_old_excel_is_read_as_before_out_of_a_file_of_its_own() -> None:
    """The stream is read, and read again from the file that the library gets, which holds nothing else."""
    data = (INPUTS.parent / "brought" / "true-dates-en.xls").read_bytes()
    streams = read_streams(data, ("Workbook", "Book"))
    assert len(streams) == 1
    for name, stream in streams.items():
        alone = read_streams(write_stream(name, stream), ("Workbook", "Book"))
        assert alone[name].startswith(stream)
        assert not alone[name][len(stream) :].strip(b"\x00")


def test_an_old_workbook_of_very_many_sectors_is_taken_out_whole() -> None:
    stream = bytes(range(256)) * 80_000  # more tables of sectors than the header has room for
    assert read_streams(write_stream("Workbook", stream), ("Workbook",)) == {"Workbook": stream}
