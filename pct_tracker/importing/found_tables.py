"""The tables of a document as somebody chooses among them: what they say, which is the annex, how it would be read."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from pct_tracker.domain.folding import fold_name, join_lines
from pct_tracker.importing.column_content import recognise_columns
from pct_tracker.importing.dates import parse_date
from pct_tracker.importing.headings import FEWEST_COLUMNS, Header, find_header
from pct_tracker.importing.layout import Choices, Layout
from pct_tracker.importing.mapping import AnnexTable, find_annexes
from pct_tracker.importing.parsing import parse_participants
from pct_tracker.importing.readers.document import Document, Table
from pct_tracker.reference.labels import Vocabulary
from pct_tracker.reference.reference import Reference

NO_CHOICES = Choices()
_SAMPLE = 8
_LONGEST_HEADING = 60
_ANY_YEAR = 2000
"""Completes dates without a year while columns are tried for dates; nothing is read with it."""


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table of a document. `number` counts from 1; `title` are the lines over it, `heading` the words over each column.

    `layout` is how it would be read, None where nobody knows; `is_annex` says whether it would be read without being
    asked for. `sample` are its first rows under the heading, `row_count` all of those with text. The rows over the one
    it is known by are `above`.
    """

    number: int
    name: str
    title: tuple[str, ...]
    heading: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]
    row_count: int
    layout: Layout | None
    is_annex: bool
    fingerprint: str
    above: int = 0

    def keep(self, layout: Layout) -> Layout:
        """A layout of this table as it fits every table that is known by the same row, wherever that row stands."""
        return replace(layout, header_rows=layout.header_rows - self.above)


def find_tables(document: Document, reference: Reference, choices: Choices = NO_CHOICES) -> tuple[FoundTable, ...]:
    """All tables of a document in their order, each with the layout that was chosen, remembered or guessed."""
    layouts = _chosen_layouts(document, reference, choices)
    annexes = find_chosen_annexes(document, reference, choices)
    read = {number for annex in annexes for number in annex.tables}
    columns = {number: annex.header for annex in annexes if not annex.is_guessed for number in annex.tables}
    found = []
    for number, table in enumerate(document.tables, 1):
        layout = layouts.get(number) or guess_layout(table, reference, columns.get(number))
        top = layout.header_rows if layout else 0
        below = [row for row in table.rows[top:] if any(row)]
        found.append(
            FoundTable(
                number,
                table.name,
                tuple(line for line in table.before.split("\n") if line),
                _heading(table, top),
                tuple(below[:_SAMPLE]),
                len(below),
                layout,
                number in read,
                fingerprint(table, reference.vocabulary),
                _known_by(table, reference.vocabulary)[0],
            )
        )
    return tuple(found)


def find_chosen_annexes(document: Document, reference: Reference, choices: Choices = NO_CHOICES) -> tuple[AnnexTable, ...]:
    """The annexes of a document, its tables read as chosen; where no table has headings, those that their content tells."""
    layouts = _chosen_layouts(document, reference, choices)
    if found := find_annexes(document, reference.vocabulary, layouts):
        return found
    guessed = _guessed_layouts(document, reference, layouts)
    return find_annexes(document, reference.vocabulary, layouts | guessed) if guessed else ()


def _chosen_layouts(document: Document, reference: Reference, choices: Choices) -> dict[int, Layout | None]:
    """Layouts by the numbers of their tables; None for a table that is not to be read."""
    chosen: dict[int, Layout | None] = dict.fromkeys(choices.left_out)
    for number, table in enumerate(document.tables, 1):
        layout = choices.layouts.get(fingerprint(table, reference.vocabulary)) if choices.layouts else None
        if layout is not None and number not in chosen:
            above, _ = _known_by(table, reference.vocabulary)
            chosen[number] = replace(layout, header_rows=max(layout.header_rows + above, 0))
    return chosen


def _guessed_layouts(document: Document, reference: Reference, chosen: Collection[int]) -> dict[int, Layout | None]:
    tables = ((number, table) for number, table in enumerate(document.tables, 1) if number not in chosen)
    guessed = ((number, _by_content(table, reference)) for number, table in tables)
    return {number: layout for number, layout in guessed if layout}


def guess_layout(table: Table, reference: Reference, known: Header | None = None) -> Layout | None:
    """The layout a table tells by its headings, else by its content; `known` are the columns of the annex it goes on with."""
    for at, row in enumerate(table.rows):
        if header := find_header(row, reference.vocabulary, table.rows[at + 1] if at + 1 < len(table.rows) else ()):
            return Layout(_columns(header, table.width), at + header.height)
    return Layout(_columns(known, table.width), 0) if known else _by_content(table, reference)


def fingerprint(table: Table, vocabulary: Vocabulary) -> str:
    """What a table is known by when another one like it comes: its width and the words of one row, folded."""
    _, names = _known_by(table, vocabulary)
    return _mark(names, table.width)


def _known_by(table: Table, vocabulary: Vocabulary) -> tuple[int, Sequence[str]]:
    """The place and the words of the headings; where no row is known as such, of the first row with several cells."""
    for at, row in enumerate(table.rows):
        if header := find_header(row, vocabulary, table.rows[at + 1] if at + 1 < len(table.rows) else ()):
            return at, header.names
    return next(((at, row) for at, row in enumerate(table.rows) if sum(map(bool, row)) > 1), (0, ()))


def _mark(cells: Sequence[str], width: int) -> str:
    return "|".join([str(width), *(fold_name(join_lines(cell[:_LONGEST_HEADING])) for cell in cells)])


def _columns(header: Header, width: int) -> tuple[str | None, ...]:
    names = {place: column for column, place in header.places.items()}
    return tuple(names.get(place) for place in range(width))


def _heading(table: Table, header_rows: int) -> tuple[str, ...]:
    return tuple(map(join_lines, table.rows[header_rows - 1])) if header_rows else ()


def _by_content(table: Table, reference: Reference) -> Layout | None:
    """A layout if the cells alone tell enough columns of an annex, date and description among them."""
    rows = [(at, row) for at, row in enumerate(table.rows) if sum(map(bool, row)) > 1]
    if len(rows) < 2:
        return None
    places = recognise_columns([row for _, row in rows[1:]], table.width, reference, _ANY_YEAR)
    if len(places) < FEWEST_COLUMNS or not {"month", "title"} <= places.keys():
        return None
    first, cells = rows[0]
    header = Header(places)
    top = first if _is_like_the_others(header, cells, reference.vocabulary) else rows[1][0]
    return Layout(_columns(header, table.width), top, by_content=True)


def _is_like_the_others(header: Header, row: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether the first row is an activity and not headings in words that nobody knows."""
    month, number = header.cells_of(row, ("month", "participants"))
    return parse_date(month, vocabulary, _ANY_YEAR).month is not None or parse_participants(number)[0] is not None
