"""The cleaning report and the manual from the menus of the window."""

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from tests.flows.conftest import Hands

Open = Callable[..., Hands]


def choose(monkeypatch: pytest.MonkeyPatch, target: Path) -> None:
    """Answers the question for a file with a name."""

    def accept(dialog: QFileDialog) -> int:
        dialog.selectFile(str(target))
        return 1

    monkeypatch.setattr(QFileDialog, "exec", accept)


def test_the_cleaning_report_is_written_under_the_name_that_was_given(
    open_window: Open, sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands, target = open_window(sample_file.name), tmp_path / "cleaning.docx"
    choose(monkeypatch, target)
    hands.window.actions_["cleaning"].trigger()
    hands.settle()
    hands.until(lambda: hands.window.notice.label.text() == f"The cleaning report was written to {target}.")
    assert "Cleaning report 2024" in [one.text for one in docx.Document(str(target)).paragraphs]


def test_a_name_without_an_ending_is_that_of_a_word_document(
    open_window: Open, sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = open_window(sample_file.name)
    choose(monkeypatch, tmp_path / "cleaning")
    hands.window.actions_["cleaning"].trigger()
    hands.until((tmp_path / "cleaning.docx").exists)
    hands.settle()


def test_an_empty_log_has_nothing_to_report(open_window: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    hands = open_window()
    hands.window.actions_["cleaning"].trigger()
    hands.settle()
    assert "holds no activities yet" in hands.window.notice.label.text()


def test_a_kind_of_file_that_is_none_is_refused_in_one_sentence(open_window: Open, sample_file: Path, tmp_path: Path) -> None:
    hands = open_window(sample_file.name)
    hands.window.cleaning.write_to(2024, tmp_path / "cleaning.xyz")
    hands.settle()
    assert hands.window.notice.label.text() == "A cleaning report cannot be written as xyz. Choose one of docx, html."


def test_the_manual_opens_in_the_browser_with_all_keys(open_window: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    pages: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: pages.append(Path(url.toLocalFile()).read_text("utf-8")) or True)
    hands = open_window()
    hands.window.actions_["manual"].trigger()
    hands.settle()
    (page,) = pages
    assert "The rules of the checks" in page
    assert "Ctrl+N" in page.partition('id="keys"')[2]


def test_where_no_browser_is_the_place_of_the_manual_is_told(open_window: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    hands = open_window()
    hands.window.actions_["manual"].trigger()
    hands.settle()
    assert "manual.html" in hands.window.notice.label.text()
