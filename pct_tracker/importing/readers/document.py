"""What a reader hands on: tables of plain text, or records that already have the shape of activities."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pct_tracker.domain.errors import UserError
from pct_tracker.reference.labels import Vocabulary

# Characters that no text of an annex holds and that a store may refuse: controls, lone halves of surrogate pairs.
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Table:
    """A table as rows of text. `before` is the prose since the table before, one paragraph a line.

    `name` is the name of the sheet, empty for tables of a text. `merged` are the (row, column) places, counted from 0,
    that continue the cell above them; their own text is empty.
    """

    name: str
    before: str
    rows: tuple[tuple[str, ...], ...]
    merged: frozenset[tuple[int, int]] = frozenset()

    @property
    def width(self) -> int:
        """The number of columns of the widest row."""
        return max(map(len, self.rows), default=0)


@dataclass(frozen=True, slots=True)
class ReadingNote:
    """Something about a file that somebody should know before its rows are stored; `code` names the sentence."""

    code: str
    params: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Document:
    """Everything read from a file. `records` are objects in the shape of `list --json`; they come from JSON only.

    `prose` are the paragraphs that stand in no table.
    """

    path: Path
    tables: tuple[Table, ...] = ()
    records: tuple[Mapping[str, Any], ...] = ()
    prose: tuple[str, ...] = ()
    notes: tuple[ReadingNote, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of a file on their way to a reader, with the words by which a heading row is known."""

    path: Path
    data: bytes
    vocabulary: Vocabulary

    def trouble(self, code: str, **params: Any) -> UserError:
        """The error to raise when this file cannot be used."""
        return UserError(code, file=self.path.name, **params)


def clean_cell(text: str) -> str:
    """The text with one kind of line break, without outer spaces and without characters that cannot be printed."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def clean_cells(cells: Iterable[str]) -> list[str]:
    """Many cells cleaned; nearly all of them need no more than a look."""
    return [cell.strip() if cell.isprintable() else clean_cell(cell) for cell in cells]


def clean_rows(rows: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    """The rows with every cell cleaned; empty rows stay, so that places in the table keep their numbers."""
    return tuple(tuple(clean_cells(row)) for row in rows)
