"""Office files are zip packages: opened only when they are whole and not larger inside than a report can be."""

import io
import zipfile
import zlib

from pct_tracker.importing.readers.document import Source
from pct_tracker.importing.readers.limits import LARGEST_PACKAGE, LARGEST_PART, LARGEST_RATIO, MOST_MARKS, MOST_MEMBERS

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of files of Office before 2007; a file of today begins with them when a password protects it."""

_CHUNK = 1 << 20
_SMALLEST = 10_000
"""Bytes below which the ratio of a package says nothing."""

PACKAGE_TROUBLES = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError, KeyError)
"""What reading a damaged package may raise."""


def is_package(data: bytes) -> bool:
    """Whether the bytes begin like a zip package."""
    return data.startswith(b"PK")


def open_package(source: Source) -> zipfile.ZipFile:
    """The package, every member checked. A member that unpacks to more than it says counts as damaged."""
    if source.data.startswith(OLD_OFFICE):
        raise source.trouble("import.protected")
    if not is_package(source.data):
        raise source.trouble("import.other-content", suffix=source.path.suffix.lower())
    try:
        package = zipfile.ZipFile(io.BytesIO(source.data))
        limit = min(LARGEST_PACKAGE, max(len(source.data), _SMALLEST) * LARGEST_RATIO)
        if sum(member.file_size for member in package.infolist()) > limit or len(package.infolist()) > MOST_MEMBERS:
            raise source.trouble("import.too-large-inside", limit=LARGEST_PACKAGE // 1024**2)
        damaged = package.testzip()
    except PACKAGE_TROUBLES as trouble:
        raise source.trouble("import.damaged") from trouble
    if damaged is not None:
        raise source.trouble("import.damaged")
    return package


def check_markup(source: Source, package: zipfile.ZipFile, part: str, limit: int = MOST_MARKS) -> None:
    """Raises UserError if a member has more markup than can be read in seconds: counted before it is parsed."""
    if package.getinfo(part).file_size > LARGEST_PART:
        raise source.trouble("import.too-large-inside", limit=LARGEST_PART // 1024**2)
    marks = 0
    with package.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            marks += chunk.count(b"<")
    if marks > limit:
        raise source.trouble("import.too-much-markup")
