"""`sample`: the activities of 2024 into an empty log."""

import argparse

from pct_tracker.cli.printing import open_tracker
from pct_tracker.services.imports.run import load_sample
from pct_tracker.services.tracker import told_place


def run(given: argparse.Namespace) -> int:
    """Loads the sample."""
    with open_tracker(given) as tracker:
        change = load_sample(tracker)
    print(f"{len(change.added)} sample activities of 2024 are in {told_place(given.store)}.")
    return 0
