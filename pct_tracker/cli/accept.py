"""`accept`: what a rule found is right as it is, for a reason; or is no longer."""

import argparse

from pct_tracker.cli.printing import open_tracker, wording
from pct_tracker.services.checks.accepting import accept_findings, find_judged, withdraw_findings


def run(given: argparse.Namespace) -> int:
    """Accepts all that a rule says of an activity as one step, or opens it again."""
    with open_tracker(given) as tracker:
        judged = find_judged(tracker, given.activity, given.rule, is_open=not given.withdraw)
        edit = withdraw_findings(judged) if given.withdraw else accept_findings(tracker, judged, given.reason)
        change = tracker.do(edit)
    print(f"{wording().step(change.step)}.")
    return 0
