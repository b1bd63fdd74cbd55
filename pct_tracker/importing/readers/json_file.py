"""JSON files: activities in the shape of `list --json`, or objects whose keys are the headings of columns."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from pct_tracker.importing.readers.document import Document, Source, Table, clean_cell, clean_rows
from pct_tracker.importing.readers.limits import LARGEST_SHEET


def read_json(source: Source) -> Document:
    """An array of objects, alone or under "activities"; objects that hold lists or objects are records, the rest is a table."""
    if source.data.count(b",") + source.data.count(b"[") > LARGEST_SHEET:
        raise source.trouble("import.sheet-too-large", limit=LARGEST_SHEET)
    try:
        entries = _entries(json.loads(source.data))
    except (ValueError, RecursionError) as trouble:
        raise source.trouble("import.other-content", suffix=".json") from trouble
    if not entries:
        raise source.trouble("import.no-table")
    if any(isinstance(value, list | dict) for entry in entries for value in entry.values()):
        return Document(source.path, records=tuple(entries))
    headings = list(dict.fromkeys(key for entry in entries for key in entry))
    if len(headings) * len(entries) > LARGEST_SHEET:
        raise source.trouble("import.sheet-too-large", limit=LARGEST_SHEET)
    return Document(source.path, (_table(headings, entries),))


def _entries(content: Any) -> list[dict[str, Any]]:
    if isinstance(content, dict):
        content = content.get("activities")
    return [_cleaned(entry) for entry in content if isinstance(entry, dict)] if isinstance(content, list) else []


def _table(headings: Sequence[str], entries: Sequence[Mapping[str, Any]]) -> Table:
    rows = [[_format_value(entry.get(heading)) for heading in headings] for entry in entries]
    return Table("", "", clean_rows([headings, *rows]))


def _format_value(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean_cell(value)
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    return {clean_cell(key): _cleaned(item) for key, item in value.items()} if isinstance(value, dict) else value
