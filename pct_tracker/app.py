"""The composition root: the only file that knows both faces."""

import builtins
import gc
import linecache
import os
import sys
from importlib import import_module

from pct_tracker.domain.errors import UserError


def main() -> None:
    """Runs a command, or opens the window if none is given, and ends the process with its exit status."""
    from pct_tracker.cli.main import run

    sys.exit(run(sys.argv[1:], open_window))


def open_window(location: str) -> int:
    """Shows the window on a log until it is closed; returns the exit status. Raises UserError where there is no screen."""
    if sys.platform.startswith("linux") and not any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))):
        raise UserError("window.no-screen")
    # All that is loaded until the window is there stays: looking through it for what could go takes a tenth of that time.
    gc.disable()
    load_qt()
    from pct_tracker.ui.shell.start import run_window

    return run_window(location)


def load_qt() -> None:
    """Loads Qt and leaves imports as they are.

    PySide6 wraps `__import__` to learn who asks for its other spelling of names. It reads the source of every module for that,
    and all lines stay in memory: 26 MB once the window is there. Nobody here asks for it.
    """
    plain_import = builtins.__import__
    import_module("PySide6.QtCore")
    builtins.__import__ = plain_import
    linecache.clearcache()
