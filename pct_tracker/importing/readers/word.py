"""Tables of Word documents, read from the XML itself: merged cells, tracked changes and inner tables as Word shows them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from zipfile import ZipFile

from lxml import etree

from pct_tracker.importing.headings import FEWEST_COLUMNS
from pct_tracker.importing.readers.document import Document, Source, Table, clean_cell
from pct_tracker.importing.readers.limits import LARGEST_SHEET, LONGEST_PROSE, WIDEST_ROW
from pct_tracker.importing.readers.markup import forget, walk_markup
from pct_tracker.importing.readers.package import PACKAGE_TROUBLES, check_markup, open_package

_MAIN_PART = re.compile(r"word/document\d*\.xml")
# Text that Word does not show in its place: taken out or moved away by a tracked change, or drawn in a box.
_NOT_SHOWN = frozenset({"del", "moveFrom", "txbxContent", "Fallback"})
_LANDMARKS = ("{*}tbl", "{*}tr", "{*}p", "tbl", "tr", "p")
_AS_TEXT = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "\u2011"}

_DIRECTION_MARKS = re.compile("[\u200e\u200f]")
"""They only tell Word which way brackets belong; no reader of the page sees them."""


def read_word(source: Source) -> Document:
    """The tables of a .docx; inner tables wide enough for an annex follow the outer one, others are lines of a cell."""
    package = open_package(source)
    part = next((name for name in package.namelist() if _MAIN_PART.fullmatch(name)), None)
    if part is None:
        raise source.trouble("import.other-content", suffix=source.path.suffix.lower())
    try:
        check_markup(source, package, part)
        prose: list[str] = []
        tables = tuple(_tables(package, part, prose, _Room(source)))
        return Document(source.path, tables, prose=tuple(prose))
    except (etree.XMLSyntaxError, RecursionError, *PACKAGE_TROUBLES) as trouble:
        raise source.trouble("import.damaged") from trouble


def _tables(package: ZipFile, part: str, prose: list[str], room: "_Room") -> Iterator[Table]:
    """The tables of the main part; `prose` takes the paragraphs between them. Rows are forgotten as soon as they are read."""
    before: list[str] = []
    grid = _Grid(room)
    depth = length = 0
    with package.open(part) as stream:
        for event, element in walk_markup(stream, _LANDMARKS, ("start", "end")):
            name = _name(element)
            if name == "tbl":
                depth += 1 if event == "start" else -1
            if event == "start":
                continue
            if name == "tr" and depth == 1:
                _add_row(grid, element)
            elif name == "tbl" and depth == 0:
                yield from grid.tables("\n".join(before))
                before, grid = [], _Grid(room)
            elif name == "p" and depth == 0:
                if (paragraph := clean_cell(_text(element))) and length < LONGEST_PROSE:
                    length += len(paragraph)
                    before.append(paragraph)
                    prose.append(paragraph)
            else:
                continue
            forget(element)


def _name(element: etree._Element) -> str:
    """The name without its namespace: transitional and strict documents differ in nothing else that matters here."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


@dataclass(slots=True)
class _Room:
    """The places that all tables of a document may have together."""

    source: Source
    left: int = LARGEST_SHEET

    def take(self, places: int) -> None:
        """Takes places for a row. Raises UserError when there are none left: one cell may span very many."""
        self.left -= places
        if self.left < 0:
            raise self.source.trouble("import.sheet-too-large", limit=LARGEST_SHEET)


@dataclass(slots=True)
class _Grid:
    """A table while it is read."""

    room: _Room
    rows: list[tuple[str, ...]] = field(default_factory=list)
    merged: set[tuple[int, int]] = field(default_factory=set)
    inner: list[Table] = field(default_factory=list)

    def tables(self, before: str) -> Iterator[Table]:
        """The table, and the inner tables that may be an annex."""
        yield Table("", before, tuple(self.rows), frozenset(self.merged))
        yield from self.inner


def _inner_tables(element: etree._Element, room: _Room) -> Iterator[Table]:
    grid = _Grid(room)
    for row in _parts(element, "tr"):
        _add_row(grid, row)
    yield from grid.tables("")


def _add_row(grid: _Grid, row: etree._Element) -> None:
    if _property(row, "trPr", "del") is not None:  # a tracked change took it out
        return
    cells = [""] * _number(_property(row, "trPr", "gridBefore"), 0)
    for cell in _parts(row, "tc"):
        merge = _property(cell, "tcPr", "vMerge")
        if _property(cell, "tcPr", "cellDel") is not None:
            continue
        if merge is not None and _value(merge) != "restart":
            grid.merged.add((len(grid.rows), len(cells)))
            cells.append("")
        else:
            cells.append(clean_cell("\n".join(_lines(cell, grid))))
        cells.extend([""] * (_number(_property(cell, "tcPr", "gridSpan"), 1) - 1))
        if len(cells) > WIDEST_ROW:
            break
    grid.room.take(len(cells))
    grid.rows.append(tuple(cells))


def _lines(cell: etree._Element, grid: _Grid) -> Iterator[str]:
    """The paragraphs of a cell and the rows of small tables in it; the grid takes the tables that may be an annex."""
    for part in _parts(cell, "p", "tbl"):
        if _name(part) == "p":
            yield _text(part)
        elif _may_be_annex(part):
            grid.inner.extend(_inner_tables(part, grid.room))
        else:
            for row in _parts(part, "tr"):
                if _property(row, "trPr", "del") is None:
                    yield " ".join(line for one in _parts(row, "tc") for line in _lines(one, grid) if line)


def _may_be_annex(table: etree._Element) -> bool:
    return any(sum(1 for _ in _parts(row, "tc")) >= FEWEST_COLUMNS for row in _parts(table, "tr"))


def _parts(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The nearest elements of these names below, through content controls, but not through an inner table."""
    for child in element:
        found = _name(child)
        if found in names:
            yield child
        elif found not in _NOT_SHOWN and found != "tbl":
            yield from _parts(child, *names)


def _text(element: etree._Element) -> str:
    return "".join(_pieces(element))


def _pieces(element: etree._Element) -> Iterator[str]:
    for child in element:
        name = _name(child)
        if name == "t":
            yield _DIRECTION_MARKS.sub("", child.text or "")
        elif name == "tab" and _name(element) == "tabs":
            continue  # a tab stop among the properties of a paragraph
        elif name in _AS_TEXT:
            yield _AS_TEXT[name]
        elif name not in _NOT_SHOWN and name != "tbl":
            yield from _pieces(child)


def _property(element: etree._Element, group: str, name: str) -> etree._Element | None:
    groups = (child for child in element if _name(child) == group)
    return next((child for properties in groups for child in properties if _name(child) == name), None)


def _value(element: etree._Element) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == "val"), "")


def _number(element: etree._Element | None, default: int) -> int:
    value = "" if element is None else _value(element)
    return min(int(value), WIDEST_ROW) if re.fullmatch("[0-9]{1,9}", value) else default
