"""Files made to do harm: each ends in a reading or in one sentence, soon, in bounded memory, and without a network."""

import io
import json
import resource
import socket
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from annex_inputs import HEADINGS, ROW, row, write_csv
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pct_tracker.domain.errors import UserError
from pct_tracker.importing import annex
from pct_tracker.importing.annex import read_annex
from pct_tracker.importing.readers.compound import write_stream
from pct_tracker.reference.reference import Reference
from tests.files.make_inputs import INPUTS
from tests.files.packages import Formula, Sheet, excel, open_document, word, word_table, zipped

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MOST_MEMORY = 500 * 1024 * 1024
PACKAGES = sorted(path.name for path in INPUTS.iterdir() if path.suffix in (".docx", ".xlsx", ".ods"))

CHILD = """
import sys
from pathlib import Path
from pct_tracker.domain.errors import UserError
from pct_tracker.importing.annex import read_annex
from pct_tracker.reference.loader import load_reference
try:
    print(len(read_annex(Path(sys.argv[1]), load_reference()).rows))
except UserError as refused:
    print(refused.code)
# Not ru_maxrss: that begins with what the process that started this one held.
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(int(peak.split()[1]) * 1024)
"""


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a reader asked for the network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)


def outcome(path: Path, data: bytes, reference: Reference) -> str:
    """The number of rows, or the code of the refusal; anything else is raised."""
    path.write_bytes(data)
    try:
        return str(len(read_annex(path, reference).rows))
    except UserError as refused:
        return refused.code


def word_body(body: str, before: str = "") -> bytes:
    return zipped({"word/document.xml": f'{before}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'})


def sheet_of(markup: str) -> bytes:
    """A workbook with the markup of its one sheet replaced."""
    whole = excel(Sheet("S", [["x"]]))
    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        parts: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
    return zipped(parts | {"xl/worksheets/sheet1.xml": f'<worksheet xmlns="{S}">{markup}</worksheet>'})


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(9)
) + "]>"  # fmt: skip
CELL = '<table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p></table:table-cell>'
ROWS = ",".join(HEADINGS) + "\n" + ",".join(f'"{cell}"' for cell in ROW) + "\n"


def repeated_cells() -> bytes:
    with zipfile.ZipFile(io.BytesIO(open_document("S", [["x"]]))) as package:
        parts: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
    content = bytes(parts["content.xml"]).decode()
    start, end = content.index("<table:table-row>"), content.index("</table:table>")
    row_ = f'<table:table-row table:number-rows-repeated="1048576">{CELL}</table:table-row>'
    return zipped(parts | {"content.xml": content[:start] + row_ + content[end:]})


def workbook_of(**parts: str) -> bytes:
    """A workbook with parts added or replaced; a name stands for its path, with two lines for each stroke."""
    with zipfile.ZipFile(io.BytesIO(excel(Sheet("S", [["x"]])))) as package:
        whole: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
    return zipped(whole | {f"xl/{name.replace('__', '/')}.xml": content for name, content in parts.items()})


def sheet_elsewhere() -> bytes:
    """A workbook whose sheet lies outside of the folder of sheets."""
    corner = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    with zipfile.ZipFile(io.BytesIO(workbook_of(other__s=f'<worksheet xmlns="{S}">{corner}</worksheet>'))) as package:
        parts: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
    relations = bytes(parts["xl/_rels/workbook.xml.rels"]).replace(b"worksheets/sheet1.xml", b"other/s.xml")
    return zipped(parts | {"xl/_rels/workbook.xml.rels": relations})


def shared_text() -> bytes:
    """One long text that very many cells point to."""
    rows = "".join(f'<row r="{at}"><c r="A{at}" t="s"><v>0</v></c></row>' for at in range(1, 60_001))
    return workbook_of(
        sharedStrings=f'<sst xmlns="{S}"><si><t>{"x" * 90_000}</t></si></sst>',
        worksheets__sheet1=f'<worksheet xmlns="{S}"><sheetData>{rows}</sheetData></worksheet>',
    )


def repeated_text(cell: str) -> bytes:
    """A sheet of OpenDocument with one cell a million times."""
    with zipfile.ZipFile(io.BytesIO(open_document("S", [["x"]]))) as package:
        parts: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
    content = bytes(parts["content.xml"]).decode()
    start, end = content.index("<table:table-row>"), content.index("</table:table>")
    repeated = f'<table:table-cell table:number-columns-repeated="1000" office:value-type="string">{cell}</table:table-cell>'
    row_ = f'<table:table-row table:number-rows-repeated="1000">{repeated}</table:table-row>'
    return zipped(parts | {"content.xml": content[:start] + row_ + content[end:]})


def half_told() -> bytes:
    """A workbook whose sheet is said to be much shorter than it is, with the sum of its beginning."""
    rows = "".join(f'<row r="{at}"><c r="A{at}"><v>1</v></c></row>' for at in range(1, 2_000_001))
    sheet = f'<worksheet xmlns="{S}"><sheetData>{rows}</sheetData></worksheet>'.encode()
    with zipfile.ZipFile(io.BytesIO(excel(Sheet("S", [["x"]])))) as package:
        parts: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
    del parts["xl/worksheets/sheet1.xml"]
    made = bytearray(zipped(parts | {"xl/worksheets/sheet1.xml": sheet}))
    place = made.rindex(b"PK\x01\x02")
    made[place + 16 : place + 20] = zlib.crc32(sheet[:300]).to_bytes(4, "little")
    made[place + 24 : place + 28] = (300).to_bytes(4, "little")
    return bytes(made)


def old_excel(*sheets: list[bytes], before: bytes = b"", again: int = 1) -> bytes:
    """An .xls of sheets of cell records; `again` says how often each is listed, `before` are records of the workbook."""
    made = [record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 6)) + b"".join(cells) + record(0x0A) for cells in sheets]
    head = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 6)) + record(0x42, b"\xb0\x04") + before
    length = len(head) + len(made) * again * (4 + 8 + 2) + 4
    listed, places = b"", [length + sum(map(len, made[:at])) for at in range(len(made))]
    for number, place in enumerate(places * again):
        listed += record(0x85, struct.pack("<IBBBB", place, 0, 0, 2, 0) + f"{number % 90 + 10}".encode())
    return write_stream("Workbook", head + listed + record(0x0A) + b"".join(made))


def in_a_ring(data: bytes) -> bytes:
    """A compound file whose directory goes on with itself."""
    return data[: 512 + 4] + (1).to_bytes(4, "little") + data[512 + 8 :]


def record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def old_number(row_: int, column: int) -> bytes:
    return record(0x203, struct.pack("<HHHd", row_, column, 0, 1.0))


def old_shared(length: int, cells: int) -> bytes:
    """An .xls in which very many cells point to one text, which is cut into several records."""
    parts = [b"\x00" + b"x" * min(8_000, length - at) for at in range(0, length, 8_000)]
    texts = record(0xFC, struct.pack("<IIHB", cells, 1, length, 0) + parts[0][1:]) + b"".join(
        record(0x3C, one) for one in parts[1:]
    )
    return old_excel([record(0xFD, struct.pack("<HHHI", at % 60_000, at // 60_000, 0, 0)) for at in range(cells)], before=texts)


SPACES = '<text:p><text:s text:c="999999999"/></text:p>'
WIDE_ROW = '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="199"/></w:tcPr></w:tc></w:tr>'
_NOTHING = {"import.damaged", "import.no-table"}
HOSTILE: dict[str, tuple[str, Callable[[], bytes], set[str]]] = {
    "billion laughs": (
        ".docx",
        lambda: word_body("<w:p><w:r><w:t>&j;</w:t></w:r></w:p>", LAUGHS),
        {"import.damaged", "import.no-table"},
    ),
    "an entity from outside": (
        ".docx",
        lambda: word_body("<w:p>&e;</w:p>", '<!DOCTYPE x [<!ENTITY e SYSTEM "http://localhost:9/">]>'),
        _NOTHING,
    ),
    "deep tables": (".docx", lambda: word_body("<w:tbl><w:tr><w:tc>" * 5_000), {"import.damaged"}),
    "tables as deep as they are read": (
        ".docx",
        lambda: word_body("<w:tbl><w:tr><w:tc>" * 60 + "</w:tc></w:tr></w:tbl>" * 60),
        {"import.no-annex", "import.no-table"},
    ),
    "a cell over a million columns": (
        ".docx",
        lambda: word_body('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'),
        {"import.no-table", "import.no-annex"},
    ),
    "more markup than can be read": (".docx", lambda: word_body("<w:p/>" * 4_100_000), {"import.too-much-markup"}),
    "a package a thousand times its size": (
        ".docx",
        lambda: zipped({"word/document.xml": b" " * 50_000_000}),
        {"import.too-large-inside"},
    ),
    "a package of many members": (
        ".docx",
        lambda: zipped({f"m{at}": b"" for at in range(10_001)}),
        {"import.too-large-inside"},
    ),
    "a sheet that says it is full": (
        ".xlsx",
        lambda: sheet_of('<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'),
        {"import.no-annex"},
    ),
    "a cell in the last corner": (
        ".xlsx",
        lambda: sheet_of('<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
        {"import.sheet-too-large"},
    ),
    "cells without places in far rows": (
        ".xlsx",
        lambda: sheet_of(
            f'<sheetData><row r="1"><c><v>1</v></c></row><row r="900000">{"<c><v>1</v></c>" * 900}</row></sheetData>'
        ),
        {"import.sheet-too-large"},
    ),
    "merged cells beyond the sheet": (
        ".xlsx",
        lambda: sheet_of(
            '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
            '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        ),
        {"import.no-annex"},
    ),
    "formulas that nobody worked out": (
        ".xlsx",
        lambda: excel(Sheet("S", [[Formula("A1")] * 21] * 1_000)),
        {"import.too-much-markup"},
    ),
    "a sheet outside of its folder": (".xlsx", sheet_elsewhere, {"import.sheet-too-large"}),
    "a text shown very often": (".xlsx", shared_text, {"import.sheet-too-large"}),
    "a workbook of other markup": (
        ".xlsx",
        lambda: workbook_of(workbook=f'<workbook xmlns="{S}">{"<a/>" * 9_000_000}</workbook>'),
        {"import.too-much-markup"},
    ),
    "rows without cells": (
        ".xlsx",
        lambda: sheet_of(f"<sheetData><row><c><v>1</v></c></row>{'<row/>' * 11_000_000}</sheetData>"),
        {"import.too-much-markup"},
    ),
    "a sheet longer than it says": (".xlsx", half_told, {"import.damaged", "import.no-table", "import.no-annex"}),
    "very many members": (
        ".xlsx",
        lambda: b"PK\x03\x04" + bytes(26) + (b"PK\x01\x02" + bytes(42)) * 1_500_000,
        {"import.too-large-inside"},
    ),
    "old cells in the last corners": (
        ".xls",
        lambda: old_excel([old_number(0, 0), old_number(65_535, 255)], again=20),
        {"import.sheet-too-large"},
    ),
    "an old sheet listed very often": (
        ".xls",
        lambda: old_excel([old_number(0, 0), old_number(9_999, 19)], again=3_000),
        {"import.sheet-too-large"},
    ),
    "an old sheet that says it is endless": (
        ".xls",
        lambda: old_excel([record(0x200, struct.pack("<IIHHH", 0, 2**32 - 1, 0, 65_535, 0)), old_number(0, 0)]),
        {"import.sheet-too-large"},
    ),
    "an old text shown very often": (".xls", lambda: old_shared(60_000, 20_000), {"import.sheet-too-large"}),
    "an old sheet cut short": (".xls", lambda: old_excel([old_number(0, 0)])[:1_500], {"import.damaged", "import.no-table"}),
    "sectors in a ring": (".xls", lambda: in_a_ring(old_excel([old_number(0, 0)])), {"import.damaged"}),
    "a text repeated very often": (".ods", lambda: repeated_text(f"<text:p>{'x' * 90_000}</text:p>"), {"import.sheet-too-large"}),
    "spaces without end": (".ods", lambda: repeated_text(SPACES), {"import.sheet-too-large"}),
    "wide cells": (".docx", lambda: word_body(f"<w:tbl>{WIDE_ROW * 50_000}</w:tbl>"), {"import.sheet-too-large"}),
    "objects with names of their own": (
        ".json",
        lambda: json.dumps([{f"a{at}": "x"} for at in range(30_000)]).encode(),
        {"import.sheet-too-large"},
    ),
    "cells repeated without end": (".ods", repeated_cells, {"import.sheet-too-large"}),
    "deep arrays": (".json", lambda: b"[" * 100_000, {"import.other-content"}),
    "deep objects": (".json", lambda: b'{"a":' * 100_000, {"import.other-content"}),
    "objects without end": (".json", lambda: b"[" + b"{}," * 2_100_000 + b"{}]", {"import.sheet-too-large"}),
    "a number of a million digits": (".json", lambda: b"[{" + b'"date":' + b"9" * 1_000_000 + b"}]", {"import.other-content"}),
    "one endless line": (".csv", lambda: b"a," * 2_000_000, {"import.other-content"}),
    "endless lines": (".txt", lambda: b"\n" * 600_000 + b"x", {"import.other-content"}),
    "an open quotation": (".csv", lambda: ROWS.encode() + b'"' + b"x,\n" * 100_000, {"import.damaged"}),
    "NUL bytes": (".csv", lambda: ROWS.replace("P", "\0P").encode(), {"1"}),
    "deep elements": (".html", lambda: b"<div>" * 100_000 + b"<table><tr><td>x", {"import.no-table", "import.no-annex"}),
    "wide and tall cells": (".html", lambda: b"<table>" + b"<tr><td rowspan=9999 colspan=9999>x" * 2_000, {"import.no-table"}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_in_one_sentence(name: str, tmp_path: Path, reference: Reference) -> None:
    suffix, make, answers = HOSTILE[name]
    assert outcome(tmp_path / f"hostile{suffix}", make(), reference) in answers


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("origins", "Kenya and Uganda and " * 4_000),
        ("origins", "Kenya (KE) " * 8_000),
        ("co_organizers", "Office (" * 10_000),
        ("participants", "1 " * 40_000),
        ("month", "1 to " * 15_000),
        ("contents", "A, " * 30_000),
        ("participant_types", "users/" * 15_000),
        ("venue", "(" * 90_000),
    ],
)
def test_a_cell_as_long_as_they_come_is_read(column: str, text: str, tmp_path: Path, reference: Reference) -> None:
    path = write_csv(tmp_path / "long.csv", [HEADINGS, row(**{column: text})])
    assert len(read_annex(path, reference).rows) == 1


def test_a_cell_beyond_that_is_refused(tmp_path: Path, reference: Reference) -> None:
    made = word(word_table([HEADINGS, row(title="x" * 100_001)]))
    assert outcome(tmp_path / "long.docx", made, reference) == "import.cell-too-long"


def test_no_formula_is_worked_out(tmp_path: Path, reference: Reference) -> None:
    rows = [HEADINGS, (*ROW[:8], Formula("6*7")), (*ROW[:8], Formula('WEBSERVICE("http://localhost:9/")'))]
    (tmp_path / "a.xlsx").write_bytes(excel(Sheet("S", rows)))
    read = read_annex(tmp_path / "a.xlsx", reference).rows
    assert [(one.draft.participants, one.cells[8][:4]) for one in read] == [(None, "=6*7"), (None, "=WEB")]


@pytest.mark.skipif(sys.platform != "linux", reason="the unit of the peak of memory differs elsewhere")
@pytest.mark.parametrize(
    "name",
    [
        *("a full sheet", "a full document", "more markup than can be read", "objects without end", "very many members"),
        *("old cells in the last corners", "an old text shown very often", "an old sheet listed very often"),
        *("a sheet outside of its folder", "a text shown very often", "a text repeated very often", "spaces without end"),
        *("a workbook of other markup", "rows without cells", "a sheet longer than it says", "objects with names of their own"),
    ],
)
def test_the_largest_files_stay_within_bounds(name: str, tmp_path: Path) -> None:
    suffix, make, _ = (
        HOSTILE.get(name)
        or {
            "a full sheet": (".xlsx", lambda: excel(Sheet("S", [list("abcdefghi")] * 20_000)), set()),
            "a full document": (".docx", lambda: word(word_table([HEADINGS, *[ROW] * 2_500])), set()),
        }[name]
    )
    path = tmp_path / f"large{suffix}"
    path.write_bytes(make())
    answer = subprocess.run(
        [sys.executable, "-c", CHILD, str(path)], capture_output=True, text=True, check=True, preexec_fn=_limit_memory
    )
    assert int(answer.stdout.splitlines()[-1]) < MOST_MEMORY


def _limit_memory() -> None:
    """Far above the bound: address space is reserved that is never used."""
    resource.setrlimit(resource.RLIMIT_AS, (4 * MOST_MEMORY, 4 * MOST_MEMORY))


@pytest.mark.parametrize("name", PACKAGES)
@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(choices=st.data())
def test_a_package_with_a_broken_member_is_read_or_refused(
    name: str, choices: st.DataObject, tmp_path: Path, reference: Reference
) -> None:
    with zipfile.ZipFile(INPUTS / name) as package:
        parts: dict[str, str | bytes] = {one: package.read(one) for one in package.namelist()}
    broken = choices.draw(st.sampled_from(sorted(parts)))
    parts[broken] = mutated(bytes(parts[broken]), choices)
    answer = outcome(tmp_path / f"broken{Path(name).suffix}", zipped(parts), reference)
    assert answer.isdecimal() or answer.startswith("import.")


@pytest.mark.parametrize("name", sorted(path.name for path in INPUTS.iterdir() if path.name not in (*PACKAGES, "expected.json")))
@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(choices=st.data())
def test_a_broken_text_is_read_or_refused(name: str, choices: st.DataObject, tmp_path: Path, reference: Reference) -> None:
    data = mutated((INPUTS / name).read_bytes(), choices)
    answer = outcome(tmp_path / f"broken{Path(name).suffix}", data, reference)
    assert answer.isdecimal() or answer.startswith("import.")


_INSERTED = (b"<", b">", b'"', b"\x00", b"&a;", b"\xff\xfe", b"\n\n", b"<a>" * 50)


def mutated(data: bytes, choices: st.DataObject) -> bytes:
    """The bytes with some flipped, cut out and put in."""
    made = bytearray(data)
    for _ in range(choices.draw(st.integers(1, 4))):
        place = choices.draw(st.integers(0, max(len(made) - 1, 0)))
        match choices.draw(st.sampled_from(["flip", "cut", "insert"])):
            case "flip" if made:
                made[place] = choices.draw(st.integers(0, 255))
            case "cut":
                del made[place : place + choices.draw(st.integers(1, 200))]
            case _:
                made[place:place] = choices.draw(
                    st.sampled_from([b"<", b">", b'"', b"\x00", b"&a;", b"\xff\xfe", b"\n\n", b"<a>" * 50])
                )
    return bytes(made)


def test_expectations_are_plain_json() -> None:
    assert set(json.loads((INPUTS / "expected.json").read_text("utf-8"))) <= {path.name for path in INPUTS.iterdir()}


def test_reading_that_takes_too_long_is_given_up_between_two_rows(
    tmp_path: Path, reference: Reference, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annex, "monotonic", iter([0.0, 1.0, annex.LONGEST_READING + 1]).__next__)
    path = write_csv(tmp_path / "slow.csv", [HEADINGS, ROW, ROW, ROW])
    with pytest.raises(UserError, match="too-slow") as caught:
        read_annex(path, reference)
    assert caught.value.params == {"file": "slow.csv", "done": 1, "total": 3}
