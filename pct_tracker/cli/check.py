"""`check`: every finding."""

import argparse
from collections import Counter

from pct_tracker.cli.printing import finding_as_json, open_tracker, print_json, require_year, wording
from pct_tracker.domain.codes import Severity
from pct_tracker.domain.finding import Finding
from pct_tracker.services.wording import Wording


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
            _print(one, words)
        print(_summed(findings))
    return int(any(one.severity is Severity.ERROR for one in findings))


def _print(finding: Finding, words: Wording) -> None:
    place = f"activity {finding.activity_id:<5}  {finding.field:<17}"
    accepted = "" if finding.is_open else f" Accepted: {finding.accepted}"
    print(f"{finding.severity.value:<7}  {place}  {finding.rule:<31}  {words.finding(finding)}{accepted}")


def _summed(findings: list[Finding]) -> str:
    """How many are open of each weight, and how many are accepted if any are."""
    counts = Counter(one.severity.value if one.is_open else "accepted" for one in findings)
    told = [f"{counts[severity.value]} {severity.value}s" for severity in Severity]
    return ", ".join([*told, *([f"{counts['accepted']} accepted"] if counts["accepted"] else [])])
