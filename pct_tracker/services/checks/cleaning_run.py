"""Writing the cleaning report of a year."""

from pathlib import Path

from pct_tracker.domain.errors import UserError
from pct_tracker.reporting.cleaning import build_cleaning
from pct_tracker.reporting.writers import write_document
from pct_tracker.services.checks.cleaning import find_cleaning
from pct_tracker.services.checks.cleaning_words import CleaningWords, Made
from pct_tracker.services.tracker import Tracker

FORMATS = ("docx", "html")
"""The kinds of file a cleaning report can be written as."""


def write_cleaning(tracker: Tracker, year: int, language: str, format_: str, output: Path | None = None) -> Path:
    """Writes the cleaning report of a year in a language and returns its file, `output` or one of the usual name.

    Raises UserError if the year has no activities, the kind of file is not one of FORMATS, or the place cannot be written to.
    """
    if format_ not in FORMATS:
        raise UserError("cleaning.kind-unknown", format=format_, formats=", ".join(FORMATS))
    years = tracker.years()
    if year not in years:
        known = ", ".join(map(str, years))
        raise UserError("year.unknown", year=year, years=known) if known else UserError("year.unknown-empty", year=year)
    target = output or Path(suggested_name(year, language, format_))
    reference = tracker.reference_for(year)
    made = Made(tracker.author, tracker.today(), tracker.store.name)
    text = CleaningWords(reference, language).text(find_cleaning(tracker, year), made)
    write_document(build_cleaning(text, reference, language=language, year=year), target, format_, breathe=tracker.breathe)
    return target


def suggested_name(year: int, language: str, format_: str) -> str:
    """The usual name of a cleaning report: cleaning-2024-en.docx."""
    return f"cleaning-{year}-{language}.{format_}"
