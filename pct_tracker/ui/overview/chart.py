"""A chart as a value: lines with their bars, in words and numbers, ready to be drawn, listed or written to a file."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """One bar or State: how much it is, how that is shown and said, and the rows behind it.

    `words` name the rows once the register shows them alone, among those of `year` or of all years.
    """

    value: int
    shown: str
    spoken: str
    words: str
    ids: tuple[int, ...]
    year: int | None = None
    is_before: bool = False


@dataclass(frozen=True, slots=True)
class ChartLine:
    """One label with its mark, and that of the year before where years are compared. `is_aside` lines are only listed."""

    key: str
    label: str
    marks: tuple[Mark, ...]
    is_aside: bool = False

    @property
    def now(self) -> Mark:
        return self.marks[0]


@dataclass(frozen=True, slots=True)
class Chart:
    """`columns` head the list: the label, then one for each mark. `notes` are sentences that belong below the picture."""

    title: str = ""
    columns: tuple[str, ...] = ()
    lines: tuple[ChartLine, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def drawn(self) -> tuple[ChartLine, ...]:
        """The lines that stand in the picture."""
        return tuple(line for line in self.lines if not line.is_aside)

    @property
    def is_beside(self) -> bool:
        """Whether each line has the year before as well."""
        return len(self.columns) > 2

    def marks(self) -> Iterator[Mark]:
        """All marks of the picture, line by line."""
        return (mark for line in self.drawn for mark in line.marks)

    def table(self) -> list[list[str | int]]:
        """Headings and lines with plain numbers."""
        rows: list[list[str | int]] = [[*self.columns]]
        rows += ([line.label, *(mark.value for mark in line.marks)] for line in self.lines)
        return rows
