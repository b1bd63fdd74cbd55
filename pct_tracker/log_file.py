"""The log file itself, which few runs of the program ever open."""

from io import TextIOWrapper
from logging import Handler
from logging.handlers import RotatingFileHandler
from pathlib import Path

from pct_tracker.paths import make_private_file


def open_log_file(path: Path) -> Handler:
    """A log file that is begun anew now and then. Raises OSError where it cannot be written."""
    return _PrivateFile(path, maxBytes=1_000_000, backupCount=3, encoding="utf-8")


class _PrivateFile(RotatingFileHandler):
    """A log file that only its owner can read; older ones keep that when they are renamed."""

    def _open(self) -> TextIOWrapper:
        make_private_file(Path(self.baseFilename))
        return super()._open()
