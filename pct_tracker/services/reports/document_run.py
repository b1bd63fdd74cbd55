"""The whole report on a year as a document, composed from the log as it was read."""

from pct_tracker.figures.claims import make_claims
from pct_tracker.figures.counts import count_figures
from pct_tracker.figures.gaps import find_gaps
from pct_tracker.reporting.document import Document, DocumentChoices, build_document
from pct_tracker.reporting.front import FrontBlock
from pct_tracker.services.reports.snapshot import Snapshot


def document_of(snapshot: Snapshot, language: str, front: FrontBlock, choices: DocumentChoices) -> Document:
    """The document on what a snapshot holds; a year without activities gives one that says so."""
    reference = snapshot.reference
    figures = count_figures(snapshot.held, reference)
    sure = count_figures((one for one in snapshot.held if one.id not in snapshot.doubtful), reference)
    return build_document(
        snapshot.held,
        snapshot.planned,
        figures,
        make_claims(figures, sure, find_gaps(snapshot.held, reference)),
        front,
        reference,
        language=language,
        year=snapshot.year,
        choices=choices,
    )
