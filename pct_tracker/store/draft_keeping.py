"""Where what is being typed is kept: in the log, or on this computer for as long as the log cannot keep it."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from pct_tracker.domain.change import KeptDraft
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.place import is_server
from pct_tracker.store.dialects import Work
from pct_tracker.store.draft_files import DraftFiles
from pct_tracker.store.drafts import delete_draft, read_drafts, write_draft

_Ask = Callable[[Work[Any]], Any]


class DraftKeeping:
    """The drafts of one log, which is read and written by the functions that are given.

    What is typed into a log on a server is kept on this computer: it is one person's, and outlives a lost connection. So is
    what a file cannot keep, until it can be written again.
    """

    def __init__(self, location: str, read: _Ask, write: _Ask, is_reading_only: Callable[[], bool]) -> None:
        self._files = DraftFiles.of(location)
        self._is_on_server = is_server(location)
        self._read, self._write, self._is_reading_only = read, write, is_reading_only

    def keep(self, draft: KeptDraft) -> None:
        """Keeps a draft in the place of the one kept for the same activity. Raises UserError where the log itself cannot."""
        if self._is_on_server:
            return self._files.keep(draft)
        try:
            self._write(lambda connection: write_draft(connection, draft))
        except UserError:
            with suppress(UserError):
                self._files.keep(draft)
            raise
        return self._files.drop(draft.activity_id)

    def drop(self, activity_id: int | None) -> None:
        """Forgets the draft kept for an activity, or for a new one."""
        self._files.drop(activity_id)
        if not self._is_on_server:
            self._write(lambda connection: delete_draft(connection, activity_id))

    def all(self) -> list[KeptDraft]:
        """All kept drafts; none of a file that may only be read, since nobody could go on with them there."""
        aside = self._files.read()
        if self._is_on_server:
            return aside
        if self._is_reading_only():
            return []
        for draft in aside:
            self.keep(draft)
        drafts: list[KeptDraft] = self._read(read_drafts)
        return drafts
