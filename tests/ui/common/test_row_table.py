"""A table of rows for reading, in windows that run either way."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from pct_tracker.ui.common.row_table import RowTable

Key = Qt.Key


@pytest.fixture(params=[Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def table(qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[RowTable]:
    model = QStandardItemModel()
    for row in range(5):
        model.appendRow([QStandardItem(f"{row}"), QStandardItem("what")])
    table = RowTable(model, "Rows")
    table.setLayoutDirection(request.param)
    table.fit_columns({0: "00"}, 1)
    qtbot.addWidget(table)
    with qtbot.waitActive(table):
        table.show()
        table.activateWindow()
    table.setFocus()
    yield table
    table.hide()


def rows(table: RowTable) -> list[int]:
    return [index.row() for index in table.selectionModel().selectedRows()]


def test_a_row_is_gone_to_whichever_way_the_columns_run(table: RowTable) -> None:
    table.go_to(3)
    assert (table.currentIndex().row(), rows(table)) == (3, [3])


def test_home_and_end_lead_to_the_first_and_the_last_row(table: RowTable) -> None:
    table.go_to(2)
    QTest.keyClick(table, Key.Key_End)
    assert rows(table) == [4]
    QTest.keyClick(table, Key.Key_Home)
    assert rows(table) == [0]


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter])
def test_enter_opens_the_row_in_focus(table: RowTable, key: Qt.Key) -> None:
    opened: list[int] = []
    table.opened.connect(lambda: opened.append(table.currentIndex().row()))
    table.go_to(1)
    QTest.keyClick(table, key)
    assert opened == [1]


def test_the_column_that_is_not_sized_takes_the_room(table: RowTable) -> None:
    assert sum(table.columnWidth(column) for column in (0, 1)) == table.viewport().width()
