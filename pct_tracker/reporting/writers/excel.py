"""The report as an Excel workbook of one sheet: headings in the first row, one row for each activity below."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import BinaryIO
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from pct_tracker.reporting.printable import printable
from pct_tracker.reporting.report import Cell, Report
from pct_tracker.reporting.writers.excel_heights import HEADING_HEIGHT, row_height
from pct_tracker.reporting.writers.excel_shell import (
    CODE_STYLE,
    HEADING_STYLE,
    NUMBER_STYLE,
    SHEET_PART,
    TEXT_STYLE,
    build_shell,
    column_widths,
)
from pct_tracker.reporting.writers.package import splice_parts

LONGEST_TEXT = 32_767
"""Characters that a cell can hold in Excel."""

_SHELL_ROWS = re.compile(rb"<sheetData.*?</sheetData>", re.DOTALL)
_PROPERTIES_PART = "docProps/core.xml"
_TIMES = re.compile(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>")
# Marked as text: Excel would make a date of a month as soon as somebody edits it. Long texts so marked it shows as ####.
_CODE_COLUMNS = {"month", "contents"}


def write(report: Report, stream: BinaryIO) -> None:
    """Writes typed cells with filter, frozen headings and print settings; no text ever becomes a formula."""
    workbook, style_ids = build_shell(report)
    save(workbook, {SHEET_PART: annex_rows(report, style_ids)}, stream)


def save(workbook: Workbook, rows: Mapping[str, Iterable[str]], stream: BinaryIO) -> None:
    """Writes a workbook with these rows of XML in the sheets of these parts, and without the time at which it was written."""
    shell = io.BytesIO()
    workbook.save(shell)
    # openpyxl takes ten times as long for the rows as their bare XML.
    sheets = {part: (_SHELL_ROWS, partial(_instead, pieces)) for part, pieces in rows.items()}
    splice_parts(shell, {_PROPERTIES_PART: (_TIMES, lambda _: ()), **sheets}, stream)


def _instead(pieces: Iterable[str], _mark: str) -> Iterable[str]:
    return pieces


def annex_rows(report: Report, style_ids: Mapping[str, int]) -> Iterator[str]:
    """The rows of the sheet as XML, the headings first; `style_ids` are those of the cell styles of the annex."""
    letters = [get_column_letter(number) for number, _ in enumerate(report.columns, 1)]
    heading, number = style_ids[HEADING_STYLE], style_ids[NUMBER_STYLE]
    widths = column_widths(report)
    texts = [style_ids[CODE_STYLE if column in _CODE_COLUMNS else TEXT_STYLE] for column in report.columns]

    def cell_xml(letter: str, text: int, cell: Cell) -> str:
        if cell.number is None:
            return text_cell(f"{letter}{line}", text, cell.text)
        return f'<c r="{letter}{line}" s="{number}"><v>{cell.number}</v></c>'

    yield f'<sheetData><row r="1" ht="{HEADING_HEIGHT}">'
    yield from (text_cell(f"{letter}1", heading, words) for letter, words in zip(letters, report.headings, strict=True))
    yield "</row>"
    for line, row in enumerate(report.rows, 2):
        yield f'<row r="{line}" ht="{row_height(row, widths)}">{"".join(map(cell_xml, letters, texts, row.cells))}</row>'
    yield "</sheetData>"


def text_cell(place: str, style: int, text: str) -> str:
    """A cell whose type is text, so that words beginning with "=" stay words."""
    words = escape(shown_text(text))
    if not words:
        return f'<c r="{place}" s="{style}"/>'
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'


def shown_text(text: str) -> str:
    """What a cell shows of a text: nothing that cannot be printed, and not more than it can hold."""
    shown = printable(text)
    return shown if len(shown) <= LONGEST_TEXT else shown[: LONGEST_TEXT - 1] + "…"
