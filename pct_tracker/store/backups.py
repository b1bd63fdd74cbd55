"""Backups that are made without being asked for: where they lie, what they are called, and that they are sound."""

import hashlib
import re
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from pct_tracker.domain.backup import Backup, BackupFacts, expendable
from pct_tracker.domain.errors import UserError
from pct_tracker.paths import make_private_folder, spare_backups
from pct_tracker.store.dialects.sqlite import SQLite
from pct_tracker.store.faults import faults_of
from pct_tracker.store.resting import address_to_read

_NAME = re.compile(r"(\d{4,})_(\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d)_([a-z]+(?:-[a-z]+)*)\.db")
_MOMENT = "%Y-%m-%d_%H-%M-%S"
_EARLIER_NAME = re.compile(r"\.before-(restore|\d{4})\.(\d{8}-\d{6})(?:-\d+)?\.db")
_KEPT_AS_THEY_ARE = frozenset({"before-restore", "before-repair", "by-hand"})
"""A damaged log is kept as well before it is replaced or mended; a daily backup must not be of that kind."""

_ROOM = 2
"""Times its own size that a backup leaves the disk, so that copies never take the room the log needs."""

_STALE = 86_400
"""Seconds after which a copy that was never finished is nobody's any more."""

_STATE = (
    "SELECT id, at, code FROM journal_entry ORDER BY id DESC LIMIT 1",
    "SELECT * FROM template ORDER BY 1",
    "SELECT * FROM saved_view ORDER BY 1",
    "SELECT * FROM import_layout ORDER BY 1",
    "SELECT * FROM draft ORDER BY 1",
    *(f"SELECT max(id) FROM {table}" for table in ("wording", "template_file", "export_record", "rule_grade")),  # noqa: S608
)
"""What differs as soon as anything in a log was changed."""


def folders_of(log: Path) -> tuple[Path, Path]:
    """Where the backups of a log lie: beside it; in the user's data folder, where nothing can be written beside it."""
    mark = hashlib.sha256(str(log.absolute()).encode()).hexdigest()[:8]
    return log.with_name(f"{log.name}.backups"), spare_backups() / f"{log.name}-{mark}"


def list_backups(log: Path) -> list[Backup]:
    """All backups of a log that have a name of ours, the newest first."""
    found = (backup for folder in folders_of(log) for backup in _in_folder(folder))
    return sorted(found, key=lambda one: (one.number, one.path.name), reverse=True)


def write_backup(engine: Engine, dialect: SQLite, reason: str, spared: Path | None = None) -> Backup:
    """Makes a backup of an open log, looks whether it is sound, and takes away those that no rule asks for any more.

    `spared` is not taken away in any case. Raises UserError `backup.…` where there is none afterwards, and "store.damaged"
    where the log itself is.
    """
    adopt_earlier(dialect.path)
    source = _facts_before(dialect.path, reason)
    folder = _usable_folder(dialect.path)
    backup = _name_next(dialect.path, folder, reason)
    with _troubles_of(folder):
        if shutil.disk_usage(folder).free < _ROOM * dialect.path.stat().st_size:
            raise UserError("backup.no-room", folder=str(folder))
        dialect.backup(engine, backup.path)
        _require_whole(backup, source)
        _sweep(folder)
        for old in expendable(list_backups(dialect.path)):
            if spared is None or old.path != spared.absolute():
                old.path.unlink(missing_ok=True)
    return Backup(backup.path, backup.number, backup.at, reason, backup.path.stat().st_size)


def place_for(log: Path, reason: str) -> Path:
    """A name for a file that is to become a backup."""
    return _name_next(log, _usable_folder(log), reason).path


def adopt_earlier(log: Path) -> None:
    """Gives the backups that earlier versions left beside the log their place and name among the others."""
    folder = folders_of(log)[0]
    named = (
        (file, _EARLIER_NAME.fullmatch(file.name.removeprefix(log.stem))) for file in log.parent.glob(f"{log.stem}.before-*")
    )
    for file, name in sorted((file, name) for file, name in named if name):
        at = datetime.strptime(name[2], "%Y%m%d-%H%M%S")
        reason = "before-restore" if name[1] == "restore" else "before-migration"
        try:
            make_private_folder(folder)
            file.rename(_path_of(folder, _next_number(log), at, reason))
        except OSError:
            return  # they are as safe where they are


def facts_of(file: Path) -> BackupFacts:
    """What a log or a backup of any schema holds, read without changing it. Raises UserError where it cannot be read."""
    with faults_of(file.name), _looking_at(file) as connection:
        ((revision,),) = connection.execute("SELECT version_num FROM alembic_version")
        ((activities,),) = connection.execute("SELECT count(*) FROM activity")
        newest = connection.execute("SELECT id, at FROM journal_entry ORDER BY id DESC LIMIT 1").fetchone()
    last_entry, last_at = newest or (0, None)
    return BackupFacts(revision, activities, last_entry, datetime.fromisoformat(last_at) if last_at else None)


def is_sound(file: Path) -> bool:
    """Whether the engine finds nothing wrong with a file."""
    with faults_of(file.name), _looking_at(file) as connection:
        return _found_by(connection, "PRAGMA integrity_check(1)") == [("ok",)]


def state_of(file: Path) -> str | None:
    """A mark of all that a log of the newest schema holds; None for one of an older schema, or one that cannot be read."""
    mark = hashlib.sha256()
    try:
        with _looking_at(file) as connection:
            for statement in _STATE:
                mark.update(repr(connection.execute(statement).fetchall()).encode())
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return None
    return mark.hexdigest()


@contextmanager
def _looking_at(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(address_to_read(file), uri=True)) as connection:
        yield connection


def _found_by(connection: sqlite3.Connection, statement: str) -> list[tuple[str]]:
    try:
        return connection.execute(statement).fetchall()
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        return [(str(error),)]


def _facts_before(log: Path, reason: str) -> BackupFacts | None:
    """What a log holds; None for one too damaged to tell, which is kept all the same before it is replaced or mended."""
    try:
        return facts_of(log)
    except UserError as error:
        if error.code == "store.damaged" and reason in _KEPT_AS_THEY_ARE:
            return None
        raise


def _in_folder(folder: Path) -> Iterator[Backup]:
    try:
        files = list(folder.iterdir())
    except OSError:
        return
    for file in files:
        name = _NAME.fullmatch(file.name)
        if name:
            yield Backup(file, int(name[1]), datetime.strptime(name[2], _MOMENT), name[3], file.stat().st_size)


def _usable_folder(log: Path) -> Path:
    for folder in folders_of(log):
        try:
            make_private_folder(folder)
            probe = folder / f".probe-{time.monotonic_ns()}.part"
            probe.touch()
            probe.unlink()
        except OSError:
            continue
        return folder
    raise UserError("backup.cannot-write", folder=str(folders_of(log)[0]))


def _name_next(log: Path, folder: Path, reason: str) -> Backup:
    number, at = _next_number(log), datetime.now().replace(microsecond=0)
    return Backup(_path_of(folder, number, at, reason), number, at, reason, 0)


def _next_number(log: Path) -> int:
    """One more than the highest there is: a clock can be set back, a number cannot."""
    return max((one.number for one in list_backups(log)), default=0) + 1


def _path_of(folder: Path, number: int, at: datetime, reason: str) -> Path:
    return folder / f"{number:04}_{at.strftime(_MOMENT)}_{reason}.db"


def _require_whole(backup: Backup, source: BackupFacts | None) -> None:
    """Takes a backup away again that does not hold what the log held when it was begun, or is damaged."""
    if source is None:
        return
    try:
        copy = facts_of(backup.path)
        is_older = (copy.revision, copy.last_entry) < (source.revision, source.last_entry)
        if is_older or (copy.last_entry == source.last_entry and copy.activities != source.activities):
            raise UserError("backup.not-sound", file=backup.path.name)
        if backup.reason not in _KEPT_AS_THEY_ARE and not is_sound(backup.path):
            raise UserError("store.damaged", file=backup.path.name)
    except UserError:
        backup.path.unlink(missing_ok=True)
        raise


def _sweep(folder: Path) -> None:
    """Takes away copies that were never finished, because the program was ended in the middle of one."""
    now = time.time()
    for file in folder.glob(".*.part*"):
        if abs(now - file.stat().st_mtime) > _STALE:
            file.unlink(missing_ok=True)


@contextmanager
def _troubles_of(folder: Path) -> Iterator[None]:
    """Says of troubles with the place of the backups that they are about a backup, not about the log."""
    try:
        yield
    except UserError as error:
        codes = {"store.disk-full": "backup.no-room", **dict.fromkeys(_PLACES, "backup.cannot-write")}
        if error.code in codes:
            raise UserError(codes[error.code], folder=str(folder)) from error
        raise
    except OSError as error:
        raise UserError("backup.cannot-write", folder=str(folder)) from error


_PLACES = ("store.unreachable", "store.cannot-open", "store.not-allowed", "store.read-only")
