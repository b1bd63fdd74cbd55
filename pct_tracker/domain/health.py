"""What is amiss in a log, and what was read out of a damaged one."""

from dataclasses import dataclass

MENDED = frozenset({"orphans", "sort-keys", "search", "states"})
"""Kinds of flaws that can be worked out anew from what is not amiss; the others only a backup can mend."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """One kind of thing that is amiss, with the ids of the activities or entries that it concerns.

    Codes: content, lines, orphans, sort-keys, search, states.
    """

    code: str
    ids: tuple[int, ...]

    @property
    def can_be_mended(self) -> bool:
        return self.code in MENDED


@dataclass(frozen=True, slots=True)
class Rescue:
    """What was read out of a damaged log, and what was not.

    `pages` counts the pages of the file, `lost_pages` those that nothing can be read from. `lost_entries` are the numbers that
    are missing in the history, `incomplete` the ids of activities whose newest content was found in part only.
    """

    activities: int
    entries: int
    lines: int
    pages: int
    lost_pages: int
    lost_entries: tuple[int, ...]
    incomplete: tuple[int, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing seems to be missing."""
        return not (self.lost_pages or self.lost_entries or self.incomplete)
