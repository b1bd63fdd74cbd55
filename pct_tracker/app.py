"""The composition root: the only file that knows both faces."""

import gc
import os
import sys

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
    from pct_tracker.ui.shell.start import run_window

    return run_window(location)
