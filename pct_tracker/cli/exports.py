"""`exports` and `repeat`: what was exported, and an earlier export written once more."""

import argparse
from typing import Any

from pct_tracker.cli.printing import open_tracker, print_json, require_year
from pct_tracker.cli.report import print_result
from pct_tracker.domain.report import ExportRecord
from pct_tracker.services.reports.archive import export_records
from pct_tracker.services.reports.plan import plan_year_of
from pct_tracker.services.reports.repeating import corrects, find_export, repeat
from pct_tracker.services.reports.run import require_unpublished


def run(given: argparse.Namespace) -> int:
    """Prints the exports of a year, or of all years."""
    with open_tracker(given) as tracker:
        told = [_as_json(one) for one in export_records(tracker, given.year)]
        if not told:
            require_year(tracker, given.year)
    if given.json:
        print_json(told)
    else:
        for one in told:
            files = f"{'|'.join(one['languages'])}  {'|'.join(one['formats'])}"
            print(f"{one['id']:>5}  {one['at'][:16]}  {one['author']}  {one['year']}  {_what(one)}  {files}")
        print(f"{len(told)} exports." if told else "Nothing was exported yet.")
    return 0


def run_repeat(given: argparse.Namespace) -> int:
    """Writes the files of an export again; the exit status is 1 if something in them needs attention."""
    require_unpublished(given.output)
    with open_tracker(given) as tracker:
        result = repeat(tracker, find_export(tracker, given.export), given.output)
    print_result(result)
    return int(result.needs_attention)


def _what(one: dict[str, Any]) -> str:
    if one["corrects"] is not None:
        return f"corrigendum to export {one['corrects']}"
    frozen = [word for word, holds in (("published", one["freezes"] == "year"), ("plan frozen", one["plan_year"])) if holds]
    return ", ".join(["report", *frozen])


def _as_json(one: ExportRecord) -> dict[str, Any]:
    return {
        "id": one.id,
        "at": one.at.isoformat(),
        "author": one.author,
        "year": one.year,
        "freezes": one.freezes,
        "plan_year": plan_year_of(one),
        "corrects": corrects(one),
        "languages": list(one.choices.get("languages", ())),
        "formats": list(one.choices.get("formats", ())),
        "files": [file["file"] for file in one.manifest.get("files", ())],
    }
