"""Tables of a piece of HTML, as Word, Excel and browsers put it on the clipboard."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree, html

from pct_tracker.importing.headings import FEWEST_COLUMNS
from pct_tracker.importing.readers.document import Table, clean_cell
from pct_tracker.importing.readers.limits import WIDEST_ROW

_NOT_SHOWN = frozenset({"style", "script", "head", "del"})
_BLOCKS = frozenset({"p", "div", "li", "tr", "table"})
_LINES = _BLOCKS | {"br", "h1", "h2", "h3", "h4", "h5", "h6", "title"}
_MOST_PLACES = 1_000_000


@dataclass(frozen=True, slots=True)
class Page:
    """The tables of a page that stand in no other table, and the lines of text outside of them."""

    tables: tuple[Table, ...] = ()
    prose: tuple[str, ...] = ()


def read_html_tables(text: str) -> tuple[Table, ...]:
    """The tables of a piece of HTML."""
    return read_page(text).tables


def read_page(text: str) -> Page:
    """A page taken apart; empty where that cannot be done. Nothing is fetched from anywhere."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        # As bytes: a text may carry a declaration of another encoding.
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return Page()
    tables: list[Table] = []
    prose: list[str] = []
    before: list[str] = []
    places = 0
    for piece in _parts(root):
        if places > _MOST_PLACES:
            break
        if isinstance(piece, str):
            before += (line for part in piece.split("\v") if (line := " ".join(part.split())))
            continue
        prose += before
        found = tuple(_tables(piece, "\n".join(before)))
        places += sum(len(row) for table in found for row in table.rows)
        tables += found
        before = []
    return Page(tuple(tables), (*prose, *before))


def _parts(root: html.HtmlElement) -> Iterator[str | html.HtmlElement]:
    """The text between tables, and the tables, in their order."""
    text: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        inside = next(element.iterancestors("table", *_NOT_SHOWN), None) is not None
        if inside or not isinstance(element.tag, str):
            continue
        if event == "start" and element.tag == "table":
            yield "".join(text)
            text = []
            yield element
        elif event == "start" and element.tag not in _NOT_SHOWN:
            text += ["\v" if element.tag in _LINES else "", element.text or ""]
        elif event == "end":
            text += ["\v" if element.tag in _LINES else "", element.tail or ""]
    yield "".join(text)


def _tables(element: html.HtmlElement, before: str) -> Iterator[Table]:
    """A table, and the tables in its cells that are wide enough for an annex."""
    yield _table(element, before)
    for inner in element.iterdescendants("table"):
        if _may_be_annex(inner):
            yield _table(inner, "")


def _may_be_annex(element: html.HtmlElement) -> bool:
    return any(sum(1 for _ in row.iterchildren("td", "th")) >= FEWEST_COLUMNS for row in _rows(element))


def _table(element: html.HtmlElement, before: str) -> Table:
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
        if len(cells) > WIDEST_ROW or places > _MOST_PLACES:
            return Table("", "", ())
    return Table("", before, tuple(map(tuple, rows)), frozenset(merged))


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
    return min(max(int(value), 1), WIDEST_ROW) if value.isdecimal() and len(value) < 6 else 1


def _text(element: html.HtmlElement) -> str:
    """The words as they are shown: spaces are one, breaks and paragraphs end a line."""
    pieces = "".join(_pieces(element)).replace("\u00a0", " ")
    return "\n".join(" ".join(line.split()) for line in pieces.split("\v"))


def _pieces(element: html.HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == "br":
            yield "\v"
        elif child.tag not in _NOT_SHOWN and not (child.tag == "table" and _may_be_annex(child)):
            yield from _pieces(child)
            if child.tag in _BLOCKS and child.getnext() is not None:
                yield "\v"
            elif child.tag == "td":
                yield " "
        yield child.tail or ""
