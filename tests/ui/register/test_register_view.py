"""The register on the screen."""

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from test_register_model import COLUMN, Log, model_of

from pct_tracker.domain.query import SortKey
from pct_tracker.reference.reference import Reference
from pct_tracker.ui.common.colours import colours_of
from pct_tracker.ui.register.register_view import RegisterView


@pytest.fixture
def view(qtbot: QtBot, reference: Reference) -> RegisterView:
    model = model_of(reference, Log(), 200)
    view = RegisterView(model)
    qtbot.addWidget(view)
    view.resize(900, 400)
    with qtbot.waitExposed(view):
        view.show()
    return view


def selected(view: RegisterView) -> list[int]:
    return [one.id for one in view.selected_activities()]


def test_the_same_activities_stay_selected_when_rows_come_and_go(view: RegisterView) -> None:
    view.show_activity(20)
    view.selectionModel().select(
        view.model().index(29, 0), view.selectionModel().SelectionFlag.Select | view.selectionModel().SelectionFlag.Rows
    )
    before = []
    view.current_changed.connect(before.append)
    view.set_ids([7, 20, 1, 30])
    assert (view.current_id, selected(view), before) == (20, [20, 30], [])


def test_an_activity_that_is_no_longer_shown_is_no_longer_selected(view: RegisterView) -> None:
    view.show_activity(20)
    view.set_ids([1, 2, 3])
    assert (view.current_id, selected(view)) == (None, [])


def test_an_activity_far_down_comes_into_view(view: RegisterView) -> None:
    assert view.show_activity(180)
    assert view.viewport().rect().intersects(view.visualRect(view.currentIndex()))
    assert not view.show_activity(999)


def test_a_click_on_a_header_sorts_and_a_second_one_turns_the_order(qtbot: QtBot, view: RegisterView) -> None:
    wished: list[tuple[SortKey, ...]] = []
    view.sort_requested.connect(wished.append)
    header = view.horizontalHeader()
    for key in ("month", "title", "title", "finding"):
        place = QPoint(header.sectionViewportPosition(COLUMN[key]) + 10, header.height() // 2)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert wished == [(SortKey("month", descending=True),), (SortKey("title"),), (SortKey("title", descending=True),)]
    view.show_sort(wished[-1])
    assert view.model().headerData(COLUMN["title"], Qt.Orientation.Horizontal) == "Description ▼"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_key_opens_the_activity_in_focus(qtbot: QtBot, view: RegisterView, key: Qt.Key) -> None:
    view.show_activity(5)
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.keyClick(view, key)
    assert opened.args == [5]


def test_the_menu_key_asks_for_the_menu_at_the_row_in_focus(qtbot: QtBot, view: RegisterView) -> None:
    view.show_activity(3)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    with qtbot.waitSignal(view.menu_requested) as asked:
        QApplication.sendEvent(view, event)
    row = view.visualRect(view.currentIndex())
    assert view.viewport().mapFromGlobal(asked.args[0]) == row.bottomLeft()


def test_rows_can_be_drawn_in_both_directions(view: RegisterView) -> None:
    view.show_activity(1)
    left = view.grab().toImage()
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert view.grab().toImage() != left


def test_the_cell_in_focus_has_a_frame_and_moves_with_the_arrows(qtbot: QtBot, view: RegisterView) -> None:
    view.show_activity(3)
    before = view.grab().toImage()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert (view.current_id, view.current_key) == (3, "venue")
    assert view.grab().toImage() != before
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert (view.current_id, view.current_key) == (4, "venue")


def test_a_column_that_is_worked_out_opens_the_form_instead(qtbot: QtBot, view: RegisterView) -> None:
    view.setCurrentIndex(view.model().index(4, COLUMN["finding"]))
    with qtbot.waitSignal(view.opened) as opened:
        view.edit_cell()
    assert opened.args == [5]


def test_many_columns_never_take_the_description_away(view: RegisterView) -> None:
    view.headings.show_keys(list(COLUMN))
    assert view.columnWidth(COLUMN["title"]) >= 10 * view.fontMetrics().horizontalAdvance("m")
    assert view.headings.length() > view.viewport().width()
    view.headings.show_keys(["title"])
    assert view.headings.length() == view.viewport().width()


def test_columns_are_kept_as_text_and_a_text_nobody_understands_changes_nothing(view: RegisterView) -> None:
    view.headings.show_keys(["title", "status", "month"])
    view.setColumnWidth(COLUMN["status"], 123)
    kept = view.headings.kept()
    view.headings.show_first_keys()
    view.headings.restore(kept)
    assert (view.headings.keys, view.columnWidth(COLUMN["status"])) == (("finding", "title", "status", "month"), 123)
    for odd in ("", "{", "[]", '{"columns": 3}', '{"columns": [], "widths": {"month": "wide"}}'):
        view.headings.restore(odd)
    assert view.headings.keys == ("finding", "title", "status", "month")
    view.headings.show_keys(["nobody knows"])
    assert view.headings.keys == ("finding", "title")


@pytest.mark.parametrize("rows", [(1, 2, 3), (0,), tuple(range(0, 200, 2))], ids=["a run", "one", "every second of all"])
def test_selected_rows_stand_on_a_ground_of_their_own(view: RegisterView, rows: tuple[int, ...]) -> None:
    view.rows.activity_at(0)  # its page is at hand from now on
    flags = view.selectionModel().SelectionFlag
    for row in rows:
        view.selectionModel().select(view.model().index(row, 0), flags.Select | flags.Rows)
    image = view.viewport().grab().toImage()
    seen = range(image.height() // view.rowHeight(0))
    left = view.columnViewportPosition(COLUMN["title"]) + 1
    grounds = [image.pixelColor(left, view.rowViewportPosition(row) + 2).name() for row in seen]
    own = colours_of(view.palette()).accent_soft
    assert [row for row in seen if QColor(grounds[row]) == QColor(own)] == [row for row in rows if row in seen]


class Watch(QObject):
    """Takes note of where something is drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn = QRegion()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - named by Qt
        if isinstance(event, QPaintEvent):
            self.drawn = self.drawn.united(event.region())
        return False


def test_the_bar_of_a_row_goes_with_the_focus_while_more_rows_are_selected(qtbot: QtBot, view: RegisterView) -> None:
    view.show_activity(3)
    QApplication.processEvents()  # what was to be drawn before is drawn
    watch = Watch()
    view.viewport().installEventFilter(watch)
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    bars = [QRect(0, view.rowViewportPosition(row), 2, view.rowHeight(row)) for row in (2, 3)]
    qtbot.waitUntil(lambda: all(QRegion(bar).subtracted(watch.drawn).isEmpty() for bar in bars))
    assert view.current_id == 4
