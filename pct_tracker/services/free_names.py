"""Names of files that are not taken, so that what lies in a folder already stays."""

from itertools import count
from os.path import lexists
from pathlib import Path


def free_name(path: Path) -> Path:
    """The path itself if nothing has its name, else the first with -2, -3 and so on before its ending."""
    if not lexists(path):
        return path
    numbered = (path.with_stem(f"{path.stem}-{number}") for number in count(2))
    return next(one for one in numbered if not lexists(one))
