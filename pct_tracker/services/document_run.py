"""The whole report on a year as a document, composed from the log as it is or was."""

from pct_tracker.figures.claims import make_claims
from pct_tracker.figures.counts import count_figures
from pct_tracker.reporting.document import Document, DocumentChoices, build_document
from pct_tracker.reporting.front import FrontBlock
from pct_tracker.services.snapshot import Snapshot, take_snapshot
from pct_tracker.services.tracker import Tracker


def compose_document(
    tracker: Tracker, year: int, language: str, front: FrontBlock, choices: DocumentChoices | None = None
) -> Document:
    """The document on the activities of a year; a year without any gives one that says so."""
    choices = choices or DocumentChoices()
    return document_of(take_snapshot(tracker, year, choices.planned_year), language, front, choices)


def document_of(snapshot: Snapshot, language: str, front: FrontBlock, choices: DocumentChoices) -> Document:
    """The document on what a snapshot holds."""
    reference = snapshot.reference
    figures = count_figures(snapshot.held, reference)
    sure = count_figures((one for one in snapshot.held if one.id not in snapshot.doubtful), reference)
    return build_document(
        snapshot.held,
        snapshot.planned,
        figures,
        make_claims(figures, sure),
        front,
        reference,
        language=language,
        year=snapshot.year,
        choices=choices,
    )
