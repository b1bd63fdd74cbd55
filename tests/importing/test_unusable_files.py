"""Files that cannot be used: each has its reason, and no bytes whatsoever make anything but a document or a reason."""

import os
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pytest
from annex_inputs import FILES, HEADINGS, ROW, write_csv, write_docx, write_ods, write_xlsx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pct_tracker.domain.errors import UserError
from pct_tracker.importing import readers
from pct_tracker.importing.annex import read_annex
from pct_tracker.importing.readers import READERS, package
from pct_tracker.importing.readers.package import OLD_OFFICE
from pct_tracker.reference.loader import load_reference, resources_folder
from pct_tracker.reference.reference import Reference


def code_of(path: Path) -> str:
    """The reason why a file is refused; the name of the file, without its folder, is always told."""
    with pytest.raises(UserError) as caught:
        read_annex(path, load_reference())
    assert caught.value.params["file"] == path.name
    return caught.value.code


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert code_of(tmp_path / "missing.docx") == "import.missing"
    assert code_of(written(tmp_path / "a.csv", b"x") / "below.docx") == "import.missing"
    assert code_of(tmp_path / ("long" * 200 + ".docx")) == "import.missing"
    assert code_of(tmp_path / "nul\0.docx") == "import.missing"


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "folder.docx").mkdir()
    assert code_of(tmp_path / "folder.docx") == "import.folder"
    assert code_of(tmp_path) == "import.folder"


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert code_of(written(tmp_path / "a.csv", b"x")) == "import.no-permission"


def test_a_disk_that_does_not_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:
        raise OSError(5, "input/output")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert code_of(written(tmp_path / "a.csv", b"x")) == "import.unreadable"


@pytest.mark.parametrize("suffix", READERS)
def test_an_empty_file(suffix: str, tmp_path: Path) -> None:
    assert code_of(written(tmp_path / f"empty{suffix}", b"")) == "import.empty"
    assert code_of(written(tmp_path / f"blank{suffix}", b"\xef\xbb\xbf \r\n")) == "import.empty"


def test_a_kind_of_file_that_holds_no_table(tmp_path: Path) -> None:
    assert code_of(written(tmp_path / "picture.png", b"\x89PNG")) == "import.kind"
    assert code_of(written(tmp_path / "old.doc", OLD_OFFICE)) == "import.kind"


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".xls", ".ods", ".json"])
def test_plain_text_under_the_name_of_another_kind(suffix: str, tmp_path: Path) -> None:
    assert code_of(written(tmp_path / f"letter{suffix}", b"Dear colleague, the annex is late.")) == "import.other-content"


def test_a_sheet_named_docx(tmp_path: Path) -> None:
    assert code_of(write_xlsx(tmp_path / "a.xlsx", {"S": [["x"]]}).rename(tmp_path / "a.docx")) == "import.other-content"


def test_a_file_under_a_password(tmp_path: Path) -> None:
    assert code_of(written(tmp_path / "secret.docx", OLD_OFFICE + bytes(600))) == "import.protected"


@pytest.mark.parametrize("name", ["annex-2024-zh.docx", "annex-2024-zh.xlsx"])
def test_a_file_cut_short(name: str, tmp_path: Path) -> None:
    whole = (FILES / name).read_bytes()
    assert code_of(written(tmp_path / name, whole[: len(whole) // 2])) == "import.damaged"


def test_a_member_that_does_not_match_its_sum(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("word/document.xml", "<document><tbl><tr><tc><p><t>a</t></p></tc></tr></tbl></document>")
        made.writestr("docProps/app.xml", "<a>text</a>")
    assert code_of(written(path, path.read_bytes().replace(b"text", b"tixt"))) == "import.damaged"


def test_a_file_larger_than_any_annex(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "LARGEST_TEXT", 3)
    assert code_of(written(tmp_path / "a.csv", b"a,b,c")) == "import.too-large"


def test_a_package_that_unpacks_to_more_than_any_annex(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", bytes(200_000))
    monkeypatch.setattr(package, "LARGEST_PACKAGE", 100_000)
    assert code_of(path) == "import.too-large-inside"


def test_a_document_without_a_table(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "prose.docx"))
    assert code_of(tmp_path / "prose.docx") == "import.no-table"


def test_a_table_that_is_no_annex(tmp_path: Path) -> None:
    assert code_of(written(tmp_path / "other.csv", b"name,age\nAda,36\n")) == "import.no-annex"
    assert code_of(write_docx(tmp_path / "other.docx", [["a", "b"]])) == "import.no-annex"


def test_an_annex_without_rows(tmp_path: Path) -> None:
    assert code_of(write_csv(tmp_path / "bare.csv", [HEADINGS])) == "import.no-rows"
    total = ("Total", *[""] * 7, "64")
    assert code_of(write_csv(tmp_path / "total.csv", [HEADINGS, total])) == "import.no-rows"


def readable_or_refused(path: Path, data: bytes, reference: Reference) -> None:
    path.write_bytes(data)
    try:
        reading = read_annex(path, reference)
    except UserError as refused:
        codes = refused.code
    else:
        codes = f"import.{len(reading.rows)} rows"
    assert codes.startswith("import.")


@pytest.fixture(scope="module")
def samples() -> dict[str, bytes]:
    """A whole small file of each kind."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_docx(folder / "a.docx", "(2024)", [HEADINGS, ROW])
        write_xlsx(folder / "a.xlsx", {"2024": [HEADINGS, ROW]})
        write_ods(folder / "a.ods", [HEADINGS, ROW])
        made = {path.suffix: path.read_bytes() for path in folder.iterdir()}
    csv, txt = (FILES / "annex-2024-zh.csv").read_bytes()[:2000], (FILES / "annex-2024-zh.txt").read_bytes()[:2000]
    listed = (resources_folder() / "sample" / "annex-2024.json").read_bytes()[:1500]
    page = b"<p>(2024)</p><table><tr><td>" + b"<tr><td>".join(b"<td>".join(map(str.encode, one)) for one in (HEADINGS, ROW))
    return made | {".html": page, ".htm": page, ".csv": csv, ".tsv": csv, ".txt": txt, ".json": listed, ".xls": made[".xlsx"]}


@pytest.mark.parametrize("suffix", READERS)
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300), start=st.sampled_from([b"", b"PK\x03\x04", OLD_OFFICE, b"\xff\xfe", b"[{", b"\t"]))
def test_random_bytes_are_read_or_refused(suffix: str, data: bytes, start: bytes, tmp_path: Path, reference: Reference) -> None:
    readable_or_refused(tmp_path / f"random{suffix}", start + data, reference)


@pytest.mark.parametrize("suffix", READERS)
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(choices=st.data())
def test_mutated_files_are_read_or_refused(
    suffix: str, choices: st.DataObject, samples: dict[str, bytes], tmp_path: Path, reference: Reference
) -> None:
    data = bytearray(samples[suffix])
    for place in choices.draw(st.lists(st.integers(0, len(data) - 1), max_size=8)):
        data[place] = choices.draw(st.integers(0, 255))
    end = choices.draw(st.sampled_from([len(data), len(data) - 1, len(data) // 2]))
    readable_or_refused(tmp_path / f"mutated{suffix}", bytes(data[:end]), reference)


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".ods"])
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(choices=st.data())
def test_mutated_parts_in_a_whole_package_are_read_or_refused(
    suffix: str, choices: st.DataObject, samples: dict[str, bytes], tmp_path: Path, reference: Reference
) -> None:
    source = written(tmp_path / "source", samples[suffix])
    path = tmp_path / f"mutated{suffix}"
    with zipfile.ZipFile(source) as whole, zipfile.ZipFile(path, "w") as made:
        names = whole.namelist()
        chosen = choices.draw(st.sampled_from([name for name in names if name.endswith(".xml")]))
        for name in names:
            content = bytearray(whole.read(name))
            if name == chosen:
                for place in choices.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=4)):
                    content[place] = choices.draw(st.sampled_from(b'<>/"0 9A\xff&'))
            made.writestr(name, bytes(content))
    readable_or_refused(path, path.read_bytes(), reference)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are a matter of Unix")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert code_of(tmp_path / "pipe.csv") == "import.folder"
