"""`copy`: a whole log from one place to another."""

import argparse
import sys

from pct_tracker.services.keeping.sharing import copy_log

_OFTEN = 20_000
"""Rows after which it is told how far it is."""


def run(given: argparse.Namespace) -> int:
    """Carries a log over, and says what was found to be the same on both sides."""
    copied = copy_log(given.source, given.target, _tell)
    steps = "1 step" if copied.entries == 1 else f"{copied.entries} steps"
    print(f"{copied.activities} activities and {steps} of work were copied ({copied.rows} rows).")
    print("Both places were read back and hold the same.")
    return 0


def _tell(rows: int) -> None:
    if rows and rows % _OFTEN == 0:
        print(f"{rows} rows …", file=sys.stderr)
