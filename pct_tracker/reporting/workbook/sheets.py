"""A workbook without a file format: sheets of typed values, and formulas with the values they give."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from pct_tracker.reporting.report import Report


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as Excel stores it, without the equals sign, and the value it gives."""

    text: str
    value: int | str


Value = str | int | date | Formula | None
"""What a cell of a table holds."""

Row = tuple[Value, ...]
"""The cells of one row, one for each column."""


@dataclass(frozen=True, slots=True)
class Column:
    """`name` never changes, and names the cells of the column in formulas; `heading` is its wording in the language.

    `kind` is one of "text", "wrapped", "code", "number", "plain" (a number that needs no grouping), "flag" (1 or 0,
    shown as yes or no), "month", "day" and "check". `width` is in Excel's unit.
    """

    name: str
    heading: str
    kind: str = "text"
    width: float = 12


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of the first so many numbers in the column `values`, named by the column `labels`.

    `lying` bars leave room for long names.
    """

    title: str
    labels: str
    values: str
    bars: int
    lying: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table. `name` never changes, and stands before the names of its columns; `title` is what the tab says."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    charts: tuple[Chart, ...] = ()

    @property
    def last_line(self) -> int:
        """The number of the last line of the table, which has one line at least below its headings."""
        return max(len(self.rows), 1) + 1

    def place(self, column: str) -> int:
        """The place of a column, counted from 0."""
        return next(place for place, one in enumerate(self.columns) if one.name == column)

    def formulas(self) -> Iterator[tuple[int, int, Formula]]:
        """Every formula, with the number of its line and the place of its column."""
        for line, row in enumerate(self.rows, 2):
            for place, value in enumerate(row):
                if isinstance(value, Formula):
                    yield line, place, value


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """The annexes as they are printed, under the titles of their sheets, and the tables behind them.

    `flags` says how 1 and 0 read in a column of flags.
    """

    annexes: tuple[tuple[str, Report], ...]
    sheets: tuple[Sheet, ...]
    flags: Mapping[int, str] = field(default_factory=dict, hash=False)

    @property
    def is_right_to_left(self) -> bool:
        return self.annexes[0][1].is_right_to_left
