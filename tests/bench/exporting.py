"""Writing reports: the annex and the whole report of very many rows, and that of a usual year in all languages.

The floor writes the bare words of the same cells as the least XML that Word and Excel read.
"""

import io
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from pct_tracker.domain.activity import FIELD_NAMES, Activity, ActivityDraft
from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.reference.loader import load_reference
from pct_tracker.reporting.annex import build_annex
from pct_tracker.reporting.document import Document
from pct_tracker.reporting.report import Report
from pct_tracker.reporting.workbook.sheets import Value, Workbook
from pct_tracker.reporting.workbook.writer import write_workbook
from pct_tracker.reporting.writers import DOCUMENT_WRITERS, WRITERS, write_report
from pct_tracker.services.imports.run import read_sample
from pct_tracker.services.reports.choices import DocumentChoices, FrontBlock
from pct_tracker.services.reports.document_run import document_of
from pct_tracker.services.reports.snapshot import Snapshot
from pct_tracker.services.reports.workbook_run import workbook_of
from tests.bench.made_up import make_drafts
from tests.bench.measuring import Measure, timed

_MANY, _YEAR = 10_000, 2024
_MANY_PRINTED = 1_000
"""Rows of a PDF: each takes more than a millisecond, set once to find its height and once in its place."""

_FORMATS = ("docx", "xlsx", "pdf")
_GOALS = {"docx": 3, "xlsx": 5}
"""How many times the floor a format may take."""

_WHOLE_GOALS = {"docx": 3.5, "xlsx": 3}
"""The same for the whole report, whose floor in Excel are the bare cells of all its sheets."""

_MOST_MEMORY, _QUICK = 100, 3_000

Work = Callable[[BinaryIO], object]


def measure_exports() -> Iterator[Measure]:
    """All exports."""
    snapshot = _snapshot(make_drafts(_MANY))
    document = document_of(snapshot, "zh", FrontBlock(), DocumentChoices())
    annex = document.annexes[0].report
    for format_, goal in _GOALS.items():
        floor, _ = timed(lambda format_=format_: _FLOORS[format_](annex), runs=3)
        yield from _measured(f"the annex as {format_}", lambda to, name=format_: WRITERS[name](annex, to), floor, goal * floor)
        if format_ == "xlsx":
            floor, _ = timed(partial(_plain_workbook, workbook_of(snapshot, document)), runs=3)
        whole: Work = _workbook(snapshot, document) if format_ == "xlsx" else _whole(document)
        yield from _measured(f"the whole report as {format_}", whole, floor, _WHOLE_GOALS[format_] * floor)
    yield _all_languages()
    few = replace(annex, rows=annex.rows[:_MANY_PRINTED])
    value, worst = timed(lambda: WRITERS["pdf"](few, io.BytesIO()), runs=1)
    yield Measure("the annex as pdf", _MANY_PRINTED, value, worst)


def _measured(name: str, work: Work, floor: float, goal: float | None = None) -> Iterator[Measure]:
    """The time of a writer, and what it needs beside what is to be written."""
    value, worst = timed(lambda: work(io.BytesIO()), runs=3)
    yield Measure(name, _MANY, value, worst, floor, goal)
    memory = _memory(work)
    yield Measure(f"{name}: memory", _MANY, memory, memory, goal=_MOST_MEMORY, unit="MB")


def _memory(work: Work) -> float:
    """The most memory that a writer took while it wrote a file, in megabytes."""
    with tempfile.TemporaryFile() as file:
        tracemalloc.start()
        work(file)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    return most / 1024**2


def _all_languages() -> Measure:
    """The annex of a usual year in six languages and three formats, from activities to files."""
    held = _snapshot(read_sample()).held

    def write(folder: Path) -> None:
        for language in LANGUAGES:
            report = build_annex(held, load_reference(), language=language, year=_YEAR)
            for format_ in _FORMATS:
                write_report(report, folder / f"{language}.{format_}", format_)

    with tempfile.TemporaryDirectory() as folder:
        value, worst = timed(lambda: write(Path(folder)), runs=3)
    return Measure("the annex in 6 languages, 3 formats", len(held), value, worst, goal=_QUICK)


def _snapshot(drafts: Sequence[ActivityDraft] | Iterator[ActivityDraft]) -> Snapshot:
    """Drafts as the activities of one year."""
    held = tuple(_activity(id_, one) for id_, one in enumerate(drafts, 1))
    return Snapshot(_YEAR, 0, 0, load_reference(), held, (), frozenset(), 0)


def _activity(id_: int, draft: ActivityDraft) -> Activity:
    dated = replace(draft, year=_YEAR, month=f"{_YEAR}{(draft.month or '-01')[-3:]}")
    return Activity(id=id_, **{name: getattr(dated, name) for name in FIELD_NAMES})


def _whole(document: Document) -> Work:
    return lambda to: DOCUMENT_WRITERS["docx"](document, to)


def _workbook(snapshot: Snapshot, document: Document) -> Work:
    """The workbook of eleven sheets; composing it is counted in."""
    return lambda to: write_workbook(workbook_of(snapshot, document), to)


def _plain_word(report: Report) -> None:
    _pack("word/document.xml", "w:body", ("".join(map(_word_cell, row.texts)) for row in report.rows), "w:tr")


def _plain_excel(report: Report) -> None:
    _pack("xl/worksheets/sheet1.xml", "sheetData", ("".join(map(_excel_cell, row.texts)) for row in report.rows), "row")


def _plain_workbook(workbook: Workbook) -> None:
    """As many cells as the workbook has, on one sheet."""
    annexes = (map(_excel_cell, row.texts) for _, report in workbook.annexes for row in report.rows)
    tables = (map(_value_cell, row) for sheet in workbook.sheets for row in sheet.rows)
    _pack("xl/worksheets/sheet1.xml", "sheetData", map("".join, chain(annexes, tables)), "row")


def _value_cell(value: Value) -> str:
    return f"<c><v>{value}</v></c>" if isinstance(value, int) else _excel_cell("" if value is None else str(value))


def _pack(part: str, body: str, rows: Iterator[str], row: str) -> None:
    with ZipFile(io.BytesIO(), "w", ZIP_DEFLATED) as package:
        package.writestr(part, f"<{body}>{''.join(f'<{row}>{cells}</{row}>' for cells in rows)}</{body}>")


def _word_cell(text: str) -> str:
    return f'<w:tc><w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p></w:tc>'


def _excel_cell(text: str) -> str:
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


_FLOORS = {"docx": _plain_word, "xlsx": _plain_excel}
