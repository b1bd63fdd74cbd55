"""Proof that a file says what it should and nothing else: read back after writing, and compared word by word."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any

from pct_tracker.importing.readback import Rows, WrittenFile, read_back
from pct_tracker.reporting.document import Document
from pct_tracker.reporting.reading import lines_of, page_heads, pages_of
from pct_tracker.reporting.report import Report, ReportRow
from pct_tracker.services.reports.bare_words import bare, plain
from pct_tracker.services.reports.differences import MOST_TOLD, Difference, Proof
from pct_tracker.services.reports.page_proof import prove_pages

_MOST_HEADINGS = 0.5
_LONGEST_IN_EXCEL = 32_767
_LONGEST_TOLD = 200


def prove(path: Path, written: Report | Document) -> Proof:
    """Reads a file back and compares all it says with the report or the document that was written to it.

    Raises UserError if it cannot be read.
    """
    found = read_back(path)
    if path.suffix.lower() == ".pdf":
        return _prove_pages(path, found, written)
    tables, others = _prove_tables(path, found, _tables_of(written))
    added = (Difference("", 0, "", "", " | ".join(row)) for table in others for row in table if any(row))
    around = _around(path, found, written)
    return _proof(path, "words", tables, (*tables.differences, *added, *around))


def prove_layout(path: Path, document: Document, named: Sequence[str]) -> Proof:
    """Reads a Word document back that a template of the user's own laid out: its annexes, and the words of named places.

    Such a template says what it likes around them, and need not have the table of figures.
    """
    found = read_back(path)
    tables, others = _prove_tables(path, found, [one.report for one in document.annexes])
    added = (Difference(one.kind, 0, "", "", " | ".join(extra[0])) for one, extra in _too_many(document, others))
    said = bare("\n".join((found.words, *found.heads, *(cell for table in others for row in table for cell in row))))
    missing = (Difference("", 0, "", one, "") for one in named if bare(one) not in said)
    return _proof(path, "tables", tables, (*tables.differences, *added, *missing))


class _Tables:
    """What the tables of a file say."""

    def __init__(self) -> None:
        self.rows = self.participants = 0
        self.differences: list[Difference] = []


def _proof(path: Path, compares: str, tables: _Tables, differences: Sequence[Difference]) -> Proof:
    return Proof(path.name, compares, tables.rows, tables.participants, tuple(differences[:MOST_TOLD]))


def _tables_of(written: Report | Document) -> list[Report]:
    return [written] if isinstance(written, Report) else [one.report for one in written.parts]


def _prove_tables(path: Path, written: WrittenFile, reports: Sequence[Report]) -> tuple[_Tables, list[Rows]]:
    """What the tables say, and those of the file that are none of them."""
    told, left, suffix = _Tables(), list(written.tables), path.suffix.lower()
    for report in reports:
        table = _table_of(report, left)
        told.differences.extend(_compare_headings(report, table[0] if table else ()))
        told.differences.extend(islice(_compare(report, table[1:], suffix), MOST_TOLD))
        if report is reports[0]:
            told.rows, told.participants = len(table[1:]), _sum_of(report, table[1:])
    return told, left


def _table_of(report: Report, left: list[Rows]) -> Rows:
    """The first table that has most of the report's headings; it is taken out of the others."""
    place = next((place for place, table in enumerate(left) if _heading_likeness(report, table) >= _MOST_HEADINGS), None)
    return () if place is None else left.pop(place)


def _heading_likeness(report: Report, table: Rows) -> float:
    """How many of the headings a table has, from 0 to 1; data files have the names of the columns in their place."""
    if not table or len(table[0]) != len(report.columns):
        return 0.0
    found = [plain(cell) for cell in table[0]]
    ways = ([plain(one) for one in report.headings], list(report.columns))
    return max(sum(map(str.__eq__, found, way)) / len(way) for way in ways)


def _compare_headings(report: Report, found: tuple[str, ...]) -> Iterator[Difference]:
    if found != report.columns:
        for column, right, is_ in zip_longest(report.columns, report.headings, found, fillvalue=""):
            if plain(right) != plain(is_):
                yield Difference(report.kind, 0, column, right, is_)


def _compare(report: Report, found: Rows, suffix: str) -> Iterator[Difference]:
    for number, (row, cells) in enumerate(zip_longest(report.rows, found), 1):
        expected = _cells(row, suffix) if row else ("",) * len(report.columns)
        told = [_without_apostrophe(cell) if suffix == ".csv" else cell for cell in cells or ()]
        for column, right, is_ in zip_longest(report.columns, expected, told, fillvalue=""):
            if right != is_ and plain(right) != plain(is_):
                yield Difference(report.kind, number, column, right, is_)


def _cells(row: ReportRow, suffix: str) -> tuple[str, ...]:
    """What a file of this kind should say in a row: numbers bare where they are numbers there."""
    if suffix == ".xlsx":
        return tuple(str(cell.number) if cell.number is not None else _cut(cell.text) for cell in row.cells)
    if suffix == ".json":
        return tuple(str(cell.number) if cell.number is not None else cell.text for cell in row.cells)
    return row.texts


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_IN_EXCEL else text[: _LONGEST_IN_EXCEL - 1] + "…"


def _sum_of(report: Report, found: Rows) -> int:
    place = report.columns.index("participants") if "participants" in report.columns else -1
    numbers = (row[place] for row in found if 0 <= place < len(row))
    return sum(int(number) for number in numbers if re.fullmatch(r"-?\d+", number))


def _too_many(document: Document, left: list[Rows]) -> Iterator[tuple[Report, Rows]]:
    """The tables of a file that look like one of ours and are not expected."""
    for report in _tables_of(document):
        for table in left:
            if _heading_likeness(report, table) == 1 and not (document.trace and report is document.trace.report):
                yield report, table


def _around(path: Path, found: WrittenFile, written: Report | Document) -> Iterator[Difference]:
    """What a file says otherwise outside of its tables."""
    suffix = path.suffix.lower()
    if suffix in (".docx", ".html"):
        yield from _compare_lines(lines_of(written, with_heads=suffix == ".html"), found.lines)
    if suffix == ".docx" and isinstance(written, Document):
        yield from _compare_heads(page_heads(written), found.heads)
    if suffix == ".json" and isinstance(written, Report):
        yield from _compare_content(written, found.content)


def _compare_lines(expected: Sequence[str], found: Sequence[str]) -> Iterator[Difference]:
    right, is_ = [bare(one) for one in expected], [bare(one) for one in found]
    if "".join(right) == "".join(is_):
        return
    for _, first, last, begin, end in _changes(right, is_):
        for one, other in zip_longest(expected[first:last], found[begin:end], fillvalue=""):
            yield Difference("", 0, "", one, other)


def _changes(right: Sequence[str], is_: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    matcher = SequenceMatcher(None, right, is_, autojunk=False)
    yield from (one for one in matcher.get_opcodes() if one[0] != "equal")


def _compare_heads(expected: Sequence[str], found: Sequence[str]) -> Iterator[Difference]:
    """What stands over the pages, in whatever order the sections were stored."""
    right, is_ = (Counter(filter(None, map(bare, some))) for some in (expected, found))
    yield from (Difference("", 0, "page", one, "") for one in (right - is_).elements())
    yield from (Difference("", 0, "page", "", one) for one in (is_ - right).elements())


def _compare_content(report: Report, found: Mapping[str, Any]) -> Iterator[Difference]:
    """All that a JSON file holds besides the cells: title, headings, ids, activities with their codes, figures."""
    from pct_tracker.reporting.writers.json import report_as_json  # counts the figures, which the others need not

    right = json.loads(json.dumps(report_as_json(report), ensure_ascii=False).encode("utf-8", "replace"))
    # The cells are compared as those of all tables are.
    expected, told = ({**some, "rows": [row.get("activity_id") for row in some["rows"]]} for some in (right, found))
    for name in dict.fromkeys((*expected, *told)):
        if expected.get(name) != told.get(name) and name != "columns":
            yield Difference("", 0, name, *_first_apart(expected.get(name), told.get(name)))


def _first_apart(right: Any, is_: Any) -> tuple[str, str]:
    """The first of several values that differ, as JSON."""
    if isinstance(right, list) and isinstance(is_, list):
        right, is_ = next((pair for pair in zip_longest(right, is_) if pair[0] != pair[1]), (right, is_))
    if isinstance(right, dict) and isinstance(is_, dict):
        names = [name for name in (*right, *is_) if right.get(name) != is_.get(name)]
        right, is_ = ({name: one.get(name) for name in names[:1]} for one in (right, is_))
    first, second = (json.dumps(one, ensure_ascii=False)[:_LONGEST_TOLD] for one in (right, is_))
    return first, second


def _prove_pages(path: Path, found: WrittenFile, written: Report | Document) -> Proof:
    """Rows are never split over two pages, so that each stands as one piece among the words."""
    tables, sections, told = _tables_of(written), pages_of(written), _Tables()
    first, counted = tables[0], len(sections) - len(tables)
    for section, one in prove_pages(found.pages, sections):
        if isinstance(one, Difference):
            told.differences.append(one)
        elif one.row and section == counted:
            told.rows += 1
            told.participants += sum(cell.number or 0 for cell in first.rows[one.row - 1].cells)
    compares = "letters" if written.is_right_to_left else "words"
    return _proof(path, compares, told, told.differences)


def _without_apostrophe(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:2] in tuple("=+-@\t\r\n") else cell
