"""`check`: every finding."""

import argparse

from pct_tracker.cli.printing import finding_as_json, open_tracker, print_json, require_year, wording
from pct_tracker.domain.codes import Severity


def run(given: argparse.Namespace) -> int:
    """Prints the findings in report order; the exit status is 1 if one of them is an error."""
    with open_tracker(given) as tracker:
        require_year(tracker, given.year)
        findings = [one for some in tracker.findings(given.year).values() for one in some]
    words = wording()
    if given.json:
        print_json([finding_as_json(one, words) for one in findings])
    else:
        for one in findings:
            place = f"activity {one.activity_id:<5}  {one.field:<17}"
            print(f"{one.severity.value:<7}  {place}  {one.rule:<31}  {words.finding(one)}")
        print(", ".join(f"{sum(one.severity is severity for one in findings)} {severity.value}s" for severity in Severity))
    return int(any(one.severity is Severity.ERROR for one in findings))
