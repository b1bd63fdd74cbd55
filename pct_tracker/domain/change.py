"""Edits go into the store, changes come out of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pct_tracker.domain.activity import ActivityDraft


@dataclass(frozen=True, slots=True)
class Step:
    """What an edit is called in menus and history: a code with its parameters, worded by the faces.

    Codes are the keys of the section "steps" in the catalogues of sentences.
    """

    code: str
    params: dict[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Revision:
    """A new content for a stored activity. `version` is the one the editor saw; a later one in the store refuses it."""

    id: int
    version: int
    draft: ActivityDraft


@dataclass(frozen=True, slots=True)
class Removal:
    """An activity to delete, at the version the editor saw."""

    id: int
    version: int


@dataclass(frozen=True, slots=True)
class Restoration:
    """A deleted activity to put back under its own id."""

    id: int
    draft: ActivityDraft


@dataclass(frozen=True, slots=True)
class Edit:
    """The only thing that changes activities: applied as a whole or not at all, one entry in the journal."""

    step: Step
    added: tuple[ActivityDraft, ...] = ()
    revised: tuple[Revision, ...] = ()
    removed: tuple[Removal, ...] = ()
    restored: tuple[Restoration, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it would change nothing."""
        return not (self.added or self.revised or self.removed or self.restored)


Listener = Callable[[int], None]
"""Hears how many new activities of an edit are stored; where it raises, nothing of the edit is."""


def nobody(_stored: int) -> None:
    """The listener where nobody waits."""


@dataclass(frozen=True, slots=True)
class Change:
    """What an applied edit, undo or redo did. `years` are the reporting years whose rows, figures or findings may differ."""

    entry_id: int
    step: Step
    added: tuple[int, ...] = ()
    revised: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()
    years: frozenset[int | None] = frozenset()


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """What somebody was typing, kept in case of a crash. `activity_id` is None for a new activity."""

    activity_id: int | None
    version: int
    draft: ActivityDraft


@dataclass(frozen=True, slots=True)
class UndoState:
    """The steps that undo and redo would take back or do again; None where there is none."""

    undo: Step | None = None
    redo: Step | None = None


Newest = tuple[int, datetime | None]
"""The number of the newest entry of a journal, 0 while there is none, and when it was made.

Both together tell one state of a log from another: after a backup was put back, a journal may reach the same number another way.
"""


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One entry of the journal, without its lines.

    `state` is done, undone, dropped (undone and overtaken by a new edit) or note (an undo, a redo, a lock). `activities` is
    the number of its lines.
    """

    id: int
    at: datetime
    author: str
    step: Step
    state: str
    activities: int = 0


@dataclass(frozen=True, slots=True)
class JournalLine:
    """What one entry did to one activity; `version` is the one it left behind, or the last one of a deleted activity."""

    activity_id: int
    version: int
    before: ActivityDraft | None
    after: ActivityDraft | None


@dataclass(frozen=True, slots=True)
class YearLock:
    """A reporting year that is locked because it is published, or was. `entry_id` is the journal entry that locked it.

    `unlocked` is None while the lock holds; `reason` says why it was taken off.
    """

    year: int
    locked: datetime
    locked_by: str
    entry_id: int
    unlocked: datetime | None = None
    unlocked_by: str | None = None
    reason: str | None = None

    @property
    def holds(self) -> bool:
        """Whether the year is locked now."""
        return self.unlocked is None
