"""Who has a file open."""

import os
from pathlib import Path


def find_holders(path: Path) -> list[int] | None:
    """The ids of other processes that have the file open; None where the system does not tell."""
    processes = Path("/proc")
    if not (processes / "self" / "fd").is_dir():
        return None
    wanted = path.resolve()
    numbers = (int(entry.name) for entry in processes.iterdir() if entry.name.isdigit())
    return sorted(number for number in numbers if number != os.getpid() and _holds(processes / str(number) / "fd", wanted))


def _holds(descriptors: Path, wanted: Path) -> bool:
    try:
        return any(_target(descriptor) == wanted for descriptor in descriptors.iterdir())
    except OSError:  # the process is gone, or another user's
        return False


def _target(descriptor: Path) -> Path | None:
    try:
        return descriptor.readlink()
    except OSError:
        return None
