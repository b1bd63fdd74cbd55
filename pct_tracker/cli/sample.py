"""`sample`: the activities of 2024 into an empty log."""

import argparse

from pct_tracker.cli.printing import open_tracker
from pct_tracker.services.import_run import load_sample


def run(given: argparse.Namespace) -> int:
    """Loads the sample."""
    with open_tracker(given) as tracker:
        change = load_sample(tracker)
        # An address may hold a password.
        place = tracker.store.name if tracker.store.is_on_server else given.store
    print(f"{len(change.added)} sample activities of 2024 are in {place}.")
    return 0
