"""Tables in text files: delimited values, or one cell a line as the annex is copied from a web page."""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence

from pct_tracker.importing.headings import count_headings
from pct_tracker.importing.readers.document import Document, Source, Table, clean_rows
from pct_tracker.reference.labels import Vocabulary

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CODE_PAGES = ("cp1252", "cp1251", "cp1256", "gb18030")
_DELIMITERS = (",", ";", "\t")
_SAMPLE = 65_536
_HEADINGS_ENOUGH = 4
_NEUTRALIZED = re.compile(r"\A'(?=[=+\-@])")


def read_text(source: Source) -> Document:
    """The one table of a .csv or .tsv, or the tables of a .txt in which each line is a cell."""
    text = _decode(source)
    try:
        tables = tuple(_tables_of_lines(text)) if _has_a_cell_a_line(text) else (_delimited(text, source.vocabulary),)
    except csv.Error as trouble:
        raise source.trouble("import.damaged") from trouble
    return Document(source.path, tables)


def _decode(source: Source) -> str:
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
    if _has_a_cell_a_line(sample):
        return max((_most_headings(table.rows, vocabulary) for table in _tables_of_lines(sample)), default=0)
    return max(_most_headings(_sampled(sample, delimiter), vocabulary) for delimiter in _DELIMITERS)


def _most_headings(rows: Sequence[Sequence[str]], vocabulary: Vocabulary) -> int:
    return max((count_headings(row, vocabulary) for row in rows[:50]), default=0)


def _sampled(sample: str, delimiter: str) -> list[list[str]]:
    """The first rows of a text; none if it cannot be read with this delimiter."""
    try:
        return [row for _, row in zip(range(50), csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter), strict=False)]
    except csv.Error:
        return []


def _delimited(text: str, vocabulary: Vocabulary) -> Table:
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_find_delimiter(text[:_SAMPLE], vocabulary)))
    return Table("", "", clean_rows([_NEUTRALIZED.sub("", cell) for cell in row] for row in rows))


def _find_delimiter(sample: str, vocabulary: Vocabulary) -> str:
    """The delimiter under which most headings are known, else the one that makes most cells."""

    def worth(delimiter: str) -> tuple[int, int]:
        rows = _sampled(sample, delimiter)
        return _most_headings(rows, vocabulary), sum(map(len, rows))

    return max(_DELIMITERS, key=worth)


def _lines(text: str) -> list[str]:
    return re.split(r"\r\n|\r|\n", text)


def _has_a_cell_a_line(text: str) -> bool:
    lines = [line for line in _lines(text) if line]
    cells = sum(line.startswith("\t") and line.count("\t") == 1 for line in lines)
    return cells * 2 > len(lines)


def _tables_of_lines(text: str) -> Iterator[Table]:
    """A line with a tab begins a cell, one without goes on with it, an empty line ends the row; other lines are prose."""
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
    if rows:
        yield Table("", "\n".join(before), clean_rows(rows))
