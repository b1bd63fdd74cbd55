"""What a backup holds, held against the log: what putting it back would take away, bring back and change."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.change import JournalEntry
from pct_tracker.domain.errors import UserError
from pct_tracker.services.tracker import Tracker
from pct_tracker.store.store import Store

_MOST = 200
"""Activities that are named; all are counted."""
_PART = 1_000
_Step = tuple[int, datetime]
"""Number and moment of a step, which tell it from the steps of a log that has gone another way."""


@dataclass(frozen=True, slots=True)
class Difference:
    """An activity that putting a backup back would concern. `what` is gone, back or changed.

    It is shown as it stands now; where it is not in the log, as it would come back.
    """

    what: str
    activity: Activity


@dataclass(frozen=True, slots=True)
class BackupLook:
    """What would be gone, come back or be changed, in numbers and by name; `newest` is the last step in the backup."""

    gone: int
    back: int
    changed: int
    steps_gone: int
    steps_back: int
    newest: JournalEntry | None
    named: tuple[Difference, ...]

    @property
    def is_same(self) -> bool:
        """Whether the log is what the backup is."""
        return not (self.gone or self.back or self.changed or self.steps_gone or self.steps_back)


def look_into(tracker: Tracker, file: Path) -> BackupLook:
    """Compares a backup with the log, without changing either. Raises UserError if it cannot be read."""
    if not file.is_file():
        raise UserError("restore.missing", file=str(file))
    counts = {"gone": 0, "back": 0, "changed": 0}
    named: list[Difference] = []
    with _opened(file) as backup:
        own, then = tracker.store.moments(), backup.moments()
        touched = _touched(_newest_steps(tracker.store, own), _newest_steps(backup, then))
        for one in _differences(tracker.store, backup, touched):
            counts[one.what] += 1
            if len(named) < _MOST:
                named.append(one)
        gone, back = len(own.items() - then.items()), len(then.items() - own.items())
        newest = next(iter(backup.entries(limit=1)), None)
    return BackupLook(**counts, steps_gone=gone, steps_back=back, newest=newest, named=tuple(named))


@contextmanager
def _opened(file: Path) -> Iterator[Store]:
    """The backup to read; one of an older version as it would be once it is brought up to date."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            with closing(Store.open_copy(file)) as backup:
                is_newest = backup.is_newest
                if is_newest:
                    yield backup
            if not is_newest:
                with closing(Store.open(Path(shutil.copy(file, Path(folder) / "copy.db")))) as backup:
                    yield backup
        except UserError as error:
            if error.code == "store.damaged":
                raise UserError("restore.damaged", file=str(file)) from error
            raise


def _differences(log: Store, backup: Store, touched: Sequence[int]) -> Iterator[Difference]:
    for start in range(0, len(touched), _PART):
        part = touched[start : start + _PART]
        now, then = ({one.id: one for one in store.activities(part)} for store in (log, backup))
        for id_ in part:
            here, there = now.get(id_), then.get(id_)
            if here and there and here.content() != there.content():
                yield Difference("changed", here)
            elif here and not there:
                yield Difference("gone", here)
            elif there and not here:
                yield Difference("back", there)


def _touched(now: Mapping[int, _Step], then: Mapping[int, _Step]) -> list[int]:
    """The activities whose newest step is another one in the two logs, the newest activity first; no others can differ."""
    return sorted((id_ for id_ in now.keys() | then.keys() if now.get(id_) != then.get(id_)), reverse=True)


def _newest_steps(store: Store, moments: Mapping[int, datetime]) -> dict[int, _Step]:
    return {id_: (entry, moments[entry]) for id_, entry in store.newest_entries().items()}
