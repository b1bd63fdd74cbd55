"""How long work tells how far it is, without knowing who listens."""

from collections.abc import Callable
from threading import Event

from pct_tracker.domain.errors import UserError


class Progress:
    """Carries `(done, total)` to a listener, and the wish to stop back to the work."""

    def __init__(self, listener: Callable[[int, int], None] | None = None) -> None:
        self._listener = listener
        self._cancelled = Event()

    def cancel(self) -> None:
        """Asks the work to stop at its next report."""
        self._cancelled.set()

    def report(self, done: int, total: int) -> None:
        """Tells how much is done. Raises UserError "work.cancelled" if somebody asked to stop."""
        if self._cancelled.is_set():
            raise UserError("work.cancelled")
        if self._listener is not None:
            self._listener(done, total)
