"""`history`: the steps of work, what happened to one activity, or what changed in a year since it was locked."""

import argparse
from collections.abc import Sequence
from typing import Any

from pct_tracker.cli.printing import open_tracker, print_json, wording
from pct_tracker.domain.activity import ActivityDraft
from pct_tracker.domain.change import JournalEntry, JournalLine
from pct_tracker.domain.errors import UserError
from pct_tracker.services.telling import FieldChange, differences, sentence
from pct_tracker.services.tracker import Tracker
from pct_tracker.services.wording import Wording


def run(given: argparse.Namespace) -> int:
    """Prints steps newest first; one activity oldest first."""
    words = wording()
    with open_tracker(given) as tracker:
        told = _told(tracker, given, words)
    if given.json:
        print_json(told)
    else:
        for one in told:
            _print(one)
    return 0


def _told(tracker: Tracker, given: argparse.Namespace, words: Wording) -> list[dict[str, Any]]:
    if given.activity is not None:
        history = tracker.history(given.activity)
        if not history:
            raise UserError("activity.unknown", activity_id=given.activity)
        return [{**_entry(entry, words), **_line(line, tracker, words)} for entry, line in history]
    if given.year is not None:
        if given.year not in tracker.locks():
            raise UserError("year.not-locked", year=given.year)
        return [_line(line, tracker, words) for line in tracker.changed_since_lock(given.year)]
    return [_entry(entry, words) for entry in tracker.steps(limit=given.limit)]


def _entry(entry: JournalEntry, words: Wording) -> dict[str, Any]:
    return {
        "step": entry.id,
        "at": f"{entry.at:%Y-%m-%d %H:%M}Z",
        "author": entry.author,
        "what": words.step(entry.step),
        "state": entry.state,
        "activities": entry.activities,
    }


def _line(line: JournalLine, tracker: Tracker, words: Wording) -> dict[str, Any]:
    changes: Sequence[FieldChange] = ()
    if line.before and line.after:
        changes = differences(line.before, line.after, tracker.reference, words)
    content = line.after or line.before or ActivityDraft()
    return {
        "activity_id": line.activity_id,
        "title": content.title.best("en"),
        "outcome": "added" if line.before is None else "changed" if line.after else "deleted",
        "changes": [
            {"field": one.field, "language": one.language or None, "before": one.before, "after": one.after}
            | {"message": sentence(one, words)}
            for one in changes
        ],
    }


def _print(one: dict[str, Any]) -> None:
    if "step" in one:
        undone = {"undone": " (taken back)", "dropped": " (taken back for good)"}.get(one["state"], "")
        print(f"{one['at']}  {one['author']}  {one['what']}{undone}")
    else:
        print(f"{one['activity_id']:>6}  {one['title']}: {one['outcome']}")
    for change in one.get("changes", ()):
        print(f"    {change['message']}")
