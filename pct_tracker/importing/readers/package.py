"""Office files are zip packages: opened only when they are whole and not larger inside than a report can be."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator

from pct_tracker.importing.readers.document import Source
from pct_tracker.importing.readers.limits import LARGEST_PACKAGE, LARGEST_PART, LARGEST_RATIO, MOST_MARKS, MOST_MEMBERS

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of files of Office before 2007; a file of today begins with them when a password protects it."""

_MEMBER = b"PK\x01\x02"
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
        # Counted before the list of members is read: it may be all that the file holds.
        members = zipfile.ZipFile(io.BytesIO(source.data)) if source.data.count(_MEMBER) <= MOST_MEMBERS else None
        limit = min(LARGEST_PACKAGE, max(len(source.data), _SMALLEST) * LARGEST_RATIO)
        if members is None or sum(member.file_size for member in members.infolist()) > limit:
            raise source.trouble("import.too-large-inside", limit=LARGEST_PACKAGE // 1024**2)
        package = members
        damaged = package.testzip()
    except PACKAGE_TROUBLES as trouble:
        raise source.trouble("import.damaged") from trouble
    if damaged is not None:
        raise source.trouble("import.damaged")
    return package


def check_markup(source: Source, package: zipfile.ZipFile, part: str, limit: int = MOST_MARKS) -> None:
    """Raises UserError if a member has more markup than can be read in seconds: counted before it is parsed."""
    check_size(source, package, part)
    if count_marks(package, part) > limit:
        raise source.trouble("import.too-much-markup")


def check_size(source: Source, package: zipfile.ZipFile, part: str) -> None:
    """Raises UserError if a member is larger than markup to be read may be."""
    if package.getinfo(part).file_size > LARGEST_PART:
        raise source.trouble("import.too-large-inside", limit=LARGEST_PART // 1024**2)


def count_marks(package: zipfile.ZipFile, part: str) -> int:
    """The signs of markup in a member."""
    return sum(chunk.count(b"<") for chunk in chunks_of(package, part))


def chunks_of(package: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The bytes of a member piece by piece."""
    with package.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def copy_of(package: zipfile.ZipFile, parts: Iterable[str]) -> io.BytesIO:
    """A package of these members alone, unpacked, as they were read here: another library may see other bytes in the file."""
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as target:
        for part in dict.fromkeys(parts):
            with target.open(part, "w") as member:
                member.writelines(chunks_of(package, part))
    copy.seek(0)
    return copy
