"""The whole report as a document without a file format: front block, numbered paragraphs, annexes, closing marks."""

from collections.abc import Sequence
from dataclasses import dataclass

from pct_tracker.domain.activity import Activity
from pct_tracker.domain.codes import CONTENT_LETTERS
from pct_tracker.domain.figure import Figure
from pct_tracker.figures.claims import Claim
from pct_tracker.reference.reference import Reference
from pct_tracker.reporting.annex import build_annex
from pct_tracker.reporting.front import Front, FrontBlock, build_front
from pct_tracker.reporting.report import Report
from pct_tracker.reporting.statements import Statement, make_statements, sensitivity_lines
from pct_tracker.reporting.trace import build_trace

BULLET = "–"
"""What stands before an entry that has no letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentChoices:
    """What goes into the document. `planned_year` is the year of Annex II, None that of the report itself.

    `origin_order` is one of ORIGIN_ORDERS of the annex, `mark_missing` what `build_annex` and `build_front` take.
    """

    planned: bool = False
    letters: bool = True
    trace: bool = False
    sensitivity: bool = False
    origin_order: str = "entered"
    mark_missing: bool = True
    planned_year: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A numbered paragraph; `entries` are pairs of a letter or a bullet and the words behind it."""

    name: str
    text: str
    entries: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Annex:
    """A table on pages of its own: `heading` stands over its first page, `page_words` with {page} over the others."""

    report: Report
    heading: str
    page_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document in one language. `page_words` with {page} stands over its second page and those that follow.

    `closing` is the mark that ends the paragraphs; the marks that end the annexes stand in their reports.
    """

    language: str
    direction: str
    year: int
    front: Front
    page_words: str
    paragraphs: tuple[Paragraph, ...]
    statements: tuple[Statement, ...]
    closing: str
    annexes: tuple[Annex, ...]
    trace: Annex | None = None

    @property
    def title(self) -> str:
        """The title of the front block."""
        return self.front.title

    @property
    def is_right_to_left(self) -> bool:
        return self.direction == "rtl"

    @property
    def parts(self) -> tuple[Annex, ...]:
        """The annexes and the trace table, if there is one."""
        return (*self.annexes, self.trace) if self.trace else self.annexes


def build_document(
    held: Sequence[Activity],
    planned: Sequence[Activity],
    figures: Sequence[Figure],
    claims: Sequence[Claim],
    front: FrontBlock,
    reference: Reference,
    *,
    language: str,
    year: int,
    choices: DocumentChoices,
) -> Document:
    """The document on a year. Figures and claims are those of the held activities; planned ones need to be chosen as well."""
    planned = planned if choices.planned else ()
    return _Builder(reference, language, year, choices, two=bool(planned)).build(held, planned, figures, claims, front)


class _Builder:
    """Puts a document together; `two` is whether it has two annexes."""

    def __init__(self, reference: Reference, language: str, year: int, choices: DocumentChoices, *, two: bool) -> None:
        self._reference, self._words = reference, reference.document
        self._language, self._year, self._choices, self._two = language, year, choices, two
        self._planned_year = choices.planned_year or year
        self._held_name = "first" if two else "only"

    def build(
        self,
        held: Sequence[Activity],
        planned: Sequence[Activity],
        figures: Sequence[Figure],
        claims: Sequence[Claim],
        front: FrontBlock,
    ) -> Document:
        statements = make_statements(claims, self._words, self._language, self._year)
        annexes = [self._annex(held, self._held_name, self._year)]
        if self._two:
            annexes.append(self._annex(planned, "second", self._planned_year))
        return Document(
            language=self._language,
            direction=annexes[0].report.direction,
            year=self._year,
            front=build_front(front, self._words, self._language, self._year, mark_missing=self._choices.mark_missing),
            page_words=self._text("header.page"),
            paragraphs=self._paragraphs(statements, len(planned), claims),
            statements=statements,
            closing=self._text(f"mark.follows.{self._held_name}"),
            annexes=tuple(annexes),
            trace=self._trace(figures, annexes[0].report) if self._choices.trace else None,
        )

    def _text(self, key: str, count: int | None = None, **values: object) -> str:
        return self._words.text(key, self._language, count, **values)

    def _annex(self, activities: Sequence[Activity], name: str, year: int) -> Annex:
        report = build_annex(
            activities,
            self._reference,
            language=self._language,
            year=year,
            origin_order=self._choices.origin_order,
            mark_missing=self._choices.mark_missing,
            end_mark=self._closing_of(name),
        )
        return self._part(report, name)

    def _part(self, report: Report, name: str) -> Annex:
        title = self._text(f"annex.{name}")
        return Annex(report, title.upper(), self._text("header.annex_page", annex=title))

    def _closing_of(self, name: str) -> str:
        """What stands below an annex: that another one follows, or that the document ends."""
        if name == "first":
            return self._text("mark.follows.second")
        return self._text("mark.follows.appendix" if self._choices.trace else f"mark.end.{name}")

    def _trace(self, figures: Sequence[Figure], held: Report) -> Annex:
        annex, end_mark = self._text(f"listed.where.{self._held_name}"), self._text("mark.end.appendix")
        return self._part(build_trace(figures, held, self._reference, annex=annex, end_mark=end_mark), "appendix")

    def _paragraphs(self, statements: Sequence[Statement], planned: int, claims: Sequence[Claim]) -> tuple[Paragraph, ...]:
        said = {one.name: one.sentence for one in statements}
        held = next(claim.value for claim in claims if claim.name == "activities")
        listed = self._text("listed.held", held, annex=self._text(f"listed.where.{self._held_name}")) if held else ""
        purpose = "purpose.planned" if self._choices.planned else "purpose.held"
        found = [
            Paragraph("purpose", self._text(purpose, year=self._year, planned_year=self._planned_year)),
            self._joined("activities", said["activities"], listed, said["participants"]),
            self._joined("delivery", said["delivery"], said["hybrid"]),
            self._joined("states", said["states"], said["beneficiary_states"]),
        ]
        if self._choices.planned:
            where = self._text("listed.where.second")
            found.append(Paragraph("planned", self._text("listed.planned", planned, year=self._planned_year, annex=where)))
        if self._choices.letters:
            found.append(self._letters())
        if self._choices.sensitivity:
            lines = sensitivity_lines(claims, self._words, self._language)
            entries = tuple((BULLET, line) for line in lines)
            found.append(Paragraph("sensitivity", self._text("sensitivity.heading") if lines else "", entries))
        found.append(Paragraph("closing", self._text("closing.note")))
        return tuple(one for one in found if one.text)

    def _joined(self, name: str, *sentences: str) -> Paragraph:
        space = "" if self._language == "zh" else " "
        return Paragraph(name, space.join(filter(None, sentences)))

    def _letters(self) -> Paragraph:
        vocabulary = self._reference.vocabulary
        heading = self._text("letters.heading", column=vocabulary.column_label("contents", self._language))
        meanings = ((letter, vocabulary.content_label(letter, self._language)) for letter in CONTENT_LETTERS)
        return Paragraph("letters", heading, tuple(meanings))
