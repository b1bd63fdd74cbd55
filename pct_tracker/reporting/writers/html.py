"""Reports and documents as one self-contained page, for the screen and for printing."""

from collections.abc import Iterator
from html import escape
from typing import BinaryIO

from pct_tracker.reporting.document import Annex, Document, Paragraph
from pct_tracker.reporting.front import FRONT_LINES
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

_DOCUMENT_STYLE = """
@page { size: A4; margin: 25mm; }
@page annex { size: A4 landscape; margin: 18mm 15mm; }
main { max-width: 44em; margin: 0 auto; font-size: 1.1em; }
header p { margin: 0; }
.letter { font-size: 1.8em; font-weight: bold; text-align: end; border-bottom: 1px solid; }
.symbol, .original, .date { font-size: .9em; font-weight: bold; text-align: end; }
.body { font-size: 1.3em; font-weight: bold; padding-top: 2.5em; }
.session, .place_and_dates { font-size: 1.1em; font-weight: bold; padding-top: .8em; }
main h1 { font-weight: normal; text-align: start; text-transform: uppercase; margin: 2.5em 0 .8em; }
.slanted .prepared { font-style: italic; }
.prepared { padding-bottom: 1.5em; }
ol { padding-inline-start: 0; list-style-position: inside; }
ol li { margin-bottom: 1em; }
ol li::marker { white-space: pre; }
dl { display: grid; grid-template-columns: 2em 1fr; gap: .4em 0; margin: .8em 0; padding-inline-start: 2.4em; }
dd { margin: 0; }
.closing { text-align: end; }
section.annex { page: annex; break-before: page; margin-top: 4em; }
.head { text-align: end; margin: 0; }
section.annex h2 { font-size: 1em; font-weight: normal; text-align: end; margin: 0 0 1em; }
section.annex h3 { font-size: 1.2em; text-align: center; margin: 0 0 1.5em; }
.value { text-align: right; font-variant-numeric: tabular-nums; }
@media print {
  main { max-width: none; font-size: 11pt; }
  section.annex { margin-top: 0; }
}
"""


def write(report: Report, stream: BinaryIO) -> None:
    """Writes HTML without scripts or links, its language and direction set."""
    for line in _report_lines(report):
        stream.write(f"{line}\n".encode())


def write_document(document: Document, stream: BinaryIO) -> None:
    """Writes front block, paragraphs and tables below each other; printed, each table begins a landscape page."""
    for line in _document_lines(document):
        stream.write(f"{line}\n".encode())


def _report_lines(report: Report) -> Iterator[str]:
    yield from _head(report, _STYLE)
    yield f"<body>\n<h1>{_title(report)}</h1>"
    yield from _table(report)
    yield f'<p class="end">{_escaped(report.end_mark)}</p>\n</body>\n</html>'


def _document_lines(document: Document) -> Iterator[str]:
    yield from _head(document, _STYLE + _DOCUMENT_STYLE)
    slanted = "" if document.language in ("zh", "ar") else ' class="slanted"'
    yield f"<body{slanted}>\n<main>\n<header>"
    for line in FRONT_LINES:
        if text := getattr(document.front, line):
            tag = "h1" if line == "title" else "p"
            yield f'<{tag} class="{line}">{_escaped(text)}</{tag}>'
    yield "</header>\n<ol>"
    yield from map(_paragraph, document.paragraphs)
    yield f'</ol>\n<p class="closing">{_escaped(document.closing)}</p>\n</main>'
    for part in document.parts:
        yield from _annex(part, document.front.symbol)
    yield "</body>\n</html>"


def _annex(part: Annex, symbol: str) -> Iterator[str]:
    yield '<section class="annex">'
    if symbol:
        yield f'<p class="head">{_escaped(symbol)}</p>'
    if part.heading:
        yield f"<h2>{_escaped(part.heading)}</h2>"
    yield f"<h3>{_title(part.report)}</h3>"
    yield from _table(part.report)
    yield f'<p class="end">{_escaped(part.report.end_mark)}</p>\n</section>'


def _paragraph(paragraph: Paragraph) -> str:
    entries = "".join(f"<dt>{_escaped(label)}</dt><dd>{_escaped(words)}</dd>" for label, words in paragraph.entries)
    return f"<li>{_escaped(paragraph.text)}{f'<dl>{entries}</dl>' if entries else ''}</li>"


def _head(written: Report | Document, style: str) -> Iterator[str]:
    yield "<!DOCTYPE html>"
    yield f'<html lang="{escape(written.language)}" dir="{escape(written.direction)}">'
    yield '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(printable(written.title))}</title><style>{style}</style></head>"


def _title(report: Report) -> str:
    return "<br>".join(map(_escaped, report.title_lines))


def _table(report: Report) -> Iterator[str]:
    yield "<table>\n<thead><tr>"
    for heading in report.headings:
        yield f'<th scope="col">{_escaped(heading)}</th>'
    yield "</tr></thead>\n<tbody>"
    for row in report.rows:
        yield _row(row, report.columns)
    yield "</tbody>\n</table>"
    for note in report.notes:
        yield f"<p>{_escaped(note)}</p>"


def _row(row: ReportRow, columns: tuple[str, ...]) -> str:
    return "<tr>" + "".join(map(_cell, columns, row.cells)) + "</tr>"


def _cell(column: str, cell: Cell) -> str:
    # Words in another language may run the other way.
    direction = ' dir="auto"' if cell.fallback else ""
    return f'<td class="{escape(column)}"{direction}>{_escaped(cell.text)}</td>'


def _escaped(text: str) -> str:
    return escape(printable(text)).replace("\n", "<br>")
