"""`password`: the password of a log on a server, kept by the system and by nothing else."""

import argparse
import getpass
import sys

from pct_tracker.services.keeping.sharing import forget_password, keep_password


def run(given: argparse.Namespace) -> int:
    """Asks for the password without showing it, or reads one line where nobody sits at a terminal."""
    if given.forget:
        print(
            "The keyring has forgotten the password." if forget_password(given.store) else "The keyring had no password for it."
        )
        return 0
    keep_password(given.store, _asked())
    print("The keyring of this system keeps the password now.")
    return 0


def _asked() -> str:
    """What is typed, or the line that is given; empty where the input ends before."""
    try:
        return getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    except EOFError:
        return ""
