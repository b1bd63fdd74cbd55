"""Columns set with spaces, as a table is copied from a PDF: cells are broken into lines, and gaps part the columns."""

import re
from collections.abc import Sequence

_GAP = re.compile(r"\s{2,}")
_FEWEST_COLUMNS = 5
_MOST_LINES = 20_000
_WIDEST = 2_000


def aligned_rows(text: str) -> list[list[str]]:
    """The rows of a text whose columns are parted by gaps of two spaces or more; none if it has no such columns."""
    lines = [line.expandtabs(8).rstrip() for line in text.splitlines()]
    if len(lines) > _MOST_LINES or max(map(len, lines), default=0) > _WIDEST:
        return []
    block = [line for line in lines if line]
    split = [_GAP.split(line.strip()) for line in block]
    broad = [cells for cells in split if len(cells) >= _FEWEST_COLUMNS]
    if not broad:
        return []
    if len({len(cells) for cells in broad}) == 1 and len(broad) * 2 > len(block):
        return split  # each row is one line, and no cell is empty
    columns = _columns(block)
    return _joined([_cut(line, columns) for line in block], len(columns)) if len(columns) >= _FEWEST_COLUMNS else []


def _columns(lines: Sequence[str]) -> list[tuple[int, int]]:
    """From and to, in characters: a column ends where two places in succession are empty in every line of the table.

    Lines that run across the gaps, titles for example, are left aside: those with no gap of their own.
    """
    rows = [line for line in lines if _GAP.search(line.strip())]
    width = max(map(len, rows), default=0)
    filled = [False] * (width + 2)
    for line in rows:
        for place, char in enumerate(line):
            if char != " ":
                filled[place] = True
    for place in range(1, width):
        # One empty place between two filled ones is a space between words.
        filled[place] = filled[place] or (filled[place - 1] and filled[place + 1] and not filled[place])
    columns: list[tuple[int, int]] = []
    start = None
    for place, is_filled in enumerate(filled):
        if is_filled and start is None:
            start = place
        elif not is_filled and start is not None:
            columns.append((start, place))
            start = None
    return columns


def _cut(line: str, columns: Sequence[tuple[int, int]]) -> list[str]:
    if not _GAP.search(line.strip()) and len(line.strip()) > columns[0][1] - columns[0][0] and not line.startswith(" "):
        return [line.strip()]
    return [line[start:end].strip() for start, end in columns]


def _joined(pieces: Sequence[Sequence[str]], width: int) -> list[list[str]]:
    """Lines that begin no row of their own go on with the cells above them."""
    rows: list[list[str]] = []
    for cells in pieces:
        if not rows or len(cells) != width or len(rows[-1]) != width or _begins_row(cells):
            rows.append(list(cells))
        else:
            rows[-1] = [
                f"{above}\n{cell}" if above and cell else above or cell for above, cell in zip(rows[-1], cells, strict=True)
            ]
    return rows


def _begins_row(cells: Sequence[str]) -> bool:
    """Whether a line has a date and at least half of the cells: the first line of a row is its fullest."""
    return bool(cells[0]) and sum(map(bool, cells)) * 2 >= len(cells)
