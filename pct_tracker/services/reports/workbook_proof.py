"""Proof that a workbook says what it should: every cell of every sheet, and every formula behind one."""

from collections.abc import Iterator
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any

from pct_tracker.importing.readback import read_formulas, read_sheets
from pct_tracker.reporting.workbook.reading import ExpectedSheet, expected_formulas, expected_sheets
from pct_tracker.reporting.workbook.sheets import Workbook
from pct_tracker.services.reports.differences import MOST_TOLD, Difference, Proof


def prove_workbook(path: Path, workbook: Workbook) -> Proof:
    """Reads a workbook back and compares it cell by cell; a formula that is missing, other or not ours is a difference.

    It is read row by row, so that memory hardly grows with the rows. Raises UserError if it cannot be read.
    """
    found, held = read_sheets(path), _Held()
    differences: list[Difference] = []
    for sheet in expected_sheets(workbook):
        title, rows = next(found, ("", iter(())))
        if title != sheet.title:
            differences.append(Difference(sheet.name, 0, "", sheet.title, title))
        _keep(differences, _other_cells(sheet, rows if held.is_counted else held.counting(rows, sheet)))
    _keep(differences, (Difference(title, 0, "", "", title) for title, _ in found))
    _keep(differences, _other_formulas(path, workbook))
    return Proof(path.name, "words", held.rows, held.participants, tuple(differences))


class _Held:
    """The rows of the first annex and the sum of its numbers, as they stand in the file."""

    def __init__(self) -> None:
        self.rows = self.participants = 0
        self.is_counted = False

    def counting(self, rows: Iterator[list[Any]], sheet: ExpectedSheet) -> Iterator[list[Any]]:
        """The same rows, counted while they are read."""
        self.is_counted = True
        place = sheet.columns.index("participants")
        yield from islice(rows, 1)
        for row in rows:
            self.rows += 1
            self.participants += int(row[place]) if isinstance(row[place], float) else 0
            yield row


def _keep(differences: list[Difference], more: Iterator[Difference]) -> None:
    """All of them are looked at, the first ones kept."""
    for one in more:
        if len(differences) < MOST_TOLD:
            differences.append(one)


def _other_cells(sheet: ExpectedSheet, rows: Iterator[list[Any]]) -> Iterator[Difference]:
    for number, (right, found) in enumerate(zip_longest(sheet.rows, rows, fillvalue=())):
        if list(right) == found:
            continue
        for column, value, is_ in zip_longest(sheet.columns, right, found, fillvalue=""):
            if value != is_:
                yield Difference(sheet.name, number, column, _told(value), _told(is_))


def _other_formulas(path: Path, workbook: Workbook) -> Iterator[Difference]:
    """`column` is the place of the cell."""
    expected, found = expected_formulas(workbook), read_formulas(path)
    for title, place in sorted(expected.keys() | found.keys()):
        right, is_ = expected.get((title, place), ""), found.get((title, place), "")
        if right != is_:
            yield Difference(title, 0, place, right and f"={right}", is_ and f"={is_}")


def _told(value: Any) -> str:
    """Whole numbers without the point that a reader gives them."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
