"""`list`: the activities in report order."""

import argparse
import csv
import sys
from collections.abc import Sequence

from pct_tracker.cli.printing import open_tracker, print_json
from pct_tracker.domain.activity import Activity
from pct_tracker.domain.codes import LANGUAGES, Status
from pct_tracker.domain.formulas import guard_formula
from pct_tracker.domain.query import ActivityQuery
from pct_tracker.services.structured import activity_as_json


def run(given: argparse.Namespace) -> int:
    """Prints the activities as JSON, as CSV or as a table for reading."""
    query = ActivityQuery(year=given.year, status=Status(given.status) if given.status else None)
    with open_tracker(given) as tracker:
        activities = tracker.activities(query)
    if given.json:
        print_json([activity_as_json(one) for one in activities])
    elif given.csv:
        _print_csv(activities)
    else:
        _print_table(activities)
    return 0


def _print_csv(activities: Sequence[Activity]) -> None:
    """One row an activity under names that never change; lists are joined with semicolons."""
    columns = [
        *("id", "month", "start", "end", "status", "type", "contents"),
        *(f"title_{language}" for language in LANGUAGES),
        *("co_organizers", "venue", "modality", "origins", "origin_note", "participant_types", "participants", "funding"),
    ]
    writer = csv.DictWriter(sys.stdout, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for one in activities:
        writer.writerow({key: guard_formula(value) if isinstance(value, str) else value for key, value in _flat(one).items()})


def _flat(one: Activity) -> dict[str, object]:
    flat = activity_as_json(one)
    flat |= {f"title_{language}": one.title.get(language, "") for language in LANGUAGES}
    flat["venue"] = one.venue.code or one.venue.kind.value
    flat["co_organizers"] = "; ".join(organizer.name.best("en") for organizer in one.co_organizers)
    flat["origins"] = "; ".join(origin.code or origin.text or "" for origin in one.origins)
    flat["origin_note"] = one.origin_note.best("en")
    flat["contents"], flat["participant_types"] = "; ".join(one.contents), "; ".join(one.participant_types)
    return flat


def _print_table(activities: Sequence[Activity]) -> None:
    for one in activities:
        number = "" if one.participants is None else str(one.participants)
        facts = f"{one.id:>6}  {one.month or '-------'}  {one.status:<9}  {(one.type or ''):<14}  {number:>6}"
        print(f"{facts}  {one.title.best('en')[:80]}")
    print(f"{len(activities)} activities.", file=sys.stderr)
