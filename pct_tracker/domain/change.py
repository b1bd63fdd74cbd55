"""Edits go into the store, changes come out of it."""

from dataclasses import dataclass, field
from typing import Any

from pct_tracker.domain.activity import ActivityDraft


@dataclass(frozen=True, slots=True)
class Step:
    """What an edit is called in menus and history: a code with its parameters, worded by the faces.

    Codes: add, change, delete, import, sample, accept, fix.
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
class Edit:
    """The only thing that changes activities: applied as a whole or not at all, one entry in the journal."""

    step: Step
    added: tuple[ActivityDraft, ...] = ()
    revised: tuple[Revision, ...] = ()
    removed: tuple[Removal, ...] = ()


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
