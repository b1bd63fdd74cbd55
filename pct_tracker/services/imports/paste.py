"""Bringing rows of the clipboard into the log: read, matched against what is there, stored as one step."""

from collections.abc import Collection
from dataclasses import dataclass

from pct_tracker.domain.change import Edit, Revision, Step
from pct_tracker.domain.codes import Status
from pct_tracker.importing.clipboard import read_clipboard
from pct_tracker.services.imports.run import ImportResult, review_import, try_import
from pct_tracker.services.progress import Progress
from pct_tracker.services.tracker import Tracker


@dataclass(frozen=True, slots=True)
class PasteResult:
    """What pasting would do. `left_out` are the columns that nobody could recognise."""

    result: ImportResult
    left_out: tuple[str, ...]


def try_paste(
    tracker: Tracker, text: str, html: str, *, year: int | None, status: Status, progress: Progress | None = None
) -> PasteResult:
    """Reads a clipboard and compares it with the log, without storing anything.

    Raises UserError `paste.…`, and "work.cancelled" if somebody asked to stop.
    """
    progress = progress or Progress()
    pasted = read_clipboard(text, html, tracker.reference, year=year, status=status, breathe=progress.breathe)
    review = review_import(tracker, pasted.reading, progress)
    return PasteResult(try_import(tracker, review, progress), pasted.left_out)


def build_paste(result: ImportResult, numbers: Collection[int]) -> Edit:
    """The edit that adds the new rows and changes the known ones among those with these numbers."""
    chosen = [match for match in result.review.matches if match.row.number in numbers]
    added = tuple(match.draft for match in chosen if match.outcome == "new")
    revised = tuple(
        Revision(match.activity.id, match.activity.version, match.draft)
        for match in chosen
        if match.outcome == "changed" and match.activity
    )
    return Edit(Step("paste", {"count": len(added) + len(revised)}), added=added, revised=revised)
