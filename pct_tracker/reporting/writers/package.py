"""Office files are ZIP packages of XML parts: a library makes the shell, and the long part is spliced in as text."""

import io
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# The same report gives the same bytes, whenever it is written.
_DATE = (1980, 1, 1, 0, 0, 0)
_PIECES_PER_WRITE = 200


def splice(shell: io.BytesIO, part: str, mark: re.Pattern[bytes], pieces: Iterable[str], stream: BinaryIO) -> None:
    """Writes the package of `shell` with the pieces of XML in the place of the mark, which stands once in the part.

    The pieces are taken one by one, so that memory does not grow with their number.
    """
    with ZipFile(shell) as source, ZipFile(stream, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                _write_spliced(target, name, mark.split(content, 1), pieces)
            else:
                target.writestr(_entry(name), content)


def _write_spliced(target: ZipFile, name: str, around: list[bytes], pieces: Iterable[str]) -> None:
    before, after = around
    # The size is known only at the end: the entry must be able to grow beyond 2 GB.
    with target.open(_entry(name), "w", force_zip64=True) as part:
        part.write(before)
        for chunk in _chunks(iter(pieces)):
            part.write(chunk.encode())
        part.write(after)


def _chunks(pieces: Iterator[str]) -> Iterator[str]:
    """Few large pieces for many small ones: each write costs a call of the compressor."""
    while chunk := "".join(islice(pieces, _PIECES_PER_WRITE)):
        yield chunk


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _DATE)
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
