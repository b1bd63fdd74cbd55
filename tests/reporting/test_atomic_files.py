"""A file is replaced as a whole or not at all."""

import errno
import os
import sys
from pathlib import Path
from typing import BinaryIO

import pytest

from pct_tracker.domain.errors import UserError
from pct_tracker.reporting.files import write_atomically
from pct_tracker.reporting.report import Report
from pct_tracker.reporting.writers import WRITERS, write_report


def _new(stream: BinaryIO) -> None:
    stream.write(b"new")


def _half_then(trouble: BaseException) -> object:
    def write(stream: BinaryIO) -> None:
        stream.write(b"half")
        raise trouble

    return write


def _code(target: Path, write: object = _new) -> str:
    with pytest.raises(UserError) as caught:
        write_atomically(target, write)
    assert caught.value.params["file"] == str(target)
    return caught.value.code


def test_a_new_file_is_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_atomically(tmp_path / "annex.csv", _new)
    assert (tmp_path / "annex.csv").read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["annex.csv"]  # noqa: PTH208


def test_an_old_file_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "annex.csv"
    target.write_bytes(b"old")
    target.chmod(0o640)
    write_atomically(target, _new)
    assert target.read_bytes() == b"new"
    assert sys.platform == "win32" or target.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("trouble", [RuntimeError("bug"), KeyboardInterrupt(), UserError("export.no-font", language="zh")])
def test_a_failure_leaves_the_old_file_whole_and_goes_on(trouble: BaseException, tmp_path: Path) -> None:
    target = tmp_path / "annex.csv"
    target.write_bytes(b"old")
    with pytest.raises(type(trouble)):
        write_atomically(target, _half_then(trouble))
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "export.disk-full"),
        (errno.EACCES, "export.not-writable"),
        (errno.EROFS, "export.not-writable"),
        (errno.ENAMETOOLONG, "export.unusable-name"),
        (errno.EIO, "export.not-writable"),
    ],
)
def test_a_trouble_of_the_system_becomes_one_for_the_user(number: int, code: str, tmp_path: Path) -> None:
    target = tmp_path / "annex.csv"
    target.write_bytes(b"old")
    assert _code(target, _half_then(OSError(number, "no"))) == code
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


@pytest.mark.parametrize(("winerror", "code"), [(32, "export.in-use"), (33, "export.in-use"), (5, "export.in-use")])
def test_a_file_held_open_on_windows_is_in_use(winerror: int, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "annex.csv"
    target.write_bytes(b"old")

    def refuse(self: Path, other: Path) -> Path:
        trouble = PermissionError(errno.EACCES, "held")
        trouble.winerror = winerror
        raise trouble

    monkeypatch.setattr(Path, "replace", refuse)
    assert _code(target) == code
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert _code(tmp_path / "missing" / "annex.csv") == "export.no-folder"


def test_a_file_in_the_place_of_the_folder_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert _code(tmp_path / "file" / "annex.csv") == "export.no-folder"


def test_a_folder_in_the_place_of_the_file_is_said(tmp_path: Path) -> None:
    assert _code(tmp_path) == "export.is-folder"


def test_a_protected_file_stays(tmp_path: Path) -> None:
    target = tmp_path / "annex.csv"
    target.write_bytes(b"old")
    target.chmod(0o444)
    assert _code(target) == "export.not-writable"
    assert target.read_bytes() == b"old"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes in folders")
def test_what_is_no_plain_file_is_not_replaced_by_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert _code(pipe) == "export.not-writable"
    assert pipe.is_fifo()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_keeps_pointing_to_the_file_that_is_replaced(tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_bytes(b"old")
    link.symlink_to(real)
    write_atomically(link, _new)
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_a_name_too_long_is_said(tmp_path: Path) -> None:
    assert _code(tmp_path / ("long" * 100)) == "export.unusable-name"


def test_every_kind_of_file_can_be_written(annexes: dict[str, Report], tmp_path: Path) -> None:
    for suffix in WRITERS:
        write_report(annexes["en"], tmp_path / f"annex.{suffix}", suffix)
    assert sorted(path.suffix[1:] for path in tmp_path.iterdir()) == ["csv", "docx", "html", "json", "pdf", "xlsx"]


def test_an_unknown_kind_of_file_is_refused_before_anything_is_written(annexes: dict[str, Report], tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        write_report(annexes["en"], tmp_path / "annex.doc", "doc")
    assert caught.value.code == "export.format-unknown"
    assert caught.value.params == {"format": "doc", "formats": "docx, xlsx, pdf, html, csv, json"}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", ["docx", "pdf", "csv", "json", "html"])
def test_the_same_report_gives_the_same_bytes(suffix: str, annexes: dict[str, Report], tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    write_report(annexes["ar"], first, suffix)
    write_report(annexes["ar"], second, suffix)
    assert first.read_bytes() == second.read_bytes()
