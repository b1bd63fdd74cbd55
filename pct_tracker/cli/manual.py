"""`manual`: how to work with the program, and what each rule of the checks means, as one page."""

import argparse

from pct_tracker.services.manual import write_manual


def run(given: argparse.Namespace) -> int:
    """Writes the page and says where it is."""
    print(write_manual(given.output, given.language))
    return 0
