"""A backup of the log, and which ones a generous rule still asks for."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

DAILY, BY_HAND = "daily", "by-hand"
REASONS = (DAILY, BY_HAND, "before-import", "before-migration", "before-unlock", "before-restore", "before-repair")
"""Why a backup was made."""

_PERIODS: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = (
    (14, datetime.date),
    (8, lambda at: at.isocalendar()[:2]),
    (12, lambda at: (at.year, at.month)),
)
"""Of so many days, weeks and months the newest daily backup is kept."""

_BEFORE = 20
"""Backups before a step of one kind that are kept."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A file that holds a whole log. `number` grows with every backup of a log, whatever the clock says; `at` is local time."""

    path: Path
    number: int
    at: datetime
    reason: str
    size: int


@dataclass(frozen=True, slots=True)
class BackupFacts:
    """What a log or a backup holds. `last_at` is the moment of its newest step, in UTC; None where there is none."""

    revision: str
    activities: int
    last_entry: int
    last_at: datetime | None


def expendable(backups: Sequence[Backup]) -> list[Backup]:
    """The backups that may go. Each kind is looked at by itself, so that none pushes out another; its first one stays.

    What somebody made by hand is for somebody to delete, and a migration happens a few times in the life of a log.
    """
    newest_first = sorted(backups, key=lambda one: one.number, reverse=True)
    gone: list[Backup] = []
    for reason in REASONS:
        own = [one for one in newest_first if one.reason == reason]
        if reason == DAILY:
            wanted = _newest_of_periods(own)
        elif reason in (BY_HAND, "before-migration"):
            continue
        else:
            wanted = set(own[:_BEFORE])
        gone += [one for one in own[:-1] if one not in wanted]
    return gone


def _newest_of_periods(newest_first: Sequence[Backup]) -> set[Backup]:
    wanted: set[Backup] = set()
    for count, period_of in _PERIODS:
        newest: dict[Hashable, Backup] = {}
        for one in newest_first:
            newest.setdefault(period_of(one.at), one)
        wanted.update(list(newest.values())[:count])
    return wanted
