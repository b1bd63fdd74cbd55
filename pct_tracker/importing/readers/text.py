"""Tables in text files: delimited values, or one cell a line as the annex is copied from a web page."""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence

from pct_tracker.domain.formulas import unguard_formula
from pct_tracker.importing.headings import count_headings
from pct_tracker.importing.readers.aligned import aligned_rows
from pct_tracker.importing.readers.document import Document, Source, Table, clean_rows
from pct_tracker.importing.readers.limits import LARGEST_SHEET, LONGEST_LINE, MOST_LINES
from pct_tracker.reference.labels import Vocabulary

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CODE_PAGES = ("cp1252", "cp1251", "cp1256", "gb18030")
_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 65_536
_HEADINGS_ENOUGH = 4
_FEWEST_CELLS = 5
_LINE = re.compile("[^\r\n]+")
_RULE = re.compile(":?-{2,}:?|")


def read_text(source: Source) -> Document:
    """The one table of separated or aligned columns, or the tables of a text in which each line is a cell."""
    text = decode(source)
    if max(text.count("\n"), text.count("\r")) > MOST_LINES or any(
        len(line.group()) > LONGEST_LINE for line in _LINE.finditer(text)
    ):
        raise source.trouble("import.other-content", suffix=source.path.suffix.lower())
    prose: list[str] = []
    try:
        tables = tuple(_tables_of_lines(text, prose)) if has_a_cell_a_line(text) else (_rows_of_lines(text, source),)
    except csv.Error as trouble:
        raise source.trouble("import.damaged") from trouble
    return Document(source.path, tables, prose=tuple(prose))


def decode(source: Source) -> str:
    """The characters of a file: by its mark, as UTF-8, or in the code page that makes its headings known."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if source.data.startswith(mark):
            return source.data.decode(encoding, "replace")
    text = _decoded(source.data, _wide_encoding(source.data) or "utf-8")
    if text is not None:
        return text
    readings = [reading for page in _CODE_PAGES if (reading := _decoded(source.data, page)) is not None]
    recognised = (reading for reading in readings if _headings_in(reading, source.vocabulary) >= _HEADINGS_ENOUGH)
    if (found := next(recognised, None)) is None:
        raise source.trouble("import.unknown-characters")
    return found


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of line breaks and commas is zero."""
    little, big = data.count(b"\n\x00"), data.count(b"\x00\n")
    if not data.count(b"\x00") > 2 or not little + big:
        return None
    return "utf-16-le" if little >= big else "utf-16-be"


def _headings_in(text: str, vocabulary: Vocabulary) -> int:
    """The most headings one row of the beginning holds, however its cells are separated."""
    sample = text[:_SAMPLE]
    if has_a_cell_a_line(sample):
        return max((_most_headings(table.rows, vocabulary) for table in _tables_of_lines(sample)), default=0)
    known = max(_most_headings(_sampled(sample, delimiter), vocabulary) for delimiter in _DELIMITERS)
    return known if known >= _HEADINGS_ENOUGH else _most_headings(aligned_rows(sample), vocabulary)


def _most_headings(rows: Sequence[Sequence[str]], vocabulary: Vocabulary) -> int:
    return max((count_headings(row, vocabulary) for row in rows[:50]), default=0)


def _sampled(sample: str, delimiter: str) -> list[list[str]]:
    """The first rows of a text; none if it cannot be read with this delimiter."""
    try:
        return [row for _, row in zip(range(50), csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter), strict=False)]
    except csv.Error:
        return []


def _rows_of_lines(text: str, source: Source) -> Table:
    """The table of a text with a row on each line, or with columns that are parted by gaps."""
    sample = text[:_SAMPLE]
    delimiter = _find_delimiter(sample, source.vocabulary)
    rows = _sampled(sample, delimiter)
    known = _most_headings(rows, source.vocabulary)
    if known < _HEADINGS_ENOUGH and (aligned := aligned_rows(text)):
        found = _most_headings(aligned, source.vocabulary)
        if found > known or (not known and max(map(len, rows), default=0) < _FEWEST_CELLS):
            return Table("", "", clean_rows(aligned))
    if text.count(delimiter) > LARGEST_SHEET:
        raise source.trouble("import.sheet-too-large", limit=LARGEST_SHEET)
    return _delimited(text, delimiter)


def _delimited(text: str, delimiter: str) -> Table:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    # A table set with bars has a rule of dashes under its headings.
    kept = (row for row in rows if delimiter != "|" or not all(_RULE.fullmatch(cell.strip()) for cell in row))
    return Table("", "", clean_rows(map(unguard_formula, row) for row in kept))


def _find_delimiter(sample: str, vocabulary: Vocabulary) -> str:
    """The delimiter under which most headings are known, else the one that makes most cells."""

    def worth(delimiter: str) -> tuple[int, int]:
        rows = _sampled(sample, delimiter)
        return _most_headings(rows, vocabulary), sum(map(len, rows))

    return max(_DELIMITERS, key=worth)


def _lines(text: str) -> list[str]:
    return re.split(r"\r\n|\r|\n", text)


def has_a_cell_a_line(text: str) -> bool:
    """Whether most lines are one cell, after a tab that begins it."""
    lines = [line for line in _lines(text) if line]
    cells = sum(line.startswith("\t") and line.count("\t") == 1 for line in lines)
    return cells * 2 > len(lines)


def _tables_of_lines(text: str, prose: list[str] | None = None) -> Iterator[Table]:
    """A line with a tab begins a cell, one without goes on with it, an empty line ends the row; `prose` takes other lines."""
    before: list[str] = []
    rows: list[list[str]] = []
    row: list[str] = []
    for line in [*_lines(text), ""]:
        if line.startswith("\t"):
            row.append(line[1:])
        elif row and line:
            row[-1] += "\n" + line
        elif row:
            rows.append(row)
            row = []
        elif line.strip():
            if rows:
                yield Table("", "\n".join(before), clean_rows(rows))
                before, rows = [], []
            before.append(line.strip())
            if prose is not None:
                prose.append(line.strip())
    if rows:
        yield Table("", "\n".join(before), clean_rows(rows))
