"""`reconcile`: the numbers of a published sentence beside those of the rows."""

import argparse
from typing import Any

from pct_tracker.cli.printing import open_tracker, print_json, require_year, wording
from pct_tracker.services.checks.reconciling import ReconciledClaim, claims_in_file, claims_in_text, reconcile
from pct_tracker.services.wording import Wording


def run(given: argparse.Namespace) -> int:
    """Prints each claim with what is counted from the rows; the exit status is 1 if one of them is false."""
    with open_tracker(given) as tracker:
        require_year(tracker, given.year)
        claims = claims_in_file(tracker, given.file) if given.file else claims_in_text(given.text)
        reconciled = reconcile(tracker, given.year, claims)
    words = wording()
    if given.json:
        print_json([_as_json(one, words) for one in reconciled])
    else:
        for one in reconciled:
            _print(one, words)
    return int(not all(one.holds for one in reconciled))


def _print(one: ReconciledClaim, words: Wording) -> None:
    claim, label = one.claim, words.figure_label(one.figure.name)
    said = f"{claim.bound.replace('-', ' ')} {claim.number:,}"
    verdict = f"true, with a margin of {one.margin:,}" if one.holds else "FALSE"
    print(f"{label}: {said}; the rows say {one.figure.value:,}: {verdict}.")
    if one.without_doubtful != one.figure.value:
        verdict = f"true, margin {one.margin_without_doubtful:,}" if one.holds_without_doubtful else "FALSE"
        print(f"  without doubtful activities {one.without_doubtful:,}: {verdict}.")


def _as_json(one: ReconciledClaim, words: Wording) -> dict[str, Any]:
    return {
        "figure": one.figure.name,
        "bound": one.claim.bound,
        "number": one.claim.number,
        "text": one.claim.text,
        "value": one.figure.value,
        "rule": words.figure_rule(one.figure.name),
        "holds": one.holds,
        "margin": one.margin,
        "without_doubtful": one.without_doubtful,
        "holds_without_doubtful": one.holds_without_doubtful,
        "margin_without_doubtful": one.margin_without_doubtful,
        "activity_ids": list(one.figure.activity_ids),
    }
