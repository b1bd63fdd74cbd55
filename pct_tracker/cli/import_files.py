"""`import`: annex tables into the log."""

import argparse
import sys
from typing import Any

from pct_tracker.cli.printing import finding_as_json, open_tracker, print_json, wording
from pct_tracker.domain.codes import Severity, Status
from pct_tracker.services.imports.run import (
    AnnexReading,
    ImportResult,
    RowFinding,
    read_file,
    require_open_years,
    review_import,
    store_import,
    try_import,
)
from pct_tracker.services.wording import Wording


def run(given: argparse.Namespace) -> int:
    """Reads all files before it stores the first one, so that one that cannot come in leaves the log as it was."""
    status = Status(given.status) if given.status else None
    with open_tracker(given) as tracker:
        readings = [read_file(tracker, path, year=given.year, language=given.language, status=status) for path in given.files]
        require_open_years(tracker, readings)
        store = try_import if given.dry_run else store_import
        results = [store(tracker, review_import(tracker, reading)) for reading in readings]
    words = wording()
    if given.json:
        print_json(_summary(results, words))
    else:
        for result in results:
            _print(result, words, dry=given.dry_run)
    return int(any(result.needs_attention for result in results))


def _summary(results: list[ImportResult], words: Wording) -> dict[str, Any]:
    reviews = [result.review for result in results]
    languages = dict.fromkeys(language for review in reviews for language in review.reading.languages)
    left_out = [{"name": one.name, "filled": one.filled} for review in reviews for one in review.reading.left_out]
    notes = [note for review in reviews for note in _notes(review.reading, words)]
    return {
        "rows_read": sum(len(review.reading.rows) for review in reviews),
        "new": sum(review.count("new") for review in reviews),
        "changed": sum(review.count("changed") for review in reviews),
        "same": sum(review.count("same") for review in reviews),
        "refused": sum(len(review.reading.skipped) for review in reviews),
        "languages": list(languages),
        "findings": [_row_finding(one, words) for result in results for one in result.findings],
        **({"left_out": left_out} if left_out else {}),
        **({"notes": notes} if notes else {}),
    }


def _row_finding(one: RowFinding, words: Wording) -> dict[str, Any]:
    return {**finding_as_json(one.finding, words), "row": one.row, "source_cell": one.source_cell}


def _notes(reading: AnnexReading, words: Wording) -> list[str]:
    """What was left out or only guessed: tables, columns, hidden parts."""
    columns = (words.note("left-out", {"name": one.name, "count": one.filled}) for one in reading.left_out)
    return [*(words.note(note.code, note.params) for note in reading.notes), *columns]


def _print(result: ImportResult, words: Wording, *, dry: bool) -> None:
    reading, review = result.review.reading, result.review
    verb = "would be " if dry else ""
    counts = f"{review.count('new')} {verb}new, {review.count('changed')} changed, {review.count('same')} the same"
    rows = "1 row" if len(reading.rows) == 1 else f"{len(reading.rows)} rows"
    print(f"{reading.file}: {rows} read for {reading.year or 'no year'}, {counts}.")
    for note in _notes(reading, words):
        print(f"  {note}", file=sys.stderr)
    for row in reading.skipped:
        print(
            f"  left out ({_REASONS.get(row.reason, row.reason)}): {' | '.join(filter(None, row.cells))[:100]}", file=sys.stderr
        )
    serious = [one for one in result.findings if one.finding.severity is not Severity.HINT]
    for one in serious:
        print(f"  row {one.row}, {one.finding.severity.value}: {words.finding(one.finding)}")
    hints = len(result.findings) - len(serious)
    if hints:
        print(f"  and {hints} hints; 'pct-tracker check' lists them.")


_REASONS = {
    "row.total": "a total",
    "row.title": "a title",
    "row.above-headings": "above the headings",
    "row.without-date-and-title": "neither a date nor a description",
}
