"""Texts as XLIFF 2.0, the format of translators' tools (OASIS XLIFF 2.0, core)."""

from typing import Any, BinaryIO

from lxml import etree

from pct_tracker.domain.exchange import TextExchange, TextState, TextUnit
from pct_tracker.reporting.printable import printable

_NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
_PREFIXES: Any = {None: _NAMESPACE}  # the type stubs know of no default namespace
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_STATES = {
    TextState.MISSING: "initial",
    TextState.OUTDATED: "initial",
    TextState.DRAFT: "translated",
    TextState.GIVEN: "translated",
    TextState.CHECKED: "final",
}


def write(exchange: TextExchange, stream: BinaryIO) -> None:
    """Writes one file with one unit for each text; an outdated text stands in its unit as a proposal."""
    root = etree.Element(f"{{{_NAMESPACE}}}xliff", nsmap=_PREFIXES)
    root.set("version", "2.0")
    root.set("srcLang", exchange.source_language)
    root.set("trgLang", exchange.target_language)
    root.set(_SPACE, "preserve")
    # Every unit stays one segment, so that what comes back can be told by its key.
    file = _add(root, "file", id="texts", original=f"pct-{exchange.year or ''}", canResegment="no")
    for unit in exchange.units:
        _add_unit(file, unit)
    etree.ElementTree(root).write(stream, encoding="UTF-8", xml_declaration=True, pretty_print=False)


def _add_unit(file: etree._Element, unit: TextUnit) -> None:
    element = _add(file, "unit", id=unit.key, name=unit.field)
    notes = _add(element, "notes")
    _add(notes, "note", category="used-in").text = ", ".join(map(str, unit.used_in))
    segment = _add(element, "segment", state=_STATES[unit.state])
    if unit.state is TextState.OUTDATED:
        segment.set("subState", "pct:outdated")
    _add(segment, "source").text = printable(unit.source)
    if unit.target:
        _add(segment, "target").text = printable(unit.target)


def _add(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{_NAMESPACE}}}{tag}", attributes)
