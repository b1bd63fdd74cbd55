"""The one door to XML: no entities, nothing from outside, and what was read is forgotten."""

from collections.abc import Iterator, Sequence
from typing import IO, Any

from lxml import etree

_SAFE: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}


def parse_markup(data: bytes) -> etree._Element:
    """The root of a small document, comments and instructions left out. Raises etree.XMLSyntaxError."""
    return etree.fromstring(data, etree.XMLParser(**_SAFE, remove_comments=True, remove_pis=True))


def walk_markup(
    stream: IO[bytes], tags: Sequence[str] | None = None, events: Sequence[str] = ("end",)
) -> Iterator[tuple[str, etree._Element]]:
    """The elements of these names as they begin or end. Raises etree.XMLSyntaxError."""
    yield from etree.iterparse(stream, events=events, tag=tags, **_SAFE)


def forget(element: etree._Element) -> None:
    """Frees an element that was read, and what stood before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
