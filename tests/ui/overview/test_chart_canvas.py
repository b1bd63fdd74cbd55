"""Charts under keys and mouse."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from pct_tracker.ui.overview.bar_chart import BarChart
from pct_tracker.ui.overview.chart import Chart, ChartLine, Mark
from pct_tracker.ui.overview.chart_canvas import ChartCanvas
from pct_tracker.ui.overview.map_picture import MapPicture
from pct_tracker.ui.overview.map_shapes import RATIO, read_shapes
from pct_tracker.ui.overview.world_map import WorldMap

Key = Qt.Key
STATES = ("CN", "BR", "SG", "TV", "KE")


def chart(*keys: str) -> Chart:
    lines = [ChartLine(key, f"Name of {key}", (Mark(at, str(at), f"{key}: {at}", key, (at,)),)) for at, key in enumerate(keys, 1)]
    return Chart("Activities", ("State", "Activities"), tuple(lines))


def show(qtbot: QtBot, canvas: ChartCanvas, *keys: str) -> list[Mark]:
    """Shows a canvas on a chart, and collects what is opened."""
    qtbot.addWidget(canvas)
    canvas.resize(800, canvas.heightForWidth(800) if canvas.hasHeightForWidth() else 300)
    canvas.show_chart(chart(*keys))
    with qtbot.waitActive(canvas):
        canvas.show()
        canvas.activateWindow()
    canvas.setFocus()
    opened: list[Mark] = []
    canvas.opened.connect(opened.append)
    return opened


@pytest.fixture(params=[BarChart, lambda: WorldMap(lambda code: f"Name of {code}")], ids=["bars", "map"])
def canvas(request: pytest.FixtureRequest, qtbot: QtBot) -> ChartCanvas:
    canvas: ChartCanvas = request.param()
    return canvas


def middle(canvas: ChartCanvas, number: int) -> QPoint:
    return canvas.picture.rect_of(number).center().toPoint()


def test_arrows_go_from_mark_to_mark_and_enter_opens_its_rows(canvas: ChartCanvas, qtbot: QtBot) -> None:
    opened = show(qtbot, canvas, *STATES)
    said: list[str] = []
    canvas.told.connect(said.append)
    for key in (Key.Key_Down, Key.Key_Right, Key.Key_Up, Key.Key_Return, Key.Key_End, Key.Key_Space, Key.Key_Home):
        QTest.keyClick(canvas, key)
    assert [mark.words for mark in opened] == ["BR", "KE"]
    assert said[-1] == canvas.accessibleDescription() == "CN: 1"
    QTest.keyClick(canvas, Key.Key_Up)
    assert canvas.current is not None
    assert canvas.current.words == "CN", "the first one is the end"


def test_arrows_follow_the_direction_of_the_window(canvas: ChartCanvas, qtbot: QtBot) -> None:
    canvas.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    show(qtbot, canvas, *STATES)
    QTest.keyClick(canvas, Key.Key_Left)
    assert canvas.current is not None
    assert canvas.current.words == "BR"


def test_a_click_opens_the_rows_of_what_was_clicked(canvas: ChartCanvas, qtbot: QtBot) -> None:
    opened = show(qtbot, canvas, "CN", "BR", "TV")
    for number in range(3):
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle(canvas, number))
    assert [mark.words for mark in opened] == ["CN", "BR", "TV"]


def test_an_empty_chart_takes_keys_and_clicks_without_harm(canvas: ChartCanvas, qtbot: QtBot) -> None:
    opened = show(qtbot, canvas)
    for key in (Key.Key_Down, Key.Key_End, Key.Key_Return):
        QTest.keyClick(canvas, key)
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(30, 30))
    assert opened == []
    assert canvas.current is None


def test_the_keys_stay_where_they_are_when_the_same_lines_come_again(canvas: ChartCanvas, qtbot: QtBot) -> None:
    show(qtbot, canvas, *STATES)
    QTest.keyClick(canvas, Key.Key_Down)
    canvas.show_chart(chart(*STATES))
    assert canvas.current is not None
    assert canvas.current.words == "BR"
    canvas.show_chart(chart("OM"))
    assert canvas.current.words == "OM"


def test_the_map_names_states_that_were_not_reached_and_not_the_sea(qtbot: QtBot) -> None:
    world = WorldMap(lambda code: f"Name of {code}")
    show(qtbot, world, "CN")
    scale = world.width() / read_shapes().width
    brazil = read_shapes().points["BR"] * scale
    assert world.tip_at(brazil) == "Name of BR: not reached"
    assert world.tip_at(QPointF(middle(world, 0))) == "CN: 1"
    assert world.tip_at(QPointF(3, world.height() / 2)) == ""


def test_every_state_can_be_clicked_on_the_map(qtbot: QtBot) -> None:
    """In a wide window, that is; the smallest lie beside each other by a few pixels, and the keys reach all in any window."""
    world = WorldMap(str)
    show(qtbot, world, *sorted(read_shapes().points))
    world.resize(1600, world.heightForWidth(1600))
    picture, scale = world.picture, 1600 / read_shapes().width
    assert isinstance(picture, MapPicture)
    missed = {code for code, point in read_shapes().points.items() if picture.code_at(point * scale) != code}
    assert missed == set()


def test_the_map_keeps_the_proportions_of_its_plane() -> None:
    assert pytest.approx(read_shapes().height / read_shapes().width, abs=0.001) == RATIO
