"""A report without a file format: the words and numbers of each cell, ready to be written as any kind of file."""

from dataclasses import dataclass

from pct_tracker.domain.activity import Activity


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell says. `number` is set where the text is a count; `fallback` where words stand in another language."""

    text: str = ""
    number: int | None = None
    fallback: bool = False


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One row, its cells in the order of the columns. `activity` is the activity the row was printed from."""

    activity_id: int
    cells: tuple[Cell, ...]
    activity: Activity | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """The bare words of the cells."""
        return tuple(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A table with its title. `columns` are names that never change, `headings` their wording in `language`.

    `direction` is "ltr" or "rtl". `notes` are paragraphs between the table and the end mark.
    """

    kind: str = "annex"
    language: str
    direction: str
    year: int
    title_lines: tuple[str, ...]
    columns: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[ReportRow, ...]
    end_mark: str = ""
    notes: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The title lines in one line."""
        return " ".join(self.title_lines)

    @property
    def is_right_to_left(self) -> bool:
        return self.direction == "rtl"
