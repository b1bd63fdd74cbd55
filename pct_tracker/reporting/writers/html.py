"""The report as one self-contained page, for the screen and for printing."""

from collections.abc import Iterator
from html import escape
from typing import BinaryIO

from pct_tracker.reporting.printable import printable
from pct_tracker.reporting.report import Cell, Report, ReportRow

_STYLE = """
@page { size: A4 landscape; margin: 15mm 14mm; }
body {
  font: 10pt/1.35 Arial, "Noto Sans", "Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", "Noto Sans Arabic", sans-serif;
  margin: 2em;
}
h1 { font-size: 1.2em; text-align: center; margin: 0 0 1.5em; }
table { border-collapse: collapse; width: 100%; font-size: .85em; }
th, td { border: 1px solid #a6a6a6; padding: .3em .45em; text-align: start; vertical-align: top; }
th { background: #e7e6e6; text-align: center; vertical-align: middle; position: sticky; top: 0; }
td { overflow-wrap: break-word; }
.month, .contents { white-space: nowrap; }
.title { width: 24%; }
.origins { width: 22%; }
.participants { text-align: right; font-variant-numeric: tabular-nums; }
.end { text-align: center; margin-top: 2em; }
@media print {
  body { margin: 0; font-size: 9pt; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  th { position: static; }
  th, td { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
"""


def write(report: Report, stream: BinaryIO) -> None:
    """Writes HTML without scripts or links, its language and direction set."""
    for line in _lines(report):
        stream.write(f"{line}\n".encode())


def _lines(report: Report) -> Iterator[str]:
    yield "<!DOCTYPE html>"
    yield f'<html lang="{escape(report.language)}" dir="{escape(report.direction)}">'
    yield '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(printable(report.title))}</title><style>{_STYLE}</style></head>"
    yield f"<body>\n<h1>{'<br>'.join(map(_escaped, report.title_lines))}</h1>"
    yield "<table>\n<thead><tr>"
    for heading in report.headings:
        yield f'<th scope="col">{_escaped(heading)}</th>'
    yield "</tr></thead>\n<tbody>"
    for row in report.rows:
        yield _row(row, report.columns)
    yield "</tbody>\n</table>"
    for note in report.notes:
        yield f"<p>{_escaped(note)}</p>"
    yield f'<p class="end">{_escaped(report.end_mark)}</p>\n</body>\n</html>'


def _row(row: ReportRow, columns: tuple[str, ...]) -> str:
    return "<tr>" + "".join(map(_cell, columns, row.cells)) + "</tr>"


def _cell(column: str, cell: Cell) -> str:
    # Words in another language may run the other way.
    direction = ' dir="auto"' if cell.fallback else ""
    return f'<td class="{escape(column)}"{direction}>{_escaped(cell.text)}</td>'


def _escaped(text: str) -> str:
    return escape(printable(text)).replace("\n", "<br>")
