"""Tables of Word documents as Word shows them."""

import zipfile
from pathlib import Path

import docx
import pytest
from annex_inputs import HEADINGS, OTHER_ROW, ROW, row, write_docx
from docx.oxml import parse_xml

from pct_tracker.importing.annex import read_annex
from pct_tracker.importing.readers import Table, read_document
from pct_tracker.reference.reference import Reference

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def write_body(path: Path, body: str, namespace: str = W) -> Path:
    """A package with nothing in it but this body."""
    document = f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>'
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", document)
    return path


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def text(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def tables(tmp_path: Path, body: str, namespace: str = W) -> tuple[Table, ...]:
    return read_document(write_body(tmp_path / "body.docx", body, namespace)).tables


def rows(tmp_path: Path, *cells: str) -> tuple[tuple[str, ...], ...]:
    body = f"<w:tbl><w:tr>{''.join(cells)}</w:tr></w:tbl>"
    return tables(tmp_path, body)[0].rows


def test_paragraphs_and_breaks_in_a_cell_are_lines(tmp_path: Path) -> None:
    broken = "<w:p><w:r><w:t>one</w:t><w:br/><w:t>two</w:t></w:r></w:p>" + text("three")
    assert rows(tmp_path, cell(broken)) == (("one\ntwo\nthree",),)


def test_deleted_words_are_gone_and_inserted_ones_stay(tmp_path: Path) -> None:
    tracked = (
        "<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText><w:t>old</w:t></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom></w:p>"
    )
    assert rows(tmp_path, cell(tracked)) == (("new",),)


def test_a_deleted_row_is_gone(tmp_path: Path) -> None:
    body = f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{cell(text('old'))}</w:tr><w:tr>{cell(text('kept'))}</w:tr></w:tbl>"
    assert tables(tmp_path, body)[0].rows == (("kept",),)


def test_a_cell_over_two_columns_takes_two_places(tmp_path: Path) -> None:
    assert rows(tmp_path, cell(text("wide"), '<w:gridSpan w:val="2"/>'), cell(text("x"))) == (("wide", "", "x"),)


def test_a_cell_merged_downwards_is_marked_where_it_continues(tmp_path: Path) -> None:
    first = cell(text("top"), '<w:vMerge w:val="restart"/>') + cell(text("a"))
    second = cell(text("hidden"), "<w:vMerge/>") + cell(text("b"))
    table = tables(tmp_path, f"<w:tbl><w:tr>{first}</w:tr><w:tr>{second}</w:tr></w:tbl>")[0]
    assert table.rows == (("top", "a"), ("", "b"))
    assert table.merged == {(1, 0)}


def test_an_inner_table_as_wide_as_an_annex_is_a_table_of_its_own(tmp_path: Path) -> None:
    inner = f"<w:tbl><w:tr>{cell(text('inner')) * 5}</w:tr></w:tbl>"
    found = tables(tmp_path, f"<w:tbl><w:tr>{cell(text('outer') + inner)}{cell(text('x'))}</w:tr></w:tbl>")
    assert [table.rows for table in found] == [(("outer", "x"),), (("inner",) * 5,)]


def test_a_small_inner_table_is_text_of_its_cell(tmp_path: Path) -> None:
    lines = "".join(f"<w:tr>{cell(text(name))}{cell(text(code))}</w:tr>" for name, code in [("Oman", "(OM)"), ("Peru", "(PE)")])
    (found,) = tables(tmp_path, f"<w:tbl><w:tr>{cell(text('From') + f'<w:tbl>{lines}</w:tbl>')}</w:tr></w:tbl>")
    assert found.rows == (("From\nOman (OM)\nPeru (PE)",),)


def test_rows_and_cells_in_content_controls_are_found(tmp_path: Path) -> None:
    wrapped = f"<w:sdt><w:sdtContent>{cell(text('a'))}</w:sdtContent></w:sdt>"
    body = f"<w:tbl><w:sdt><w:sdtContent><w:tr>{wrapped}{cell(text('b'))}</w:tr></w:sdtContent></w:sdt></w:tbl>"
    assert tables(tmp_path, body)[0].rows == (("a", "b"),)


def test_strict_documents_are_read_alike(tmp_path: Path) -> None:
    body = f"{text('Title')}<w:tbl><w:tr>{cell(text('a'))}</w:tr></w:tbl>"
    assert tables(tmp_path, body, STRICT) == (Table("", "Title", (("a",),)),)


def test_prose_before_a_table_is_kept_with_it(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "two.docx", "First title", [["a"]], "Second", "title", [["b"]])
    assert [table.before for table in read_document(path).tables] == ["First title", "Second\ntitle"]


def test_entities_are_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", "utf-8")
    document = (
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><w:document xmlns:w="{W}"><w:body><w:tbl><w:tr><w:tc>'
        "<w:p><w:r><w:t>a&e;</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"
    )
    with zipfile.ZipFile(tmp_path / "entity.docx", "w") as package:
        package.writestr("word/document.xml", document)
    assert "secret" not in str(read_document(tmp_path / "entity.docx").tables)


def merged_annex(path: Path, columns: list[int], second: tuple[str, ...]) -> Path:
    """An annex of two rows in which the cells of some columns are merged downwards."""
    document = docx.Document()
    table = document.add_table(3, 9)
    for cells, values in zip(table.rows, (HEADINGS, ROW, second), strict=True):
        for place, value in zip(cells.cells, values, strict=True):
            place.text = value
    for column in columns:
        table.rows[2].cells[column].text = ""
        table.cell(1, column).merge(table.cell(2, column))
    document.save(str(path))
    return path


def test_a_merged_date_holds_for_every_row_it_spans(tmp_path: Path, reference: Reference) -> None:
    reading = read_annex(merged_annex(tmp_path / "a.docx", [0, 1], row(title="Second seminar", participants="7")), reference)
    assert [(one.draft.month, one.draft.type, one.draft.participants) for one in reading.rows] == [
        ("2024-02", "pct-seminar", 10),
        ("2024-02", "pct-seminar", 7),
    ]


def test_a_merged_number_is_not_counted_twice(tmp_path: Path, reference: Reference) -> None:
    reading = read_annex(merged_annex(tmp_path / "a.docx", [8], row(title="Second seminar")), reference)
    assert [one.draft.participants for one in reading.rows] == [10, None]


def test_an_activity_told_in_two_rows_is_one_activity(tmp_path: Path, reference: Reference) -> None:
    second = ("", "", "", "", "", "", "Peru (PE)", "", "")
    reading = read_annex(merged_annex(tmp_path / "a.docx", [0, 3], second), reference)
    assert [one.draft.origin_codes for one in reading.rows] == [("OM", "PE")]


def test_an_annex_goes_on_in_tables_without_headings(tmp_path: Path, reference: Reference) -> None:
    path = write_docx(tmp_path / "pages.docx", "(carried out in 2024)", [HEADINGS, ROW], "Annex, page 2", [OTHER_ROW])
    reading = read_annex(path, reference)
    assert [one.draft.month for one in reading.rows] == ["2024-02", "2024-03"]


def test_a_row_split_by_the_end_of_a_page_is_put_together(tmp_path: Path, reference: Reference) -> None:
    rest = ("", "", "", "for users", "", "", "Peru (PE)", "", "")
    path = write_docx(tmp_path / "split.docx", [HEADINGS, ROW], "", [rest, OTHER_ROW])
    first, second = read_annex(path, reference).rows
    assert (first.draft.title["en"], first.draft.origin_codes) == ("National Seminar for users", ("OM", "PE"))
    assert second.draft.month == "2024-03"


def test_a_table_of_another_shape_is_no_part_of_the_annex(tmp_path: Path, reference: Reference) -> None:
    path = write_docx(tmp_path / "other.docx", [HEADINGS, ROW], "", [["2024-05", "Lunch"]])
    assert len(read_annex(path, reference).rows) == 1


@pytest.mark.parametrize("wrapper", ["txbxContent", "Fallback"])
def test_text_drawn_in_boxes_is_not_in_the_cell(wrapper: str, tmp_path: Path) -> None:
    boxed = f"<w:p><w:r><w:t>a</w:t><w:{wrapper}>{text('box')}</w:{wrapper}></w:r></w:p>"
    assert rows(tmp_path, cell(boxed)) == (("a",),)


def test_the_xml_of_a_cell_from_the_library_is_understood(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(1, 1)
    run = f'<w:r xmlns:w="{W}"><w:t xml:space="preserve">a </w:t><w:noBreakHyphen/><w:t>b</w:t></w:r>'
    table.cell(0, 0).paragraphs[0]._p.append(parse_xml(run))
    document.save(str(tmp_path / "run.docx"))
    assert read_document(tmp_path / "run.docx").tables[0].rows == (("a \u2011b",),)
