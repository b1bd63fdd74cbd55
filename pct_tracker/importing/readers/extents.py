"""How much room the sheets of a file take, found before they are laid out in memory."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zipfile import ZipFile

from lxml import etree

from pct_tracker.importing.readers.limits import LARGEST_SHEET, MOST_TEXT
from pct_tracker.importing.readers.markup import forget, walk_markup

SHARED_TEXTS = "xl/sharedStrings.xml"
"""The part with the texts that cells of an Excel workbook only point to."""

_PLACED = rb'c(?=[\s/>])(?:(?: |[^>]*?\b)r="([A-Z]{1,3})([0-9]{1,7})")?'
_CELL, _PREFIXED_CELL = re.compile(b"<" + _PLACED), re.compile(rb"<(?:\w+:)?" + _PLACED)
"""A cell of a sheet, with its column and row where it tells them; looked for in half the time where no prefix is used."""

_NOWHERE = (b"", b"")
_OPEN_DOCUMENT_PART = "content.xml"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_SPACES = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}s"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Extent:
    """`places` from the first to the last cell used, all sheets together; `characters` of their texts, each as often as shown."""

    places: int = 0
    characters: int = 0

    def __add__(self, other: "Extent") -> "Extent":
        return Extent(self.places + other.places, self.characters + other.characters)

    @property
    def is_too_large(self) -> bool:
        """Whether it is more than is held in memory."""
        return self.places > LARGEST_SHEET or self.characters > MOST_TEXT


def extent(package: ZipFile, sheets: Iterable[str]) -> Extent:
    """The room of all sheets; `sheets` are the parts of an Excel workbook that hold some."""
    names, found = set(package.namelist()), Extent()
    shared = [name for name in names if name.lower() == SHARED_TEXTS.lower()]
    for sheet in sheets:
        cells, places = _excel_places(package, sheet)
        found += Extent(places, sum(_shared_characters(package, texts, sheet, cells) for texts in shared))
    return sum(_open_document_extents(package), found) if _OPEN_DOCUMENT_PART in names else found


def _excel_places(package: ZipFile, part: str) -> tuple[int, int]:
    """The cells of a sheet that are written down, and the places that they span."""
    last_row = last_column = cells = placed = 0
    with package.open(part) as stream:
        rest = b""
        while chunk := stream.read(_CHUNK):
            # What was seen of the rest before is taken off again: a sign may lie on the border of two chunks.
            cell = _PREFIXED_CELL if b":c" in rest + chunk else _CELL
            found, before = cell.findall(rest + chunk), cell.findall(rest)
            cells += len(found) - len(before)
            placed += len(found) - found.count(_NOWHERE) - len(before) + before.count(_NOWHERE)
            last_column = max(last_column, *map(_column_number, {column for column, _ in found}), 0)
            last_row = max(last_row, *map(int, {row for _, row in found} - {b""}), 0)
            rest = (rest + chunk)[-128:]
    return cells, max(last_row * last_column, cells) if placed >= cells else _counted_places(package, part)


def _counted_places(package: ZipFile, part: str) -> int:
    """The places of a sheet whose cells do not all tell theirs: they follow each other, as rows do."""
    row = column = last_column = 0
    with package.open(part) as stream:
        for event, element in walk_markup(stream, ("{*}row", "{*}c"), ("start", "end")):
            if event == "end":
                forget(element)
            elif str(element.tag).endswith("row"):
                told = str(element.get("r", ""))
                row, column = int(told) if re.fullmatch("[0-9]{1,7}", told) else row + 1, 0
            else:
                place = re.fullmatch("([A-Z]{1,3})[0-9]{1,7}", str(element.get("r", "")))
                column = _column_number(place.group(1).encode()) if place else column + 1
                last_column = max(last_column, column)
            if row * last_column > LARGEST_SHEET:
                break
    return row * last_column


def _shared_characters(package: ZipFile, texts: str, sheet: str, cells: int) -> int:
    """At most how many characters the cells of a sheet show that point to shared texts: a text may be shown very often."""
    lengths = [len(text) for text in re.split(rb"</(?:\w+:)?si\s*>", package.read(texts))]
    if cells * max(lengths) <= MOST_TEXT:
        return cells * max(lengths)
    return sum(lengths[number] for number in _shared_numbers(package, sheet) if number < len(lengths))


def _shared_numbers(package: ZipFile, sheet: str) -> Iterator[int]:
    with package.open(sheet) as stream:
        for _, element in walk_markup(stream, ("{*}c",)):
            value = element.findtext("{*}v") or ""
            if element.get("t") == "s" and re.fullmatch("[0-9]{1,9}", value.strip()):
                yield int(value)
            forget(element)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _open_document_extents(package: ZipFile) -> Iterator[Extent]:
    """Of each sheet. One element stands for many equal cells or rows; empty ones behind the last used take no room."""
    row = last_row = last_column = characters = 0
    with package.open(_OPEN_DOCUMENT_PART) as stream:
        for _, element in walk_markup(stream):
            if element.tag == f"{_TABLE}table-row":
                repeated = _repeated(element, "number-rows-repeated")
                row += repeated
                width, length = _width(element)
                characters += repeated * length
                if width:
                    last_row, last_column = row, max(last_column, width)
                forget(element)
            elif element.tag == f"{_TABLE}table":
                yield Extent(last_row * last_column, characters)
                row = last_row = last_column = characters = 0


def _width(row: etree._Element) -> tuple[int, int]:
    """How many columns a row fills, and how many characters stand in them."""
    place = width = length = 0
    for cell in row:
        repeated = _repeated(cell, "number-columns-repeated")
        place += repeated
        length += repeated * _length(cell)
        if len(cell) or any(str(name).endswith("value") for name in cell.attrib):
            width = place
    return width, length


def _length(cell: etree._Element) -> int:
    texts = sum(map(len, cell.itertext())) + sum(map(len, cell.attrib.values()))
    # One element may stand for very many spaces.
    return texts + sum(_number(value) for one in cell.iter(_SPACES) for value in one.attrib.values())


def _repeated(element: etree._Element, attribute: str) -> int:
    return _number(element.get(f"{_TABLE}{attribute}", "1"))


def _number(value: object) -> int:
    """A count as it stands in a file; what is longer than any count is one that is too large."""
    text = str(value)
    return (int(text) if len(text) < 10 else LARGEST_SHEET * 10) if re.fullmatch("[0-9]+", text) else 1
