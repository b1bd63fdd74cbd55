"""Where a log lies: in a file, or on a database server."""

from pathlib import Path


def is_server(location: str | Path) -> bool:
    """Whether a place is the address of a database server and no file."""
    return "://" in str(location)
