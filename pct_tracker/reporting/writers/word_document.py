"""The document in Word: front block and numbered paragraphs on upright pages, each annex on landscape pages of its own."""

import io
import re
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from pct_tracker.reporting.document import Document
from pct_tracker.reporting.writers.package import splice
from pct_tracker.reporting.writers.word_body import paragraph_printer, titled_table
from pct_tracker.reporting.writers.word_sections import PART_MARK, TEXT_MARK, build_shell
from pct_tracker.reporting.writers.word_styles import ENTRY_STYLE, FRONT_STYLES, PARAGRAPH_STYLE

_MARKS = re.compile(rf"<!--(?:{TEXT_MARK}|{PART_MARK}\d+)-->".encode())


def write(document: Document, stream: BinaryIO) -> None:
    """Writes A4 pages with real numbering and repeated table headings, mirrored for a language that runs right to left."""
    shell = io.BytesIO()
    build_shell(document).save(shell)
    splice(shell, "word/document.xml", _MARKS, partial(_pieces, document), stream)


def _pieces(document: Document, mark: str) -> Iterator[str]:
    number = re.search(r"\d+", mark)
    return titled_table(document.parts[int(number.group())].report) if number else _text(document)


def _text(document: Document) -> Iterator[str]:
    paragraph = paragraph_printer(right_to_left=document.is_right_to_left)
    for line, style in FRONT_STYLES.items():
        if text := getattr(document.front, line):
            yield paragraph(style, text)
    for one in document.paragraphs:
        yield paragraph(PARAGRAPH_STYLE, one.text)
        for label, words in one.entries:
            yield paragraph(ENTRY_STYLE, f"{label}\t{words}")
