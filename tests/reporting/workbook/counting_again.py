"""Counts the formulas of a workbook once more, as Excel does: only those few that the workbook is made of."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

_TOKENS = re.compile(r'"((?:[^"]|"")*)"|\$?([A-Z]{1,2})\$?(\d+)\b|\b([a-z]+_[A-Za-z_]+)\b|(?<![<>])=')


class Words(str):
    """A text that & joins to others."""

    __slots__ = ()

    def __and__(self, other: Any) -> Any:
        return (
            Cells(Words(f"{self}{_text(one)}") for one in other) if isinstance(other, Cells) else Words(f"{self}{_text(other)}")
        )


class Cells(tuple[Any, ...]):
    """The values of a column, or one for each of its cells."""

    __slots__ = ()
    __hash__ = None

    def __and__(self, other: Any) -> "Cells":
        return Cells(Words(f"{_text(one)}{other}") for one in self)

    def __mul__(self, other: Any) -> "Cells":
        others = other if isinstance(other, Cells) else [other] * len(self)
        return Cells((one or 0) * (two or 0) for one, two in zip(self, others, strict=True))

    __rmul__ = __mul__

    def __neg__(self) -> "Cells":
        return Cells(-one for one in self)

    def __gt__(self, number: Any) -> "Cells":
        return Cells((one or 0) > number for one in self)

    def __eq__(self, other: object) -> "Cells":
        return Cells(one == other for one in self)


class CountedAgain:
    """The values that the formulas of a workbook give, whatever was stored with them."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._known: dict[tuple[str, str], Any] = {}

    def value(self, sheet: str, place: str) -> Any:
        """What a cell holds, or what its formula gives."""
        if (sheet, place) not in self._known:
            cell = self._workbook[sheet][place]
            self._known[sheet, place] = self._counted(sheet, cell.value[1:]) if cell.data_type == "f" else cell.value
        return self._known[sheet, place]

    def named(self, name: str) -> Cells:
        """The cells that have a name."""
        [(sheet, place)] = self._workbook.defined_names[name].destinations
        return Cells(self.value(sheet, cell.coordinate) for (cell,) in self._workbook[sheet][place.replace("$", "")])

    def _counted(self, sheet: str, formula: str) -> Any:
        def python(token: re.Match[str]) -> str:
            text, letter, line, name = token.groups()
            if text is not None:
                return f"Words({text.replace(chr(34) * 2, chr(34))!r})"
            if letter:
                return f"cell({letter + line!r})"
            return f"named({name!r})" if name else "=="

        names = {"Words": Words, "cell": lambda place: self.value(sheet, place), "named": self.named, **FUNCTIONS}
        return eval(_TOKENS.sub(python, formula), {"__builtins__": {}}, names)  # noqa: S307 - a formula of ours


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _exact(cells: Cells, other: Any) -> Cells:
    return Cells(_text(one) == _text(other) for one in cells)


def _sum_product(*columns: Cells) -> int:
    product = [1] * len(columns[0])
    for column in columns:
        product = [one * (two if type(two) is int else 0) for one, two in zip(product, column, strict=True)]
    return sum(product)


def _sum_ifs(numbers: Cells, cells: Cells, wanted: str) -> int:
    assert wanted.isalnum()  # anything else could be a pattern or a comparison
    return sum(number or 0 for number, one in zip(numbers, cells, strict=True) if _text(one).casefold() == wanted.casefold())


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "COUNT": lambda cells: sum(type(one) is int for one in cells),
    "SUM": lambda cells: sum(one or 0 for one in cells),
    "SUMPRODUCT": _sum_product,
    "EXACT": _exact,
    "FIND": lambda text, cells: Cells(one.find(text) + 1 or None for one in cells),
    "ISNUMBER": lambda cells: Cells(one is not None for one in cells),
    "COUNTIFS": lambda cells, wanted: _sum_ifs(Cells([1] * len(cells)), cells, wanted),
    "SUMIFS": _sum_ifs,
    "AND": lambda *tests: all(tests),
    "IF": lambda test, right, wrong: right if test else wrong,
}


def formula_cells(workbook: Workbook) -> Iterable[tuple[str, str]]:
    """Where formulas stand: title of the sheet, place of the cell."""
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            yield from ((sheet.title, f"{get_column_letter(cell.column)}{cell.row}") for cell in row if cell.data_type == "f")
