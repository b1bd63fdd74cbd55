"""Rows from the clipboard: the table of a document or a sheet, or separated text, with or without headings."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pct_tracker.domain.activity import REPORTED_FIELDS
from pct_tracker.domain.codes import Status
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.folding import join_lines
from pct_tracker.domain.formulas import unguard_formula
from pct_tracker.domain.period import year_of
from pct_tracker.importing.annex import most_frequent, status_in, years_in
from pct_tracker.importing.column_content import NEARLY_ALL, recognise_columns
from pct_tracker.importing.dates import parse_date
from pct_tracker.importing.headings import count_headings
from pct_tracker.importing.languages import find_language
from pct_tracker.importing.mapping import find_annexes
from pct_tracker.importing.parsing import parse_row
from pct_tracker.importing.readers.document import Document, Source, Table, clean_cell, clean_rows
from pct_tracker.importing.readers.html_tables import read_html_tables
from pct_tracker.importing.readers.text import has_a_cell_a_line, read_text
from pct_tracker.importing.reading import AnnexReading, ReadRow
from pct_tracker.reference.reference import Reference

LARGEST_PASTE = 8_000_000
"""Characters of the largest text that is read from a clipboard."""

MOST_ROWS = 5_000

_NAME = Path("clipboard.csv")
_FEWEST_HEADINGS = 2

# A sheet puts quotes around a cell only for what stands in it; a title that merely begins with a quote has none to take off.
_QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=\t|\r?\n|\Z)')
_PLAIN = re.compile(r"[^\t\r\n]*")


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a clipboard holds. `left_out` are the headings, or the numbers, of columns that nobody could recognise."""

    reading: AnnexReading
    left_out: tuple[str, ...] = ()


def _go_on() -> None:
    """Nobody wants to stop."""


def read_clipboard(
    text: str,
    html: str,
    reference: Reference,
    *,
    year: int | None,
    status: Status | None,
    breathe: Callable[[], None] = _go_on,
) -> Pasted:
    """The activities in a clipboard; `year` is the one of dates that tell none, and of rows that nearly all lie in it.

    Where nobody says a year or a status, the lines over the table do; else the activities were held. `breathe` is called for each
    row, and may raise to stop.

    Raises UserError `paste.…` if there is nothing to read, or too much.
    """
    if max(len(text), len(html)) > LARGEST_PASTE:
        raise UserError("paste.too-large", limit=MOST_ROWS)
    breathe()
    tables = _tables(text, html, reference)
    breathe()
    rows, language, left_out = _rows(tables, reference, year)
    title = [line for table in tables for line in table.before.split("\n")]
    told_years = years_in(title)
    year = year or (told_years[0] if len(told_years) == 1 else None)
    status = status or status_in(title, reference.vocabulary)
    told = [row for row in rows if _is_activity(row, reference, year)]
    if not told:
        raise UserError("paste.nothing")
    if len(told) > MOST_ROWS:
        raise UserError("paste.too-large", limit=MOST_ROWS)
    known = language or find_language(told, reference.vocabulary)
    drafts = []
    for row in told:
        breathe()
        drafts.append(parse_row(row, known, reference, year=year, status=status))
    months = [year_of(draft.month) for draft in drafts if draft.month]
    in_year = year is not None and months.count(year) >= NEARLY_ALL * len(months)
    years = [year if in_year else year_of(draft.month) or year for draft in drafts]
    read = (
        ReadRow(number, draft.with_fields(year=own), row, known)
        for number, (draft, own, row) in enumerate(zip(drafts, years, told, strict=True), 1)
    )
    return Pasted(AnnexReading("", (known,), year or most_frequent(years), tuple(read)), left_out)


def _tables(text: str, html: str, reference: Reference) -> tuple[Table, ...]:
    """The tables of a document; separated text where there are none."""
    tables = read_html_tables(html) if "<table" in html.casefold() else ()
    if any(table.width > 1 for table in tables):
        return tables
    if not text.strip():
        raise UserError("paste.nothing")
    if "\t" in text and not has_a_cell_a_line(text):
        return (Table("", "", clean_rows(_tabbed(text))),)
    return read_text(Source(_NAME, text.encode("utf-8", "replace"), reference.vocabulary)).tables


def _tabbed(text: str) -> Iterator[list[str]]:
    """The rows of a text with tabs; quoted cells may hold line breaks and tabs."""
    place, row = 0, list[str]()
    while place <= len(text):
        match = _QUOTED.match(text, place)
        if match and not re.search(r'[\t\n]|""', match.group(1)):
            match = None
        plain = match or _PLAIN.match(text, place)
        assert plain is not None  # noqa: S101 -- an empty cell matches as well
        row.append(match.group(1).replace('""', '"').replace("\t", " ") if match else plain.group())
        place = plain.end()
        if text[place : place + 1] == "\t":
            place += 1
            continue
        yield row
        row = []
        place += 2 if text.startswith("\r\n", place) else 1


def _rows(
    tables: tuple[Table, ...], reference: Reference, year: int | None
) -> tuple[list[tuple[str, ...]], str | None, tuple[str, ...]]:
    """Rows of nine cells, the language of their headings if they tell one, and the columns that are left out."""
    tables = tuple(replace(table, rows=tuple(map(_without_mark, table.rows))) for table in tables)
    annexes = find_annexes(Document(_NAME, tables), reference.vocabulary)
    if annexes:
        left = tuple(dict.fromkeys(column.name for annex in annexes for column in annex.left_out))
        return [row for annex in annexes for row in annex.rows], annexes[0].header.language, left
    rows = [row for table in tables for row in table.rows if any(row)]
    if not rows:
        return [], None, ()
    headed = count_headings(rows[0], reference.vocabulary) >= _FEWEST_HEADINGS
    names = rows.pop(0) if headed else ()
    width = max(map(len, rows), default=0)
    columns = _headed(names, reference) if headed else _recognised(rows, width, reference, year)
    left_out = tuple(_name(names, place) for place in range(width) if place not in columns.values() and _has_text(rows, place))
    return [_in_order(row, columns) for row in rows], None, left_out


def _without_mark(row: Sequence[str]) -> tuple[str, ...]:
    """The cells without the mark that keeps a sheet from taking them for formulas."""
    return tuple(clean_cell(unguard_formula(cell)) for cell in row)


def _name(names: Sequence[str], place: int) -> str:
    return names[place] if place < len(names) and names[place] else str(place + 1)


def _has_text(rows: Sequence[Sequence[str]], place: int) -> bool:
    return any(len(row) > place and row[place] for row in rows)


def _headed(names: Sequence[str], reference: Reference) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, name in enumerate(names):
        if column := reference.vocabulary.find_column(join_lines(name)):
            places.setdefault(column, place)
    return places


def _recognised(rows: Sequence[Sequence[str]], width: int, reference: Reference, year: int | None) -> Mapping[str, int]:
    """The annex order for nine columns and more; else what nearly every cell of a column can be read as, and nothing else."""
    if width >= len(REPORTED_FIELDS):
        return {column: place for place, column in enumerate(REPORTED_FIELDS)}
    return recognise_columns(rows, width, reference, year)


def _in_order(row: Sequence[str], columns: Mapping[str, int]) -> tuple[str, ...]:
    places = (columns.get(column, len(row)) for column in REPORTED_FIELDS)
    return tuple(row[place] if place < len(row) else "" for place in places)


def _is_activity(cells: Sequence[str], reference: Reference, year: int | None) -> bool:
    """Whether a row has a description, or a date with something beside it."""
    title = cells[REPORTED_FIELDS.index("title")]
    dated = bool(cells[0]) and parse_date(cells[0], reference.vocabulary, year).month is not None
    return bool(title and sum(map(bool, cells)) > 1) or (dated and sum(map(bool, cells)) > 1)
