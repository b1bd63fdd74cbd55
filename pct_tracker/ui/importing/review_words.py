"""Words for what becomes of rows and cells of an import, each with a shape of its own."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from pct_tracker.services.imports.review import ReviewedRow

SIGNS: Mapping[str, str] = {"understood": "✓", "guessed": "≈", "kept-as-text": "“ ”", "empty": ""}
"""What stands before the word for what became of a cell, so that nobody depends on colour."""

OUTCOMES = ("new", "changed", "same", "doubtful", "skipped")


class ReviewWords:
    """The words in the language of the window."""

    def __init__(self) -> None:
        translate = QCoreApplication.translate
        self.outcomes = {
            "new": translate("ReviewWords", "new"),
            "changed": translate("ReviewWords", "changed"),
            "same": translate("ReviewWords", "already there"),
            "doubtful": f"? {translate('ReviewWords', 'doubtful')}",
            "skipped": translate("ReviewWords", "no activity"),
        }
        self.doubts = {
            "alike": translate("ReviewWords", "The log has an activity of this name that nothing else in the file belongs to."),
            "twice": translate("ReviewWords", "All cells are those of a row above it."),
            "differs": translate("ReviewWords", "It was taken for a translation of the stored activity, but differs from it."),
        }
        self.decisions = {
            "add": translate("ReviewWords", "add"),
            "update": translate("ReviewWords", "update"),
            "leave-out": translate("ReviewWords", "leave out"),
        }
        self.reasons = {
            "row.title": translate("ReviewWords", "A title."),
            "row.total": translate("ReviewWords", "A total."),
            "row.above-headings": translate("ReviewWords", "Above the headings."),
            "row.without-date-and-title": translate("ReviewWords", "Neither a date nor a description."),
        }
        self.cells = {
            "understood": translate("ReviewWords", "understood"),
            "guessed": translate("ReviewWords", "guessed"),
            "kept-as-text": translate("ReviewWords", "kept as text"),
            "empty": "",
        }

    def decision(self, row: ReviewedRow) -> str:
        """What is decided about a row; a dash where there is nothing to do."""
        if row.decision != "leave-out":
            return f"✓ {self.decisions[row.decision]}"
        return "–" if row.outcome == "same" else f"✕ {self.decisions['leave-out']}"

    def cell(self, outcome: str) -> str:
        """What became of a cell, its shape first."""
        return f"{SIGNS[outcome]} {self.cells[outcome]}".strip()
