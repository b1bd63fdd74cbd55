"""The report as a Word document: a landscape page whose table repeats its headings and never splits a row."""

import io
import re
from typing import BinaryIO

from pct_tracker.reporting.report import Report
from pct_tracker.reporting.writers.package import splice
from pct_tracker.reporting.writers.word_body import body
from pct_tracker.reporting.writers.word_shell import BODY_MARK, build_shell

_MARK = re.compile(f"<!--{BODY_MARK}-->".encode())


def write(report: Report, stream: BinaryIO) -> None:
    """Writes title, table, notes and end mark on A4, mirrored for a language that runs right to left."""
    shell = io.BytesIO()
    build_shell(report).save(shell)
    splice(shell, "word/document.xml", _MARK, lambda _: body(report), stream)
