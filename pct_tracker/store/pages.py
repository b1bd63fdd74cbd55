"""The pages of an SQLite file, read without the engine: what is left of a damaged one (sqlite.org/fileformat2.html)."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Row = tuple[Any, ...]

_USUAL_SIZE = 4096
_SIZES = frozenset(1 << power for power in range(9, 17))
_TABLE_LEAF, _TABLE_INNER = 0x0D, 0x05
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
"""Bytes of an integer by its serial type."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """The rows of one page of a table, with their row ids; `is_whole` says whether every row could be read."""

    rows: tuple[tuple[int, Row], ...]
    is_whole: bool


class Pages:
    """The pages of a file by their numbers, which begin at 1."""

    def __init__(self, content: bytes) -> None:
        size = int.from_bytes(content[16:18], "big")
        size = 65536 if size == 1 else size
        self._size = size if size in _SIZES else _USUAL_SIZE
        self._usable = self._size - (content[20] if size in _SIZES and content[20] < 64 else 0)
        self._content = content

    def __len__(self) -> int:
        return -(-len(self._content) // self._size)

    def leaf(self, number: int) -> Leaf | None:
        """The rows of a page; None if it is no page of a table with rows on it."""
        page, head = self._page(number), self._head(number)
        if len(page) < self._size or page[head] != _TABLE_LEAF:
            return None
        rows: list[tuple[int, Row]] = []
        pointers = self._pointers(page, head + 8, head)
        for pointer in pointers:
            try:
                rows.append(self._cell(page, pointer))
            except (IndexError, ValueError, struct.error):
                continue
        return Leaf(tuple(rows), len(rows) == len(pointers))

    def children(self, number: int) -> list[int] | None:
        """The pages below a page; None if it is none that only leads to others."""
        page, head = self._page(number), self._head(number)
        if len(page) < self._size or page[head] != _TABLE_INNER:
            return None
        pointers = self._pointers(page, head + 12, head)
        below = [int.from_bytes(page[at : at + 4], "big") for at in pointers]
        return [*below, int.from_bytes(page[head + 8 : head + 12], "big")]

    def _page(self, number: int) -> bytes:
        return self._content[(number - 1) * self._size : number * self._size] if number > 0 else b""

    @staticmethod
    def _head(number: int) -> int:
        return 100 if number == 1 else 0

    def _pointers(self, page: bytes, start: int, head: int) -> list[int]:
        count = min(int.from_bytes(page[head + 3 : head + 5], "big"), (self._size - start) // 2)
        return [int.from_bytes(page[at : at + 2], "big") for at in range(start, start + 2 * count, 2)]

    def _cell(self, page: bytes, at: int) -> tuple[int, Row]:
        length, at = _varint(page, at)
        rowid, at = _varint(page, at)
        return rowid, _record(self._payload(page, at, length))

    def _payload(self, page: bytes, at: int, length: int) -> bytes:
        """The bytes of a record, of which long ones go on on pages of their own."""
        usable = self._usable
        if not 0 < length <= len(self._content):
            raise ValueError(length)
        if length <= usable - 35:
            return page[at : at + length]
        least = (usable - 12) * 32 // 255 - 23
        local = least + (length - least) % (usable - 4)
        local = local if local <= usable - 35 else least
        parts, missing = [page[at : at + local]], length - local
        following = int.from_bytes(page[at + local : at + local + 4], "big")
        while missing > 0:
            more = self._page(following)
            if len(more) < self._size:
                raise ValueError(following)
            parts.append(more[4 : 4 + min(missing, usable - 4)])
            missing -= usable - 4
            following = int.from_bytes(more[:4], "big")
        return b"".join(parts)


def _record(payload: bytes) -> Row:
    """The values of a record. Raises ValueError if its head does not fit its body."""
    length, at = _varint(payload, 0)
    kinds: list[int] = []
    while at < length:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    if at != length or at + sum(map(_width, kinds)) != len(payload):
        raise ValueError(length)
    return tuple(_values(payload, at, kinds))


def _values(payload: bytes, at: int, kinds: list[int]) -> Iterator[Any]:
    for kind in kinds:
        part = payload[at : at + _width(kind)]
        at += len(part)
        if kind in _INTEGERS:
            yield int.from_bytes(part, "big", signed=True)
        elif kind == 7:
            yield struct.unpack(">d", part)[0]
        elif kind < 12:
            yield {0: None, 8: 0, 9: 1}[kind]
        else:
            yield part.decode() if kind % 2 else part


def _width(kind: int) -> int:
    if kind < 0 or kind in (10, 11):
        raise ValueError(kind)
    return 8 if kind == 7 else _INTEGERS.get(kind, 0) if kind < 12 else (kind - 12) // 2


def _varint(content: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where the next thing begins."""
    value = 0
    for place in range(8):
        byte = content[at + place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    value = value << 8 | content[at + 8]
    return value - (1 << 64) if value >= 1 << 63 else value, at + 9
