"""A log file for mistakes of the program. It holds no texts of activities, and is sent nowhere."""

import logging
from functools import cached_property

from pct_tracker.paths import log_file

LOGGER = logging.getLogger("pct_tracker")


def start_logging() -> None:
    """Sends warnings and worse to the log file; where that cannot be written, to nowhere."""
    if not LOGGER.handlers:
        LOGGER.addHandler(_LogFile())
        LOGGER.propagate = False


class _LogFile(logging.Handler):
    """Opens the file with the first message: hardly any run of the program has one."""

    def emit(self, record: logging.LogRecord) -> None:
        self._file.handle(record)

    @cached_property
    def _file(self) -> logging.Handler:
        from logging.handlers import RotatingFileHandler

        try:
            log_file().parent.mkdir(parents=True, exist_ok=True)
            file: logging.Handler = RotatingFileHandler(log_file(), maxBytes=1_000_000, backupCount=3, encoding="utf-8")
        except OSError:
            file = logging.NullHandler()
        file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        return file
