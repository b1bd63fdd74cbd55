"""How high the rows of the sheet are: not every program fits them to wrapped text by itself."""

import math
import re

from pct_tracker.reporting.report import ReportRow

_WIDE = re.compile(r"[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6]")
# Pixels: the unit of column widths, the letters of the font at its size, and what the words that do not fit leave empty.
_UNIT, _LETTER, _WIDE_LETTER, _LOST = 7.0, 5.0, 12.0, 1.08
# Points; Excel knows no higher rows.
_LINE_HEIGHT, _PADDING, _HIGHEST = 12.0, 3.0, 409.0


HEADING_HEIGHT = 27.0
"""Points for headings of two lines."""


def row_height(row: ReportRow, widths: list[float]) -> float:
    """An estimate, rather too high than too low, in points; `widths` are those of the columns in Excel's unit."""
    lines = max(_lines(cell.text, width) for cell, width in zip(row.cells, widths, strict=True))
    return min(lines * _LINE_HEIGHT + _PADDING, _HIGHEST)


def _lines(text: str, width: float) -> int:
    room = width * _UNIT
    if "\n" in text:
        return sum(_lines(line, width) for line in text.split("\n"))
    if len(text) * _WIDE_LETTER <= room:
        return 1
    wide = len(text) - len(_WIDE.sub("", text))
    length = wide * _WIDE_LETTER + (len(text) - wide) * _LETTER
    return math.ceil(length * _LOST / room)
