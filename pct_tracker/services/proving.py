"""Proof that a file says what it should: read back after writing, and held against the report cell by cell."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Protocol

from pct_tracker.importing.readback import Rows, WrittenFile, read_back
from pct_tracker.reporting.report import Report, ReportRow

_MARKS = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""What steers the direction or the breaking of text and is never seen."""

_FURNITURE = 1_000
"""Latin letters and digits that may stand between two rows: headings, page numbers, the paragraphs before the first table."""

_TURNED = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI", "LRO"})
"""Directions of letters and marks that change the order of words on a page."""

MOST_TOLD = 20
_LONGEST_IN_EXCEL = 32_767


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where a file says something else. `row` counts from 1, 0 for what is in no table; `column` is its name."""

    table: str
    row: int
    column: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What was read back from a file. `rows` and `participants`, the sum of their numbers, are those of its first table.

    `compares` is "words", or "codes" where only months, letters, codes and numbers of the annexes can be compared: the words
    of a PDF that runs from right to left are set in the order in which they are seen.
    """

    file: str
    compares: str
    rows: int
    participants: int
    differences: tuple[Difference, ...]

    @property
    def holds(self) -> bool:
        """Whether the file says what it should."""
        return not self.differences


def prove(path: Path, tables: Sequence[Report], sentences: Sequence[str] = ()) -> Proof:
    """Reads a file back and compares it with the tables and the sentences it should hold, in their order.

    Raises UserError if it cannot be read.
    """
    written = read_back(path)
    if path.suffix.lower() == ".pdf":
        return _prove_pages(path, written, tables, sentences)
    suffix = path.suffix.lower()
    differences: list[Difference] = []
    rows, participants, left = 0, 0, list(written.tables)
    for report in tables:
        found = _table_of(report, left)
        differences.extend(_compare(report, found, suffix))
        if report is tables[0]:
            rows += len(found)
            participants += _sum_of(report, found)
    differences.extend(Difference(report.kind, 0, "", "", " | ".join(one[0])) for report, one in _too_many(tables, left))
    words = _bare(written.words)
    differences.extend(Difference("", 0, "", one, "") for one in sentences if _bare(one) not in words)
    return Proof(path.name, "words", rows, participants, tuple(differences[:MOST_TOLD]))


def _table_of(report: Report, left: list[Rows]) -> Rows:
    """The rows below the headings of the first table that has them; it is taken out of what is left."""
    return _whole_table_of(report, left)[1:]


def _whole_table_of(report: Report, left: list[Rows]) -> Rows:
    headings = [_plain(one) for one in report.headings]
    names = list(report.columns)
    for place, table in enumerate(left):
        if table and [_plain(cell) for cell in table[0]] in (headings, names):
            return left.pop(place)
    return ()


def _too_many(tables: Sequence[Report], left: list[Rows]) -> Iterator[tuple[Report, Rows]]:
    """The tables of a file that look like one of ours and are not expected."""
    for report in tables:
        while extra := _whole_table_of(report, left):
            yield report, extra


def _compare(report: Report, found: Rows, suffix: str) -> Iterator[Difference]:
    for number, (row, cells) in enumerate(zip_longest(report.rows, found), 1):
        expected = _cells(row, suffix) if row else ("",) * len(report.columns)
        told = [_without_apostrophe(cell) if suffix == ".csv" else cell for cell in cells or ()]
        for column, right, is_ in zip_longest(report.columns, expected, told, fillvalue=""):
            if right != is_ and _plain(right) != _plain(is_):
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


def _prove_pages(path: Path, written: WrittenFile, tables: Sequence[Report], sentences: Sequence[str]) -> Proof:
    """Rows are never split over two pages, so that each stands as one piece among the words."""
    by_codes = any(report.is_right_to_left or _has_turned_words(report) for report in tables)
    pages: _Pages = _CodesOnPages(written.words) if by_codes else _WordsOnPages(written.words)
    differences: list[Difference] = []
    rows = participants = 0
    missing = [Difference("", 0, "", one, "") for one in sentences if not pages.has(one)]
    for report in tables:
        if by_codes and report.kind == "trace":
            continue  # numbers in cells side by side run together there
        pages.leave_table()
        for number, row in enumerate(report.rows, 1):
            if not pages.goes_on_with(row.texts):
                differences.append(Difference(report.kind, number, "", " | ".join(row.texts), ""))
            elif report is tables[0]:
                rows += 1
                participants += sum(cell.number or 0 for cell in row.cells)
    return Proof(path.name, "codes" if by_codes else "words", rows, participants, tuple([*differences, *missing][:MOST_TOLD]))


def _has_turned_words(report: Report) -> bool:
    """Whether some words are set in another order than they are read, or in signs that a font may lack."""
    return any(
        unicodedata.bidirectional(character) in _TURNED or unicodedata.category(character) == "So"
        for row in report.rows
        for text in row.texts
        if not text.isascii()
        for character in text
    )


class _Pages(Protocol):
    def has(self, sentence: str) -> bool: ...
    def goes_on_with(self, cells: Sequence[str]) -> bool: ...
    def leave_table(self) -> None: ...


class _WordsOnPages:
    """All words, to be found in their order."""

    def __init__(self, words: str) -> None:
        self._words = _bare(words)
        self._at = 0
        self._is_inside = False

    def has(self, sentence: str) -> bool:
        """Whether a sentence stands anywhere."""
        return _bare(sentence) in self._words

    def goes_on_with(self, cells: Sequence[str]) -> bool:
        """Whether a row follows in one piece; then it is left behind."""
        piece = _bare(" ".join(cells))
        place = self._words.find(piece, self._at)
        if place < 0:
            return False
        is_near = not self._is_inside or place - self._at <= _FURNITURE
        self._at, self._is_inside = place + len(piece), True
        return is_near

    def leave_table(self) -> None:
        """What stands between two tables may be long."""
        self._is_inside = False


class _CodesOnPages:
    """Latin letters and digits alone; between the first cell of a row and its last one they may stand in another order."""

    def __init__(self, words: str) -> None:
        self._codes = _codes(words)
        self._at = 0
        self._is_inside = False

    def has(self, sentence: str) -> bool:
        """Whether the numbers of a sentence stand anywhere."""
        return all(number in self._codes for number in re.findall("[0-9]+", sentence))

    def goes_on_with(self, cells: Sequence[str]) -> bool:
        """Whether the codes of a row follow in one piece, behind no more than what stands over a page."""
        first, whole, last = _codes(cells[0]), _codes(" ".join(cells)), _codes(cells[-1])
        start = self._codes.find(first, self._at)
        while start >= 0 and (not self._is_inside or start <= self._at + _FURNITURE):
            piece = self._codes[start : start + len(whole)]
            if piece.endswith(last) and Counter(piece) == Counter(whole):
                self._at, self._is_inside = start + len(whole), True
                return True
            start = self._codes.find(first, start + 1)
        return False

    def leave_table(self) -> None:
        """What stands between two tables may be long."""
        self._is_inside = False


def _plain(text: str) -> str:
    """The text with one kind of space and without marks that are never seen."""
    return " ".join(_MARKS.sub("", "".join(map(_seen, text))).split())


def _bare(text: str) -> str:
    """The text without any space: where lines break is for the page to say."""
    return "".join(_plain(unicodedata.normalize("NFKC", text)).split())


def _codes(text: str) -> str:
    return "".join(re.findall("[A-Za-z0-9]", unicodedata.normalize("NFKC", text)))


def _seen(character: str) -> str:
    """What no file can carry is not written, so it is not expected either."""
    return "" if unicodedata.category(character) in ("Cc", "Cs", "Cn", "Co") and character not in "\t\n\r\v\f\x85" else character


def _without_apostrophe(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:2] in tuple("=+-@\t\r\n") else cell
