"""A log file for mistakes of the program. It holds no texts of activities, and is sent nowhere."""

import logging
import traceback
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from types import TracebackType

from pct_tracker.domain.errors import UserError
from pct_tracker.paths import log_file, make_private_folder

LOGGER = logging.getLogger("pct_tracker")

_TALKING_OF_THE_PROGRAM = (AttributeError, ImportError, NameError, TypeError, MemoryError, RecursionError)
"""What these say are names in the program. What others say may be a value, and so a text of an activity."""

_PACKAGE = Path(__file__).parent.parent
_DEEPEST = 10

_Info = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def start_logging() -> None:
    """Sends warnings and worse to the log file; where that cannot be written, to nowhere."""
    if LOGGER.handlers:
        return
    try:
        make_private_folder(log_file().parent)
        handler: logging.Handler = _LogFile(log_file())
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(DiscreetFormatter("%(asctime)s %(levelname)s %(message)s"))
    LOGGER.addHandler(handler)
    LOGGER.propagate = False


def trace_of(error: BaseException) -> str:
    """Where in the program an exception came from, and of which kind it is; not what it says if that may be a text."""
    return "\n".join(_told(error, _DEEPEST))


class DiscreetFormatter(logging.Formatter):
    """Writes exceptions as `trace_of` tells them."""

    def formatException(self, ei: _Info) -> str:  # noqa: N802 -- the name that logging gives it
        return trace_of(ei[1]) if ei[1] else ""


class _LogFile(logging.Handler):
    """The log file, made when there is something to write: most days there is not, and its kind takes a while to load."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    @cached_property
    def file(self) -> logging.Handler:
        """What writes the file."""
        from pct_tracker.private_log import PrivateLog

        return PrivateLog(self._path)

    def emit(self, record: logging.LogRecord) -> None:
        self.file.setFormatter(self.formatter)
        self.file.handle(record)

    def close(self) -> None:
        if "file" in vars(self):
            self.file.close()
        super().close()


def _told(error: BaseException, deepest: int) -> Iterator[str]:
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and deepest:
        yield from _told(before, deepest - 1)
        yield "and then"
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"  {_place(frame.filename)}:{frame.lineno} in {frame.name}: {frame.line}"
    yield f"{type(error).__module__}.{type(error).__qualname__}{_said(error)}"


def _place(file: str) -> str:
    """The file of the program or of a library, without the folders of whoever runs it."""
    path = Path(file)
    if path.is_relative_to(_PACKAGE):
        return path.relative_to(_PACKAGE).as_posix()
    return "/".join(path.parts[-2:])


def _said(error: BaseException) -> str:
    if isinstance(error, UserError):
        return f": {error.code}"
    if isinstance(error, _TALKING_OF_THE_PROGRAM):
        return f": {error}"
    numbers = (getattr(error, name, None) for name in ("errno", "winerror", "sqlite_errorname"))
    return "".join(f" [{number}]" for number in numbers if number is not None)
