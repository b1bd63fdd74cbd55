"""`plan`: what became of the frozen plan of a year."""

import argparse
from collections.abc import Iterator
from typing import Any

from pct_tracker.cli.printing import open_tracker, print_json, require_year
from pct_tracker.domain.errors import UserError
from pct_tracker.services.reports.plan import OUTCOMES, PlanOutcome, PlanRow, plan_outcome

_HEADINGS = {
    "held": "Held",
    "moved": "Moved to another month or year",
    "dropped": "Dropped",
    "open": "Still planned",
    "added": "Held without having been planned",
}
_REASONS = {
    "cancelled": "cancelled",
    "deleted": "deleted",
    "postponed": "postponed without a new date",
    "overdue": "the year is over and it has no outcome",
}


def run(given: argparse.Namespace) -> int:
    """Prints the planned activities by what became of them; the exit status is 1 if one of a past year has no outcome."""
    with open_tracker(given) as tracker:
        outcome = plan_outcome(tracker, given.year)
        if outcome is None:
            require_year(tracker, given.year)
    if outcome is None:
        raise UserError("plan.never-frozen", year=given.year)
    if given.json:
        print_json({"year": outcome.year, **{name: [_as_json(row) for row in outcome.of(name)] for name in OUTCOMES}})
    else:
        print("\n".join(_as_lines(outcome)))
    return int(any(row.why == "overdue" for row in outcome.rows))


def _as_lines(outcome: PlanOutcome) -> Iterator[str]:
    for name in OUTCOMES:
        rows = outcome.of(name)
        yield f"{_HEADINGS[name]}: {len(rows)}"
        yield from (f"  {row.shown.id:>6}  {_months(row):<18}  {row.shown.title.best('en')}{_reason(row)}" for row in rows)


def _months(row: PlanRow) -> str:
    """The month, or where it is another one now both of them."""
    planned, now = ((one.month or "?") if one else "" for one in (row.planned, row.now))
    return f"{planned} > {now}" if planned and now and planned != now else planned or now


def _reason(row: PlanRow) -> str:
    if not row.why:
        return ""
    told = row.now.status_reason if row.now else None
    return f" ({_REASONS[row.why]}{f': {told}' if told else ''})"


def _as_json(row: PlanRow) -> dict[str, Any]:
    return {
        "planned": {"id": row.planned.id, "year": row.planned.year, "month": row.planned.month} if row.planned else None,
        "now": {"id": row.now.id, "year": row.now.year, "month": row.now.month, "status": row.now.status} if row.now else None,
        "title": row.shown.title.best("en"),
        "why": row.why or None,
        "reason": row.now.status_reason if row.now else None,
    }
