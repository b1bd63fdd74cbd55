"""Whether a log is sound, what can be mended in it, and what can be read of a damaged one."""

from dataclasses import dataclass
from pathlib import Path

from pct_tracker.domain.backup import Backup
from pct_tracker.domain.errors import UserError
from pct_tracker.domain.health import Flaw, Rescue
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.paths import is_open_to_others
from pct_tracker.services.keeping.safekeeping import BackupAge, backup_age, require_log
from pct_tracker.services.tracker import store_place
from pct_tracker.store.backups import list_backups
from pct_tracker.store.rescue import rescue
from pct_tracker.store.store import Store


@dataclass(frozen=True, slots=True)
class Health:
    """What `doctor` found.

    `problems` are the engine's words on its file, `flaws` what is amiss in a file that can be read. `holders` are ids of other
    processes that have the log open, None if that cannot be told. `open_to_others` are its files, backups among them, that other
    people on this computer can read: somebody may wish that.
    """

    name: str
    revision: str
    activities: int
    problems: tuple[str, ...]
    flaws: tuple[Flaw, ...]
    holders: tuple[int, ...] | None
    backups: BackupAge
    open_to_others: tuple[Path, ...] = ()

    @property
    def is_sound(self) -> bool:
        return not self.problems and not self.flaws


@dataclass(frozen=True, slots=True)
class Mending:
    """What was amiss before a log was mended, how it is since, and where the state before is kept."""

    before: Health
    after: Health
    backup: Backup | None


def examine(location: str | Path) -> Health:
    """Looks a log over, without changing it."""
    place = store_place(location)
    if isinstance(place, Path):
        require_log(place)
    store = Store.open_copy(place) if isinstance(place, Path) else Store.open(place)
    try:
        holders = store.holders()
        problems = tuple(store.problems())
        return Health(
            str(place) if isinstance(place, Path) else store.name,
            store.revision(),
            len(store.find_ids(ActivityQuery())),
            problems,
            _flaws(store, is_readable=not problems),
            None if holders is None else tuple(holders),
            backup_age(place) if isinstance(place, Path) else BackupAge(None, is_old=False),
            _open_to_others(place) if isinstance(place, Path) else (),
        )
    finally:
        store.close()


def mend(location: Path) -> Mending:
    """Mends what can be worked out anew, after a backup. Raises UserError where no backup can be made."""
    before = examine(location)
    store = Store.open(location)
    try:
        backup = store.keep_backup("before-repair", always=True)
        store.repair()
    finally:
        store.close()
    return Mending(before, examine(location), backup)


def save_from(location: Path, target: Path) -> Rescue:
    """Writes a new log with all that can be read of a damaged one; that one is left as it is."""
    require_log(location)
    if location.is_dir():
        raise UserError("store.is-folder", file=str(location))
    return rescue(location, target.absolute())


def _open_to_others(log: Path) -> tuple[Path, ...]:
    """The log and its backups, as far as others can read them; what SQLite keeps beside a log follows its mode."""
    return tuple(filter(is_open_to_others, (log, *(one.path for one in list_backups(log)))))


def _flaws(store: Store, *, is_readable: bool) -> tuple[Flaw, ...]:
    """What is amiss besides the file; nothing can be said of it where the file itself is damaged."""
    if not is_readable:
        return ()
    try:
        return tuple(store.flaws())
    except UserError as error:
        if error.code != "store.damaged":
            raise
        return ()
