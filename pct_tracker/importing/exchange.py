"""Texts that come back from translators, as XLIFF 2 or as the bilingual Excel table. Both are hostile until they are read."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast

from lxml import etree

from pct_tracker.domain.codes import LANGUAGES
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.exchange import TextExchange, TextState, TextUnit
from pct_tracker.domain.folding import join_lines
from pct_tracker.importing.readers import read_bytes
from pct_tracker.importing.readers.document import Source, Table, clean_cell
from pct_tracker.importing.readers.limits import MOST_MARKS_OF_PARTS
from pct_tracker.importing.readers.markup import parse_markup
from pct_tracker.importing.readers.spreadsheet import read_spreadsheet
from pct_tracker.reference.loader import load_reference

KINDS = (".xlf", ".xliff", ".xlsx")
"""The endings of files that translators send back."""

LARGEST_EXCHANGE = 30 * 1024 * 1024
"""Bytes of the largest file that is read; ten thousand texts take four million."""

_NAMESPACE = re.compile(r"\{(urn:oasis:names:tc:xliff:document:2\.\d)\}xliff")
_STATES = {"translated": TextState.DRAFT, "reviewed": TextState.CHECKED, "final": TextState.CHECKED}
_HEADINGS = (re.compile(r"key", re.I), re.compile(r"source \[(\w\w)\]", re.I), re.compile(r"target \[(\w\w)\]", re.I))
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")


def read_exchange(path: Path) -> TextExchange:
    """The texts of a file. Raises UserError if it cannot be read, is no file of translations or holds none."""
    if path.is_dir():
        raise UserError("exchange.folder", file=path.name)
    if path.is_file() and path.suffix.lower() not in KINDS:
        raise UserError("exchange.kind", file=path.name, kinds=" ".join(KINDS))
    data = read_bytes(path, KINDS)
    if len(data) > LARGEST_EXCHANGE:
        raise UserError("exchange.too-large", file=path.name, limit=LARGEST_EXCHANGE // 1024**2)
    exchange = _read_table(path, data) if path.suffix.lower() == ".xlsx" else _read_xliff(path, data)
    if not exchange.units:
        raise UserError("exchange.no-texts", file=path.name)
    for language in (exchange.source_language, exchange.target_language):
        if language not in LANGUAGES:
            raise UserError("exchange.language", file=path.name, language=language or "—")
    if exchange.source_language == exchange.target_language:
        raise UserError("exchange.one-language", file=path.name, language=exchange.source_language)
    return exchange


def _read_xliff(path: Path, data: bytes) -> TextExchange:
    if data.count(b"<") > MOST_MARKS_OF_PARTS:
        raise UserError("import.too-much-markup", file=path.name)
    try:
        root = parse_markup(data)
    except (etree.XMLSyntaxError, ValueError) as trouble:
        raise UserError("import.damaged", file=path.name) from trouble
    known, head = _NAMESPACE.fullmatch(str(root.tag)), cast("Any", root.getroottree().docinfo)
    if known is None or head.doctype:
        raise UserError("exchange.not-xliff", file=path.name)
    space = f"{{{known.group(1)}}}"
    files = root.findall(f"{space}file")
    units = [_unit(element, space) for file in files for element in _units(file, space)]
    source, target = (str(root.get(name, ""))[:2].lower() for name in ("srcLang", "trgLang"))
    year = _year(str(files[0].get("original", ""))) if files else None
    return TextExchange(year, source, target, tuple(units))


def _units(element: etree._Element, space: str) -> Iterator[etree._Element]:
    """The units of a file in their order, also those in groups. A unit stands in no other one."""
    for child in element:
        if child.tag == f"{space}unit":
            yield child
        elif child.tag == f"{space}group":
            yield from _units(child, space)


def _unit(element: etree._Element, space: str) -> TextUnit:
    segments = element.findall(f"{space}segment")
    parts = [part for part in element if part.tag in (f"{space}segment", f"{space}ignorable")]
    states = [_STATES.get(str(one.get("state", "initial")), TextState.MISSING) for one in segments]
    used = " ".join(_words(note) for note in element.iterfind(f"{space}notes/{space}note") if note.get("category") == "used-in")
    return TextUnit(
        key=str(element.get("id", "")),
        field=str(element.get("name", "")),
        source=_joined(parts, f"{space}source"),
        target=_joined(parts, f"{space}target"),
        state=min(states, key=tuple(TextState).index, default=TextState.MISSING),
        used_in=_ids(used),
    )


def _joined(parts: Sequence[etree._Element], name: str) -> str:
    """The words of all parts of a unit, which tools may have cut into sentences."""
    return clean_text("".join(_words(child) for part in parts for child in part if child.tag == name))


def _words(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext())


def _read_table(path: Path, data: bytes) -> TextExchange:
    document = read_spreadsheet(Source(path, data, load_reference().vocabulary))
    for table in document.tables:
        for number, row in enumerate(table.rows):
            found = [heading.fullmatch(cell.strip()) for heading, cell in zip(_HEADINGS, row, strict=False)]
            if len(found) == len(_HEADINGS) and all(found):
                source, target = (match.group(1).lower() for match in found[1:] if match)
                return TextExchange(_year(table.name), source, target, tuple(_rows(table, number + 1)))
    raise UserError("exchange.no-table", file=path.name)


def _rows(table: Table, first: int) -> Iterator[TextUnit]:
    for row in table.rows[first:]:
        key, source, target, state, used, field = (*row, *[""] * 6)[:6]
        if key:
            yield TextUnit(key, field, clean_text(source), clean_text(target), _state(state), _ids(used))


def _state(word: str) -> TextState:
    known = {one.value: one for one in TextState}
    return known.get(word.strip().lower(), TextState.MISSING)


def clean_text(text: str) -> str:
    """A text as it is taken from a file: on one line, without what cannot be printed."""
    return join_lines(clean_cell(text))


def _ids(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d{1,15}", text[:2_000]))


def _year(text: str) -> int | None:
    found = _YEAR.search(text)
    return int(found.group()) if found else None
