"""Reading a file in a folder where nothing may be made.

SQLite reads a log together with the files beside it, -wal and -shm, and makes them where they are missing. Where it must not,
it reads the log alone if it is told that nobody changes it ("immutable"): then it takes no lock, and sees nothing of what
others write. So a log is said to be at rest only while nothing is beside it that it could miss, and what was read of it counts
only if it is at rest still and as it was.
"""

import os
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

IMMUTABLE = "&immutable=1"
"""What an address ends in where nobody changes the file."""

Rest = tuple[int, int, int]
"""What tells a file at rest from every other state of it."""


def may_write(path: Path) -> bool:
    """Whether a log can be changed: a file that is not there yet can be, as far as this tells."""
    return not os.path.exists(path) or (_is_writable(path) and _is_writable(path.parent))  # noqa: PTH110 - never raises


def rest_of(path: Path) -> Rest | None:
    """How a file stands at rest; None where SQLite itself has to see how it stands."""
    with suppress(OSError):
        if not _is_writable(path.parent) and not any(_holds_something(path, end) for end in ("-wal", "-journal")):
            found = path.stat()
            return found.st_ino, found.st_size, found.st_mtime_ns
    return None


def address_to_read(path: Path) -> str:
    """The address by which SQLite opens a file to read only, as it stands now."""
    return f"file:{quote(str(path.absolute()))}?mode=ro{IMMUTABLE if rest_of(path) else ''}"


def is_unfinished(path: Path) -> bool:
    """Whether some of a log is beside it and cannot be read: SQLite finds its way in -wal only by an -shm."""
    return not _is_writable(path.parent) and _holds_something(path, "-wal") and not os.path.exists(f"{path}-shm")  # noqa: PTH110


def _is_writable(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _holds_something(path: Path, end: str) -> bool:
    """Whether there is something in the file beside a log that SQLite still has to put into it, or to take out of it."""
    try:
        return os.stat(f"{path}{end}").st_size > 0  # noqa: PTH116
    except FileNotFoundError:
        return False
