"""How much room the sheets of an .xls file take, found before they are laid out in memory (Microsoft's [MS-XLS])."""

import struct
from collections.abc import Iterator

from pct_tracker.importing.readers.compound import read_streams, write_stream
from pct_tracker.importing.readers.document import Source
from pct_tracker.importing.readers.extents import Extent
from pct_tracker.importing.readers.limits import LARGEST_SHEET, MOST_TEXT

_BOUND_SHEET, _END, _MANY_NUMBERS, _SHARED, _SHARED_TEXTS, _MORE = 0x85, 0x0A, 0xBD, 0xFD, 0xFC, 0x3C
_EXTENT = 0x200
_CELLS = frozenset({*range(0x01, 0x05), 0x06, _MANY_NUMBERS, 0xBE, 0xD6, _SHARED, *range(0x201, 0x207), 0x27E, 0x406})
_FULL = 65_536 * 256
_STREAMS = ("Workbook", "Book", "EncryptedPackage")

_Record = tuple[int, bytes]


def checked_workbook(source: Source) -> bytes:
    """The workbook alone, in a file of its own: nothing is read that was not looked at. Raises UserError if it is too large."""
    try:
        streams = read_streams(source.data, _STREAMS)
        name = next((one for one in _STREAMS if one in streams), "")
        if name not in _STREAMS[:2]:
            raise source.trouble("import.protected" if name else "import.damaged")
        workbook = streams[name]
        found = _extent(workbook)
    except (ValueError, IndexError, StopIteration, struct.error) as trouble:
        raise source.trouble("import.damaged") from trouble
    if found.is_too_large:
        raise source.trouble("import.sheet-too-large", limit=LARGEST_SHEET)
    return write_stream(name, workbook)


def _extent(workbook: bytes) -> Extent:
    """The room of all sheets; several may be the same place in the file, and each is read."""
    lengths = _shared_lengths(workbook)
    starts = [struct.unpack_from("<I", data)[0] for kind, data in _records(workbook, 0) if kind == _BOUND_SHEET]
    found = Extent()
    for start in starts:
        found += _extent_of_sheet(workbook, start, lengths)
        if found.is_too_large:
            break
    return found


def _records(workbook: bytes, place: int) -> Iterator[_Record]:
    """The records from a place to the end of their sheet, each with its kind."""
    while place + 4 <= len(workbook):
        kind, length = struct.unpack_from("<HH", workbook, place)
        yield kind, workbook[place + 4 : place + 4 + length]
        if kind == _END:
            return
        place += 4 + length


def _extent_of_sheet(workbook: bytes, start: int, lengths: list[int]) -> Extent:
    rows = columns = told = characters = 0
    for kind, data in _records(workbook, start):
        if kind == _EXTENT and len(data) >= 12:
            first_row, last_row, first_column, last_column = struct.unpack_from("<IIHH", data)
            said = abs(last_row - first_row) * abs(last_column - first_column)
            told = max(told, said if said > _FULL else 0)  # some programs say that every sheet is full
        elif kind in _CELLS and len(data) >= 4:
            row, column = struct.unpack_from("<HH", data)
            last = struct.unpack_from("<H", data, len(data) - 2)[0] if kind == _MANY_NUMBERS else column
            rows, columns = max(rows, row + 1), max(columns, column + 1, last + 1)
            if kind == _SHARED and len(data) >= 10:
                number = struct.unpack_from("<I", data, 6)[0]
                characters += lengths[number] if number < len(lengths) else 0
        if characters > MOST_TEXT:
            break
    return Extent(max(rows * columns, told), characters)


def _shared_lengths(workbook: bytes) -> list[int]:
    """The lengths of the texts that cells point to."""
    parts: list[bytes] = []
    for kind, data in _records(workbook, 0):
        if kind == _SHARED_TEXTS:
            parts = [data[8:]]
        elif kind == _MORE and parts:
            parts.append(data)
        elif parts:
            break
    return list(_SharedTexts(parts).lengths()) if parts else []


class _SharedTexts:
    """Texts one after the other in parts of a file, wherever a part ends."""

    def __init__(self, parts: list[bytes]) -> None:
        self._parts = parts
        self._part = self._place = 0

    def lengths(self) -> Iterator[int]:
        """The number of characters of each text, as it stands before the text."""
        while self._goes_on():
            length, flags = struct.unpack("<HB", self._take(3))
            formats = struct.unpack("<H", self._take(2))[0] if flags & 8 else 0
            extra = struct.unpack("<I", self._take(4))[0] if flags & 4 else 0
            yield length
            self._skip_letters(length, wide=bool(flags & 1))
            self._skip(formats * 4 + extra)

    def _goes_on(self) -> bool:
        """Whether there is something left; steps into the next part at the end of one."""
        while self._part < len(self._parts) and self._place >= len(self._parts[self._part]):
            self._part, self._place = self._part + 1, 0
        return self._part < len(self._parts)

    def _take(self, count: int) -> bytes:
        taken = b""
        while len(taken) < count and self._goes_on():
            piece = self._parts[self._part][self._place : self._place + count - len(taken)]
            taken, self._place = taken + piece, self._place + len(piece)
        return taken.ljust(count, b"\x00")

    def _skip(self, count: int) -> None:
        while count > 0 and self._goes_on():
            step = min(count, len(self._parts[self._part]) - self._place)
            count, self._place = count - step, self._place + step

    def _skip_letters(self, count: int, *, wide: bool) -> None:
        """Skips a text; where it goes on in another part, that begins with a byte that says how."""
        while count > 0 and self._part < len(self._parts):
            width = 2 if wide else 1
            step = min(count, (len(self._parts[self._part]) - self._place) // width)
            count, self._place = count - step, self._place + step * width
            if count > 0:
                self._place = len(self._parts[self._part])
                if self._goes_on():
                    wide = bool(self._take(1)[0] & 1)
