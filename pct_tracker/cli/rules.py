"""`rules`: how heavily each rule weighs in this log, and another weight for one of them."""

import argparse
from collections.abc import Iterable
from typing import Any

from pct_tracker.cli.printing import open_tracker, print_json, wording
from pct_tracker.domain.errors import UserError
from pct_tracker.services.checks.accepting import grade_rules
from pct_tracker.services.checks.rule_weights import RuleWeight, rule_weights
from pct_tracker.services.wording import Wording


def run(given: argparse.Namespace) -> int:
    """Prints all rules, or the one that is named after it was given its new weight."""
    with open_tracker(given) as tracker:
        if given.weight is not None:
            grade_rules(tracker, [(given.rule, given.weight)])
        shown = [one for one in rule_weights(tracker) if given.rule in (None, one.rule)]
    if not shown:
        raise UserError("rules.unknown", rule=given.rule)
    words = wording()
    if given.json:
        print_json([_as_json(one, words) for one in shown])
    else:
        _print(shown, words)
    return 0


def _print(weights: Iterable[RuleWeight], words: Wording) -> None:
    for one in weights:
        print(f"{one.here:<7}  {one.rule:<31}  {words.rule_name(one.rule)}{_told(one)}")


def _told(one: RuleWeight) -> str:
    """By whom a weight was given that is not that of the rule itself."""
    if one.is_own or one.changed is None or one.changed.at is None:
        return ""
    return f" (by itself {one.own}; {one.changed.author}, {one.changed.at:%Y-%m-%d})"


def _as_json(one: RuleWeight, words: Wording) -> dict[str, Any]:
    changed = one.changed
    return {
        "rule": one.rule,
        "name": words.rule_name(one.rule),
        "explanation": words.rule_explanation(one.rule),
        "own_weight": one.own,
        "weight": one.here,
        "changed_by": changed.author if changed else None,
        "changed_at": f"{changed.at:%Y-%m-%d %H:%M}Z" if changed and changed.at else None,
    }
