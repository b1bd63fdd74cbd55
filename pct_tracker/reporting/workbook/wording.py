"""The words of the workbook in one of the six languages."""

from pct_tracker.reference.reference import Reference
from pct_tracker.reporting.workbook.sheets import Column

_WIDTHS = {
    "title": 60,
    "co_organizers": 40,
    "funding": 20,
    "name": 34,
    "label": 34,
    "figure": 30,
    "rule": 70,
    "region": 32,
    "type": 22,
    "contents": 10,
    "kind": 16,
    "type_code": 18,
    "figure_name": 22,
    "once_per_region": 18,
    "participants_of_activity": 22,
    "benefits": 18,
    "start": 12,
    "end": 12,
}
_USUAL_WIDTH, _NARROW = 14, 5


class Wording:
    """Headings, titles and labels, all from the words of the document."""

    def __init__(self, reference: Reference, language: str) -> None:
        self.reference, self.language = reference, language

    def text(self, key: str, **values: object) -> str:
        """One of the words of the workbook, in one line and with its places filled."""
        return " ".join(self.reference.document.text(f"workbook.{key}", self.language, **values).split())

    def column(self, name: str, kind: str = "text", word: str = "") -> Column:
        """A column under its own word, or under another one's."""
        return Column(name, self.text(f"column.{word or name}"), kind, _WIDTHS.get(name, _USUAL_WIDTH))

    def trace_column(self, name: str, kind: str = "text") -> Column:
        """A column that the trace table has as well."""
        heading = " ".join(self.reference.document.text(f"trace.column.{name}", self.language).split())
        return Column(name, heading, kind, _WIDTHS.get(name, _USUAL_WIDTH))

    def label_column(self, word: str) -> Column:
        """The column that says in words what a key stands for."""
        return Column("label", self.text(word), "text", _WIDTHS["label"])

    def letter_column(self, letter: str) -> Column:
        """The column of a letter, which is its own heading."""
        return Column(f"letter_{letter}", letter, "plain", _NARROW)

    def title(self, sheet: str) -> str:
        """What the tab of a sheet says."""
        return self.text(f"sheet.{sheet}")
