"""Finds the annexes in a document: title lines, headings, and rows brought into the order of the columns."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
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

    def add(self, row: Sequence[str], merged: Collection[int]) -> None:
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
    return tuple(AnnexTable(tuple(part.title), part.header, tuple(part.rows)) for part in parts)


def _add_table(parts: list[_Part], before: _Part | None, table: Table, vocabulary: Vocabulary) -> _Part | None:
    """Adds the rows of a table to the annexes they belong to; returns the annex that the next table may go on with."""
    lines = [line for line in table.before.split("\n") if line][-_LINES_OVER_TABLE:] + [table.name] * bool(table.name)
    if not table.name and parts:
        lines = [*parts[-1].title, *lines]  # what the lines over a page do not tell, those over the first page do
    part = before if before and _continues(table, before, vocabulary) else None
    rows = [(number, row) for number, row in enumerate(table.rows) if any(row)]
    if part and _announces(table.before.split("\n"), vocabulary):
        part = _begin(parts, lines, part.header, table, vocabulary)
    elif part and rows and part.is_rest_of_row(rows[0][1]):
        part.join(part.header.cells_of(rows.pop(0)[1], part.columns))
    merged = _merged_places(table)
    for number, row in rows:
        part = _add_row(parts, part, row, merged[number], lines, table, vocabulary)
    return part


def _add_row(
    parts: list[_Part],
    part: _Part | None,
    row: Sequence[str],
    merged: set[int],
    lines: list[str],
    table: Table,
    vocabulary: Vocabulary,
) -> _Part | None:
    """Adds a row to an annex, or begins the annex that the row is the header or the title of."""
    header, line = find_header(row, vocabulary), _only_text(row)
    if header and (part is None or header.places != part.header.places):
        return _begin(parts, part.title if part else lines, header, table, vocabulary)
    if part is None:
        lines += [line] if line else []
    elif line and not part.header.cells_of(row, ["title"])[0] and _announces([line], vocabulary):
        return _begin(parts, [*part.title, line], part.header, table, vocabulary)
    elif not header:
        part.add(row, merged)
    return part


def _begin(parts: list[_Part], title: Sequence[str], header: Header, table: Table, vocabulary: Vocabulary) -> _Part:
    parts.append(_Part(list(title), header, table.width, vocabulary.columns))
    return parts[-1]


def _continues(table: Table, part: _Part, vocabulary: Vocabulary) -> bool:
    """Whether a table is the next page of an annex. Sheets have names and no pages."""
    return not table.name and table.width == part.width and not any(find_header(row, vocabulary) for row in table.rows)


def _merged_places(table: Table) -> defaultdict[int, set[int]]:
    """Row to the places in it that continue the cell above."""
    places: defaultdict[int, set[int]] = defaultdict(set)
    for row, place in table.merged:
        places[row].add(place)
    return places


def _announces(lines: Iterable[str], vocabulary: Vocabulary) -> bool:
    """Whether some line says that carried out or planned activities follow."""
    return any(vocabulary.says_planned(line) or vocabulary.says_carried_out(line) for line in lines)


def _only_text(row: Sequence[str]) -> str:
    """The text of a row that has text in one cell only; empty for others."""
    texts = [cell for cell in row if cell]
    return texts[0] if len(texts) == 1 else ""
