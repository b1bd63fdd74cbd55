"""The report as JSON: the printed cells under stable names, the activities behind them with their codes, and the figures."""

import json
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from pct_tracker.domain.activity import Activity
from pct_tracker.figures.counts import count_figures
from pct_tracker.reference.loader import load_reference
from pct_tracker.reporting.report import Cell, Report, ReportRow
from pct_tracker.reporting.structured import activity_as_json


def write(report: Report, stream: BinaryIO) -> None:
    """Writes one object, whose keys are the same in every language; numbers are numbers there, missing ones null."""
    lines = json.JSONEncoder(ensure_ascii=False, indent=1).iterencode(report_as_json(report))
    for chunk in lines:
        # A lone surrogate has no UTF-8 form.
        stream.write(chunk.encode("utf-8", "replace"))
    stream.write(b"\n")


def report_as_json(report: Report) -> dict[str, Any]:
    """The whole report as objects, lists, texts and numbers."""
    activities = [row.activity for row in report.rows if row.activity]
    return {
        "report": report.kind,
        "year": report.year,
        "language": report.language,
        "title": list(report.title_lines),
        "columns": list(report.columns),
        "headings": list(report.headings),
        "rows": [dict(_fields(row, report.columns)) for row in report.rows],
        "activities": [activity_as_json(one) for one in activities],
        "figures": _figures(activities),
    }


def _figures(activities: Sequence[Activity]) -> dict[str, Any]:
    """Every figure by its name, with the ids of the activities it was counted from."""
    # What is counted does not depend on the words in force.
    figures = count_figures(activities, load_reference())
    return {one.name: {"value": one.value, "activity_ids": list(one.activity_ids)} for one in figures}


def _fields(row: ReportRow, columns: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    yield "activity_id", row.activity_id
    for column, cell in zip(columns, row.cells, strict=True):
        yield column, _value(column, cell)


def _value(column: str, cell: Cell) -> str | int | None:
    if column == "participants":
        return cell.number
    return cell.text
