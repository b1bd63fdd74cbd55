"""Finds the annexes in a document: title lines, headings, and rows brought into the order of the columns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pct_tracker.importing.headings import Header, find_header
from pct_tracker.importing.readers.document import Document, Table
from pct_tracker.reference.labels import Vocabulary

_LINES_OVER_TABLE = 6


@dataclass(frozen=True, slots=True)
class AnnexTable:
    """One annex: the lines that stand over it, its header, and its rows as nine cells in the order of the columns."""

    title: tuple[str, ...]
    header: Header
    rows: tuple[tuple[str, ...], ...]


@dataclass(slots=True)
class _Part:
    """An annex while its rows are collected. `width` is that of the table it began in."""

    title: list[str]
    header: Header
    width: int
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]] = field(default_factory=list)

    def add(self, row: Sequence[str], merged: frozenset[int]) -> None:
        """Takes a row; `merged` are the places in it that continue the cell above."""
        cells = self.header.cells_of(row, self.columns)
        above = {column for column in self.columns if self.header.places.get(column) in merged} if self.rows else set()
        if "title" in above and not self._cell(cells, "month"):
            self.join(cells)
            return
        # A merged cell holds for every row it spans. Only a number does not: it is the sum of the rows, and would count twice.
        kept = zip(self.columns, cells, self.rows[-1] if self.rows else cells, strict=True)
        self.rows.append(tuple(over if column in above and column != "participants" else cell for column, cell, over in kept))

    def join(self, cells: Sequence[str]) -> None:
        """Adds the cells to those of the last row: one activity told in two rows."""
        self.rows[-1] = tuple(
            f"{cell}\n{more}" if cell and more else cell or more for cell, more in zip(self.rows[-1], cells, strict=True)
        )

    def is_rest_of_row(self, row: Sequence[str]) -> bool:
        """Whether a row that opens a page has no date and no type of its own, and so is the rest of the row before."""
        cells = self.header.cells_of(row, self.columns)
        return bool(self.rows) and any(cells) and not self._cell(cells, "month") and not self._cell(cells, "type")

    def _cell(self, cells: Sequence[str], column: str) -> str:
        return cells[self.columns.index(column)]


def find_annexes(document: Document, vocabulary: Vocabulary) -> tuple[AnnexTable, ...]:
    """All annexes of a document in their order. Tables of a text that go on with the one before are joined to it."""
    parts: list[_Part] = []
    open_part: _Part | None = None
    for table in document.tables:
        open_part = _add_table(parts, open_part, table, vocabulary)
    return tuple(AnnexTable(tuple(part.title), part.header, tuple(part.rows)) for part in parts if part.rows)


def _add_table(parts: list[_Part], before: _Part | None, table: Table, vocabulary: Vocabulary) -> _Part | None:
    """Adds the rows of a table to the annexes they belong to; returns the annex that the next table may go on with."""
    part = before if before and _continues(table, before, vocabulary) else None
    lines = [line for line in table.before.split("\n") if line][-_LINES_OVER_TABLE:] + [table.name] * bool(table.name)
    fresh_page = part is not None and not _announces(lines, vocabulary)
    if part and not fresh_page:
        part = _begin(parts, lines, part.header, table, part.columns)
    merged = _merged_places(table)
    for number, row in enumerate(table.rows):
        if not any(row):
            continue
        header, line = find_header(row, vocabulary), _only_text(row)
        if header and (part is None or header.places != part.header.places):
            part = _begin(parts, lines, header, table, vocabulary.columns)
        elif part is None:
            lines += [line] if line else []
        elif line and _announces([line], vocabulary):
            part = _begin(parts, [line], part.header, table, part.columns)
        elif fresh_page and part.is_rest_of_row(row):
            part.join(part.header.cells_of(row, part.columns))
        elif not header:
            part.add(row, merged.get(number, frozenset()))
        fresh_page = False
    return part


def _begin(parts: list[_Part], lines: Sequence[str], header: Header, table: Table, columns: tuple[str, ...]) -> _Part:
    """A new annex. What its own lines do not tell, the lines over the annex before it in the same text do."""
    inherited = parts[-1].title if parts and not table.name else []
    parts.append(_Part([*inherited, *lines], header, table.width, columns))
    return parts[-1]


def _continues(table: Table, part: _Part, vocabulary: Vocabulary) -> bool:
    """Whether a table is the next page of an annex. Sheets have names and no pages."""
    return not table.name and table.width == part.width and not any(find_header(row, vocabulary) for row in table.rows)


def _merged_places(table: Table) -> dict[int, frozenset[int]]:
    """Row to the places in it that continue the cell above."""
    return {row: frozenset(place for at, place in table.merged if at == row) for row in {row for row, _ in table.merged}}


def _announces(lines: Iterable[str], vocabulary: Vocabulary) -> bool:
    """Whether some line says that carried out or planned activities follow."""
    return any(vocabulary.says_planned(line) or vocabulary.says_carried_out(line) for line in lines)


def _only_text(row: Sequence[str]) -> str:
    """The text of a row that has text in one cell only; empty for others."""
    texts = [cell for cell in row if cell]
    return texts[0] if len(texts) == 1 else ""
