"""The report as JSON: the printed cells under stable names, and the activities behind them with their codes."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from pct_tracker.reporting.report import Cell, Report, ReportRow
from pct_tracker.reporting.structured import activity_as_json


def write(report: Report, stream: BinaryIO) -> None:
    """Writes one object; numbers of participants are numbers there, missing ones null."""
    lines = json.JSONEncoder(ensure_ascii=False, indent=1).iterencode(_report_as_json(report))
    for chunk in lines:
        # A lone surrogate has no UTF-8 form.
        stream.write(chunk.encode("utf-8", "replace"))
    stream.write(b"\n")


def _report_as_json(report: Report) -> dict[str, Any]:
    return {
        "report": report.kind,
        "year": report.year,
        "language": report.language,
        "title": list(report.title_lines),
        "columns": list(report.columns),
        "headings": list(report.headings),
        "rows": [dict(_fields(row, report.columns)) for row in report.rows],
        "activities": [activity_as_json(row.activity) for row in report.rows if row.activity],
    }


def _fields(row: ReportRow, columns: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    yield "activity_id", row.activity_id
    for column, cell in zip(columns, row.cells, strict=True):
        yield column, _value(column, cell)


def _value(column: str, cell: Cell) -> str | int | None:
    if column == "participants":
        return cell.number
    return cell.text
