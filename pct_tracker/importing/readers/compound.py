"""Compound files, in which Office before 2007 keeps its streams (Microsoft's [MS-CFB]): one stream taken out, or put in."""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_HEADER = struct.Struct("<8s16xHHHHH6xIIIIIIIII")
_SIGN = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SMALL_SECTOR, _ENTRY = 64, 128
_LAST, _FREE, _NO_ENTRY, _OF_TABLE, _OF_LIST = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFC
_IN_HEADER = 109
_STREAM, _ROOT = 2, 5
_SIZE, _PER_SECTOR, _CUTOFF = 512, 128, 4096


@dataclass(frozen=True, slots=True)
class _Sectors:
    """The sectors of a file, or the small ones of its small stream, each with the number of the one that follows it."""

    data: bytes
    size: int
    first: int
    following: tuple[int, ...]

    def stream(self, start: int) -> bytes:
        """The sectors that follow each other from one on. Raises ValueError if they go round in a ring."""
        return b"".join(self._chain(start))

    def _chain(self, sector: int) -> Iterator[bytes]:
        for _ in range(len(self.following) + 1):
            if sector >= len(self.following):
                return
            place = self.first + sector * self.size
            yield self.data[place : place + self.size]
            sector = self.following[sector]
        raise ValueError("sectors follow each other in a ring")


def read_streams(data: bytes, wanted: tuple[str, ...]) -> Mapping[str, bytes]:
    """Those of the wanted streams that are there. Raises ValueError, struct.error or IndexError for a damaged file."""
    (sign, _, version, _, shift, _, _, tables, directory, _, cutoff, small_start, _, more, _) = _HEADER.unpack_from(data)
    if sign != _SIGN or (version, shift) not in ((3, 9), (4, 12)):
        raise ValueError("not a compound file")
    size = 1 << shift
    numbers = list(_numbers(data[76:512]))
    plain = _Sectors(data, size, size, ())
    for _ in range(len(data) // size):
        if more >= _OF_LIST or len(numbers) >= tables:
            break
        *some, more = _numbers(data[size * (more + 1) : size * (more + 2)])
        numbers += some
    parts = (data[size * (one + 1) : size * (one + 2)] for one in numbers[:tables] if one < len(data) // size)
    plain = _Sectors(data, size, size, tuple(_numbers(b"".join(parts))))
    entries = list(_entries(plain.stream(directory)))
    root = next(start for kind, _, start, _ in entries if kind == _ROOT)
    small = _Sectors(plain.stream(root), _SMALL_SECTOR, 0, tuple(_numbers(plain.stream(small_start))))
    return {
        name: (small if length < cutoff else plain).stream(start)[:length]
        for kind, name, start, length in reversed(entries)
        if kind == _STREAM and name in wanted
    }


def _numbers(data: bytes) -> Iterator[int]:
    return (number for (number,) in struct.iter_unpack("<I", data[: len(data) // 4 * 4]))


def _entries(directory: bytes) -> Iterator[tuple[int, str, int, int]]:
    """The kind, name, first sector and length of everything in the file."""
    for place in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        entry = directory[place : place + _ENTRY]
        length, kind = struct.unpack_from("<HB", entry, 64)
        start, size = struct.unpack_from("<II", entry, 116)
        yield kind, entry[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace"), start, size


def write_stream(name: str, stream: bytes) -> bytes:
    """A compound file that holds this stream and nothing else."""
    padded = stream.ljust(max(_CUTOFF, -(-len(stream) // _SIZE) * _SIZE), b"\x00")
    count, tables, lists = len(padded) // _SIZE, 1, 0
    while tables * _PER_SECTOR < lists + tables + 1 + count:
        tables += 1
        lists = max(0, -(-(tables - _IN_HEADER) // (_PER_SECTOR - 1)))
    # In this order: lists of tables that the header has no room for, tables, directory, stream.
    directory = lists + tables
    following = [*[_OF_LIST] * lists, *[_OF_TABLE] * tables, _LAST, *range(directory + 2, directory + 1 + count), _LAST]
    following += [_FREE] * (tables * _PER_SECTOR - len(following))
    numbers = [*range(lists, directory), *[_FREE] * (_IN_HEADER + lists * (_PER_SECTOR - 1) - tables)]
    head = _HEADER.pack(
        *(_SIGN, 0x3E, 3, 0xFFFE, 9, 6, 0, tables, directory, 0, _CUTOFF, _LAST, 0, 0 if lists else _LAST, lists)
    ) + _packed(numbers[:_IN_HEADER])  # fmt: skip
    for at in range(lists):
        start = _IN_HEADER + at * (_PER_SECTOR - 1)
        head += _packed([*numbers[start : start + _PER_SECTOR - 1], at + 1 if at + 1 < lists else _LAST])
    entries = _entry("Root Entry", _ROOT, 1, _LAST, 0) + _entry(name, _STREAM, _NO_ENTRY, directory + 1, len(padded))
    return head + _packed(following) + entries.ljust(_SIZE, b"\x00") + padded


def _packed(numbers: list[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers)


def _entry(name: str, kind: int, child: int, start: int, length: int) -> bytes:
    letters = name.encode("utf-16-le") + b"\x00\x00"
    places = struct.pack("<HBBIII", len(letters), kind, 1, _NO_ENTRY, _NO_ENTRY, child)
    return letters.ljust(64, b"\x00") + places + bytes(36) + struct.pack("<IQ", start, length)
