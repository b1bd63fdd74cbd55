"""`lock` and `unlock`: a published year is closed to every change, and opened again for a reason."""

import argparse

from pct_tracker.cli.printing import open_tracker, require_year


def run_lock(given: argparse.Namespace) -> int:
    """Locks a year that has activities."""
    with open_tracker(given) as tracker:
        require_year(tracker, given.year)
        tracker.lock_year(given.year)
    print(f"{given.year} is locked. 'pct-tracker unlock --year {given.year} --reason TEXT' takes the lock off.")
    return 0


def run_unlock(given: argparse.Namespace) -> int:
    """Takes the lock off a year and keeps the reason."""
    with open_tracker(given) as tracker:
        tracker.unlock_year(given.year, given.reason)
    print(f"{given.year} is unlocked. What changes in it from now on is listed by 'pct-tracker history --year {given.year}'.")
    return 0
