"""Office files are zip packages: opened only when they are whole and not larger inside than a report can be."""

import io
import zipfile
import zlib

from pct_tracker.importing.readers.document import Source

LARGEST_PACKAGE = 500 * 1024 * 1024
"""Bytes that the members of a package may unpack to, all together."""

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of files of Office before 2007; a file of today begins with them when a password protects it."""

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
        if sum(member.file_size for member in package.infolist()) > LARGEST_PACKAGE:
            raise source.trouble("import.too-large-inside", limit=LARGEST_PACKAGE // 1024**2)
        damaged = package.testzip()
    except PACKAGE_TROUBLES as trouble:
        raise source.trouble("import.damaged") from trouble
    if damaged is not None:
        raise source.trouble("import.damaged")
    return package
