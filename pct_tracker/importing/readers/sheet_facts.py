"""What the library that reads sheets does not tell: what is hidden in them, and formulas that were never worked out."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from zipfile import ZipFile

from lxml import etree

from pct_tracker.importing.readers.limits import LARGEST_SHEET, MOST_FORMULAS, MOST_MERGED
from pct_tracker.importing.readers.markup import forget, parse_markup, walk_markup

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE_VALUE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value-type"
_PLACE = re.compile("([A-Z]{1,3})([0-9]{1,7})")
_SIGNS = (b"hidden=", b"<f", b":f")
"""What a chunk has to hold to be worth the slower look."""

_TELLING = re.compile(
    rb"hidden=|(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^>]*/>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_SHEET = re.compile(r"xl/worksheets/.+\.xml", re.IGNORECASE)
_NO_SHEETS = frozenset({"xl/styles.xml", "xl/sharedStrings.xml"})
_CHUNK = 1 << 20
_LONGEST_FORMULA = 200
_TALLEST = 1_000


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """`hidden` counts rows and columns; `formulas` are those without a value, by row and column counted from 0.

    `merged` are the places that continue the cell above, of OpenDocument files only: the library tells those of others.
    """

    hidden: int
    formulas: Mapping[tuple[int, int], str]
    merged: frozenset[tuple[int, int]] = frozenset()


def facts_of(package: ZipFile) -> dict[str, SheetFacts]:
    """The facts of each sheet by its name, where there are any. A package of another kind has none.

    Raises what a damaged package raises.
    """
    names = set(package.namelist())
    if "content.xml" in names:
        return dict(_open_document(package))
    if _WORKBOOK not in names or _RELATIONS not in names:
        return {}
    targets = _targets(package)
    found = {}
    for sheet in parse_markup(package.read(_WORKBOOK)).iter("{*}sheet"):
        part = targets.get(str(sheet.get(_RELATION)), "")
        if part in names and _is_telling(package, part):
            found[str(sheet.get("name", ""))] = _excel_facts(package, part)
    return found


def sheet_parts(package: ZipFile) -> frozenset[str]:
    """The parts of an Excel workbook that hold sheets: those in their folder, and those that the workbook points to."""
    targets = {part.lower() for part in _targets(package).values()}
    return frozenset(name for name in package.namelist() if _SHEET.fullmatch(name) or name.lower() in targets) - _NO_SHEETS


def _targets(package: ZipFile) -> dict[str, str]:
    """What the workbook points to, by the names it has for it."""
    if _RELATIONS not in package.namelist():
        return {}
    found = parse_markup(package.read(_RELATIONS))
    return {
        str(one.get("Id")): posixpath.normpath(posixpath.join("/xl", str(one.get("Target", "")))).lstrip("/") for one in found
    }


def _is_telling(package: ZipFile, part: str) -> bool:
    """Whether a sheet hides something or has formulas without a value: most have neither, and need no second look."""
    with package.open(part) as stream:
        rest = b""
        while chunk := stream.read(_CHUNK):
            if any(sign in chunk for sign in _SIGNS) and _TELLING.search(rest + chunk):
                return True
            rest = (rest + chunk)[-128:]
    return False


def _excel_facts(package: ZipFile, part: str) -> SheetFacts:
    hidden, formulas = 0, {}
    with package.open(part) as stream:
        for _, element in walk_markup(stream, ("{*}row", "{*}col", "{*}c")):
            match str(element.tag).rpartition("}")[2]:
                case "row" | "col" as kind:
                    hidden += _hides(element) * (_span(element) if kind == "col" else 1)
                    forget(element)
                case "c":
                    text = _formula(element)
                    place = _PLACE.fullmatch(str(element.get("r", "")))
                    if text and place:
                        formulas[int(place.group(2)) - 1, _column(place.group(1))] = text
                    if len(formulas) > MOST_FORMULAS:
                        break
    return SheetFacts(hidden, formulas)


def _hides(element: etree._Element) -> bool:
    return element.get("hidden") in ("1", "true")


def _span(column: etree._Element) -> int:
    """How many columns an element stands for; all that are behind the table count as one."""
    first, last = (str(column.get(name, "1")) for name in ("min", "max"))
    known = first.isdecimal() and last.isdecimal() and len(last) < 5
    return max(int(last) - int(first) + 1, 1) if known else 1


def _formula(cell: etree._Element) -> str:
    """The formula of a cell that has no stored value; empty for others."""
    parts = {str(child.tag).rpartition("}")[2]: child for child in cell}
    if "f" not in parts or ("v" in parts and parts["v"].text):
        return ""
    return f"={parts['f'].text or ''}"[:_LONGEST_FORMULA]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _open_document(package: ZipFile) -> Iterator[tuple[str, SheetFacts]]:
    sheet = _OpenDocumentSheet()
    with package.open("content.xml") as stream:
        for _, element in walk_markup(stream):
            if element.tag == f"{_TABLE}table-column":
                sheet.hidden += _is_folded(element)
            elif element.tag == f"{_TABLE}table-row":
                sheet.add_row(element)
                forget(element)
            elif element.tag == f"{_TABLE}table":
                yield str(element.get(f"{_TABLE}name", "")), SheetFacts(sheet.hidden, sheet.formulas, frozenset(sheet.merged))
                sheet = _OpenDocumentSheet()


@dataclass(slots=True)
class _OpenDocumentSheet:
    """A sheet while it is read; `row` is the number of the next row."""

    hidden: int = 0
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: set[tuple[int, int]] = field(default_factory=set)
    row: int = 0

    def add_row(self, row: etree._Element) -> None:
        self.hidden += _is_folded(row)
        column = 0
        for cell in row:
            formula = cell.get(f"{_TABLE}formula")
            if formula and not cell.get(_OFFICE_VALUE):
                self.formulas[self.row, column] = f"={str(formula).partition('=')[2]}"[:_LONGEST_FORMULA]
            down = min(_number(cell, "number-rows-spanned"), _TALLEST)
            if len(self.merged) < MOST_MERGED:
                self.merged.update((self.row + below, column) for below in range(1, down))
            column += _number(cell, "number-columns-repeated")
        self.row += _number(row, "number-rows-repeated")


def _is_folded(element: etree._Element) -> bool:
    return element.get(f"{_TABLE}visibility") in ("collapse", "filter")


def _number(element: etree._Element, attribute: str) -> int:
    value = str(element.get(f"{_TABLE}{attribute}", "1"))
    return min(int(value), LARGEST_SHEET) if re.fullmatch("[0-9]{1,9}", value) else 1
