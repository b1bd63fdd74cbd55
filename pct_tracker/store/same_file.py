"""Whether the file of an open log is still the one that was opened."""

from pathlib import Path

from pct_tracker.domain.errors import UserError
from pct_tracker.store.network_drives import is_on_network


class SameFile:
    """Compares the file that stands at a path with the one that stood there when it was noted.

    Some systems let a file that is open be removed or replaced: whatever is written after that is in no file any more.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._noted: tuple[int, int] | None = None
        self._is_noted = False

    def note(self) -> None:
        """Takes note of the file that is there. Network drives number their files anew, so that only a name can be noted."""
        self._noted = None if is_on_network(self._path) else self._identity()
        self._is_noted = True

    def require(self) -> None:
        """Raises UserError if the file that was noted is gone, or another one is in its place."""
        if not self._is_noted:
            return
        try:
            found = self._identity()
        except FileNotFoundError as error:
            raise UserError("store.removed", file=str(self._path)) from error
        except OSError as error:
            raise UserError("store.unreachable", file=self._path.name) from error
        if self._noted is not None and found != self._noted:
            raise UserError("store.replaced", file=str(self._path))

    def _identity(self) -> tuple[int, int]:
        found = self._path.stat()
        return found.st_dev, found.st_ino
