"""From a file to the activities in it: what was read, what was skipped and why, in which language and for which year."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic
from typing import Any

from pct_tracker.domain.activity import REPORTED_FIELDS, ActivityDraft
from pct_tracker.domain.codes import LANGUAGES, Status
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.folding import fold_name, join_lines, latin_digits
from pct_tracker.domain.period import year_of
from pct_tracker.importing.claims_text import find_claims
from pct_tracker.importing.dates import parse_date
from pct_tracker.importing.found_tables import NO_CHOICES, find_chosen_annexes
from pct_tracker.importing.languages import find_language
from pct_tracker.importing.layout import Choices
from pct_tracker.importing.mapping import AnnexTable
from pct_tracker.importing.parsing import parse_row
from pct_tracker.importing.readers import Document, read_document
from pct_tracker.importing.readers.document import ReadingNote
from pct_tracker.importing.readers.limits import LONGEST_READING
from pct_tracker.importing.reading import AnnexReading, ReadRow, Report, SkippedRow
from pct_tracker.importing.records import languages_of, read_record, source_cells
from pct_tracker.reference.labels import Vocabulary
from pct_tracker.reference.reference import Reference

__all__ = ["AnnexReading", "ReadRow", "SkippedRow", "read_activities", "read_annex"]

_BREATH = 100
"""Rows between two reports: some ten milliseconds."""

_YEAR = re.compile(r"(?<!\d)(?:19[7-9]|20\d)\d(?!\d)")
_NEARLY_ALL = 0.8
"""The share of rows in one year from which on the others are taken for slips, not for another year's activities."""

_TOTALS = frozenset(
    map(
        fold_name,
        ("Total", "Totals", "Grand total", "Total général", "Total general", "Итого", "Всего", "合计", "总计", "共计", "المجموع"),
    )
)

_LONGEST_TOTAL = 80
"""Characters that a cell may have that says "Total", spaces and punctuation included."""


def read_annex(
    path: Path,
    reference: Reference,
    *,
    year: int | None = None,
    language: str | None = None,
    status: Status | None = None,
    choices: Choices = NO_CHOICES,
    report: Report = lambda _done, _total: None,
) -> AnnexReading:
    """Reads all activities of a file; `year`, `language` and `status` count before what the file says of itself.

    `choices` say which tables are read, and how; `report` hears `(done, total)` rows and may raise to end the work.
    Raises UserError with a code `import.…` if the file cannot be used or holds no activity.
    """
    return read_activities(
        read_document(path, reference.vocabulary), reference, year=year, language=language, status=status, choices=choices,
        report=report,
    )  # fmt: skip


def read_activities(
    document: Document,
    reference: Reference,
    *,
    year: int | None = None,
    language: str | None = None,
    status: Status | None = None,
    choices: Choices = NO_CHOICES,
    report: Report = lambda _done, _total: None,
) -> AnnexReading:
    """As `read_annex`, of a document that was read already."""
    asked = _Asked(document.path, year, language, status)
    if document.records:
        rows, skipped = _read_records(document, asked, reference)
        annexes: tuple[AnnexTable, ...] = ()
    else:
        annexes = find_chosen_annexes(document, reference, choices)
        rows, skipped = _read_tables(annexes, asked, reference, report)
    if not rows:
        raise UserError("import.no-rows", file=document.path.name)
    numbered = _numbered(rows, asked)
    return AnnexReading(
        document.path.name,
        _languages_in(numbered),
        most_frequent(row.draft.year for row in numbered),
        numbered,
        tuple(skipped),
        tuple(column for annex in annexes for column in annex.left_out),
        (*document.notes, *_notes(document, annexes, choices)),
        find_claims([*document.prose, *(line for annex in annexes for line in annex.title)]),
    )


def _notes(document: Document, annexes: Sequence[AnnexTable], choices: Choices) -> Iterator[ReadingNote]:
    """Tables that were not read although nobody said so, and columns that were only guessed."""
    read = {number for annex in annexes for number in annex.tables}
    if any(annex.is_guessed for annex in annexes):
        yield ReadingNote("columns-by-content", {})
    for number, table in enumerate(document.tables, 1):
        rows = sum(1 for row in table.rows if any(row))
        if number not in read and number not in choices.left_out and rows and not document.records:
            yield ReadingNote("other-table", {"number": number, "name": table.name, "rows": rows})


@dataclass(frozen=True, slots=True)
class _Asked:
    """The file, and what the user said about it."""

    path: Path
    year: int | None
    language: str | None
    status: Status | None

    @property
    def year_in_name(self) -> int | None:
        years = set(_YEAR.findall(self.path.stem))
        return int(years.pop()) if len(years) == 1 else None


def _read_records(document: Document, asked: _Asked, reference: Reference) -> tuple[list[ReadRow], list[SkippedRow]]:
    rows: list[ReadRow] = []
    skipped: list[SkippedRow] = []
    for record in document.records:
        language = asked.language or _language_of(record, reference)
        draft = read_record(record, language, reference, year=asked.year, status=asked.status)
        if draft.month or draft.title:
            rows.append(ReadRow(0, draft, source_cells(record), language))
        else:
            skipped.append(SkippedRow(source_cells(record), "row.without-date-and-title"))
    return rows, skipped


def _language_of(record: Mapping[str, Any], reference: Reference) -> str:
    """The language of an object: that of its source cells if it has some, else the first of its titles."""
    languages, cells = languages_of(record), source_cells(record)
    found = find_language([cells], reference.vocabulary) if cells else ""
    title = record.get("title")
    return found if found in languages else next(iter(languages), None) or find_language([[str(title)]], reference.vocabulary)


def _read_tables(
    annexes: Sequence[AnnexTable], asked: _Asked, reference: Reference, report: Report
) -> tuple[list[ReadRow], list[SkippedRow]]:
    if not annexes:
        raise UserError("import.no-annex", file=asked.path.name)
    rows: list[ReadRow] = []
    skipped: list[SkippedRow] = []
    total = sum(len(annex.above) + len(annex.rows) for annex in annexes)
    read = (row for annex in annexes for row in _read_table(annex, asked, reference))
    latest = monotonic() + LONGEST_READING
    for done, row in enumerate(read):
        if monotonic() > latest:
            raise UserError("import.too-slow", file=asked.path.name, done=done, total=total)
        if done % _BREATH == 0:
            report(done, total)
        rows.append(row) if isinstance(row, ReadRow) else skipped.append(row)
    return rows, skipped


def _read_table(annex: AnnexTable, asked: _Asked, reference: Reference) -> Iterator[ReadRow | SkippedRow]:
    language = asked.language or annex.header.language or find_language(annex.rows, reference.vocabulary)
    status = asked.status or status_in(annex.title, reference.vocabulary)
    yield from (SkippedRow(cells, "row.above-headings") for cells in annex.above)
    years = [asked.year] if asked.year else years_in(annex.title) or [year for year in [asked.year_in_name] if year]
    single = years[0] if len(years) == 1 else None
    for cells in annex.rows:
        if reason := _why_no_activity(cells, reference.vocabulary, single):
            yield SkippedRow(cells, reason)
            continue
        draft = parse_row(cells, language, reference, year=single, status=status)
        if len(years) > 1:  # "carried out in 2012 and so far in 2013": each row in the year of its date
            month_year = year_of(draft.month)
            draft = replace(draft, year=month_year if month_year in years else max(years))
        yield ReadRow(0, draft, cells, language, annex.is_guessed)


def _why_no_activity(cells: Sequence[str], vocabulary: Vocabulary, year: int | None) -> str | None:
    """The reason why a row is no activity: it has neither a date nor a title, or is a sum. None if it is one."""
    date_cell, title = cells[0], cells[REPORTED_FIELDS.index("title")]
    if any(len(cell) <= _LONGEST_TOTAL and fold_name(join_lines(cell)) in _TOTALS for cell in (date_cell, title)):
        return "row.total"
    if title or (date_cell and parse_date(date_cell, vocabulary, year).month):
        return None
    return "row.title" if sum(map(bool, cells)) == 1 else "row.without-date-and-title"


def status_in(title: Sequence[str], vocabulary: Vocabulary) -> Status:
    """Planned or held, as the line nearest to the table says that says either."""
    for line in reversed(title):
        if vocabulary.says_carried_out(line):
            return Status.HELD
        if vocabulary.says_planned(line):
            return Status.PLANNED
    return Status.HELD


def years_in(title: Sequence[str]) -> list[int]:
    """The years in the line nearest to the table that names some."""
    found = (list(dict.fromkeys(map(int, _YEAR.findall(latin_digits(line))))) for line in reversed(title))
    return next((years for years in found if years), [])


def _numbered(rows: Sequence[ReadRow], asked: _Asked) -> tuple[ReadRow, ...]:
    """The rows, those without a reporting year in the year of the file name, else in the one nearly all of them lie in.

    Where the file spans several years, each row is reported in the year of its own date.
    """
    months = [year for row in rows if (year := year_of(row.draft.month))]
    frequent = most_frequent(months)
    year_in_name = asked.year_in_name
    is_of_one_year = frequent is not None and months.count(frequent) >= _NEARLY_ALL * len(months)

    def in_year(draft: ActivityDraft) -> ActivityDraft:
        year = year_in_name or (frequent if is_of_one_year else year_of(draft.month) or frequent)
        return draft if draft.year else replace(draft, year=year)

    return tuple(replace(row, number=number, draft=in_year(row.draft)) for number, row in enumerate(rows, 1))


def most_frequent(years: Iterable[int | None]) -> int | None:
    """The year that is told most often; None if none is."""
    counted = Counter(year for year in years if year)
    return counted.most_common(1)[0][0] if counted else None


def _languages_in(rows: Sequence[ReadRow]) -> tuple[str, ...]:
    found = {language for row in rows for language in (row.language, *row.draft.title)}
    return tuple(language for language in LANGUAGES if language in found)
