"""One writer for each kind of file, all fed with the same neutral report or document."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import BinaryIO

from pct_tracker.domain.errors import UserError
from pct_tracker.reporting.document import Document
from pct_tracker.reporting.files import write_atomically
from pct_tracker.reporting.report import Report

Writer = Callable[[Report, BinaryIO], None]
"""Writes a report to a stream open for bytes."""

DocumentWriter = Callable[[Document, BinaryIO], None]
"""Writes a document to a stream open for bytes."""


def write_report(report: Report, path: Path, suffix: str, breathe: Callable[[], None] | None = None) -> None:
    """Writes the report as the kind of file that the suffix names ("docx", "xlsx" …), as a whole or not at all.

    `breathe` is that of `write_atomically`. Raises UserError export.format-unknown and what `write_atomically` raises.
    """
    writer = WRITERS.get(suffix)
    if writer is None:
        raise UserError("export.format-unknown", format=suffix, formats=", ".join(WRITERS))
    write_atomically(path, partial(writer, report), breathe)


def write_document(
    document: Document, path: Path, suffix: str, template: bytes | None = None, breathe: Callable[[], None] | None = None
) -> None:
    """Writes the document as the kind of file that the suffix names ("docx", "pdf", "html"), as a whole or not at all.

    `template` is a Word template, used for a .docx; `breathe` is that of `write_atomically`. Raises UserError
    export.format-unknown, what `write_atomically` raises and what a template that cannot be filled raises.
    """
    writer = DOCUMENT_WRITERS.get(suffix)
    if writer is None:
        raise UserError("export.format-unknown", format=suffix, formats=", ".join(DOCUMENT_WRITERS))
    if template is not None and suffix == "docx":
        writer = partial(_write_from_template, template)
    write_atomically(path, partial(writer, document), breathe)


# The libraries behind the formats take up to 0.2 s to import: each at its first use.


def _write_word(report: Report, stream: BinaryIO) -> None:
    from pct_tracker.reporting.writers import word

    word.write(report, stream)


def _write_excel(report: Report, stream: BinaryIO) -> None:
    from pct_tracker.reporting.writers import excel

    excel.write(report, stream)


def _write_pdf(report: Report, stream: BinaryIO) -> None:
    from pct_tracker.reporting.writers import pdf

    pdf.write(report, stream)


def _write_html(report: Report, stream: BinaryIO) -> None:
    from pct_tracker.reporting.writers import html

    html.write(report, stream)


def _write_csv(report: Report, stream: BinaryIO) -> None:
    from pct_tracker.reporting.writers import csv

    csv.write(report, stream)


def _write_json(report: Report, stream: BinaryIO) -> None:
    from pct_tracker.reporting.writers import json

    json.write(report, stream)


WRITERS: dict[str, Writer] = {
    "docx": _write_word,
    "xlsx": _write_excel,
    "pdf": _write_pdf,
    "html": _write_html,
    "csv": _write_csv,
    "json": _write_json,
}
"""The kinds of file by their suffix, in the order in which they are offered."""


def _write_word_document(document: Document, stream: BinaryIO) -> None:
    from pct_tracker.reporting.writers import word_document

    word_document.write(document, stream)


def _write_from_template(template: bytes, document: Document, stream: BinaryIO) -> None:
    from pct_tracker.reporting.writers import word_template

    word_template.write_from_template(document, template, stream)


def _write_pdf_document(document: Document, stream: BinaryIO) -> None:
    from pct_tracker.reporting.writers import pdf

    pdf.write_document(document, stream)


def _write_html_document(document: Document, stream: BinaryIO) -> None:
    from pct_tracker.reporting.writers import html

    html.write_document(document, stream)


DOCUMENT_WRITERS: dict[str, DocumentWriter] = {
    "docx": _write_word_document,
    "pdf": _write_pdf_document,
    "html": _write_html_document,
}
"""The kinds of file a whole document can be written as, in the order in which they are offered."""
