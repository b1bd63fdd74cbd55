"""What a window shows of a log before the log is open."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pct_tracker.domain.activity import Activity
from pct_tracker.reference.loader import load_reference
from pct_tracker.reference.reference import Reference
from pct_tracker.store.first_page import find_first_page


@dataclass(frozen=True, slots=True)
class FirstSight:
    """The years of a log, what its newest year holds, the first of its activities, and the words in force today."""

    path: Path
    reference: Reference
    years: tuple[int, ...]
    ids: list[int]
    activities: list[Activity]


def find_first_sight(location: str, room: int) -> FirstSight | None:
    """What a log shows first, with so many activities; None where the log has to be opened first to say."""
    if "://" in location:
        return None
    path = Path(location).absolute()
    page = find_first_page(path, room)
    if page is None:
        return None
    return FirstSight(path, load_reference(page.editions, date.today()), page.years, page.ids, page.activities)
