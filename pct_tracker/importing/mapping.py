"""Finds the annexes in a document: title lines, headings, and rows brought into the order of the columns."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pct_tracker.domain.folding import join_lines
from pct_tracker.importing.headings import Header, find_header
from pct_tracker.importing.layout import Layout
from pct_tracker.importing.readers.document import Document, Table
from pct_tracker.reference.labels import Vocabulary

_LINES_OVER_TABLE = 6


@dataclass(frozen=True, slots=True)
class LeftOutColumn:
    """A column that no field is read from: its heading, or its number where it has none, and how many cells say something."""

    name: str
    filled: int


@dataclass(frozen=True, slots=True)
class AnnexTable:
    """One annex: the lines that stand over it, its header, and its rows as nine cells in the order of the columns.

    `tables` are the numbers of the tables it was put together from, counted from 1. `is_guessed` says that its columns
    are known by their content only. `above` are rows of several cells over the headings, which belong to no column.
    """

    title: tuple[str, ...]
    header: Header
    rows: tuple[tuple[str, ...], ...]
    tables: tuple[int, ...] = ()
    left_out: tuple[LeftOutColumn, ...] = ()
    is_guessed: bool = False
    above: tuple[tuple[str, ...], ...] = ()


@dataclass(slots=True)
class _Part:
    """An annex while its rows are collected. `width` is that of the table it began in; `unread` counts cells by their place."""

    title: list[str]
    header: Header
    width: int
    columns: tuple[str, ...]
    is_guessed: bool = False
    tables: list[int] = field(default_factory=list)
    rows: list[tuple[str, ...]] = field(default_factory=list)
    unread: Counter[int] = field(default_factory=Counter)
    above: list[tuple[str, ...]] = field(default_factory=list)

    def finished(self) -> AnnexTable:
        """The annex with all its rows."""
        names = self.header.names
        left_out = (
            LeftOutColumn(names[place] if place < len(names) and names[place] else str(place + 1), self.unread[place])
            for place in sorted(self.unread)
        )
        return AnnexTable(
            tuple(self.title), self.header, tuple(self.rows), tuple(self.tables), tuple(left_out), self.is_guessed,
            tuple(self.above),
        )  # fmt: skip

    def add(self, row: Sequence[str], merged: Collection[int]) -> None:
        """Takes a row; `merged` are the places in it that continue the cell above."""
        cells = self._read(row)
        above = {column for column in self.columns if self.header.places.get(column) in merged} if self.rows else set()
        if "title" in above and not self._cell(cells, "month"):
            self.join(cells)
            return
        # A merged cell holds for every row it spans. Only a number does not: it is the sum of the rows, and would count twice.
        kept = zip(self.columns, cells, self.rows[-1] if self.rows else cells, strict=True)
        self.rows.append(tuple(over if column in above and column != "participants" else cell for column, cell, over in kept))

    def _read(self, row: Sequence[str]) -> tuple[str, ...]:
        """The nine cells of a row; what stands in other places is counted."""
        known = self.header.places.values()
        for place, cell in enumerate(row):
            if cell and place not in known:
                self.unread[place] += 1
        return self.header.cells_of(row, self.columns)

    def join_row(self, row: Sequence[str]) -> None:
        """Adds the rest of the last row, which a page break has cut off."""
        self.join(self._read(row))

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


def find_annexes(
    document: Document, vocabulary: Vocabulary, layouts: Mapping[int, Layout | None] | None = None
) -> tuple[AnnexTable, ...]:
    """All annexes of a document in their order. Tables of a text that go on with the one before are joined to it.

    `layouts` say how tables are read, by their numbers from 1, whatever their headings; None for one that is not.
    """
    finding = _Finding(vocabulary, layouts or {})
    for number, table in enumerate(document.tables, 1):
        finding.add_table(number, table)
    return tuple(part.finished() for part in finding.parts)


class _Finding:
    """The annexes found so far, and the one that the next table may go on with."""

    def __init__(self, vocabulary: Vocabulary, layouts: Mapping[int, Layout | None]) -> None:
        self.parts: list[_Part] = []
        self._open: _Part | None = None
        self._vocabulary = vocabulary
        self._layouts = layouts

    def add_table(self, number: int, table: Table) -> None:
        """Adds the rows of a table to the annexes they belong to."""
        layout = self._layouts.get(number)
        if layout is None and number in self._layouts:
            return
        over_table = _lines_over(table)
        lines = over_table + [table.name] * bool(table.name)
        if not table.name and self.parts:
            lines = [*self.parts[-1].title, *lines]  # what the lines over a page do not tell, those over the first page do
        rows = [(at, row) for at, row in enumerate(table.rows) if any(row)]
        part = self._part_to_go_on_with(table, layout, lines, over_table)
        if layout is not None:
            part = part or self._begin(lines + _texts(table.rows[: layout.header_rows]), _header_of(layout, table), table)
            part.is_guessed = layout.by_content
            part.above += self._over_headings(table.rows[: layout.header_rows])
            rows = [(at, row) for at, row in rows if at >= layout.header_rows]
        elif part and rows and part.is_rest_of_row(rows[0][1]):
            part.join_row(rows.pop(0)[1])
            part.tables.append(number)
        self._open = self._add_rows(part, rows, lines, table, number, is_chosen=layout is not None)

    def _part_to_go_on_with(
        self, table: Table, layout: Layout | None, lines: list[str], over_table: Sequence[str]
    ) -> _Part | None:
        """The annex that a table is the next page of; a new one with the same columns if plans are announced in between."""
        part = self._open
        if part is None or not self._continues(table, part, layout):
            return None
        return self._begin(lines, part.header, table) if self._announces(over_table) else part

    def _continues(self, table: Table, part: _Part, layout: Layout | None) -> bool:
        """Whether a table is the next page of an annex. Sheets have names and no pages."""
        if table.name or table.width != part.width:
            return False
        if layout is not None:
            return layout.places == part.header.places
        return not any(find_header(row, self._vocabulary) for row in table.rows)

    def _add_rows(
        self,
        part: _Part | None,
        rows: Sequence[tuple[int, Sequence[str]]],
        lines: list[str],
        table: Table,
        number: int,
        *,
        is_chosen: bool,
    ) -> _Part | None:
        """Adds rows to an annex, or begins the annexes that some of them are the header or the title of."""
        merged = _merged_places(table)
        second_line, above = -1, list[tuple[str, ...]]()
        for (at, row), (_, below) in zip(rows, [*rows[1:], (-1, ())], strict=False):
            if at == second_line:
                continue
            header, line = find_header(row, self._vocabulary, below), _only_text(row)
            if header and header.height == 2:
                second_line = next(place for place, other in rows if place > at)
            if header and not is_chosen and (part is None or header.places != part.header.places):
                part = self._begin(part.title if part else lines, header, table)
                part.above, above = above, []
            elif part is None:
                lines += [line] if line else []
                above += [] if line else [tuple(row)]
            elif line and not part.header.cells_of(row, ["title"])[0] and self._announces([line]):
                part = self._begin([*part.title, line], part.header, table, is_guessed=part.is_guessed)
            elif not header:
                part.add(row, merged[at])
            if part and number not in part.tables:
                part.tables.append(number)
        return part

    def _over_headings(self, rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
        """The rows of several cells among those of a chosen layout that are no activities and, but for the last, no headings."""
        told = (tuple(row) for row in rows[:-1] if any(row) and not _only_text(row))
        return [row for row in told if not find_header(row, self._vocabulary, rows[-1])]

    def _begin(self, title: Sequence[str], header: Header, table: Table, *, is_guessed: bool = False) -> _Part:
        self.parts.append(_Part(list(title), header, table.width, self._vocabulary.columns, is_guessed))
        return self.parts[-1]

    def _announces(self, lines: Iterable[str]) -> bool:
        """Whether some line says that carried out or planned activities follow."""
        return any(self._vocabulary.says_planned(line) or self._vocabulary.says_carried_out(line) for line in lines)


def _lines_over(table: Table) -> list[str]:
    return [line for line in table.before.split("\n") if line][-_LINES_OVER_TABLE:]


def _header_of(layout: Layout, table: Table) -> Header:
    """The header a layout stands for, with the words of the row above the first activity."""
    above = table.rows[max(layout.header_rows - 1, 0) : layout.header_rows]
    return Header(layout.places, None, tuple(map(join_lines, above[0])) if above else ())


def _texts(rows: Iterable[Sequence[str]]) -> list[str]:
    return [text for row in rows if (text := _only_text(row))]


def _merged_places(table: Table) -> defaultdict[int, set[int]]:
    """Row to the places in it that continue the cell above."""
    places: defaultdict[int, set[int]] = defaultdict(set)
    for row, place in table.merged:
        places[row].add(place)
    return places


def _only_text(row: Sequence[str]) -> str:
    """The text of a row that has text in one cell only; empty for others."""
    texts = [cell for cell in row if cell]
    return texts[0] if len(texts) == 1 else ""
