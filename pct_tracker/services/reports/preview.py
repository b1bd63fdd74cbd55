"""The pages of a document to look at before anything is written."""

from pct_tracker.reporting.document import Document


def preview_pages(document: Document, *, dpi: int = 96, rows: int | None = None) -> list[bytes]:
    """The pages as PNG pictures of so many dots per inch; with few `rows` of each table they come at once.

    Raises UserError export.no-font if no font here can print the language.
    """
    from pct_tracker.reporting.writers.pdf import render_pages  # typst is loaded when it is needed

    return render_pages(document, dpi=dpi, rows=rows)
