"""All rows of a file as they are reviewed, narrowed to those somebody wants to see."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import Qt

from pct_tracker.services.imports.look import LookedAt
from pct_tracker.services.imports.review import Decision, ReviewedRow, decide
from pct_tracker.services.imports.run import SkippedRow
from pct_tracker.services.wording import Wording
from pct_tracker.ui.common.direction import direction_of
from pct_tracker.ui.common.field_messages import SHAPES
from pct_tracker.ui.common.plain_tip import plain_tip
from pct_tracker.ui.common.row_table import DirectionRole, MutedRole
from pct_tracker.ui.common.rows_model import ModelIndex, RowsModel
from pct_tracker.ui.importing.review_words import ReviewWords

COLUMNS = ("decision", "outcome", "number", "month", "title", "finding")
Line = ReviewedRow | SkippedRow


class ReviewModel(RowsModel[Line]):
    """A row that no longer fits what is shown stays until something else is asked for: nothing jumps away under a hand."""

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._headings = (
            self.tr("Decision"),
            self.tr("In the log"),
            self.tr("Row"),
            self.tr("Month"),
            self.tr("Description"),
            self.tr("What was found"),
        )
        self._wording = wording
        self.words = ReviewWords()
        self._all: dict[int, ReviewedRow] = {}
        self._skipped: tuple[SkippedRow, ...] = ()

    @property
    def rows(self) -> tuple[ReviewedRow, ...]:
        """All rows that are activities, in the order of the file."""
        return tuple(self._all.values())

    @property
    def shown(self) -> tuple[ReviewedRow, ...]:
        """The activities among the rows that are seen."""
        return tuple(line for line in self._rows if isinstance(line, ReviewedRow))

    def take(self, looked: LookedAt | None) -> None:
        """Takes what was read, and shows all of it."""
        self._all = {row.number: row for row in looked.rows} if looked else {}
        self._skipped = looked.reading.skipped if looked and looked.reading else ()
        self.narrow("", "")

    def narrow(self, outcome: str, finding: str) -> None:
        """Shows the rows with an outcome and a finding; empty words stand for any. `finding` may be an outcome of cells."""
        lines: list[Line] = []
        if outcome != "skipped":
            lines += [row for row in self.rows if outcome in ("", row.outcome) and (not finding or finding in _marks(row))]
        if outcome in ("", "skipped") and not finding:
            lines += self._skipped
        self.show_rows(lines)

    def counts(self) -> Counter[str]:
        """How many rows have each outcome."""
        return Counter({"skipped": len(self._skipped)}) + Counter(row.outcome for row in self.rows)

    def marks(self) -> Counter[str]:
        """How many rows have each finding, and each outcome of a cell that is worth a look."""
        return Counter(mark for row in self.rows for mark in _marks(row))

    def replace_row(self, row: ReviewedRow) -> None:
        """Shows a row as somebody has changed it."""
        self._all[row.number] = row
        lines = list(self._rows)
        for place, line in enumerate(lines):
            if isinstance(line, ReviewedRow) and line.number == row.number:
                lines[place] = row
                self._rows = lines
                self.dataChanged.emit(self.index(place, 0), self.index(place, len(COLUMNS) - 1))
                return

    def decide_shown(self, choose: Callable[[ReviewedRow], Decision]) -> None:
        """Decides about all rows that are seen."""
        decided = {row.number: decide(row, choose(row)) for row in self.shown}
        self._all |= decided
        self._rows = [decided[line.number] if isinstance(line, ReviewedRow) else line for line in self._rows]
        self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(COLUMNS) - 1))

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.row_at(index.row())
        if line is None:
            return None
        column = COLUMNS[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._skipped_text(line, column) if isinstance(line, SkippedRow) else self._text(line, column)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self._tool_tip(line, column))
            case _ if role == MutedRole:
                return isinstance(line, SkippedRow) or line.decision == "leave-out"
            case _ if role == DirectionRole and column == "title":
                return direction_of(line.match.row.language) if isinstance(line, ReviewedRow) else None
        return None

    def _text(self, row: ReviewedRow, column: str) -> str:
        match column:
            case "decision":
                return self.words.decision(row)
            case "outcome":
                return self.words.outcomes[row.outcome]
            case "number":
                return str(row.number)
            case "month":
                return row.draft.month or "—"
            case "title":
                return row.draft.title.best(row.match.row.language)
        worst, count = row.worst, sum(one.draws_attention for one in row.findings)
        more = f" (+{count - 1})" if count > 1 else ""
        return f"{SHAPES[worst.severity]} {self._wording.finding(worst)}{more}" if worst else ""

    def _skipped_text(self, row: SkippedRow, column: str) -> str:
        match column:
            case "outcome":
                return self.words.outcomes["skipped"]
            case "title":
                return " | ".join(filter(None, row.cells))
            case "finding":
                return self.words.reasons[row.reason]
        return "–" if column == "decision" else ""

    def _tool_tip(self, line: Line, column: str) -> str:
        if isinstance(line, SkippedRow):
            return self._skipped_text(line, column)
        if column == "outcome":
            return self.words.doubts[line.doubt] if line.doubt else ""
        if column == "finding":
            seen = (one for one in line.findings if one.draws_attention)
            return "\n".join(f"{SHAPES[one.severity]} {self._wording.finding(one)}" for one in seen)
        return self._text(line, column) if column == "title" else ""


def _marks(row: ReviewedRow) -> Iterable[str]:
    """What a row can be found by: its findings, and that a cell of it was guessed or kept as text."""
    found = {one.rule for one in row.findings if one.draws_attention}
    return found | {cell.outcome for cell in row.cells if cell.outcome in ("guessed", "kept-as-text")}
