"""A log file for mistakes of the program. It holds no texts of activities, and is sent nowhere."""

import logging
from logging.handlers import RotatingFileHandler

from pct_tracker.paths import log_file

LOGGER = logging.getLogger("pct_tracker")


def start_logging() -> None:
    """Sends warnings and worse to the log file; where that cannot be written, to nowhere."""
    if LOGGER.handlers:
        return
    try:
        log_file().parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            log_file(), maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    LOGGER.addHandler(handler)
    LOGGER.propagate = False
