"""Bringing files in, good ones and others."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from pct_tracker.domain.activity import REPORTED_FIELDS
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.ui.importing.cells_table import OUTCOME, SOURCE, STORED, VALUE
from pct_tracker.ui.importing.import_dialog import ImportDialog
from pct_tracker.ui.importing.source_dialog import SourceDialog
from tests.flows.conftest import ANNEX, Hands

Key = Qt.Key
Open = Callable[..., Hands]
INPUTS = ANNEX.parent / "inputs"


def choose(hands: Hands, file: Path) -> ImportDialog:
    """Opens the dialog on a file and waits until it has been looked at."""
    if hands.window.dialogs.importing is None:
        hands.control(Key.Key_I)
    dialog = hands.window.dialogs.importing
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
    hands.window.dialogs.importing = None
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
    assert (dialog.store.isEnabled(), dialog.review.model.rowCount()) == (False, 0)
    assert [dialog.steps.button(code).isEnabled() for code in ("source", "columns", "review", "sentence")] == [True, *[False] * 3]
    assert dialog.path.text() == str(tmp_path / name)
    choose(hands, ANNEX / "annex-2024-zh.csv")
    assert dialog.store.isEnabled()
    assert hands.window.workspace.tracker.years() == []


def review(hands: Hands, file: Path) -> ImportDialog:
    """Goes on to the review of the rows of a file."""
    dialog = choose(hands, file)
    dialog.activateWindow()
    hands.until(dialog.isActiveWindow)
    while dialog.steps.code() != "review":
        hands.click(dialog.next)
    return dialog


def cell(dialog: ImportDialog, column: str, place: int) -> str:
    return str(dialog.review.detail.cells.index(REPORTED_FIELDS.index(column), place).data())


def seen(dialog: ImportDialog, column: int) -> list[str]:
    model = dialog.review.model
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def test_the_selected_row_is_shown_cell_by_cell_with_all_its_findings(open_window: Open) -> None:
    hands = open_window()
    dialog = review(hands, ANNEX / "annex-2024-zh.docx")
    for _ in range(3):
        hands.press(Key.Key_Down)
    assert (cell(dialog, "month", SOURCE), cell(dialog, "venue", SOURCE)) == ("2024-03", "牙买加（JM）")
    assert (cell(dialog, "venue", VALUE), cell(dialog, "venue", OUTCOME)) == ("Jamaica (JM)", "≈ guessed")
    assert (cell(dialog, "type", VALUE), cell(dialog, "type", OUTCOME)) == ("PCT Seminar", "✓ understood")
    assert len(dialog.review.detail.findings.messages) == 2
    assert "Dominica" in dialog.review.detail.findings.spoken()


def test_a_row_is_left_out_with_space_and_its_cells_are_corrected_in_place(open_window: Open) -> None:
    hands = open_window()
    dialog = review(hands, INPUTS / "doubts-zh.docx")
    assert dialog.store.text() == "Import (4)"
    hands.press(Key.Key_Space)
    assert (dialog.store.text(), seen(dialog, 0)[:2]) == ("Import (3)", ["✕ leave out", "✓ add"])
    hands.press(Key.Key_Down)
    assert (cell(dialog, "participants", SOURCE), cell(dialog, "participants", OUTCOME)) == ("约30人", "≈ guessed")
    hands.press(Key.Key_Down)
    assert cell(dialog, "month", OUTCOME) == "“ ” kept as text"
    hands.press(Key.Key_Return)
    assert dialog.review.detail.table.hasFocus()
    hands.press(Key.Key_F2)
    hands.control(Key.Key_A)
    hands.type("2018-04")
    hands.press(Key.Key_Return)
    assert dialog.isVisible()
    assert (cell(dialog, "month", VALUE), seen(dialog, 3)[2]) == ("2018-04", "2018-04")
    hands.click(dialog.store)
    hands.until(lambda: hands.window.activities.model.rowCount() == 3)
    tracker = hands.window.workspace.tracker
    assert [one.month for one in tracker.activities(ActivityQuery())] == ["2018-03", "2018-04", "2018-05"]
    hands.choose("Undo")
    hands.until(lambda: hands.window.activities.model.rowCount() == 0)


def test_a_finding_is_settled_by_its_button(open_window: Open) -> None:
    hands = open_window()
    dialog = review(hands, INPUTS / "doubts-zh.docx")
    before = [(row.number, fix) for row in dialog.review.rows for one in row.findings for fix in one.fixes if one.draws_attention]
    assert before
    dialog.review.table.go_to(before[0][0] - 1)
    count = len(dialog.review.detail.findings.messages)
    hands.click(dialog.review.detail.findings.buttons[0])
    assert len(dialog.review.detail.findings.messages) < count


def test_rows_are_narrowed_by_outcome_and_finding_and_decided_together(open_window: Open) -> None:
    hands = open_window()
    dialog = review(hands, INPUTS / "doubts-zh.docx")
    page = dialog.review
    page.finding.setCurrentIndex(page.finding.findData("guessed"))
    page.finding.activated.emit(page.finding.currentIndex())
    narrowed = page.model.rowCount()
    assert 0 < narrowed < 4
    page.all.activated.emit(page.all.findData("leave-out"))
    assert dialog.store.text() == f"Import ({4 - narrowed})"
    hands.click(page.outcomes.button("new"))
    assert page.model.rowCount() == narrowed
    page.all.activated.emit(page.all.findData("import"))
    assert dialog.store.text() == "Import (4)"


def test_a_changed_row_shows_both_and_can_be_added_as_new(open_window: Open, sample_file: Path, tmp_path: Path) -> None:
    hands = open_window(sample_file.name)
    file = tmp_path / "annex-2024.csv"
    text = (ANNEX / "annex-2024-zh.csv").read_text("utf-8-sig")
    file.write_text(text.replace(",10\n", ",11\n", 1).replace(",10\r\n", ",11\r\n", 1), "utf-8")
    dialog = review(hands, file)
    assert "1 changed, 63 already in the log" in dialog.summary.text()
    hands.click(dialog.review.outcomes.button("changed"))
    assert (cell(dialog, "participants", VALUE), cell(dialog, "participants", STORED)) == ("11", "10")
    hands.click(dialog.review.detail.decision.button("add"))
    assert seen(dialog, 0) == ["✓ add"]
    hands.click(dialog.store)
    hands.until(lambda: hands.window.activities.model.rowCount() == 65)


def test_a_second_language_fills_the_activities_that_are_there(open_window: Open) -> None:
    hands = open_window()
    hands.click(choose(hands, ANNEX / "annex-2024-zh.docx").store)
    hands.until(lambda: hands.window.activities.model.rowCount() == 64)
    hands.window.dialogs.importing = None
    dialog = review(hands, ANNEX / "annex-2024-en.docx")
    assert "0 new" in dialog.summary.text()
    hands.click(dialog.store)
    hands.settle()
    activities = hands.window.workspace.tracker.activities(ActivityQuery())
    assert (len(activities), all({"en", "zh"} <= set(one.title) for one in activities)) == (64, True)


def test_columns_that_no_heading_tells_are_shown_at_once_and_remembered(open_window: Open, tmp_path: Path) -> None:
    hands = open_window()
    file = INPUTS / "other-order-fr.xlsx"
    dialog = choose(hands, file)
    assert dialog.steps.code() == "columns"
    first = dialog.columns.first.lineEdit()
    assert first.width() > first.fontMetrics().horizontalAdvance(first.text())
    assert "Remarque" in dialog.notes.text()
    place = next(at for at, box in enumerate(dialog.columns.boxes) if box.currentData() == "co_organizers")
    box = dialog.columns.boxes[place]
    box.setCurrentIndex(0)
    box.activated.emit(0)
    hands.settle()
    assert "No column is for: Co-organizers" in dialog.columns.note.text()
    hands.click(dialog.store)
    hands.until(lambda: hands.window.activities.model.rowCount() == 4)
    assert not any(one.co_organizers for one in hands.window.workspace.tracker.activities(ActivityQuery()))
    hands.window.dialogs.importing = None
    dialog = choose(hands, file)
    assert dialog.steps.code() == "source"
    assert dialog.columns.boxes[place].currentData() is None


def test_what_was_decided_corrected_and_typed_stays_when_a_status_is_told_afterwards(open_window: Open) -> None:
    hands = open_window()
    dialog = review(hands, INPUTS / "doubts-zh.docx")
    hands.press(Key.Key_Space)
    dialog.review.table.go_to(2)
    dialog.review.detail.table.edit_line(0)
    hands.control(Key.Key_A)
    hands.type("2018-04")
    hands.press(Key.Key_Return)
    hands.click(dialog.next)
    dialog.sentence.text.setFocus()
    hands.type("Over 2 activities")
    hands.click(dialog.steps.button("source"))
    dialog.status.setCurrentIndex(dialog.status.findData("planned"))
    dialog.status.activated.emit(dialog.status.currentIndex())
    hands.settle()
    assert (dialog.store.text(), seen(dialog, 0)[0], seen(dialog, 3)[2]) == ("Import (3)", "✕ leave out", "2018-04")
    assert dialog.sentence.text.toPlainText() == "Over 2 activities"


def test_enter_after_a_path_goes_on_to_the_rows_and_stores_nothing(open_window: Open) -> None:
    hands = open_window()
    dialog = choose(hands, INPUTS / "plain-en.docx")
    dialog.activateWindow()
    hands.until(dialog.isActiveWindow)
    dialog.path.setFocus()
    hands.press(Key.Key_Return)
    assert dialog.steps.code() == "columns"
    hands.press(Key.Key_Return)
    assert (dialog.steps.code(), hands.window.workspace.tracker.years()) == ("review", [])


def test_a_table_is_left_out_and_taken_in_again(open_window: Open) -> None:
    hands = open_window()
    dialog = choose(hands, INPUTS / "several-sheets-es.xlsx")
    assert dialog.store.text() == "Import (6)"
    table = dialog.source.table
    dialog.activateWindow()
    hands.until(dialog.isActiveWindow)
    table.setFocus()
    table.go_to(0)
    hands.press(Key.Key_Space)
    fewer = dialog.store.text()
    assert fewer != "Import (6)"
    table.setFocus()
    table.go_to(0)
    hands.press(Key.Key_Space)
    assert dialog.store.text() == "Import (6)"


def test_rows_that_are_no_activities_can_be_seen(open_window: Open) -> None:
    hands = open_window()
    dialog = review(hands, INPUTS / "true-dates-en.xlsx")
    hands.click(dialog.review.outcomes.button("skipped"))
    assert len(seen(dialog, 5)) == 1
    assert seen(dialog, 0) == ["–"]
    assert seen(dialog, 5)[0].endswith(".")


def test_a_published_sentence_is_held_against_the_rows_as_they_would_be_stored(open_window: Open) -> None:
    hands = open_window()
    dialog = review(hands, ANNEX / "annex-2024-zh.docx")
    hands.click(dialog.next)
    dialog.sentence.text.setFocus()
    hands.type("Over 60 activities for over 90,000 participants")
    model = dialog.sentence.model
    hands.until(lambda: model.rowCount() == 2)
    assert [model.index(0, place).data() for place in (2, 3)] == ["64", "✓ true, margin 4"]
    assert model.index(1, 3).data() == "● false"
    hands.click(dialog.back)
    page = dialog.review
    page.all.activated.emit(page.all.findData("leave-out"))
    hands.click(dialog.next)
    hands.until(lambda: model.index(0, 2).data() == "0")


def test_a_locked_year_is_told_with_its_rows_which_can_be_left_out(open_window: Open) -> None:
    hands = open_window()
    hands.window.workspace.tracker.lock_year(2024)
    dialog = choose(hands, ANNEX / "annex-2024-zh.docx")
    hands.click(dialog.store)
    assert "2024 is locked" in dialog.summary.text()
    assert "64 of the rows" in dialog.summary.text()
    hands.click(dialog.leave_out)
    assert (dialog.store.isEnabled(), dialog.leave_out.isVisible()) == (False, False)
    assert hands.window.workspace.tracker.years() == []


def test_the_clipboard_is_a_source_as_well(open_window: Open) -> None:
    hands = open_window()
    QGuiApplication.clipboard().setText("2024-06\tPCT Seminar\tA, B\tOn filing\t\tKenya (KE)\tKenya (KE)\tOffices\t20")
    hands.control(Key.Key_I)
    dialog = hands.window.dialogs.importing
    assert dialog is not None
    hands.click(dialog.source.clipboard)
    hands.until(dialog.store.isEnabled)
    assert not dialog.steps.button("columns").isEnabled()
    hands.click(dialog.store)
    hands.until(lambda: hands.window.activities.model.rowCount() == 1)
    assert "1 pasted" in hands.window.notice.label.text()


def test_a_dialog_that_is_closed_while_it_reads_harms_nobody(open_window: Open) -> None:
    hands = open_window()
    hands.control(Key.Key_I)
    dialog = hands.window.dialogs.importing
    assert dialog is not None
    dialog.choose_file(ANNEX / "annex-2024-zh.xlsx")
    dialog.reject()
    hands.settle()
    assert hands.window.isVisible()


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
    dialog = hands.window.dialogs.importing
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
    hands.until(lambda: hands.window.dialogs.importing is not None and hands.window.dialogs.importing.path.hasFocus())
    hands.type(f'"{ANNEX / "annex-2024-zh.csv"}"')
    dialog = hands.window.dialogs.importing
    assert dialog is not None
    hands.until(dialog.store.isEnabled)


def test_the_source_of_an_activity_is_shown_beside_what_is_stored(open_window: Open) -> None:
    hands = open_window()
    hands.click(choose(hands, ANNEX / "annex-2024-zh.docx").store)
    hands.until(lambda: hands.window.activities.model.rowCount() == 64)
    hands.window.activities.register.select_row(0)
    hands.window.actions_["source"].trigger()
    [dialog] = [one for one in hands.window.findChildren(SourceDialog) if one.isVisible()]
    place = REPORTED_FIELDS.index("venue")
    assert [dialog.cells.index(place, column).data() for column in (SOURCE, STORED)] == ["阿曼（OM）", "Oman (OM)"]
    dialog.reject()


def test_what_was_typed_has_no_source_and_is_told_so(open_window: Open, sample_file: Path) -> None:
    hands = open_window(sample_file.name)
    hands.control(Key.Key_N)
    hands.type("2024-02")
    hands.control(Key.Key_S)
    hands.until(lambda: hands.window.activities.model.rowCount() == 65)
    hands.settle()
    hands.window.actions_["source"].trigger()
    assert "no source" in hands.window.notice.label.text()
