"""The cleaning report of a year as a document: numbered paragraphs, and a table for each thing that became of a finding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pct_tracker.reference.reference import Reference
from pct_tracker.reporting.document import Annex, Document, Paragraph
from pct_tracker.reporting.front import Front
from pct_tracker.reporting.report import Cell, Report, ReportRow


@dataclass(frozen=True, slots=True, kw_only=True)
class CleaningPart:
    """One table: `columns` are names that never change with their headings; a cell is words, or a count."""

    title: str
    columns: Mapping[str, str]
    rows: tuple[tuple[str | int, ...], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CleaningText:
    """All words of the report: its title, the line on who made it when from what, the paragraphs and the tables."""

    title: str
    made: str
    paragraphs: tuple[Paragraph, ...]
    parts: tuple[CleaningPart, ...]


def build_cleaning(text: CleaningText, reference: Reference, *, language: str, year: int) -> Document:
    """The document in a language, its tables on landscape pages of their own."""
    direction = reference.vocabulary.punctuation(language).direction
    front = Front(
        letter="",
        symbol="",
        original="",
        date="",
        body="PCT Tracker",
        session="",
        place_and_dates="",
        title=text.title,
        prepared=text.made,
    )
    return Document(
        language=language,
        direction=direction,
        year=year,
        front=front,
        page_words=reference.document.text("header.page", language),
        paragraphs=text.paragraphs,
        statements=(),
        closing="",
        annexes=tuple(_annex(part, reference, language, direction, year) for part in text.parts),
    )


def _annex(part: CleaningPart, reference: Reference, language: str, direction: str, year: int) -> Annex:
    report = Report(
        kind="cleaning",
        language=language,
        direction=direction,
        year=year,
        title_lines=(part.title,),
        columns=tuple(part.columns),
        headings=tuple(part.columns.values()),
        rows=tuple(ReportRow(0, tuple(_cells(row, reference, language))) for row in part.rows),
        notes=part.notes,
    )
    return Annex(report, "", reference.document.text("header.annex_page", language, annex=part.title))


def _cells(row: Sequence[str | int], reference: Reference, language: str) -> Sequence[Cell]:
    """The cells of a row; a count is grouped as the language does."""
    return [Cell(reference.document.number(one, language), number=one) if isinstance(one, int) else Cell(one) for one in row]
