"""Copies of the log: making one, putting one back, and what lies in the folder of its backups."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from pct_tracker.domain.backup import DAILY, Backup, BackupFacts
from pct_tracker.domain.change import KeptDraft
from pct_tracker.domain.errors import UserError
from pct_tracker.paths import make_private_folder, spare_backups
from pct_tracker.services.tracker import Tracker, store_place
from pct_tracker.store import backups
from pct_tracker.store.store import Store

_OLD = timedelta(days=7)
"""Beyond which a log that was changed since should have had another backup."""


@dataclass(frozen=True, slots=True)
class KeptBackup:
    """A backup with what it holds. `facts` is None where it cannot be read; `is_sound` is None until somebody looks."""

    backup: Backup
    facts: BackupFacts | None
    is_sound: bool | None = None


@dataclass(frozen=True, slots=True)
class BackupAge:
    """When the newest backup of a log was made, and whether that is long ago for what was changed since."""

    newest: Backup | None
    is_old: bool


def back_up(location: str | Path, target: Path) -> Path:
    """Writes a consistent copy of a log into a file. Raises UserError if the target is there already."""
    place = store_place(location)
    if isinstance(place, Path):
        require_log(place)
    store = Store.open(place)
    try:
        target = target / f"{store.stem}.{_stamp()}.db" if target.is_dir() else target
        store.backup(target)
    finally:
        store.close()
    return target


def restore(location: str | Path, source: Path) -> Path | None:
    """Puts a backup in the place of a log and returns where the state before it is kept; None if there was no log.

    What was being typed is kept as well: it is in no backup, and no reason to lose it.
    """
    _check_backup(source)
    place = store_place(location)
    return _restore_file(place, source) if isinstance(place, Path) else _restore_on_server(place, source)


def _restore_on_server(location: str, source: Path) -> Path:
    """The state before is kept in a file of this computer; nobody who has the log open sees anything between."""
    store = Store.open(location)
    try:
        make_private_folder(spare_backups())
        kept = spare_backups() / f"{store.stem}.before-restore.{_stamp()}.db"
        store.backup(kept)
        store.restore(source)
    finally:
        store.close()
    return kept


def _restore_file(location: Path, source: Path) -> Path | None:
    store = _open_sound(location)
    typed: Sequence[KeptDraft] = ()
    if store is None:
        kept = _replace(location, source)
    else:
        try:
            typed = store.drafts()
            made = store.keep_backup("before-restore", spared=source, always=True)
            kept = made.path if made else None
            store.restore(source)
        finally:
            store.close()
    store = Store.open(location)  # a backup of an older version is brought up to date
    try:
        _keep_drafts(store, typed)
    finally:
        store.close()
    return kept


def keep_now(tracker: Tracker) -> Backup | None:
    """Makes a backup because somebody wishes one; the newest one if nothing was changed since. None for an empty log."""
    return tracker.store.keep_backup("by-hand")


def keep_daily(tracker: Tracker, today: date | None = None) -> Backup | None:
    """Makes the backup of a day, unless it has one already; returns the newest there is. A server looks after its own: None."""
    if tracker.store.is_on_server:
        return None
    known = backups.list_backups(tracker.store.path)
    last = next((one for one in known if one.reason == DAILY), None)
    # Another day, not a later one: a clock may have been set back.
    if last is not None and last.at.date() == (today or date.today()):
        return known[0]
    return tracker.store.keep_backup(DAILY)


def list_backups(location: Path, *, check: bool = False) -> list[KeptBackup]:
    """The backups of a log with what they hold, the newest first; each is looked over as a whole if asked for."""
    return [KeptBackup(one, _facts_or_none(one.path), check_backup(one) if check else None) for one in _known(location)]


def find_sound(location: Path) -> Backup | None:
    """The newest backup of a log that can be read as a whole."""
    return next((one for one in _known(location) if _facts_or_none(one.path) and check_backup(one)), None)


def check_backup(backup: Backup) -> bool:
    """Whether a backup can be read as a whole."""
    try:
        return backups.is_sound(backup.path)
    except UserError:
        return False


def backup_folder(location: Path) -> Path:
    """Where the newest backup of a log lies, or the next one will."""
    newest = next(iter(_known(location)), None)
    return newest.path.parent if newest else backups.folders_of(location)[0]


def backup_age(location: Path, now: datetime | None = None) -> BackupAge:
    """How old the newest backup is, held against what was changed since."""
    newest = next(iter(_known(location)), None)
    facts = _facts_or_none(location)
    if facts is None or not facts.last_entry:
        return BackupAge(newest, is_old=False)
    if newest is None:
        return BackupAge(None, is_old=True)
    then = _facts_or_none(newest.path)
    is_long_ago = abs((now or datetime.now()) - newest.at) > _OLD
    return BackupAge(newest, is_old=then is None or (is_long_ago and then.last_entry != facts.last_entry))


def require_log(location: Path) -> None:
    """Raises UserError if there is no log at a place: neither a copy nor a look should make an empty one."""
    if not location.exists():
        raise UserError("doctor.missing", file=str(location))


def as_utc(at: datetime) -> datetime:
    """A moment of this computer, which names of backups have, as the journal keeps it."""
    return at.astimezone(UTC)


def _known(location: Path) -> list[Backup]:
    backups.adopt_earlier(location)
    return backups.list_backups(location)


def _facts_or_none(file: Path) -> BackupFacts | None:
    try:
        return backups.facts_of(file)
    except UserError:
        return None


def _keep_drafts(store: Store, typed: Sequence[KeptDraft]) -> None:
    """Keeps what was typed in a log that was put back; what belonged to an activity it does not have is a new one there."""
    taken = {draft.activity_id for draft in store.drafts()}
    for draft in typed:
        known = draft.activity_id is None or bool(store.activities([draft.activity_id]))
        kept = draft if known else KeptDraft(None, 0, draft.draft)
        if kept.activity_id not in taken:
            store.keep_draft(kept)
            taken.add(kept.activity_id)


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


def _open_sound(location: Path) -> Store | None:
    """The log; None for one that is gone, empty or damaged, which is what backups are for."""
    if not location.exists() or (location.is_file() and not location.stat().st_size):
        return None
    try:
        return Store.open(location)
    except UserError as error:
        if error.code != "store.damaged":
            raise
    return None


def _replace(location: Path, source: Path) -> Path | None:
    """Puts a whole copy of a backup where no sound log is; a damaged one is kept among the backups."""
    copy = location.with_name(f".{location.name}.{_stamp()}.part")
    backup = Store.open_copy(source)
    try:
        location.parent.mkdir(parents=True, exist_ok=True)
        backup.backup(copy)
    finally:
        backup.close()
    try:
        kept = _move_aside(location)
        copy.replace(location)
    except OSError as error:
        copy.unlink(missing_ok=True)
        raise UserError("store.not-allowed", file=str(location)) from error
    return kept


def _move_aside(location: Path) -> Path | None:
    """What SQLite keeps beside its file belongs to it and must not be taken for part of the new one."""
    kept = backups.place_for(location, "before-restore")
    for suffix in ("-wal", "-shm", "-journal", ""):
        file = location.with_name(location.name + suffix)
        if file.exists() and file.stat().st_size:
            file.rename(kept.with_name(kept.name + suffix))
    return kept if kept.exists() else None


def _stamp() -> str:
    """A name for this moment that no other copy has."""
    return datetime.now().strftime("%Y%m%d-%H%M%S-%f")
