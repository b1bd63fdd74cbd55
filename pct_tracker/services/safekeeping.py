"""Copies of the log: making one, putting one back, and saying whether the log is sound."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pct_tracker.domain.errors import UserError
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.store.store import Store


@dataclass(frozen=True, slots=True)
class Health:
    """What `doctor` found. `holders` are ids of other processes that have the log open, None if that cannot be told."""

    file: Path
    revision: str
    activities: int
    problems: tuple[str, ...]
    holders: tuple[int, ...] | None


def back_up(location: Path, target: Path) -> Path:
    """Writes a consistent copy of a log. Raises UserError if the target is there already."""
    _require(location)
    store = Store.open(location)
    try:
        target = target / f"{location.stem}.{_stamp()}.db" if target.is_dir() else target
        store.backup(target)
    finally:
        store.close()
    return target


def restore(location: Path, source: Path) -> Path:
    """Puts a backup in the place of a log and returns where the state before it is kept."""
    _check_backup(source)
    kept = location.with_name(f"{location.stem}.before-restore.{_stamp()}.db")
    store = _open_or_move(location, kept)
    try:
        if not kept.exists():
            store.backup(kept)
        store.restore(source)
    finally:
        store.close()
    Store.open(location).close()  # a backup of an older version is brought up to date
    return kept


def _require(location: Path) -> None:
    """Raises UserError if there is no log at a place: neither a copy nor a look should make an empty one."""
    if not location.exists():
        raise UserError("doctor.missing", file=str(location))


def _check_backup(source: Path) -> None:
    """Raises UserError if a backup is not there, is none, or is damaged."""
    if not source.is_file():
        raise UserError("restore.missing", file=str(source))
    try:
        backup = Store.open_copy(source)
    except UserError as error:
        if error.code == "store.damaged":
            raise UserError("restore.damaged", file=str(source)) from error
        raise
    try:
        if backup.problems():
            raise UserError("restore.damaged", file=str(source))
    finally:
        backup.close()


def _open_or_move(location: Path, kept: Path) -> Store:
    """The log; a damaged one, which is what backups are for, is kept under another name and a new one begun."""
    try:
        return Store.open(location)
    except UserError as error:
        if error.code != "store.damaged":
            raise
    try:
        # What SQLite keeps beside its file belongs to it and must not be taken for part of the new one.
        for suffix in ("-wal", "-shm", "-journal", ""):
            file = location.with_name(location.name + suffix)
            if file.exists():
                file.rename(kept.with_name(kept.name + suffix))
    except OSError as error:
        raise UserError("store.not-allowed", file=str(location)) from error
    return Store.open(location)


def examine(location: Path) -> Health:
    """Looks a log over, without changing it."""
    _require(location)
    store = Store.open_copy(location)
    try:
        holders = store.holders()
        activities = len(store.find_ids(ActivityQuery()))
        return Health(
            location, store.revision(), activities, tuple(store.problems()), None if holders is None else tuple(holders)
        )
    finally:
        store.close()


def _stamp() -> str:
    """A name for this moment that no other copy has."""
    return datetime.now().strftime("%Y%m%d-%H%M%S-%f")
