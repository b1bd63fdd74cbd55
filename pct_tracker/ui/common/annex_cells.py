"""The nine cells of an annex row under each other, for reading."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel

from pct_tracker.ui.common.direction import paragraph_mark
from pct_tracker.ui.common.theme import SPACE, SPACE_SMALL


class AnnexCells(QFrame):
    """Column headings with the text of their cells; runs in the direction of its language, not of the window."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName(name)
        self._headings: list[QLabel] = []
        self._cells: list[QLabel] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        self._grid.setHorizontalSpacing(SPACE + SPACE_SMALL)
        self._grid.setVerticalSpacing(SPACE_SMALL)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 5)

    def cells(self) -> tuple[str, ...]:
        return tuple(cell.text().lstrip("\u200e\u200f") for cell in self._cells if not cell.isHidden())

    def show_cells(self, headings: tuple[str, ...], cells: tuple[str, ...], direction: Qt.LayoutDirection) -> None:
        """Shows cells beside their headings; a cell without text shows a dash, cells beyond the headings have none."""
        while len(self._cells) < len(cells):
            self._add_line()
        self.setLayoutDirection(direction)
        mark = paragraph_mark(direction)
        right = Qt.AlignmentFlag.AlignRight if direction == Qt.LayoutDirection.RightToLeft else Qt.AlignmentFlag.AlignLeft
        side = right | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignAbsolute
        for place, (heading, cell) in enumerate(zip(self._headings, self._cells, strict=True)):
            shown = place < len(cells)
            heading.setText(mark + headings[place] if place < len(headings) else "")
            cell.setText(mark + (cells[place] or "–") if shown else "")
            heading.setAlignment(side)
            cell.setAlignment(side)
            heading.setVisible(shown)
            cell.setVisible(shown)

    def _add_line(self) -> None:
        heading, cell = QLabel(), QLabel()
        heading.setProperty("role", "muted")
        cell.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for column, label in enumerate((heading, cell)):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            self._grid.addWidget(label, len(self._cells), column)
        self._headings.append(heading)
        self._cells.append(cell)
