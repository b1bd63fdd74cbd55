"""Rows of the register for the clipboard: as text with tabs for a sheet, as a table for a document."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMimeData

from pct_tracker.domain.folding import join_lines

Rows = Sequence[Sequence[str]]


def rows_for_clipboard(rows: Rows, language: str) -> QMimeData:
    """The nine annex cells of each row, in both forms."""
    data = QMimeData()
    data.setText(_with_tabs(rows))
    data.setHtml(_as_table(rows, language))
    return data


def _with_tabs(rows: Rows) -> str:
    return "\n".join("\t".join(join_lines(cell).replace("\t", " ") for cell in row) for row in rows)


def _as_table(rows: Rows, language: str) -> str:
    direction = "rtl" if language == "ar" else "ltr"
    lines = ("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<table lang="{language}" dir="{direction}" border="1">{"".join(lines)}</table>'
