"""The rows of a table as XML: typed cells, formulas with the values they give, and texts that never become formulas."""

from collections.abc import Iterator, Mapping
from datetime import date
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from pct_tracker.reporting.workbook.sheets import Formula, Sheet, Value
from pct_tracker.reporting.writers.excel import text_cell

HEADING_HEIGHT = 40.0
"""Points for headings of three lines."""

_MOST_KEPT = 2_000
_DAY_ZERO = date(1899, 12, 30)
# Excel believes that 1900 was a leap year, and knows no day before it.
_FIRST_DAY = date(1900, 3, 1)


def table_rows(sheet: Sheet, headings: tuple[str, ...], style_ids: Mapping[str, int]) -> Iterator[str]:
    """The headings and the rows of a table; `style_ids` tells the style of "heading" and of each kind of column."""
    letters = [get_column_letter(number) for number, _ in enumerate(sheet.columns, 1)]
    columns = [(f'<c r="{letter}', _Rests(style_ids[column.kind])) for letter, column in zip(letters, sheet.columns, strict=True)]
    yield f'<sheetData><row r="1" ht="{HEADING_HEIGHT}" customHeight="1">'
    yield from (text_cell(f"{letter}1", style_ids["heading"], text) for letter, text in zip(letters, headings, strict=True))
    yield "</row>"
    for line, row in enumerate(sheet.rows, 2):
        cells = [f"{begins}{line}{rests[value]}" for (begins, rests), value in zip(columns, row, strict=True)]
        yield f'<row r="{line}">{"".join(cells)}</row>'
    yield "</sheetData>"


class _Rests(dict[Value, str]):
    """By value, what follows the place of a cell in one column: few values are met only once."""

    def __init__(self, style: int) -> None:
        super().__init__()
        self._style = style

    def __missing__(self, value: Value) -> str:
        rest = _cell("", self._style, value).removeprefix('<c r="')
        if len(self) < _MOST_KEPT:
            self[value] = rest
        return rest


def _cell(place: str, style: int, value: Value) -> str:
    match value:
        case int():
            return f'<c r="{place}" s="{style}"><v>{value}</v></c>'
        case str():
            return text_cell(place, style, value)
        case None:
            return f'<c r="{place}" s="{style}"/>'
        case Formula(text, int(number)):
            return f'<c r="{place}" s="{style}"><f>{escape(text)}</f><v>{number}</v></c>'
        case Formula(text, words):
            return f'<c r="{place}" s="{style}" t="str"><f>{escape(text)}</f><v>{escape(str(words))}</v></c>'
        case _:
            return _day_cell(place, style, value)


def is_told_as_day(day: date) -> bool:
    """Whether Excel knows a day; one that it does not know is told in words."""
    return day >= _FIRST_DAY


def _day_cell(place: str, style: int, day: date) -> str:
    if not is_told_as_day(day):
        return text_cell(place, style, day.isoformat())
    return f'<c r="{place}" s="{style}"><v>{(day - _DAY_ZERO).days}</v></c>'
