"""How long work tells how far it is, without knowing who listens."""

from collections.abc import Callable
from threading import Event

from pct_tracker.domain.errors import UserError

BREATH = 250
"""Activities that are counted between two breaths: some milliseconds."""

WHOLE_BREATH = 25
"""Activities that are read as a whole between two breaths."""


class Progress:
    """Carries `(done, total)` to a listener, what is being worked on to another one, and the wish to stop back to the work."""

    def __init__(self, listener: Callable[[int, int], None] | None = None, naming: Callable[[str], None] | None = None) -> None:
        self._listener = listener
        self._naming = naming
        self._cancelled = Event()

    def cancel(self) -> None:
        """Asks the work to stop at its next report or breath."""
        self._cancelled.set()

    def report(self, done: int, total: int) -> None:
        """Tells how much is done. Raises UserError "work.cancelled" if somebody asked to stop."""
        self.breathe()
        if self._listener is not None:
            self._listener(done, total)

    def begin(self, name: str) -> None:
        """Tells what is worked on from now on, by the name of a file. Raises as `report` does."""
        self.breathe()
        if self._naming is not None:
            self._naming(name)

    def breathe(self) -> None:
        """To be called again and again in the middle of long work. Raises as `report` does."""
        if self._cancelled.is_set():
            raise UserError("work.cancelled")
