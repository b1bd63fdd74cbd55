"""`backup`, `restore` and `doctor`: copies of the log, and whether it is sound."""

import argparse

from pct_tracker.services.safekeeping import back_up, examine, restore
from pct_tracker.services.tracker import store_path


def run_backup(given: argparse.Namespace) -> int:
    """Writes a copy."""
    print(f"The log was copied to {back_up(store_path(given.store), given.path)}.")
    return 0


def run_restore(given: argparse.Namespace) -> int:
    """Puts a copy back."""
    kept = restore(store_path(given.store), given.path)
    print(f"{given.store} is now what {given.path} was. What it held before is kept in {kept}.")
    return 0


def run_doctor(given: argparse.Namespace) -> int:
    """Says what is known of the log; the exit status is 1 if it is not sound."""
    health = examine(store_path(given.store))
    print(f"{health.file}: schema {health.revision}, {health.activities} activities.")
    print("The file is sound." if not health.problems else "The file is damaged: " + "; ".join(health.problems))
    if health.holders is None:
        print("This system does not tell who has it open.")
    elif health.holders:
        print("Also open in process " + ", ".join(map(str, health.holders)) + ".")
    else:
        print("Nobody else has it open.")
    return int(bool(health.problems))
