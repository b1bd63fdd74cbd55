"""Delimited text, and text with a cell on each line."""

from pathlib import Path

import pytest
from annex_inputs import HEADINGS, OTHER_ROW, ROW, row, write_csv
from hypothesis import given
from hypothesis import strategies as st

from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.domain.errors import UserError
from pct_tracker.importing.annex import read_annex
from pct_tracker.importing.readers import read_document
from pct_tracker.importing.readers.document import Source
from pct_tracker.importing.readers.text import read_text
from pct_tracker.reference.loader import load_reference
from pct_tracker.reference.reference import Reference

CODE_PAGES = [("fr", "cp1252"), ("es", "cp1252"), ("ru", "cp1251"), ("ar", "cp1256"), ("zh", "gb18030")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found_by_the_headings(delimiter: str, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "annex.csv", [HEADINGS, ROW, OTHER_ROW], delimiter=delimiter)
    assert read_document(path).tables[0].rows == (HEADINGS, ROW, OTHER_ROW)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_unicode_encoding_is_read(encoding: str, language: str, tmp_path: Path, reference: Reference) -> None:
    headings = [reference.vocabulary.column_label(column, language) for column in reference.vocabulary.columns]
    path = write_csv(tmp_path / "annex.csv", [headings, ROW], encoding=encoding)
    assert read_document(path).tables[0].rows == (tuple(headings), ROW)


@pytest.mark.parametrize(("language", "encoding"), CODE_PAGES)
def test_the_code_page_is_the_one_that_makes_the_headings_known(
    language: str, encoding: str, tmp_path: Path, reference: Reference
) -> None:
    headings = [reference.vocabulary.column_label(column, language).replace("’", "'") for column in reference.vocabulary.columns]
    path = write_csv(tmp_path / "annex.csv", [headings, ROW], encoding=encoding)
    assert read_document(path).tables[0].rows[0] == tuple(headings)
    assert read_annex(path, reference).languages == (language,)


def test_bytes_in_no_known_encoding_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"Mus\xff\xfe\x81,\x8d\n" * 3)
    with pytest.raises(UserError) as caught:
        read_document(tmp_path / "a.csv")
    assert caught.value.code == "import.unknown-characters"


def test_a_quoted_line_break_stays_in_its_cell(tmp_path: Path) -> None:
    broken = row(title="one\ntwo")
    assert read_document(write_csv(tmp_path / "a.csv", [HEADINGS, broken])).tables[0].rows[1] == broken


@pytest.mark.parametrize("text", ["=1+1", "+41 22", "-5", "@home"])
def test_the_apostrophe_that_kept_a_text_from_being_a_formula_goes(text: str, tmp_path: Path) -> None:
    cells = row(title=f"'{text}", co_organizers="'quoted' office")
    read = read_document(write_csv(tmp_path / "a.csv", [HEADINGS, cells])).tables[0].rows[1]
    assert (read[3], read[4]) == (text, "'quoted' office")


def test_each_line_with_a_tab_is_a_cell(tmp_path: Path) -> None:
    text = "Annex title\n(2024)\n\n\ta\n\tb\nmore of b\n\t\n\n\tc\n\td\n\te\n\nAnother title\n\tx\n"
    (tmp_path / "a.txt").write_text(text, "utf-8")
    first, second = read_document(tmp_path / "a.txt").tables
    assert (first.before, first.rows) == ("Annex title\n(2024)", (("a", "b\nmore of b", ""), ("c", "d", "e")))
    assert (second.before, second.rows) == ("Another title", (("x",),))


def test_unprintable_characters_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"Date,Ti\x00tle\x07\r\n")
    assert read_document(tmp_path / "a.csv").tables[0].rows[0] == ("Date", "Title")


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"])), min_size=9, max_size=9), max_size=4))
def test_whatever_is_written_as_csv_is_read_back(rows: list[list[str]]) -> None:
    import csv
    import io

    lines = io.StringIO(newline="")
    csv.writer(lines).writerows([HEADINGS, *rows])
    source = Source(Path("a.csv"), lines.getvalue().encode(), load_reference().vocabulary)
    read = [list(cells) for cells in read_text(source).tables[0].rows[1:]]
    expected = [[cell[1:] if cell[:1] == "'" and cell[1:2] in set("=+-@") else cell for cell in cells] for cells in rows]
    assert read == [[cell.strip() for cell in cells] for cells in expected]
