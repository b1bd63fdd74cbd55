"""Where bars stand, and what they look like without colours."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QApplication

from pct_tracker.ui.common.colours import ALL_COLOURS
from pct_tracker.ui.overview.bar_picture import BarPicture
from pct_tracker.ui.overview.chart import Chart, ChartLine, Mark
from pct_tracker.ui.overview.inks import PAPER, Inks, inks_of

WIDTH = 600.0


def mark(value: int, *, is_before: bool = False) -> Mark:
    return Mark(value, str(value), f"{value} things", "things", (1,), 2024, is_before)


def chart(*values: int, beside: bool = False) -> Chart:
    lines = [
        ChartLine(f"key{at}", f"Label {at}", (mark(value), *((mark(value // 2, is_before=True),) if beside else ())))
        for at, value in enumerate(values)
    ]
    return Chart("A chart", ("What", "2024", "2023") if beside else ("What", "How many"), tuple(lines))


def picture(shown: Chart, *, mirrored: bool = False, inks: Inks = PAPER) -> BarPicture:
    return BarPicture(shown, QFont(), inks, WIDTH, mirrored=mirrored)


def drawn(shown: BarPicture) -> QImage:
    image = QImage(round(WIDTH), round(shown.height) + 1, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    shown.draw(painter)
    painter.end()
    return image


def darkness(image: QImage, box: QRectF) -> float:
    """The share of dark points inside a box."""
    inner = box.adjusted(2, 2, -2, -2).toRect()
    points = [(x, y) for x in range(inner.left(), inner.right()) for y in range(inner.top(), inner.bottom())]
    return sum(image.pixelColor(x, y).lightness() < 160 for x, y in points) / len(points)


@pytest.mark.parametrize("mirrored", [False, True])
def test_bars_are_as_long_as_their_values(qapp: QApplication, mirrored: bool) -> None:
    shown = picture(chart(10, 5, 0), mirrored=mirrored)
    lengths = [shown.bar_of(number).width() for number in range(3)]
    assert lengths[1] == pytest.approx(lengths[0] / 2)
    assert lengths[2] == 1


def test_bars_begin_at_the_right_where_the_window_runs_so(qapp: QApplication) -> None:
    left, right = picture(chart(10, 5)), picture(chart(10, 5), mirrored=True)
    assert left.bar_of(0).left() == left.bar_of(1).left()
    assert right.bar_of(0).right() == right.bar_of(1).right() == pytest.approx(WIDTH - left.bar_of(0).left())


def test_the_whole_line_belongs_to_its_bar(qapp: QApplication) -> None:
    shown = picture(chart(10, 5))
    for number in range(2):
        middle = shown.rect_of(number).center().y()
        assert {shown.place_at(QPointF(x, middle)) for x in (1, WIDTH / 2, WIDTH - 1)} == {number}
    assert shown.place_at(QPointF(5, shown.height + 20)) is None


def test_the_year_before_is_hatched_not_only_of_another_colour(qapp: QApplication) -> None:
    shown = picture(chart(40, beside=True))
    image = drawn(shown)
    assert darkness(image, shown.bar_of(0)) == 1
    assert 0.1 < darkness(image, shown.bar_of(1)) < 0.7


def test_negative_sums_and_a_chart_without_lines_do_no_harm(qapp: QApplication) -> None:
    for shown in (picture(chart(-5, 0)), picture(Chart()), picture(chart(beside=True)), picture(chart(10**15))):
        drawn(shown)


def test_long_labels_leave_room_for_the_bars(qapp: QApplication) -> None:
    line = ChartLine("key", "A name that is far too long " * 20, (mark(3),))
    assert picture(Chart("A chart", ("What", "How many"), (line,))).bar_of(0).width() > 0.4 * WIDTH


def test_numbers_end_inside_the_picture(qapp: QApplication) -> None:
    shown = picture(chart(123456789))
    room = WIDTH - shown.bar_of(0).right()
    assert room > QFontMetricsF(QFont()).horizontalAdvance("123456789")


@pytest.mark.parametrize("inks", [PAPER, *(inks_of(colours.palette()) for colours in ALL_COLOURS)])
def test_steps_differ_in_lightness_alone_and_from_what_was_not_reached(qapp: QApplication, inks: Inks) -> None:
    light = [QColor(colour).lightness() for colour in (inks.land, *inks.steps)]
    assert light in (sorted(light), sorted(light, reverse=True))
    assert all(abs(one - other) >= 12 for one, other in pairwise(light)), light
