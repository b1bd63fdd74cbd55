"""Native charts beside a table: bars of one dark colour with their numbers, to be read in black and white too."""

from typing import Any

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.utils import get_column_letter

from pct_tracker.reporting.printable import printable
from pct_tracker.reporting.workbook.sheets import Chart, Sheet

_BAR_COLOUR = "3B5B7A"
_WIDTH, _HEIGHT, _BAR_HEIGHT, _FRAME_HEIGHT = 17.0, 8.0, 0.55, 2.2
"""Centimetres: a chart of standing bars, one of lying bars, and what a lying chart needs around its bars."""

_LINE_HEIGHT = 0.46
"""Centimetres of a line of the sheet, about."""


def add_charts(target: Any, sheet: Sheet, *, right_to_left: bool) -> None:
    """Puts the charts of a table below each other, one column behind its end."""
    line = 2
    for chart in sheet.charts:
        drawn = _drawn(target, sheet, chart, right_to_left=right_to_left)
        target.add_chart(drawn, f"{get_column_letter(len(sheet.columns) + 2)}{line}")
        line += int(drawn.height / _LINE_HEIGHT) + 2


def _drawn(target: Any, sheet: Sheet, chart: Chart, *, right_to_left: bool) -> BarChart:
    drawn: Any = BarChart()
    values, labels = (sheet.place(name) + 1 for name in (chart.values, chart.labels))
    drawn.add_data(Reference(target, min_col=values, min_row=2, max_row=chart.bars + 1), titles_from_data=False)
    drawn.set_categories(Reference(target, min_col=labels, min_row=2, max_row=chart.bars + 1))
    drawn.title = printable(chart.title)
    drawn.type = "bar" if chart.lying else "col"
    drawn.legend = None
    drawn.gapWidth = 40
    drawn.width = _WIDTH
    drawn.height = _FRAME_HEIGHT + chart.bars * _BAR_HEIGHT if chart.lying else _HEIGHT
    drawn.series[0].graphicalProperties.solidFill = _BAR_COLOUR
    drawn.dataLabels = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False, showPercent=False)
    drawn.x_axis.delete, drawn.y_axis.delete = False, True
    drawn.y_axis.majorGridlines = None
    if chart.lying:
        # The first row on top, as in the table.
        drawn.x_axis.scaling.orientation = "maxMin"
    if right_to_left:
        axis = drawn.y_axis if chart.lying else drawn.x_axis
        axis.scaling.orientation = "maxMin"
    return drawn  # type: ignore[no-any-return]  # the stubs of the library call its charts Any
