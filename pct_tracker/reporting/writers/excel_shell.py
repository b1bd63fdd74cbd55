"""The Excel workbook around the rows: sheet, styles, column widths, print settings, properties."""

from collections.abc import Iterable
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter

from pct_tracker.reporting.printable import printable
from pct_tracker.reporting.report import Report

HEADING_STYLE, TEXT_STYLE, CODE_STYLE, NUMBER_STYLE = "Annex heading", "Annex text", "Annex code", "Annex number"
"""Names of the cell styles of the annex."""

SHEET_PART = "xl/worksheets/sheet1.xml"
"""The part of the package that holds the rows."""

_WIDTHS = {
    "month": 11,
    "type": 18,
    "contents": 14,
    "title": 46,
    "co_organizers": 28,
    "venue": 20,
    "origins": 50,
    "participant_types": 22,
    "participants": 15,
}
_OTHER_WIDTH = 20
_A4 = 9
_BORDER_GREY, _SHADE_GREY = "FFA6A6A6", "FFE7E6E6"


def build_shell(report: Report) -> tuple[Workbook, dict[str, int]]:
    """A workbook that is complete but for what its cells hold, and the number under which each style stands in it."""
    workbook = Workbook()
    # The type stubs allow for workbooks without a sheet.
    sheet: Any = workbook.active
    set_up_annex(sheet, report, f"PCT {report.year}")
    set_properties(workbook, report)
    return workbook, add_styles(workbook, annex_styles(report.is_right_to_left))


def add_styles(workbook: Workbook, styles: Iterable[NamedStyle]) -> dict[str, int]:
    """Adds cell styles, and tells the number under which each stands in the workbook."""
    style_ids = {}
    for style in styles:
        workbook.add_named_style(style)
        cell = Cell(workbook.worksheets[0], 1, 1)
        cell.style = style.name
        style_ids[style.name] = cell.style_id
    return style_ids


def set_properties(workbook: Workbook, report: Report) -> None:
    """Title and language of the file; nobody's name."""
    workbook.properties.title = printable(report.title)
    workbook.properties.language = report.language
    workbook.properties.creator = None


def column_widths(report: Report) -> list[float]:
    """The widths of the columns, in Excel's unit: a digit of the standard font."""
    return [_WIDTHS.get(column, _OTHER_WIDTH) for column in report.columns]


def set_up_annex(sheet: Any, report: Report, title: str) -> None:
    """All of an annex's sheet but its rows."""
    # The cell in the last corner, whose row is replaced, tells the extent of the sheet to those who read it row by row.
    corner = sheet.cell(len(report.rows) + 1, len(report.columns), " ").coordinate
    sheet["A1"] = " "
    sheet.title = title
    sheet.sheet_view.rightToLeft = report.is_right_to_left
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{corner}"
    for number, width in enumerate(column_widths(report), 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    set_up_printing(sheet)


def set_up_printing(sheet: Any) -> None:
    """A4 landscape, as wide as the sheet, its headings on every page."""
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top = sheet.page_margins.bottom = 0.7
    sheet.oddFooter.center.text = "&P"


def annex_styles(right_to_left: bool) -> tuple[NamedStyle, ...]:
    """The styles that all cells of the annex share."""
    reading_order = 2 if right_to_left else 0
    top = Alignment(vertical="top", wrap_text=True, readingOrder=reading_order)
    middle = Alignment(horizontal="center", vertical="center", wrap_text=True, readingOrder=reading_order)
    plain, bold = Font(name="Arial", size=9), Font(name="Arial", size=9, bold=True)
    side = Side(style="thin", color=_BORDER_GREY)
    border = Border(left=side, right=side, top=side, bottom=side)
    shade = PatternFill("solid", fgColor=_SHADE_GREY)
    return (
        NamedStyle(HEADING_STYLE, font=bold, fill=shade, border=border, alignment=middle),
        NamedStyle(TEXT_STYLE, font=plain, border=border, alignment=top),
        NamedStyle(CODE_STYLE, font=plain, border=border, alignment=top, number_format="@"),
        NamedStyle(NUMBER_STYLE, font=plain, border=border, alignment=top, number_format="0"),
    )
