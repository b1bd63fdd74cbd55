"""How much room the sheets of a file take, found before they are laid out in memory."""

import re
from collections.abc import Iterator
from zipfile import ZipFile

from lxml import etree

_EXCEL_PART = re.compile(r"xl/worksheets/[^/]+\.xml")
_EXCEL_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"')
_ANY_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_OPEN_DOCUMENT_PART = "content.xml"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CHUNK = 1 << 20


def extent(package: ZipFile) -> int:
    """Cells from the first to the last one used, in all sheets together."""
    names = package.namelist()
    extents = [_excel_extent(package, name) for name in names if _EXCEL_PART.fullmatch(name)]
    if _OPEN_DOCUMENT_PART in names:
        extents += _open_document_extents(package)
    return sum(extents)


def _excel_extent(package: ZipFile, part: str) -> int:
    last_row = last_column = cells = placed = 0
    with package.open(part) as stream:
        rest = b""
        while chunk := stream.read(_CHUNK):
            # What was seen of the rest before is taken off again: a sign may lie on the border of two chunks.
            cells += len(_ANY_CELL.findall(rest + chunk)) - len(_ANY_CELL.findall(rest))
            found = _EXCEL_CELL.findall(rest + chunk)
            placed += len(found) - len(_EXCEL_CELL.findall(rest))
            last_column = max(last_column, *map(_column_number, {column for column, _ in found}), 0)
            last_row = max(last_row, *map(int, {row for _, row in found}), 0)
            rest = (rest + chunk)[-128:]
    return max(last_row * last_column, cells) if placed >= cells else _counted_extent(package, part)


def _counted_extent(package: ZipFile, part: str) -> int:
    """The extent of a sheet whose cells do not all tell their places: they follow each other, as rows do."""
    row = column = last_column = 0
    with package.open(part) as stream:
        tags = ("{*}row", "{*}c")
        for event, element in etree.iterparse(
            stream, events=("start", "end"), tag=tags, resolve_entities=False, no_network=True, huge_tree=False
        ):
            if event == "end":
                element.clear()
            elif element.tag.endswith("row"):
                told = str(element.get("r", ""))
                row, column = int(told) if re.fullmatch("[0-9]{1,7}", told) else row + 1, 0
            else:
                place = re.fullmatch("([A-Z]{1,3})[0-9]{1,7}", str(element.get("r", "")))
                column = _column_number(place.group(1).encode()) if place else column + 1
                last_column = max(last_column, column)
    return row * last_column


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _open_document_extents(package: ZipFile) -> Iterator[int]:
    """Of each sheet. One element stands for many equal cells or rows; empty ones behind the last used take no room."""
    row = last_row = last_column = 0
    with package.open(_OPEN_DOCUMENT_PART) as stream:
        for _, element in etree.iterparse(stream, events=("end",), resolve_entities=False, no_network=True, huge_tree=False):
            if element.tag == f"{_TABLE}table-row":
                row += _repeated(element, "number-rows-repeated")
                width = _width(element)
                if width:
                    last_row, last_column = row, max(last_column, width)
                element.clear()
            elif element.tag == f"{_TABLE}table":
                yield last_row * last_column
                row = last_row = last_column = 0


def _width(row: etree._Element) -> int:
    place = width = 0
    for cell in row:
        place += _repeated(cell, "number-columns-repeated")
        if len(cell) or any(str(name).endswith("value") for name in cell.attrib):
            width = place
    return width


def _repeated(element: etree._Element, attribute: str) -> int:
    value = str(element.get(f"{_TABLE}{attribute}", "1"))
    return int(value) if re.fullmatch("[0-9]{1,9}", value) else 1
