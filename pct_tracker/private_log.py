"""A log file that only its owner can read, and that does not grow for ever."""

from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from pct_tracker.paths import make_private_file

_LARGEST, _OLDER = 1_000_000, 3


class PrivateLog(RotatingFileHandler):
    """Begins a new file after a megabyte, and keeps three older ones, which stay private when they are renamed."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=_LARGEST, backupCount=_OLDER, encoding="utf-8", delay=True)

    def _open(self) -> TextIOWrapper:
        make_private_file(Path(self.baseFilename))
        return super()._open()
