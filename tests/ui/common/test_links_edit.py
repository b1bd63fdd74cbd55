"""Links to pages and files; nothing is opened unless somebody asks for it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from pct_tracker.ui.common import links_edit
from pct_tracker.ui.common.links_edit import LinksEdit, address_of


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What would have been opened."""
    addresses: list[str] = []

    def open_url(address: QUrl) -> bool:
        addresses.append(address.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return addresses


@pytest.mark.parametrize(
    "target", ["https://www.wipo.int/pct", "http://example.org/a?b=c", "/home/ann/list.xlsx", "file:///home/ann/list.pdf"]
)
def test_pages_and_files_have_an_address(target: str) -> None:
    assert address_of(target) is not None


@pytest.mark.parametrize(
    "target",
    [
        *(
            "",
            "list.xlsx",
            "www.wipo.int",
            "mailto:ann@wipo.int",
            "javascript:alert(1)",
            "https://",
            "ftp://host/file",
            "smb://h/x",
        ),
        *(
            "https://www.wipo.int@example.org/",
            "/home/ann/page.html",
            "/home/ann/macro.docm",
            "C:\\help\\a.chm",
            "/home/ann/tool",
        ),
        *("/home/ann/tool.sh", "C:\\tools\\run.EXE", "file:///home/ann/run.desktop", "/home/ann/run.bat. "),
    ],
)
def test_anything_else_and_programs_have_none(target: str) -> None:
    assert address_of(target) is None


def test_links_are_typed_one_under_the_other_with_an_empty_line_at_the_end(qtbot: QtBot, on_page) -> None:
    edit = LinksEdit()
    on_page(edit)
    edit.setFocus()
    qtbot.keyClicks(edit.rows[0].line, "https://a.org")
    assert len(edit.rows) == 2
    qtbot.keyClicks(edit.rows[1].line, "https://b.org")
    assert edit.value() == ("https://a.org", "https://b.org")
    qtbot.mouseClick(edit.rows[0].remove, Qt.MouseButton.LeftButton)
    assert edit.value() == ("https://b.org",)
    assert edit.rows[0].line.hasFocus()


def test_setting_and_reading_back_gives_the_same(on_page) -> None:
    edit = LinksEdit()
    on_page(edit)
    for links in (("a", "b", "c"), (), ("https://x.org",)):
        edit.set_value(links)
        assert edit.value() == links
        assert len(edit.rows) == len(links) + 1


def test_a_link_is_opened_by_its_button_only(qtbot: QtBot, on_page, opened: list[str], tmp_path: Path) -> None:
    file = tmp_path / "list.txt"
    file.write_text("names")
    edit = LinksEdit()
    on_page(edit)
    edit.set_value(("https://www.wipo.int/pct", str(file)))
    assert opened == []
    for row in edit.rows[:2]:
        qtbot.mouseClick(row.open, Qt.MouseButton.LeftButton)
    assert opened == ["https://www.wipo.int/pct", QUrl.fromLocalFile(str(file)).toString()]
    assert not edit.note.isVisible()


@pytest.mark.parametrize(("target", "sentence"), [("notes.txt", "is not opened"), ("/nowhere/at/all.txt", "is not there")])
def test_why_a_link_cannot_be_opened_is_said(qtbot: QtBot, on_page, opened: list[str], target: str, sentence: str) -> None:
    edit = LinksEdit()
    on_page(edit)
    edit.set_value((target,))
    qtbot.mouseClick(edit.rows[0].open, Qt.MouseButton.LeftButton)
    assert sentence in edit.note.text()
    assert target in edit.note.text()
    assert opened == []


def test_a_file_can_be_chosen(qtbot: QtBot, on_page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links_edit, "choose_file", lambda *_: "/home/ann/list.xlsx")
    edit = LinksEdit()
    on_page(edit)
    qtbot.mouseClick(edit.choose, Qt.MouseButton.LeftButton)
    assert edit.value() == ("/home/ann/list.xlsx",)


@pytest.mark.parametrize("target", ["\\\\server\\share\\list.pdf", "//server/share/list.pdf", "file://server/share/list.pdf"])
def test_another_computer_is_not_asked_before_somebody_presses_twice(
    qtbot: QtBot, on_page, opened: list[str], monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    looked: list[str] = []
    monkeypatch.setattr(links_edit.Path, "exists", lambda self: looked.append(str(self)) or True)
    edit = LinksEdit()
    on_page(edit)
    edit.set_value((target,))
    qtbot.mouseClick(edit.rows[0].open, Qt.MouseButton.LeftButton)
    assert (opened, looked) == ([], [])
    assert edit.note.text().startswith(f"“{target}” lies on another computer")
    qtbot.mouseClick(edit.rows[0].open, Qt.MouseButton.LeftButton)
    assert (len(opened), len(looked)) == (1, 1)


def test_another_link_is_asked_about_anew(qtbot: QtBot, on_page, opened: list[str]) -> None:
    edit = LinksEdit()
    on_page(edit)
    for share in ("//server/share/a.pdf", "//other/share/a.pdf"):
        edit.set_value((share,))
        qtbot.mouseClick(edit.rows[0].open, Qt.MouseButton.LeftButton)
        assert edit.note.text().startswith(f"“{share}” lies")
    assert opened == []
