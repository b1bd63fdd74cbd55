"""What the commands share: an open log, sentences, and JSON on standard output."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pct_tracker.domain.errors import UserError
from pct_tracker.domain.finding import Finding
from pct_tracker.reference.loader import load_reference
from pct_tracker.services.keeping.safekeeping import keep_daily
from pct_tracker.services.tracker import Tracker
from pct_tracker.services.wording import Wording


@contextmanager
def open_tracker(given: argparse.Namespace) -> Iterator[Tracker]:
    """The log that the arguments name, closed afterwards; what changed it has the backup of the day made as well."""
    tracker = Tracker.open(given.store)
    try:
        before = tracker.store.last_entry()
        yield tracker
        if tracker.store.last_entry() != before:
            _keep_backup(tracker)
    finally:
        tracker.close()


def _keep_backup(tracker: Tracker) -> None:
    """Where no backup can be made, that is said and no reason to undo what was done."""
    try:
        keep_daily(tracker)
    except UserError as error:
        tracker.backup_trouble = error
    if tracker.backup_trouble is not None:
        complain(tracker.backup_trouble)


def wording() -> Wording:
    """The sentences of the command line, which speaks English."""
    return Wording(load_reference())


def complain(error: UserError) -> None:
    """Says on standard error what could not be done, why, and what to do."""
    print(wording().error(error), file=sys.stderr)


def print_json(document: Any) -> None:
    """One JSON document on standard output."""
    print(json.dumps(document, ensure_ascii=False, indent=1))


def finding_as_json(finding: Finding, words: Wording) -> dict[str, Any]:
    """A finding in the shape of `check --json`."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "activity_id": finding.activity_id,
        "field": finding.field,
        "message": words.finding(finding),
        "fixes": [words.fix(fix) for fix in finding.fixes],
        "accepted": finding.accepted,
    }


def require_year(tracker: Tracker, year: int | None) -> None:
    """Raises UserError if a year was asked for that has no activities."""
    years = tracker.years()
    if year is not None and year not in years:
        known = ", ".join(map(str, years))
        raise UserError("year.unknown", year=year, years=known) if known else UserError("year.unknown-empty", year=year)


def told_errors(errors: int, rows: int) -> str:
    """How many of the exported activities have errors, and where they are listed."""
    return f"{errors} of {rows} activities {'has' if errors == 1 else 'have'} errors; 'pct-tracker check' lists them."
