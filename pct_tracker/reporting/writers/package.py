"""Office files are ZIP packages of XML parts: a library makes the shell, and the long part is spliced in as text."""

import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# The same report gives the same bytes, whenever it is written.
_DATE = (1980, 1, 1, 0, 0, 0)
_PIECES_PER_WRITE = 200


Pieces = Callable[[str], Iterable[str]]
"""The pieces of XML that belong in the place of a mark; it is asked with the words of the mark."""


def splice(shell: io.BytesIO, part: str, marks: re.Pattern[bytes], pieces: Pieces, stream: BinaryIO) -> None:
    """Writes the package of `shell` with pieces of XML in the place of each mark in the part.

    The pieces are taken one by one, so that memory does not grow with their number.
    """
    splice_parts(shell, {part: (marks, pieces)}, stream)


def splice_parts(shell: io.BytesIO, parts: Mapping[str, tuple[re.Pattern[bytes], Pieces]], stream: BinaryIO) -> None:
    """The same for several parts, each with its own marks and pieces."""
    with ZipFile(shell) as source, ZipFile(stream, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name in parts:
                _write_spliced(target, name, content, *parts[name])
            else:
                target.writestr(_entry(name), content)


def _write_spliced(target: ZipFile, name: str, content: bytes, marks: re.Pattern[bytes], pieces: Pieces) -> None:
    written = 0
    # The size is known only at the end: the entry must be able to grow beyond 2 GB.
    with target.open(_entry(name), "w", force_zip64=True) as part:
        for mark in marks.finditer(content):
            part.write(content[written : mark.start()])
            for chunk in _chunks(iter(pieces(mark.group().decode()))):
                part.write(chunk.encode())
            written = mark.end()
        part.write(content[written:])


def _chunks(pieces: Iterator[str]) -> Iterator[str]:
    """Few large pieces for many small ones: each write costs a call of the compressor."""
    while chunk := "".join(islice(pieces, _PIECES_PER_WRITE)):
        yield chunk


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _DATE)
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
