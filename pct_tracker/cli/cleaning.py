"""`cleaning`: what was found in a year, corrected, accepted and left open, in plain words."""

import argparse

from pct_tracker.cli.printing import open_tracker
from pct_tracker.services.checks.cleaning_run import write_cleaning


def run(given: argparse.Namespace) -> int:
    """Writes the report and says where it is."""
    with open_tracker(given) as tracker:
        print(write_cleaning(tracker, given.year, given.language, given.format, given.output))
    return 0
