"""Texts as an Excel table with the source beside the translation, for translators without tools of their own."""

from collections.abc import Sequence
from typing import Any, BinaryIO
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from pct_tracker.domain.exchange import TextExchange, TextState, TextUnit
from pct_tracker.domain.formulas import guard_formula
from pct_tracker.reporting.printable import printable

_WIDTHS = (24, 60, 60, 12, 18, 16)
_LONGEST = 32_767
_A4 = 9
_LETTERS, _LINE, _PADDING, _HIGHEST = 54, 13.0, 3.0, 409.0
"""Letters in a line of a text, rather too few than too many; points of a line, around it, and of the highest row."""

_HEAD, _PLAIN, _RIGHT_TO_LEFT, _FAINT, _TO_FILL = "Head", "Text", "Text right to left", "Faint", "To translate"


def write(exchange: TextExchange, stream: BinaryIO) -> None:
    """Writes one sheet, one row for each text; the rows to work on are shaded. No text ever becomes a formula."""
    workbook = Workbook()
    for style in _styles():
        workbook.add_named_style(style)
    # The type stubs allow for workbooks without a sheet.
    sheet: Any = workbook.active
    sheet.title = f"PCT {exchange.year or ''} {exchange.source_language}-{exchange.target_language}"
    source, target = (f"{word} [{language}]" for word, language in _languages(exchange))
    _fill(sheet, 1, ("Key", source, target, "State", "Used in", "Field"), (_HEAD,) * 6)
    for number, unit in enumerate(exchange.units, 2):
        _fill(sheet, number, _values(unit), _looks(exchange, unit))
        sheet.row_dimensions[number].height = _height(unit)
    _set_up(sheet, len(exchange.units))
    workbook.save(stream)


def _languages(exchange: TextExchange) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("Source", exchange.source_language), ("Target", exchange.target_language)


def _values(unit: TextUnit) -> tuple[str, ...]:
    return (unit.key, unit.source, unit.target, unit.state.value, ", ".join(map(str, unit.used_in)), unit.field)


def _looks(exchange: TextExchange, unit: TextUnit) -> tuple[str, ...]:
    source = _RIGHT_TO_LEFT if exchange.source_language == "ar" else _PLAIN
    target = _RIGHT_TO_LEFT if exchange.target_language == "ar" else _PLAIN
    state = _TO_FILL if unit.state in (TextState.MISSING, TextState.OUTDATED) else _PLAIN
    return (_FAINT, source, target, state, _FAINT, _FAINT)


def _fill(sheet: Any, row: int, texts: Sequence[str], looks: Sequence[str]) -> None:
    for column, (text, look) in enumerate(zip(texts, looks, strict=True), 1):
        cell = sheet.cell(row, column)
        cell.value = printable(text)[:_LONGEST]
        cell.data_type = "s"  # words that begin with "=" stay words
        cell.style = look
        cell.quotePrefix = guard_formula(text) != text  # also after somebody goes into the cell and leaves it


def _height(unit: TextUnit) -> float:
    """Points for the longer of the two texts: not every program fits rows to wrapped text by itself."""
    wide = (sum(1 + (east_asian_width(letter) in "WF") for letter in text) for text in (unit.source, unit.target))
    return min((1 + max(wide) // _LETTERS) * _LINE + _PADDING, _HIGHEST)


def _set_up(sheet: Any, rows: int) -> None:
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:F{rows + 1}"
    for number, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    states = DataValidation("list", formula1=f'"{",".join(TextState)}"', allow_blank=True)
    sheet.add_data_validation(states)
    states.add(f"D2:D{max(rows, 1) + 1}")
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _styles() -> tuple[NamedStyle, ...]:
    side = Side(style="thin", color="FFD0D0D0")
    border = Border(left=side, right=side, top=side, bottom=side)
    plain, bold = Font(name="Arial", size=10), Font(name="Arial", size=10, bold=True)
    faint = Font(name="Arial", size=8, color="FF707070")
    top = Alignment(vertical="top", wrap_text=True, readingOrder=1)
    mirrored = Alignment(vertical="top", horizontal="right", wrap_text=True, readingOrder=2)
    shade, mark = PatternFill("solid", fgColor="FFE7E6E6"), PatternFill("solid", fgColor="FFFFF2CC")
    return (
        NamedStyle(_HEAD, font=bold, fill=shade, border=border, alignment=top),
        NamedStyle(_PLAIN, font=plain, border=border, alignment=top),
        NamedStyle(_RIGHT_TO_LEFT, font=plain, border=border, alignment=mirrored),
        NamedStyle(_FAINT, font=faint, border=border, alignment=top),
        NamedStyle(_TO_FILL, font=bold, fill=mark, border=border, alignment=top),
    )
