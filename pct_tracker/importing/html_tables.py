"""Tables of a piece of HTML, as Word, Excel and browsers put it on the clipboard."""

from collections.abc import Iterator

from lxml import etree, html

from pct_tracker.importing.readers.document import Table, clean_cell

_NOT_SHOWN = frozenset({"style", "script", "head", "del"})
_BLOCKS = frozenset({"p", "div", "li"})
_WIDEST = 200
"""Cells in a row, and rows or columns that one cell may span; a table beyond it is no annex and is left out."""

_MOST_PLACES = 1_000_000


def read_html_tables(text: str) -> tuple[Table, ...]:
    """The tables that stand in no other table; none where the text cannot be taken apart. Nothing is fetched from anywhere."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        # As bytes: a text may carry a declaration of another encoding.
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ()
    return tuple(_table(one) for one in root.iter("table") if next(one.iterancestors("table"), None) is None)


def _table(element: html.HtmlElement) -> Table:
    rows: list[list[str]] = []
    merged: set[tuple[int, int]] = set()
    open_spans: dict[int, int] = {}
    places = 0
    for row in _rows(element):
        cells: list[str] = []
        for cell in row.iterchildren("td", "th"):
            _skip_merged(cells, open_spans, merged, len(rows))
            down, wide = _span(cell, "rowspan"), _span(cell, "colspan")
            if down > 1:
                open_spans[len(cells)] = down - 1
            cells.append(clean_cell(_text(cell)))
            cells.extend([""] * (wide - 1))
        _skip_merged(cells, open_spans, merged, len(rows))
        rows.append(cells)
        places += len(cells)
        if len(cells) > _WIDEST or places > _MOST_PLACES:
            return Table("", "", ())
    return Table("", "", tuple(map(tuple, rows)), frozenset(merged))


def _rows(element: html.HtmlElement) -> Iterator[html.HtmlElement]:
    for child in element:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from child.iterchildren("tr")


def _skip_merged(cells: list[str], open_spans: dict[int, int], merged: set[tuple[int, int]], row: int) -> None:
    """Leaves the places empty that a cell above reaches down into."""
    while open_spans.get(len(cells), 0):
        open_spans[len(cells)] -= 1
        merged.add((row, len(cells)))
        cells.append("")


def _span(cell: html.HtmlElement, name: str) -> int:
    value = cell.get(name) or ""
    return min(max(int(value), 1), _WIDEST) if value.isdecimal() and len(value) < 6 else 1


def _text(element: html.HtmlElement) -> str:
    """The words as they are shown: spaces are one, breaks and paragraphs end a line."""
    pieces = "".join(_pieces(element)).replace("\u00a0", " ")
    return "\n".join(" ".join(line.split()) for line in pieces.split("\v"))


def _pieces(element: html.HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == "br":
            yield "\v"
        elif child.tag not in _NOT_SHOWN and child.tag != "table":
            yield from _pieces(child)
            if child.tag in _BLOCKS and child.getnext() is not None:
                yield "\v"
        yield child.tail or ""
