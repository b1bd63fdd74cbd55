"""`export`: the annex of a year, in one language or in all six."""

import argparse
import sys

from pct_tracker.cli.printing import open_tracker, told_errors, wording
from pct_tracker.domain.codes import LANGUAGES, Status
from pct_tracker.services.reports.export_run import ExportResult, export_annex


def run(given: argparse.Namespace) -> int:
    """Writes the files and says where they are and what in them needs attention."""
    languages = LANGUAGES if given.language == "all" else (given.language,)
    with open_tracker(given) as tracker:
        result = export_annex(
            tracker,
            given.year,
            languages,
            given.format,
            given.output,
            status=Status(given.status),
            origin_order=given.origin_order,
        )
    for file in result.files:
        print(file)
    _print_attention(result)
    return int(result.needs_attention)


def _print_attention(result: ExportResult) -> None:
    words = wording()
    missing = {words.language_name(language): count for language, count in result.untranslated.items() if count}
    if missing:
        told = ", ".join(f"{count} in the {language} annex" for language, count in missing.items())
        print(f"Texts without a translation are printed in another language, marked: {told}.", file=sys.stderr)
    if result.errors:
        print(told_errors(result.errors, result.rows), file=sys.stderr)
