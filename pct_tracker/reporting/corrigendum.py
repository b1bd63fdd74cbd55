"""The corrigendum to a published annex: each row that prints differently as it was and as it is to read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pct_tracker.domain.activity import REPORTED_FIELDS
from pct_tracker.figures.compare import Total
from pct_tracker.reference.reference import Reference
from pct_tracker.reporting.document import BULLET, Annex, Document, Paragraph
from pct_tracker.reporting.front import Front, FrontBlock, build_front
from pct_tracker.reporting.report import Cell, Report, ReportRow
from pct_tracker.reporting.statements import Statement

KINDS = ("changed", "removed", "added")
"""What a corrigendum does to a row, in the order in which it is counted."""

_LEFT_TO_RIGHT = "\u200e"


@dataclass(frozen=True, slots=True)
class RowCorrection:
    """A row of a published annex that prints differently. `old` is None for one that is added, `new` for one removed.

    `number` is its place in the published annex, from 1; 0 for one that was not there. `columns` are those of a changed row
    whose words differ.
    """

    number: int
    old: ReportRow | None
    new: ReportRow | None
    columns: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """One of KINDS."""
        if self.old is None:
            return "added"
        return "changed" if self.new else "removed"

    @property
    def activity_id(self) -> int:
        """The activity that the row was printed from."""
        row = self.new or self.old
        return row.activity_id if row else 0


@dataclass(frozen=True, slots=True)
class Published:
    """What is corrected: the year of the report, its symbol, if it had one, its date, and the year of its Annex II."""

    year: int
    symbol: str
    on: date
    planned_year: int | None = None


def find_corrections(old: Report, new: Report, places: Mapping[int, int]) -> tuple[RowCorrection, ...]:
    """The rows that print differently in two annexes of one language: published ones by their places, then the added ones."""
    now = {row.activity_id: row for row in new.rows}
    found = [correction for row in old.rows if (correction := _correction(row, now.get(row.activity_id), places))]
    before = {row.activity_id for row in old.rows}
    added = [RowCorrection(0, None, row) for row in new.rows if row.activity_id not in before]
    return (*sorted(found, key=lambda one: one.number), *added)


def build_corrigendum(
    rows: Sequence[RowCorrection],
    planned: Sequence[RowCorrection],
    totals: Sequence[Total],
    published: Published,
    front: FrontBlock,
    reference: Reference,
    *,
    language: str,
    mark_missing: bool = True,
) -> Document:
    """The document on these rows of the annex, and of that of planned activities, if the publication had one.

    `totals` are the figures that differ, `mark_missing` is what `build_front` takes.
    """
    return _Builder(reference, language, published, mark_missing=mark_missing).build(rows, planned, totals, front)


def _correction(old: ReportRow, new: ReportRow | None, places: Mapping[int, int]) -> RowCorrection | None:
    number = places[old.activity_id]
    if new is None:
        return RowCorrection(number, old, None)
    pairs = zip(REPORTED_FIELDS, old.texts, new.texts, strict=True)
    columns = tuple(column for column, before, after in pairs if before != after)
    return RowCorrection(number, old, new, columns) if columns else None


class _Builder:
    """Puts the document together."""

    def __init__(self, reference: Reference, language: str, published: Published, *, mark_missing: bool) -> None:
        self._words, self._vocabulary = reference.document, reference.vocabulary
        self._language, self._published, self._mark_missing = language, published, mark_missing

    def build(
        self, rows: Sequence[RowCorrection], planned: Sequence[RowCorrection], totals: Sequence[Total], front: FrontBlock
    ) -> Document:
        statements = tuple(self._counts((*rows, *planned)))
        annexes = tuple(self._annexes(rows, planned))
        first = "first" if rows and planned else "second" if planned else "only"
        return Document(
            language=self._language,
            direction=annexes[0].report.direction,
            year=self._published.year,
            front=self._front(front),
            page_words=self._text("header.page"),
            paragraphs=tuple(self._paragraphs(statements, totals)),
            statements=statements,
            closing=self._text(f"mark.follows.{first}"),
            annexes=annexes,
        )

    def _annexes(self, rows: Sequence[RowCorrection], planned: Sequence[RowCorrection]) -> Iterator[Annex]:
        """Each list that is corrected; where both are, under the names of the annexes that they were published as."""
        year = self._published.year
        if planned and rows:
            yield self._annex(rows, "first", year, "mark.follows.second")
        if planned:
            yield self._annex(planned, "second", self._published.planned_year or year, "mark.end.second")
        else:
            yield self._annex(rows, "only", year, "mark.end.only")

    def _annex(self, rows: Sequence[RowCorrection], name: str, year: int, end_mark: str) -> Annex:
        title, report = self._text(f"annex.{name}"), self._report(rows, year, self._text(end_mark))
        return Annex(report, title.upper(), self._text("header.annex_page", annex=title))

    def _text(self, key: str, count: int | None = None, **values: object) -> str:
        return self._words.text(key, self._language, count, **values)

    def _front(self, block: FrontBlock) -> Front:
        year, mark_missing = self._published.year, self._mark_missing
        front = build_front(block, self._words, self._language, year, mark_missing=mark_missing)
        # A symbol may end in a point ("Corr."), which would stand before it where lines run from right to left.
        symbol = f"{front.symbol}{_LEFT_TO_RIGHT}" if front.symbol and self._language == "ar" else front.symbol
        return replace(front, symbol=symbol, title=self._text("corrigendum.title", title=front.title))

    def _counts(self, rows: Sequence[RowCorrection]) -> Iterator[Statement]:
        for kind in KINDS:
            if count := sum(one.kind == kind for one in rows):
                number = self._words.number(count, self._language)
                yield Statement(kind, number, self._text(f"corrigendum.{kind}", count))

    def _paragraphs(self, statements: Sequence[Statement], totals: Sequence[Total]) -> Iterator[Paragraph]:
        symbol, day = self._published.symbol, self._words.long_date(self._published.on, self._language)
        purpose = "corrigendum.purpose.symbol" if symbol else "corrigendum.purpose"
        yield Paragraph("purpose", self._text(purpose, year=self._published.year, date=day, symbol=symbol))
        space = "" if self._language == "zh" else " "
        counted = [*(one.sentence for one in statements), self._text("corrigendum.listed")]
        yield Paragraph("rows", space.join(counted))
        heading = self._text("corrigendum.figures" if totals else "corrigendum.figures.same")
        yield Paragraph("figures", heading, tuple((BULLET, self._figure(one)) for one in totals))

    def _figure(self, total: Total) -> str:
        old, new = (self._words.number(one.value, self._language) for one in (total.first, total.second))
        return self._text("corrigendum.figure", label=self._text(f"figure.{total.name}.label"), old=old, new=new)

    def _report(self, rows: Sequence[RowCorrection], year: int, end_mark: str) -> Report:
        labels = (self._vocabulary.column_label(column, self._language) for column in REPORTED_FIELDS)
        return Report(
            kind="corrigendum",
            language=self._language,
            direction=self._vocabulary.punctuation(self._language).direction,
            year=year,
            title_lines=(self._text("corrigendum.annex", year=year),),
            columns=("correction", *REPORTED_FIELDS),
            headings=(self._text("corrigendum.column"), *labels),
            rows=tuple(line for one in rows for line in self._lines(one)),
            end_mark=end_mark,
        )

    def _lines(self, one: RowCorrection) -> Iterator[ReportRow]:
        """A changed row stands there twice: as it was published and as it is to read."""
        labels = (self._vocabulary.column_label(column, self._language) for column in one.columns)
        columns = self._vocabulary.punctuation(self._language).group_separator.join(labels)
        number = self._words.number(one.number, self._language)
        if one.old is not None:
            told = "corrigendum.row.old" if one.new else "corrigendum.row.removed"
            yield _line(self._text(told, number=number, columns=columns), one.old)
        if one.new is not None:
            told = "corrigendum.row.new" if one.old else "corrigendum.row.added"
            yield _line(self._text(told, number=number, columns=columns), one.new)


def _line(told: str, row: ReportRow) -> ReportRow:
    return ReportRow(row.activity_id, (Cell(told), *row.cells), row.activity)
