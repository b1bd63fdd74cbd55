"""What happens when the program itself makes a mistake: it is logged, said plainly, and work goes on if it can."""

import sys
from types import TracebackType

from PySide6.QtCore import QCoreApplication

from pct_tracker.logs import LOGGER


def catch_mistakes() -> None:
    """Sends every exception that nobody handles to the log and to a dialog, instead of ending the program."""
    sys.excepthook = _caught


def _caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    LOGGER.error("Unforeseen trouble in the window", exc_info=(kind, error, trace))
    if isinstance(error, KeyboardInterrupt):
        QCoreApplication.quit()
    elif QCoreApplication.instance() is not None:
        from pct_tracker.ui.shell.mistake_dialog import tell_mistake

        tell_mistake(error)
