"""Rows of the register for the clipboard: as text with tabs for a sheet, as a table for a document."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMimeData

from pct_tracker.domain.formulas import is_number, tabbed_cell

Rows = Sequence[Sequence[str]]

_AS_TEXT = " style=\"mso-number-format:'\\@'\""
"""What tells a sheet that a cell of a table is text: no formula, no date of its own making."""


def rows_for_clipboard(rows: Rows, language: str, headings: Sequence[str] = ()) -> QMimeData:
    """The nine annex cells of each row, in both forms. No cell becomes a formula; numbers stay numbers."""
    data = QMimeData()
    headed = [headings, *rows] if headings else rows
    data.setText(_with_tabs(headed))
    data.setHtml(_as_table(rows, headings, language))
    return data


def _with_tabs(rows: Rows) -> str:
    return "\n".join("\t".join(map(tabbed_cell, row)) for row in rows)


def _as_table(rows: Rows, headings: Sequence[str], language: str) -> str:
    direction = "rtl" if language == "ar" else "ltr"
    head = "".join(f"<th>{escape(heading)}</th>" for heading in headings)
    lines = "".join("<tr>" + "".join(map(_cell, row)) + "</tr>" for row in rows)
    return f'<table lang="{language}" dir="{direction}" border="1">{f"<tr>{head}</tr>" if head else ""}{lines}</table>'


def _cell(text: str) -> str:
    return f"<td{'' if is_number(text) else _AS_TEXT}>{escape(text)}</td>"
