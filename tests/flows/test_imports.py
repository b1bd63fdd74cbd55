"""Bringing files in, good ones and others."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from pct_tracker.ui.importing.import_dialog import ImportDialog
from tests.flows.conftest import ANNEX, Hands

Key = Qt.Key
Open = Callable[..., Hands]


def choose(hands: Hands, file: Path) -> ImportDialog:
    """Opens the dialog on a file and waits until it has been looked at."""
    if hands.window.import_dialog is None:
        hands.control(Key.Key_I)
    dialog = hands.window.import_dialog
    assert dialog is not None
    dialog.choose_file(file)
    hands.settle()
    return dialog


@pytest.mark.parametrize("name", sorted(path.name for path in ANNEX.iterdir()))
def test_an_annex_of_every_kind_comes_in_and_offers_nothing_the_second_time(open_window: Open, name: str) -> None:
    hands = open_window()
    dialog = choose(hands, ANNEX / name)
    assert "64 new" in dialog.summary.text()
    hands.click(dialog.store)
    hands.until(lambda: hands.window.activities.model.rowCount() == 64)
    assert hands.window.filter.year == 2024
    hands.window.import_dialog = None
    dialog = choose(hands, ANNEX / name)
    assert "64 already in the log" in dialog.summary.text()
    assert dialog.summary.text().endswith("There is nothing to import.")
    assert not dialog.store.isEnabled()


def a_folder(place: Path) -> Path:
    place.mkdir()
    return place


def written(content: bytes) -> Callable[[Path], Path]:
    def write(place: Path) -> Path:
        place.write_bytes(content)
        return place

    return write


def cut_short(place: Path) -> Path:
    place.write_bytes((ANNEX / "annex-2024-zh.docx").read_bytes()[:9_000])
    return place


BAD_FILES = {
    "a folder": ("annex.docx", a_folder, "is a folder"),
    "nothing there": ("gone.docx", lambda place: place, "There is no file"),
    "an empty file": ("empty.docx", written(b""), "is empty"),
    "a letter named docx": ("letter.docx", written(b"Dear colleague"), "its content is of another kind"),
    "a picture": ("photo.png", written(b"\x89PNG\r\n\x1a\n"), "not a kind of file"),
    "a truncated file": ("cut.docx", cut_short, "cut.docx"),
    "prose": ("prose.txt", written(b"It rained. We met all the same.\n"), "prose.txt"),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_file_that_is_no_annex_is_answered_in_one_plain_sentence(open_window: Open, tmp_path: Path, kind: str) -> None:
    name, make, said = BAD_FILES[kind]
    hands = open_window()
    dialog = choose(hands, make(tmp_path / name))
    assert said in dialog.summary.text()
    assert "Traceback" not in dialog.summary.text()
    assert len(dialog.summary.text()) < 200
    assert (dialog.store.isEnabled(), dialog.model.rowCount(), dialog.detail.isVisible()) == (False, 0, False)
    assert dialog.path.text() == str(tmp_path / name)
    choose(hands, ANNEX / "annex-2024-zh.csv")
    assert dialog.store.isEnabled()
    assert hands.window.workspace.tracker.years() == []


def test_the_selected_row_is_shown_in_full_with_all_its_findings(open_window: Open) -> None:
    hands = open_window()
    dialog = choose(hands, ANNEX / "annex-2024-zh.docx")
    dialog.table.setFocus()
    for _ in range(3):
        hands.press(Key.Key_Down)
    cells = dialog.detail.cells.cells()
    assert (len(cells), cells[0], cells[5]) == (9, "2024-03", "牙买加（JM）")
    assert len(dialog.detail.findings.messages) == 2
    assert "Dominica" in dialog.detail.findings.spoken()


def test_the_language_and_the_status_can_be_told(open_window: Open) -> None:
    hands = open_window()
    dialog = choose(hands, ANNEX / "annex-2024-zh.csv")
    dialog.status.setCurrentIndex(dialog.status.findData("planned"))
    dialog.status.activated.emit(dialog.status.currentIndex())
    hands.settle()
    hands.click(dialog.store)
    hands.until(lambda: hands.window.activities.model.rowCount() == 64)
    assert {one.status.value for one in hands.window.workspace.rows([1, 64])} == {"planned"}


def test_a_file_dropped_on_the_window_is_looked_at(open_window: Open, tmp_path: Path) -> None:
    hands = open_window()
    file = Path(shutil.copy(ANNEX / "annex-2024-zh.csv", tmp_path / "附件 2024.csv"))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    copying, left, free = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPointF(9, 9).toPoint(), copying, data, left, free)
    QApplication.sendEvent(hands.window, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(hands.window, QDropEvent(QPointF(9, 9), copying, data, left, free, QEvent.Type.Drop))
    dialog = hands.window.import_dialog
    assert dialog is not None
    hands.until(dialog.store.isEnabled)
    assert dialog.path.text() == str(file)


def test_an_import_into_a_new_year_shows_that_year_and_one_undo_takes_it_back(
    open_window: Open, sample_file: Path, tmp_path: Path
) -> None:
    hands = open_window(sample_file.name)
    file = tmp_path / "annex-2025.csv"
    text = (ANNEX / "annex-2024-zh.csv").read_text("utf-8-sig").replace("2024", "2025")
    file.write_text(text, "utf-8")
    hands.window.filter.search.setText("oman")
    dialog = choose(hands, file)
    assert "64 rows for 2025" in dialog.summary.text()
    hands.click(dialog.store)
    hands.until(lambda: hands.window.filter.year == 2025)
    hands.settle()
    assert (hands.window.activities.model.rowCount(), hands.window.filter.search.text()) == (64, "")
    hands.choose("Undo")
    hands.until(lambda: hands.window.filter.year == 2024)
    hands.settle()
    assert hands.window.activities.model.rowCount() == 64
    assert hands.window.filter.years.findData(2025) == -1


def test_a_path_in_quotation_marks_is_understood(open_window: Open) -> None:
    hands = open_window()
    hands.control(Key.Key_I)
    hands.until(lambda: hands.window.import_dialog is not None and hands.window.import_dialog.path.hasFocus())
    hands.type(f'"{ANNEX / "annex-2024-zh.csv"}"')
    dialog = hands.window.import_dialog
    assert dialog is not None
    hands.until(dialog.store.isEnabled)
