"""Pictures of charts as files."""

from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QFont, QImage
from PySide6.QtWidgets import QApplication

from pct_tracker.ui.overview.chart import Chart, ChartLine, Mark
from pct_tracker.ui.overview.chart_export import ChartSheet

LINES = tuple(
    ChartLine(code, name, (Mark(value, str(value), name, name, (1,)), Mark(1, "1", name, name, (2,), is_before=True)))
    for code, name, value in (("CN", "China & <friends>", 7), ("OM", "عُمان", 3))
)
CHART = Chart("Activities · 2024", ("State", "2024", "2023"), LINES, ("Only activities that were held are counted.",))


@pytest.fixture(params=[False, True], ids=["bars", "map"])
def sheet(qapp: QApplication, request: pytest.FixtureRequest) -> ChartSheet:
    return ChartSheet(CHART, QFont(), is_map=request.param, not_reached="Not reached")


def test_an_svg_keeps_its_texts_as_texts(sheet: ChartSheet) -> None:
    root = ElementTree.fromstring(sheet.as_svg())  # noqa: S314 - our own
    texts = [element.text or "" for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "Activities · 2024" in texts
    assert any("held" in text for text in texts)
    assert root.get("viewBox") == f"0 0 {sheet.size.width()} {sheet.size.height()}"


def test_a_png_is_twice_the_size_and_black_on_white(sheet: ChartSheet) -> None:
    image = QImage.fromData(sheet.as_png())
    assert image.size() == sheet.size * 2
    assert image.pixelColor(0, 0).name() == "#ffffff"
    colours = [image.pixelColor(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)]
    assert all(colour.red() == colour.green() == colour.blue() for colour in colours)
    assert min(colour.lightness() for colour in colours) < 100


def test_a_sheet_for_a_window_that_runs_from_right_to_left_is_mirrored(qapp: QApplication) -> None:
    plain, mirrored = (ChartSheet(CHART, QFont(), is_map=False, mirrored=way).as_png() for way in (False, True))
    assert plain != mirrored
