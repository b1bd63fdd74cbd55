"""Tables of Word documents, read from the XML itself: merged cells, tracked changes and inner tables as Word shows them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from zipfile import ZipFile

from lxml import etree

from pct_tracker.importing.readers.document import Document, Source, Table, clean_cell
from pct_tracker.importing.readers.package import PACKAGE_TROUBLES, open_package

_MAIN_PART = re.compile(r"word/document\d*\.xml")
# Text that Word does not show in its place: taken out or moved away by a tracked change, or drawn in a box.
_NOT_SHOWN = frozenset({"del", "moveFrom", "txbxContent", "Fallback"})
_AS_TEXT = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "\u2011"}
_WIDEST = 200


def read_word(source: Source) -> Document:
    """The tables of a .docx; an inner table follows the outer one and leaves no text in the cell that holds it."""
    package = open_package(source)
    part = next((name for name in package.namelist() if _MAIN_PART.fullmatch(name)), None)
    if part is None:
        raise source.trouble("import.other-content", suffix=source.path.suffix.lower())
    try:
        return Document(source.path, tuple(_tables(package, part)))
    except (etree.XMLSyntaxError, RecursionError, *PACKAGE_TROUBLES) as trouble:
        raise source.trouble("import.damaged") from trouble


def _tables(package: ZipFile, part: str) -> Iterator[Table]:
    before: list[str] = []
    depth = 0
    with package.open(part) as stream:
        events = etree.iterparse(stream, events=("start", "end"), resolve_entities=False, no_network=True, huge_tree=False)
        for event, element in events:
            name = _name(element)
            if name == "tbl":
                depth += 1 if event == "start" else -1
            if event == "start" or depth or name not in ("tbl", "p"):
                continue
            if name == "p":
                before.append(clean_cell(_text(element)))
            else:
                yield from _table(element, "\n".join(filter(None, before)))
                before = []
            element.clear()


def _name(element: etree._Element) -> str:
    """The name without its namespace: transitional and strict documents differ in nothing else that matters here."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


@dataclass(slots=True)
class _Grid:
    """A table while it is read."""

    rows: list[tuple[str, ...]] = field(default_factory=list)
    merged: set[tuple[int, int]] = field(default_factory=set)
    inner: list[etree._Element] = field(default_factory=list)


def _table(element: etree._Element, before: str) -> Iterator[Table]:
    grid = _Grid()
    for row in _parts(element, "tr"):
        if not _is_deleted(row):
            _add_row(grid, row)
    yield Table("", before, tuple(grid.rows), frozenset(grid.merged))
    for inner in grid.inner:
        yield from _table(inner, "")


def _add_row(grid: _Grid, row: etree._Element) -> None:
    cells = [""] * _number(_property(row, "trPr", "gridBefore"), 0)
    for cell in _parts(row, "tc"):
        merge = _property(cell, "tcPr", "vMerge")
        if merge is not None and _value(merge) != "restart":
            grid.merged.add((len(grid.rows), len(cells)))
            cells.append("")
        else:
            cells.append(clean_cell("\n".join(_text(paragraph) for paragraph in _parts(cell, "p"))))
            grid.inner.extend(_parts(cell, "tbl"))
        cells.extend([""] * (_number(_property(cell, "tcPr", "gridSpan"), 1) - 1))
    grid.rows.append(tuple(cells))


def _parts(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The nearest elements of this name below, through content controls, but not through an inner table."""
    for child in element:
        found = _name(child)
        if found == name:
            yield child
        elif found not in _NOT_SHOWN and found != "tbl":
            yield from _parts(child, name)


def _text(element: etree._Element) -> str:
    return "".join(_pieces(element))


def _pieces(element: etree._Element) -> Iterator[str]:
    for child in element:
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name == "tab" and _name(element) == "tabs":
            continue  # a tab stop among the properties of a paragraph
        elif name in _AS_TEXT:
            yield _AS_TEXT[name]
        elif name not in _NOT_SHOWN and name != "tbl":
            yield from _pieces(child)


def _is_deleted(row: etree._Element) -> bool:
    return _property(row, "trPr", "del") is not None


def _property(element: etree._Element, group: str, name: str) -> etree._Element | None:
    groups = (child for child in element if _name(child) == group)
    return next((child for properties in groups for child in properties if _name(child) == name), None)


def _value(element: etree._Element) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == "val"), "")


def _number(element: etree._Element | None, default: int) -> int:
    value = "" if element is None else _value(element)
    return min(int(value), _WIDEST) if re.fullmatch("[0-9]{1,9}", value) else default
