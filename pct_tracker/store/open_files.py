"""Which stores this process has open.

POSIX takes all locks of a process off a file as soon as the process closes any handle on it. So nothing but the database
library may open the file of a store that is open.
"""

import os
from collections import Counter
from pathlib import Path
from threading import Lock

_counts: Counter[str] = Counter()
_guard = Lock()


def opened(path: Path) -> None:
    """Takes note that a store of this file is opened."""
    with _guard:
        _counts[os.path.realpath(path)] += 1


def closed(path: Path) -> None:
    """Takes note that it is closed again."""
    with _guard:
        _counts[os.path.realpath(path)] -= 1


def count(path: Path) -> int:
    """How many stores of this file are open in this process."""
    return _counts[os.path.realpath(path)]
