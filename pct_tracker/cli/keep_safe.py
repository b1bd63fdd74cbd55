"""`backup`, `restore` and `backups`: copies of the log."""

import argparse
from typing import Any

from pct_tracker.cli.printing import print_json
from pct_tracker.services.keeping.safekeeping import (
    KeptBackup,
    as_utc,
    back_up,
    backup_folder,
    list_backups,
    require_log,
    restore,
)
from pct_tracker.services.tracker import store_path, told_place


def run_backup(given: argparse.Namespace) -> int:
    """Writes a copy."""
    print(f"The log was copied to {back_up(given.store, given.path)}.")
    return 0


def run_restore(given: argparse.Namespace) -> int:
    """Puts a copy back."""
    kept = restore(given.store, given.path)
    before = f" What it held before is kept in {kept}." if kept else ""
    print(f"{told_place(given.store)} is now what {given.path} was.{before}")
    return 0


def run_backups(given: argparse.Namespace) -> int:
    """Lists the backups, newest first; the exit status is 1 if one of them is damaged."""
    location = store_path(given.store)
    kept = list_backups(location, check=given.check)
    if not kept:
        require_log(location)
    if given.json:
        print_json([_as_json(one) for one in kept])
    else:
        print(f"{backup_folder(location)}: {_count(len(kept))}.")
        for one in kept:
            print(_as_line(one))
    return int(any(_is_damaged(one) for one in kept))


def _is_damaged(one: KeptBackup) -> bool:
    return one.facts is None or one.is_sound is False


def _as_line(one: KeptBackup) -> str:
    backup, facts = one.backup, one.facts
    holds = f"{facts.activities:>7} activities  schema {facts.revision}" if facts else f"{'?':>7} activities  schema ?   "
    state = "  damaged" if _is_damaged(one) else "  sound" if one.is_sound else ""
    return f"  {backup.at:%Y-%m-%d %H:%M}  {backup.reason:<16}  {backup.size / 1e6:>7.1f} MB  {holds}{state}  {backup.path.name}"


def _as_json(one: KeptBackup) -> dict[str, Any]:
    backup, facts = one.backup, one.facts
    return {
        "file": str(backup.path),
        "at": as_utc(backup.at).isoformat(),
        "reason": backup.reason,
        "bytes": backup.size,
        "activities": facts.activities if facts else None,
        "schema": facts.revision if facts else None,
        "last_step_at": f"{facts.last_at.isoformat()}Z" if facts and facts.last_at else None,
        "sound": False if _is_damaged(one) else one.is_sound,
    }


def _count(number: int) -> str:
    return "no backup yet" if not number else "1 backup" if number == 1 else f"{number} backups"
