"""The nine cells of a row under review: what is shown of each, and how it is corrected in place."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from pct_tracker.domain.activity import REPORTED_FIELDS
from pct_tracker.services.imports.look import ImportWish, look_at
from pct_tracker.services.imports.review import ReviewedRow
from pct_tracker.services.tracker import Tracker
from pct_tracker.services.wording import Wording
from pct_tracker.ui.common.choice_box import ChoiceBox
from pct_tracker.ui.importing.cells_table import OUTCOME, SOURCE, STORED, VALUE, CellsModel, CellsTable

INPUTS = Path(__file__).parent.parent.parent / "files" / "inputs"
Key = Qt.Key


@pytest.fixture
def rows(empty_tracker: Tracker) -> tuple[ReviewedRow, ...]:
    return look_at(empty_tracker, ImportWish(INPUTS / "doubts-zh.docx")).rows


@pytest.fixture
def table(qtbot: QtBot, empty_tracker: Tracker, rows: tuple[ReviewedRow, ...]) -> CellsTable:
    model = CellsModel(empty_tracker.reference, Wording(empty_tracker.reference))
    table = CellsTable(model, "Cells")
    qtbot.addWidget(table)
    model.show_row(rows[1])
    table.resize(800, 400)
    table.show()
    table.activateWindow()
    qtbot.waitActive(table)
    return table


def model_of(table: CellsTable) -> CellsModel:
    model = table.model()
    assert isinstance(model, CellsModel)
    return model


def focus() -> object:
    return QApplication.focusWidget()


def test_each_cell_has_a_shape_and_a_word_for_what_became_of_it(table: CellsTable) -> None:
    model, place = model_of(table), REPORTED_FIELDS.index("participants")
    assert [model.index(place, column).data() for column in (SOURCE, OUTCOME, VALUE)] == ["约30人", "≈ guessed", "30"]
    assert table.isColumnHidden(STORED)


def test_enter_edits_wherever_in_the_line_the_focus_is_and_ends_the_editing(table: CellsTable, qtbot: QtBot) -> None:
    model, place = model_of(table), REPORTED_FIELDS.index("participants")
    table.setCurrentIndex(model.index(place, SOURCE))
    QTest.keyClick(table, Key.Key_Return)
    editor = focus()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "30"
    with qtbot.waitSignal(model.corrected) as told:
        editor.selectAll()
        QTest.keyClicks(editor, "31")
        QTest.keyClick(editor, Key.Key_Return)
    assert told.args == ["participants", "31"]
    qtbot.waitUntil(table.hasFocus)


def test_what_is_left_as_it_was_corrects_nothing(table: CellsTable, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(model_of(table).corrected):
        table.edit_line(REPORTED_FIELDS.index("title"))
        editor = focus()
        assert isinstance(editor, QLineEdit)
        QTest.keyClick(editor, Key.Key_Return)


def test_a_type_is_chosen_from_those_there_are(table: CellsTable, qtbot: QtBot) -> None:
    model = model_of(table)
    table.edit_line(REPORTED_FIELDS.index("type"))
    editor = focus()
    assert isinstance(editor, ChoiceBox)
    with qtbot.waitSignal(model.corrected) as told:
        QTest.keyClicks(editor, "web")
        QTest.keyClick(editor, Key.Key_Return)
    assert told.args == ["type", "pct-webinar"]


def test_without_a_row_there_is_nothing_to_see(table: CellsTable) -> None:
    model_of(table).show_row(None)
    assert model_of(table).rowCount() == 0
