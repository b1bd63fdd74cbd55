"""What a reader should find in a document beside the rows of its tables: line by line, and page by page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pct_tracker.reporting.document import Document
from pct_tracker.reporting.front import FRONT_LINES
from pct_tracker.reporting.printable import printable
from pct_tracker.reporting.report import Report

_BREAKS = re.compile("[\n\t]")
PAGE = "{page}"
"""Where the number of a page stands in the words over it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are set in one piece. `row` of `table` counts from 1, 0 for what is in no row; `cells` are those of a row."""

    words: str
    table: str = ""
    row: int = 0
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of one section: `first` stands over the first of them, `head` with PAGE over the others.

    `headings` are repeated where the table goes on with another page.
    """

    first: str
    head: str
    headings: str
    pieces: tuple[Piece, ...]


def lines_of(written: Report | Document, *, with_heads: bool) -> tuple[str, ...]:
    """The lines outside of tables in their order; `with_heads` also what stands over each annex, where pages have no heads."""
    if isinstance(written, Report):
        return _split(_around_table(written))
    return _split(_document_lines(written, with_heads=with_heads))


def page_heads(document: Document) -> tuple[str, ...]:
    """What stands over the pages in Word, section by section: over the first page, if anything does, and over the others."""
    heads = [document.page_words]
    for part in document.parts:
        heads += (part.heading, part.page_words)
    return tuple(f"{document.front.symbol} {head.replace(PAGE, '1')}" for head in heads)


def pages_of(written: Report | Document) -> tuple[Pages, ...]:
    """The sections of a PDF."""
    if isinstance(written, Report):
        return (_table_pages(written, "1", PAGE),)
    symbol = written.front.symbol
    text = Pages("", f"{symbol} {written.page_words}", "", tuple(map(Piece, _text_pieces(written))))
    parts = (_table_pages(one.report, f"{symbol} {one.heading}", f"{symbol} {one.page_words}") for one in written.parts)
    return text, *parts


def _split(words: Iterator[str]) -> tuple[str, ...]:
    return tuple(line for one in words for line in _BREAKS.split(printable(one)) if line.strip())


def _document_lines(document: Document, *, with_heads: bool) -> Iterator[str]:
    yield from (getattr(document.front, line) for line in FRONT_LINES)
    for one in document.paragraphs:
        yield one.text
        for entry in one.entries:
            yield from entry
    yield document.closing
    for part in document.parts:
        if with_heads:
            yield from (document.front.symbol, part.heading)
        yield from _around_table(part.report)


def _around_table(report: Report) -> Iterator[str]:
    yield from (*report.title_lines, *report.notes, report.end_mark)


def _text_pieces(document: Document) -> Iterator[str]:
    for line in FRONT_LINES:
        words = printable(getattr(document.front, line))
        yield words.upper() if line == "title" else words
    for number, one in enumerate(document.paragraphs, 1):
        yield f"{number}. {printable(one.text)}"
        for label, words in one.entries:
            yield f"{label} {printable(words)}"
    yield printable(document.closing)


def _table_pages(report: Report, first: str, head: str) -> Pages:
    headings = " ".join(map(printable, report.headings))
    pieces = (
        *(Piece(printable(line)) for line in report.title_lines),
        Piece(headings, report.kind),
        *(_row_piece(report.kind, number, row.texts) for number, row in enumerate(report.rows, 1)),
        *(Piece(printable(note)) for note in report.notes),
        Piece(printable(report.end_mark)),
    )
    return Pages(first, head, headings, pieces)


def _row_piece(table: str, row: int, texts: Sequence[str]) -> Piece:
    cells = tuple(map(printable, texts))
    return Piece(" ".join(cells), table, row, cells)
